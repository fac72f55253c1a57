"""The head of a page: description, OpenGraph and JSON-LD."""

from __future__ import annotations

import json

import pytest
from lxml import html

from handbook.site.head import MAX_DESCRIPTION, shortened

from .project import Project

BASE = "https://example.org/zh-cn/"
LONG = "一" * 60 + "。" + "二" * 60 + "。" + "三" * 60 + "。"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the small handbook, built for a site with an address."""
    from .project import SMALL, term

    project = Project(root=tmp_path_factory.mktemp("head") / "small")
    project.write(
        {**SMALL, "docs/topics/topic-a.md": term("主题甲").replace("主题甲是什么。", f'"A" & \\<B>：{LONG}\n\n第二段。')}
    )
    project.build(html_baseurl=BASE, language="zh_CN")
    return project


def head(project: Project, page: str) -> html.HtmlElement:
    """Return the head of a page."""
    return html.fromstring((project.out / "html" / page).read_bytes()).find("head")


def properties(project: Project, page: str) -> dict[str, str]:
    """Return the OpenGraph properties of a page, each of which it has once."""
    found = [(each.get("property"), each.get("content")) for each in head(project, page).iterfind("meta[@property]")]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_a_term_is_described_by_whole_sentences_of_its_first_paragraph(built: Project) -> None:
    description = '"A" & <B>：' + "一" * 60 + "。" + "二" * 60 + "。"
    assert properties(built, "docs/topics/topic-a.html") == {
        "og:title": "主题甲",
        "og:type": "article",
        "og:description": description,
        "og:url": f"{BASE}docs/topics/topic-a.html",
        "og:site_name": "Small",
        "og:locale": "zh_CN",
    }
    assert [each.get("content") for each in head(built, "docs/topics/topic-a.html").iterfind("meta[@name='description']")] == [
        description
    ]


def test_the_front_page_is_the_site(built: Project) -> None:
    found = properties(built, "index.html")
    assert (found["og:type"], found["og:title"]) == ("website", "Small")
    assert "og:description" not in found


def test_a_page_without_source_says_what_it_is(built: Project) -> None:
    found = properties(built, "search.html")
    assert (found["og:title"], found["og:type"]) == ("搜索", "website")
    assert found["og:description"] == "搜索Small收录的论文、词条、各期和作者。"


@pytest.mark.parametrize(
    ("page", "kind", "name"),
    [("issues/001.html", "PublicationIssue", "题目 1"), ("docs/topics/topic-a.html", "DefinedTerm", "主题甲")],
)
def test_issues_and_terms_have_linked_data(built: Project, page: str, kind: str, name: str) -> None:
    (script,) = head(built, page).iterfind("script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data["@type"] == kind
    assert name in json.dumps(data, ensure_ascii=False)
    assert BASE in json.dumps(data)


def test_other_pages_have_no_linked_data(built: Project) -> None:
    assert list(head(built, "docs/authors/d.html").iterfind("script[@type='application/ld+json']")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("短。", "短。"),
        ("字" * MAX_DESCRIPTION, "字" * MAX_DESCRIPTION),
        ("字" * (MAX_DESCRIPTION + 1), "字" * (MAX_DESCRIPTION - 1) + "…"),
        ("一句。" + "字" * MAX_DESCRIPTION, "一句。"),
        ("一句；" + "字" * MAX_DESCRIPTION, "一句；"),
        ("One. Two. " + "x" * MAX_DESCRIPTION, "One. Two."),
        ("Of 3.5 " + "x" * MAX_DESCRIPTION, ("Of 3.5 " + "x" * MAX_DESCRIPTION)[: MAX_DESCRIPTION - 1] + "…"),
        ("字" * (MAX_DESCRIPTION - 1) + "。" + "字", "字" * (MAX_DESCRIPTION - 1) + "。"),
        ("字" * MAX_DESCRIPTION + "。", "字" * (MAX_DESCRIPTION - 1) + "…"),
        ("甲。" + "字" * MAX_DESCRIPTION + "。", "甲。"),
        (LONG, LONG[:122]),
    ],
)
def test_a_description_ends_with_a_sentence_where_one_fits(text: str, expected: str) -> None:
    assert shortened(text) == expected
    assert len(expected) <= MAX_DESCRIPTION
