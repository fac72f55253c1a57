"""The pages of people in a built site: their names and entries, the links to them, and a build without them."""

from __future__ import annotations

import pytest
from lxml import html

from .project import SMALL, Project, toctree

AUTHORS = toctree("作者", "*", "/docs/people/index", body="```{listing} authors\n```")
PEOPLE = toctree("人物", "*", body="```{listing} people\n```")
JANE = """---
names: [Jane Doe, J. Doe]
zh: 多简
orcid: 0000-0002-1825-0097
---
# 多简

多简研究{topic}`topic-a`。
"""


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the small handbook in Chinese with one person."""
    project = Project(root=tmp_path_factory.mktemp("people") / "small")
    project.write({**SMALL, "pyproject.toml": '[tool.handbook]\nlanguage = "zh-CN"\n', "docs/authors/index.md": AUTHORS})
    project.write({"docs/people/index.md": PEOPLE, "docs/people/doe-jane.md": JANE})
    return project


def page(project: Project, name: str) -> html.HtmlElement:
    """Return the body of a page."""
    return html.fromstring((project.out / "html" / name).read_bytes()).find("body")


def test_the_page_has_names_links_text_and_entries_and_names_lead_to_it(project: Project) -> None:
    built = project.build(language="zh_CN")
    assert built.warnings == []
    body = page(project, "docs/people/doe-jane.html")
    text = " ".join(body.text_content().split())
    for part in ("多简", "Jane Doe", "又写作", "J. Doe", "多简研究主题甲", "0000-0002-1825-0097"):
        assert part in text
    targets = body.xpath(".//a/@href")
    assert "https://orcid.org/0000-0002-1825-0097" in targets
    assert any(target.endswith("papers/doe2022one.html") for target in targets)
    (term,) = page(project, "docs/authors/d.html").xpath(".//dt[@id='doe-jane']")
    assert (term.xpath(".//a/@href"), term.text_content()) == (["../people/doe-jane.html"], "Doe, Jane 多简")
    assert "../docs/people/doe-jane.html" in page(project, "issues/001.html").xpath(".//a/@href")
    assert "doe-jane.html" in page(project, "docs/people/index.html").xpath(".//a/@href")


def test_names_change_with_the_page_of_the_person(project: Project) -> None:
    project.build(language="zh_CN")
    project.remove("docs/people/doe-jane.md")
    project.build(language="zh_CN")
    (term,) = page(project, "docs/authors/d.html").xpath(".//dt[@id='doe-jane']")
    assert (term.xpath(".//a/@href"), term.text_content()) == (["../../authors/doe-jane.html"], "Doe, Jane")
    assert "../authors/doe-jane.html" in page(project, "issues/001.html").xpath(".//a/@href")
    assert not (project.out / "html/docs/people/doe-jane.html").exists()
    assert not (project.out / "html/api/v1/people.json").exists()
