"""Drafts are pages and .bib files that the handbook can read, with all of the printed text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from handbook.editing.lines import bytes_of
from handbook.importing import Draft, LookedUp, draft, identifier, read_published
from handbook.importing.markdown import escaped, spaced
from handbook.metadata.record import Record
from handbook.model.people import Person
from handbook.model.records import Item, Page, Paper
from handbook.reading.bibliography import read_bib
from handbook.reading.files import decode
from handbook.reading.pages import read_page
from handbook.text.latex import Text

from .. import builders
from .test_published import texts
from .texts import COMMUNITY, CSDN, WECHAT

UNIVERSITY = builders.term("虚构大学", en="Imaginary University", aliases="[虚大]", misnomers="[虚构大学北京分校]", country="CN")
FILES: builders.Files = {"docs/institutions/imaginary.md": UNIVERSITY}


def drafted(text: str, files: builders.Files = FILES, **options: str) -> Draft:
    printed = read_published(text, builders.WEEKLY)
    return draft(printed, builders.read(files), number=printed.number or 1, **options)


def page_of(found: Draft) -> Page:
    return read_page(found.page_path, bytes_of(found.page), builders.WEEKLY)[0]


def works_of(found: Draft) -> dict[str, Paper]:
    bib = read_bib(found.bib_path, bytes_of("\n".join(entry for _key, entry in found.entries)))
    assert [each.code for each in bib.problems if each.code != "bib-field"] == []
    return {paper.key: paper for paper in bib.papers}


def one(fields: str, *, section: str = "论文推荐", files: builders.Files = FILES) -> tuple[Item, Draft]:
    found = drafted(f"《预训练周刊》第3期：题\n{section}\n{fields}", files)
    return page_of(found).items[0], found


def notes(found: Draft) -> list[str]:
    return [f"{note.line}: {note.text()}" for note in found.notes]


def test_an_issue_becomes_a_page_and_a_bibliography() -> None:
    found = drafted(WECHAT)
    page, works = page_of(found), works_of(found)
    assert (found.page_path, found.bib_path) == ("issues/097.md", "bib/097.bib")
    assert page.issue is not None
    assert (page.issue.number, page.issue.title) == (97, "示例周刊：小模型与大数据")
    assert page.issue.contributors == ("张三", "李四")
    survey, broken, data = page.items
    assert (survey.id, survey.title, survey.section) == ("doe2023small", "小模型与大数据：综述", ("论文推荐", "NLP 研究"))
    assert survey.genre == "survey"
    assert [use.text for use in survey.institutions] == ["imaginary", "示例研究院"]
    assert [(link.name, link.url) for link in survey.links] == [("code", "https://github.com/example/small")]
    assert (broken.id, data.id, data.kind) == ("wang2022title", "resource-97-1", "resource")
    work = works["doe2023small"]
    assert (work.title, work.year, work.arxiv) == ("Small Models, Big Data: A Survey", 2023, "2301.01234")
    assert [person.inverted for person in work.authors] == ["Doe, Jane", "van der Roe, John"]
    assert [person.name for person in works["wang2022title"].authors] == ["王五", "赵六"]


def test_the_reader_reports_the_tasks_of_a_draft() -> None:
    page = page_of(drafted(CSDN))
    tasks = {dict(each.params)["task"] for each in page.problems if each.code == "draft"}
    assert {task.partition(":")[0] for task in tasks} == {
        *(
            "the published summary",
            "these lines were not recognized",
            "these lines seem to belong to the web page and not to the issue",
        ),
    }


@pytest.mark.parametrize(
    ("text", "options", "date"),
    [
        (WECHAT, {}, "2023-01/2023-02-07"),
        (WECHAT, {"date": "2023-02-07"}, "2023-02-07"),
        (WECHAT.replace("2023-02-07", "2022-02-07"), {}, "2023-01/.."),
        (CSDN.replace("No.98", "2022年5月6日"), {}, "../2022-05-06"),
    ],
)
def test_a_date_is_derived_from_the_text(text: str, options: dict[str, str], date: str) -> None:
    issue = page_of(drafted(text, **options)).issue
    assert issue is not None
    assert issue.date is not None
    assert issue.date.text == date


def test_an_unknown_date_is_left_to_the_editor() -> None:
    assert "front-matter-field" in {each.code for each in page_of(drafted(CSDN)).problems}


@pytest.mark.parametrize(
    ("printed", "ids", "said"),
    [
        ("虚构大学", ["imaginary"], ""),
        ("虚 大等", ["imaginary"], ""),
        ("虚构大学北京分校", ["imaginary"], "is a misnomer of imaginary"),
        (
            "中国虚构大学团队",
            ["中国虚构大学团队"],
            "did you mean imaginary (虚构大学)? If not, create one with: handbook term ID",
        ),
        ("虚构大学计算机学院", ["虚构大学计算机学院"], "did you mean imaginary (虚构大学)?"),
        ("虚构大学附属医院", ["虚构大学附属医院"], "create one with: handbook term ID --kind institution --zh 虚构大学附属医院"),
        ("虚构理工大学", ["虚构理工大学"], "虚构理工大学; create one with"),
        ("美国虚构大学", ["美国虚构大学"], "美国虚构大学; create one with"),
        ("Other Institute", ["Other Institute"], 'handbook term other-institute --kind institution --en "Other Institute"'),
    ],
)
def test_institutions_are_matched_with_terms(printed: str, ids: list[str], said: str) -> None:
    item, found = one(f"标题：{printed} | A Title（题目）\n作者：Jane Doe\n简介：文\n链接：https://arxiv.org/abs/2301.00001")
    assert [use.text for use in item.institutions] == ids
    assert [note for note in notes(found) if said in note] == notes(found)
    assert bool(notes(found)) == bool(said)


@pytest.mark.parametrize(
    ("link", "kind", "year"),
    [
        ("https://arxiv.org/pdf/2210.11610v2.pdf", "misc", 2022),
        ("http://arxiv.org/abs/hep-th/9901001", "misc", 1999),
        ("https://aclanthology.org/2022.acl-long.99/", "inproceedings", 2022),
        ("https://aclanthology.org/P19-1001.pdf", "inproceedings", 2019),
        ("10.1234/2021.10.25.4", "misc", 2021),
        ("https://example.org/2020/a_b", "misc", 2020),
        ("https://example.org/", "misc", None),
    ],
)
def test_an_entry_has_the_identifier_of_its_link(link: str, kind: str, year: int | None) -> None:
    item, found = one(f"标题：The Title | 题\n标题：甲 | A Title of It（题目）\n作者：Jane Doe\n简介：文\n链接：{link}")
    del item
    work = list(works_of(found).values())[-1]
    assert (work.type, work.year, work.key) == (kind, year, f"doe{year or ''}title")


def test_news_of_a_paper_is_a_paper_and_other_news_is_not() -> None:
    item, _found = one("标题：甲 | 题\n简介：文\n链接：https://arxiv.org/abs/2301.00001", section="研究动态")
    assert item.kind == "paper"
    item, found = one("标题：甲 | A Title of News（题）\n作者：某人\n简介：文\n链接：https://example.org", section="研究动态")
    assert (item.kind, item.id, item.title_en, item.people) == ("news", "news-3-1", "A Title of News", ("某人",))
    assert found.entries == ()


def test_an_event_has_a_speaker_and_the_printed_date() -> None:
    event = page_of(drafted(COMMUNITY)).items[-1]
    assert (event.kind, event.people, event.printed_date) == ("event", ("钱七",), "2月30日（周三）19:00-20:00")
    assert [use.text for use in event.institutions] == ["示例研究院"]
    assert event.links[0].url == "https://example.org/join"


def test_an_existing_work_keeps_its_entry() -> None:
    there = {"bib/background.bib": builders.bib("old1999key", title="A Title", eprint="2301.00001", year=2023)}
    text = "标题：甲 | Another Title Since（题目）\n作者：Jane Doe\n简介：文\n链接：https://arxiv.org/abs/2301.00001v2"
    item, found = one(text, files={**FILES, **there})
    assert (item.id, found.entries) == ("old1999key", (("old1999key", ""),))
    assert "3: the work already has the entry old1999key, in bib/background.bib" in notes(found)


def test_the_family_name_of_a_chinese_author_is_in_the_key() -> None:
    text = "标题：甲 | {}\n作者：{}等\n简介：文\n链接：https://arxiv.org/abs/2201.00001\n"
    found = drafted("《预训练周刊》第3期\n" + text.format("题目甲", "丁某") + text.format("A Title", "欧阳某某"))
    assert [key for key, _entry in found.entries] == ["ding2022timu", "ouyang2022title"]
    assert [person.name for person in works_of(found)["ding2022timu"].authors] == ["丁某"]


def test_no_key_is_used_twice() -> None:
    text = "标题：甲 | Deep Things（题目）\n作者：Jane Doe\n简介：文\n链接：https://arxiv.org/abs/2201.0000{}\n"
    found = drafted("《预训练周刊》第3期\n" + "".join(text.format(number).replace("Things", f"T{number}") for number in range(3)))
    assert [key for key, _entry in found.entries] == ["doe2022deepb", "doe2022deepc", "doe2022deepd"]


@pytest.mark.parametrize("text", [WECHAT, CSDN, COMMUNITY])
def test_every_printed_word_of_an_entry_is_in_the_draft(text: str) -> None:
    printed, page = read_published(text, builders.WEEKLY), drafted(text).page
    for item in printed.items:
        for line in item.lines:
            assert f"% {line.number}: {line.text}" in page.split("\n")
    for line in printed.unread:
        assert f"% {line.number}: {line.text}" in page.split("\n")


@given(texts)
def test_any_text_becomes_a_page_that_is_read_as_drafted(text: str) -> None:
    printed = read_published(text, builders.WEEKLY)
    found = drafted(text)
    page = page_of(found)
    works_of(found)
    assert [item.id for item in page.items if item.kind == "paper"] == [key for key, _entry in found.entries]
    assert len(page.items) == len(printed.items)
    allowed = {"front-matter-field", "option-missing", "draft", "body-empty", "front-matter-value"}
    assert {each.code for each in page.problems} <= allowed
    for item, source in zip(page.items, printed.items, strict=True):
        assert source.title_zh in ("", item.title)
        assert item.section == tuple(spaced(part) for part in (source.section, source.subfield) if part)


@given(texts)
def test_a_quotation_is_shown_as_printed(text: str) -> None:
    line = " ".join(decode(text.encode(), "")[0].split())
    tokens = MarkdownIt("commonmark").parse(escaped(line))
    shown = "".join(child.content for token in tokens for child in token.children or ())
    assert [token.type for token in tokens if token.level == 0] == (["paragraph_open", "paragraph_close"] if line else [])
    assert shown == line


def test_a_work_published_under_another_title_has_two_entries() -> None:
    text = "《预训练周刊》第3期\n标题：甲 | A Draft Title（题目）\n作者：Jane Doe\n简介：文\n链接：https://arxiv.org/abs/2201.00001\n"
    printed = read_published(text, builders.WEEKLY)
    known = identifier(printed.items[0])
    assert known is not None
    people = (Person(family="Doe", given="Jane"), Person(family="Roe", given="Pat"))
    preprint = Record(source="arXiv", type="misc", title=Text("A Draft Title"), authors=people, year=2022, arxiv="2201.00001")
    print_ = replace(
        preprint, source="doi.org", type="article", title=Text("A Final Title"), container=Text("A Journal"), arxiv=""
    )
    found = draft(printed, builders.read(FILES), number=3, looked_up={known: LookedUp(record=preprint, published=print_)})
    assert [key for key, _entry in found.entries] == ["doe2022draft", "doe2022final"]
    assert works_of(found)["doe2022final"].preprint_key == "doe2022draft"
    assert page_of(found).items[0].id == "doe2022draft"
    both = LookedUp(record=preprint, published=replace(print_, title=preprint.title))
    same = draft(printed, builders.read(FILES), number=3, looked_up={known: both})
    (work,) = works_of(same).values()
    assert (work.type, work.arxiv) == ("article", "2201.00001")
