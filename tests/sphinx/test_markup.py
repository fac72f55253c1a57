"""The markup of pages, and its output in every format."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from handbook.model.records import LISTINGS

from .. import html
from .conftest import FirstBuild
from .project import Project, bib, entry, issue, term


def text_of(project: Project, page: str) -> str:
    return (project.out / "text" / f"{page}.txt").read_text(encoding="utf-8")


ROLES = """# 页

```{listing} numbers
```

见 {method}`method-a`、{topic}`主题甲`、{institution}`那家 <inst-a>`、{issue}`1`、{paper}`doe2022one`。

又见 [](#doe2022two)、[](#method-a) 与 [这一条](#doe2022three)。

```{issue} latest
```

```{topic} topic-a
```
"""


def test_roles_and_links_show_the_chinese_name_and_lead_there(small: Project) -> None:
    small.write({"docs/page.md": "---\norphan: true\n---\n" + ROLES})
    built = small.build()
    assert built.warnings == []
    links = {
        (link.astext(), link.get("refuri"))
        for link in small.doctree(built, "docs/page").findall(nodes.reference)
        if isinstance(link.parent, nodes.paragraph)
    }
    assert {
        ("方法甲", "methods/method-a.html"),
        ("主题甲", "topics/topic-a.html"),
        ("那家", "institutions/inst-a.html"),
        ("No. 1", "../issues/001.html"),
        ("题目 doe2022one", "../papers/doe2022one.html"),
        ("题目 doe2022two", "../papers/doe2022two.html"),
        ("这一条", "../papers/doe2022three.html"),
        ("No. 2 题目 2", "../issues/002.html"),
    } <= links


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Covers No. 1 to No. 2: 3 papers, 2 topics, 1 institution and 1 method."),
        ("zh_CN", "收录第 1 期至第 2 期，计论文 3 篇、主题 2 个、机构 1 家和方法 1 种。"),
    ],
)
def test_numbers_are_enumerated_as_the_language_does(small: Project, language: str, shown: str) -> None:
    small.write({"docs/page.md": "---\norphan: true\n---\n# P\n\n```{listing} coverage\n```\n"})
    built = small.build(language=language)
    (line,) = (node.astext() for node in small.doctree(built, "docs/page").findall(nodes.paragraph))
    assert line == shown


def test_an_entry_has_its_key_as_anchor_and_its_parts_in_order(small: Project) -> None:
    built = small.build()
    section = next(node for node in small.doctree(built, "issues/002").findall(nodes.section) if "doe2022three" in node["ids"])
    assert section["classes"] == ["hb-entry", "hb-paper"]
    title, english, people, where, summary, facts, row, coins = section.children
    assert title.astext() == "题目 doe2022three"
    assert english.astext() == "Title of doe2022three"
    assert english[0]["classes"] == ["language-en"]
    assert people.astext() == "Jane Doe, Richard Roe"
    assert where.astext() == "SOME 2022"
    assert [item[0].astext() for item in facts] == ["Topics", "Institutions", "Methods"]
    panel, links = row.children
    assert 'data-key="doe2022three"' in panel.astext()
    assert links["classes"] == ["hb-links"]
    assert 'class="Z3988"' in coins.astext()
    assert summary.astext() == "摘要。"


def test_of_more_than_nine_authors_the_others_can_be_opened(small: Project) -> None:
    names = " and ".join(f"Family{number}, Given" for number in range(12))
    small.edit("bib/002.bib", "Doe, Jane and Roe, Richard", names)
    built = small.build()
    people = html.tree(small.out / "html/issues/002.html").xpath(
        "//*[local-name() = 'section'][@id = 'doe2022three']//*[contains(@class, 'hb-people')]"
    )
    shown = "".join(people[0].itertext())
    assert len(people) == 1
    assert [shown.count(f"Given Family{number}") for number in range(12)] == [1, 3, *(1 for _number in range(10))]
    assert "4 more authors" in shown
    small.build("text")
    assert all(f"Family{number}" in text_of(small, "issues/002") for number in range(12))
    assert built.warnings == []


def test_both_versions_are_shown_and_the_published_one_is_the_reference(small: Project) -> None:
    published = bib("doe2023final", "The Final Title").replace("2022", "2023").replace("Proceedings", "Journal")
    small.write({"bib/003.bib": published.replace("year ", "related = {doe2022three},\n  relatedtype = {origpubas},\n  year ")})
    built = small.build("text")
    assert built.warnings == []
    text = text_of(small, "issues/002")
    assert text.index("The Final Title") < text.index("As reported") < text.index("Title of doe2022three")
    assert "The Final Title" in text_of(small, "docs/topics/topic-a")
    assert "Title of doe2022three" not in text_of(small, "docs/topics/topic-a")


def test_an_erratum_is_inside_its_entry(small: Project) -> None:
    erratum = "\n:::{erratum}\n:printed: 错\n:correct: 对\n:source: https://example.org/\n\n因为如此。\n:::\n"
    body = entry("doe2022three").replace(":::", "::::").replace("摘要。\n", "摘要。\n" + erratum)
    small.write(
        {"issues/002.md": issue(2, body), "docs/errata.md": "---\norphan: true\n---\n# 勘误\n\n```{listing} errata\n```\n"}
    )
    built = small.build()
    assert built.warnings == []
    found = list(small.doctree(built, "issues/002").findall(nodes.admonition))
    assert len(found) == 1
    assert "doe2022three" in found[0].parent["ids"]
    shown = small.doctree(built, "docs/errata").astext()
    assert all(part in shown for part in ("题目 doe2022three", "错", "对", "因为如此。"))
    assert built.library.entries["doe2022three"].item.summary == "摘要。"


def test_citations_resolve_on_the_pages_own_list(small: Project) -> None:
    small.write({"bib/background.bib": bib("roe1999old", "An Old Work").replace("2022", "1999")})
    small.edit("docs/methods/method-a.md", "是什么。", "见 {cite:t}`roe1999old` 与 {cite:p}`doe2022one,roe1999old`。")
    built = small.build()
    assert built.warnings == []
    doctree = small.doctree(built, "docs/methods/method-a")
    works = [item for item in doctree.findall(nodes.list_item) if "hb-references" in item.parent["classes"]]
    assert [work["ids"] for work in works] == [["ref-roe1999old"], ["ref-doe2022one"]]
    links = [link["refid"] for link in doctree.findall(nodes.reference) if str(link.get("refid", "")).startswith("ref-")]
    assert links == ["ref-roe1999old", "ref-doe2022one", "ref-roe1999old"]
    to_pages = [link["refuri"] for work in works for link in work.findall(nodes.reference) if "papers" in link.get("refuri", "")]
    assert to_pages == ["../../papers/roe1999old.html", "../../papers/doe2022one.html"]
    assert "Doe and Roe (1999)" in doctree.astext()
    assert "references" not in [
        name for node in small.doctree(built, "docs/topics/topic-a").findall(nodes.section) for name in node["ids"]
    ]


def test_a_citation_is_written_again_when_its_work_changes(small: Project) -> None:
    small.write({"bib/background.bib": bib("roe1999old", "An Old Work")})
    small.edit("docs/methods/method-a.md", "是什么。", "见 {cite:t}`roe1999old`。")
    small.build()
    small.edit("bib/background.bib", "An Old Work", "A New Title")
    assert small.build().written == {"docs/methods/method-a", "docs/methods/index"}


def test_headings_without_letters_have_anchors_that_do_not_move(small: Project) -> None:
    small.write(
        {"docs/page.md": "---\norphan: true\n---\n# 页\n\n## 论文推荐\n\n## 论文推荐\n\n见 [](#here)。\n\n(here)=\n## 研究动态\n"}
    )
    built = small.build()
    assert built.warnings == []
    ids = [section["ids"] for section in small.doctree(built, "docs/page").findall(nodes.section)]
    assert ids[:3] == [["ye"], ["lun-wen-tui-jian"], ["lun-wen-tui-jian-2"]]
    assert "yan-jiu-dong-tai" in ids[3] or "here" in ids[3]


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "dirhtml"])
def test_every_derived_page_comes_out_of_every_builder(first_build: FirstBuild, real: Project, builder: str) -> None:
    built = real.build(builder)
    assert first_build.built.warnings == built.warnings == []
    assert built.read == set(), "pages are read once for all builders"
    if builder == "text":
        for page, shown in {
            "issues/index": "第 64 期",
            "docs/topics/index": "自然语言处理",
            "docs/methods/index": "思维链提示",
            "docs/institutions/index": "北京航空航天大学",
            "docs/papers/by-year": "2023 年",
            "docs/papers/by-venue": "EMNLP",
            "docs/authors/index": "van de Kar, Mozes",
            "docs/errata": "德国纽伦堡大学",
            "docs/methods/chain-of-thought": "大语言模型可以自我改进",
            "index": "微调新范式",
        }.items():
            assert shown in text_of(real, page)
    if builder == "latex":
        source = next((real.out / "latex").glob("*.tex")).read_text(encoding="utf-8")
        assert all(shown in source for shown in ("van de Kar, Mozes", "大语言模型可以自我改进", "EMNLP 2023", "勘误"))


def test_every_listing_can_be_shown(small: Project) -> None:
    body = "\n\n".join(f"```{{listing}} {name}\n```" for name in LISTINGS)
    small.write({"docs/all.md": f"---\norphan: true\n---\n# 全部\n\n{body}\n"})
    built = small.build()
    assert built.warnings == []
    shown = small.doctree(built, "docs/all").astext()
    assert all(each in shown for each in ("Doe, Jane", "SOME", "主题乙", "2022", "unknown-term"))


def test_a_term_lists_what_its_narrower_terms_carry(small: Project) -> None:
    built = small.build("text")
    assert built.warnings == []
    text = text_of(small, "docs/topics/topic-a")
    assert text.index("题目 doe2022three") < text.index("题目 doe2022one") < text.index("题目 doe2022two")
    assert "主题乙 (1)" in text


def test_a_term_without_entries_says_so(small: Project) -> None:
    small.write({"docs/topics/topic-c.md": term("主题丙")})
    built = small.build("text")
    assert built.warnings == []
    assert "No entry has this term yet." in text_of(small, "docs/topics/topic-c")
    assert "docs/topics/topic-c.md:1: no item carries topic-c" in built.info


ABROAD = """# T

[](inv:hb:hb:paper#doe2022one) [](inv:hb:hb:method#method-a) [](inv:hb:hb:issue#1)

{external+hb:hb:paper}`doe2022one` {external+hb:hb:method}`method-a` {external+hb:hb:issue}`1`
"""


def test_another_project_refers_to_the_handbook(small: Project, tmp_path: Path) -> None:
    small.build()
    inventory = str(small.out / "html/objects.inv")
    mapping = {"hb": ("https://example.org/hb", inventory)}
    other = Project(root=tmp_path / "other")
    conf = f'extensions = ["sphinx.ext.intersphinx", "handbook"]\nintersphinx_mapping = {mapping!r}\n'
    other.write({"conf.py": conf, "index.md": ABROAD})
    built = other.build()
    assert built.warnings == []
    links = [(link.astext(), link["refuri"]) for link in other.doctree(built, "index").findall(nodes.reference)]
    paper, method, number = (
        ("题目 doe2022one", "https://example.org/hb/papers/doe2022one.html"),
        ("方法甲", "https://example.org/hb/docs/methods/method-a.html"),
        ("题目 1", "https://example.org/hb/issues/001.html"),
    )
    assert links == [paper, method, number] * 2
