"""References by GB/T 7714 for invented works and for those of the handbook."""

from __future__ import annotations

import pytest
from pybtex.backends.plaintext import Backend
from pybtex.database import parse_string
from pybtex.plugin import find_plugin

from handbook.exporters import FORMATS, work_of_paper
from handbook.exporters.gbt7714 import EDITION_2015, EDITION_2025, reference
from handbook.exporters.work import work_of_fields
from handbook.library.library import Library

EXAMPLES = {
    "a book, an English title in small letters": (
        "book",
        {
            "author": "Doe, Jane Mary",
            "title": "{AI} and the Art of {Kyoto}",
            "address": "Oslo",
            "publisher": "North Press",
            "year": "2020",
        },
        "Doe J M. AI and the art of Kyoto[M]. Oslo：North Press，2020.",
        "DOE J M. AI and the art of Kyoto[M]. Oslo: North Press, 2020.",
    ),
    "a translated book in its second edition": (
        "book",
        {
            "author": "某甲",
            "title": "模型导论",
            "translator": "某乙 and 某丙 and 某丁 and 某戊",
            "edition": "Second",
            "address": "北京",
            "publisher": "某出版社",
            "year": "2010",
            "pages": "12--18",
        },
        "某甲. 模型导论[M]. 某乙，某丙，某丁，等，译. 2 版. 北京：某出版社，2010：12-18.",
        "某甲. 模型导论[M]. 某乙, 某丙, 某丁, 等, 译. 2版. 北京: 某出版社, 2010: 12-18.",
    ),
    "a part of a volume": (
        "incollection",
        {
            "author": "某甲",
            "title": "论学习",
            "editor": "某乙 and 某丙",
            "booktitle": "某某文集",
            "volume": "3",
            "address": "上海",
            "publisher": "某出版社",
            "year": "1999",
            "pages": "5",
        },
        "某甲. 论学习[M]//某乙，某丙. 某某文集：第 3 卷. 上海：某出版社，1999：5.",
        "某甲. 论学习[M]//某乙, 某丙. 某某文集: 第3卷. 上海: 某出版社, 1999: 5.",
    ),
    "an article, four authors, read on the web": (
        "article",
        {
            "author": "Doe, J. and Roe, Jr., Richard and {Deep Study Group} and Poe, P.",
            "title": "On Learning: A Survey (with Notes)",
            "journal": "Journal of Examples",
            "year": "2014",
            "volume": "337",
            "number": "1/2",
            "pages": "112--118",
            "doi": "10.1000/182",
            "url": "https://example.org/a:b,c",
            "urldate": "2025-12-02",
        },
        "Doe J，Roe R，Jr，Deep Study Group，et al. On learning：a survey（with notes）[J/OL]. "
        "Journal of Examples，2014，337（1/2）：112-118. "
        "https://example.org/a:b,c. DOI:10.1000/182.",
        "DOE J, ROE R, Jr, Deep Study Group, et al. On learning: a survey (with notes)[J/OL]. "
        "Journal of Examples, 2014, 337(1/2): "
        "112-118[2025-12-02]. https://example.org/a:b,c. DOI: 10.1000/182.",
    ),
    "an article in a year and an issue only": (
        "article",
        {"author": "某甲", "title": "某论", "journal": "某刊（自然科学版）", "year": "2013", "number": "1", "pages": "56--75"},
        "某甲. 某论[J]. 某刊（自然科学版），2013（1）：56-75.",
        "某甲. 某论[J]. 某刊（自然科学版）, 2013(1): 56-75.",
    ),
    "an article not yet in an issue": (
        "article",
        {"author": "某甲", "title": "某论", "journal": "某刊", "date": "2024-05-09", "url": "https://example.org/a"},
        "某甲. 某论[J/OL]. 某刊，2024-05-09. https://example.org/a.",
        "某甲. 某论[J/OL]. 某刊, 2024-05-09. https://example.org/a.",
    ),
    "a newspaper": (
        "article",
        {"entrysubtype": "newspaper", "author": "某甲", "title": "某讯", "journal": "某报", "date": "2000-11-20", "pages": "15"},
        "某甲. 某讯[N]. 某报，2000-11-20（15）.",
        "某甲. 某讯[N]. 某报, 2000-11-20(15).",
    ),
    "a paper in proceedings with editor and publisher": (
        "inproceedings",
        {
            "author": "Doe, Jane",
            "title": "Advances in Examples",
            "editor": "Roe, R.",
            "booktitle": "{Symposium on Examples}, {May} 2, 1971",
            "address": "New York",
            "publisher": "NP",
            "year": "1971",
            "pages": "17--38",
        },
        "Doe J. Advances in examples[C]//Roe R. Symposium on Examples，May 2，1971. New York：NP，1971：17-38.",
        "DOE J. Advances in examples[C]//ROE R. Symposium on Examples, May 2, 1971. New York: NP, 1971: 17-38.",
    ),
    "a paper in proceedings without a publisher, with a preprint": (
        "inproceedings",
        {
            "author": "van de Kar, Mozes",
            "title": "Don't Prompt, Search!",
            "booktitle": "Findings of the Association for Examples: {EX} 2022",
            "year": "2022",
            "pages": "1--2",
            "eprint": "2210.14803",
            "archiveprefix": "arXiv",
            "url": "https://example.org/1",
        },
        "van de Kar M. Don't prompt，search![C/OL]//Findings of the Association for Examples：EX 2022，2022：1-2. "
        "https://example.org/1. arXiv:2210.14803.",
        "VAN DE KAR M. Don't prompt, search![C/OL]//Findings of the Association for Examples: EX 2022, 2022: 1-2. "
        "https://example.org/1. arXiv:2210.14803.",
    ),
    "a thesis": (
        "phdthesis",
        {
            "author": "某甲",
            "title": "GNSS-R 研究",
            "school": "某大学",
            "address": "武汉",
            "year": "2022",
            "pages": "87",
            "cstr": "1.2",
            "url": "https://example.org/2",
        },
        "某甲. GNSS-R 研究[D/OL]. 武汉：某大学，2022：87. https://example.org/2. CSTR:1.2.",
        "某甲. GNSS-R 研究[D/OL]. 武汉: 某大学, 2022: 87. https://example.org/2. CSTR: 1.2.",
    ),
    "a report with its number and no publisher": (
        "techreport",
        {
            "author": "{Institute of Examples, North}",
            "title": "A Report",
            "number": "RE-26",
            "date": "2013-09-30",
            "url": "https://example.org/3",
        },
        "Institute of Examples，North. A report：RE-26[R/OL]. 2013-09-30. https://example.org/3.",
        "Institute of Examples, North. A report: RE-26[R/OL]. 2013-09-30. https://example.org/3.",
    ),
    "a page of the web": (
        "online",
        {"title": "{Example} Homepage", "date": "2024-12-24", "urldate": "2025-01-02", "url": "https://example.org"},
        "Example homepage[EB/OL]. （2024-12-24）[2025-01-02]. https://example.org.",
        "Example homepage[EB/OL]. (2024-12-24)[2025-01-02]. https://example.org.",
    ),
    "a preprint": (
        "misc",
        {"author": "Doe, Jane", "title": "{GPT}s and {LLaMA}", "year": "2021", "eprint": "2110.03888", "archiveprefix": "arXiv"},
        "Doe J. GPTs and LLaMA[PP/OL]. arXiv（2021）. https://arxiv.org/abs/2110.03888.",
        "DOE J. GPTs and LLaMA[EB/OL]. arXiv(2021). https://arxiv.org/abs/2110.03888.",
    ),
    "a preprint in its second version": (
        "preprint",
        {
            "author": "某甲 and 某乙",
            "title": "某论：综述",
            "version": "2",
            "archiveprefix": "ChinaXiv",
            "eprint": "1",
            "date": "2023-03-03",
            "url": "https://example.org/4",
        },
        "某甲，某乙. 某论：综述[PP/OL]. V2. ChinaXiv（2023-03-03）. https://example.org/4.",
        "某甲, 某乙. 某论：综述[EB/OL]. V2. ChinaXiv(2023-03-03). https://example.org/4.",
    ),
    "no author, no year": ("book", {"title": "某书", "publisher": "某社"}, "某书[M]. 某社.", "某书[M]. 某社."),
    "authors who are not named": (
        "article",
        {"author": "Doe, Jane and others", "title": "X", "journal": "J", "year": "2001"},
        "Doe J，et al. X[J]. J，2001.",
        "DOE J, et al. X[J]. J, 2001.",
    ),
}


@pytest.mark.parametrize(("kind", "fields", "of_2025", "of_2015"), EXAMPLES.values(), ids=EXAMPLES)
def test_a_reference_is_printed_in_both_forms(kind: str, fields: dict[str, str], of_2025: str, of_2015: str) -> None:
    work = work_of_fields(kind, "key", fields)
    assert reference(work, EDITION_2025) == of_2025
    assert reference(work, EDITION_2015) == of_2015


def test_the_handbooks_own_papers(handbook: Library) -> None:
    record = FORMATS["gbt7714-2025"].record
    assert record(work_of_paper(handbook.works["vandekar2022dont"])) == (
        "van de Kar M，Xia M，Chen D，et al. Don't prompt，search! Mining-based zero-shot learning with language models[C/OL]//"
        "Proceedings of the 2022 Conference on Empirical Methods in Natural Language Processing，2022：7508-7520. "
        "https://aclanthology.org/2022.emnlp-main.509. arXiv:2210.14803.\n"
    )
    assert record(work_of_paper(handbook.works["fang2022generalizable"])) == (
        "Fang Y，Deng S，Li C. A generalizable deep learning framework for inferring fine-scale germline mutation rate "
        "maps[J/OL]. "
        "Nature Machine Intelligence，2022，4（12）：1209-1223. https://doi.org/10.1038/s42256-022-00574-5.\n"
    )


@pytest.mark.parametrize(("kind", "fields", "of_2025", "of_2015"), EXAMPLES.values(), ids=EXAMPLES)
def test_as_a_style_of_pybtex(kind: str, fields: dict[str, str], of_2025: str, of_2015: str) -> None:
    values = "".join(f"{name} = {{{value}}},\n" for name, value in fields.items())
    entry = parse_string(f"@{kind}{{key,\n{values}}}", "bibtex").entries["key"]
    for name, expected in (("gbt7714-2025", of_2025), ("gbt7714-2015", of_2015)):
        style = find_plugin("pybtex.style.formatting", name)()
        formatted = style.format_entry("1", entry)
        assert formatted.text.render(Backend()) == expected
        assert (formatted.key, formatted.label) == ("key", "1")
