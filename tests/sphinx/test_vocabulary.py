"""The vocabulary as SKOS beside the pages: announced, in step with them, and rewritten only where it changes."""

from __future__ import annotations

import pytest
from lxml import html
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from .project import Project, term

BASE = "https://example.org/zh-cn/latest/"
FILES = {"text/turtle": "api/v1/vocabulary.ttl", "application/ld+json": "api/v1/vocabulary.jsonld"}
TOPIC = URIRef(f"{BASE}docs/topics/topic-a.html#concept")
CATALOGUE = 'msgid "主题甲是什么。"\nmsgstr "What topic A is."\n'


def graph(project: Project, form: str = "text/turtle") -> Graph:
    return Graph().parse(project.out / "html" / FILES[form], format=form, publicID=BASE + FILES[form])


def times(project: Project) -> list[int]:
    return [(project.out / "html" / path).stat().st_mtime_ns for path in FILES.values()]


def test_the_indexes_of_terms_announce_both_files_and_these_say_the_same(small: Project) -> None:
    assert small.build(html_baseurl=BASE).warnings == []
    for kind in ("topics", "methods", "institutions"):
        root = html.fromstring((small.out / "html" / f"docs/{kind}/index.html").read_bytes())
        links = {each.get("type"): each.get("href") for each in root.xpath("//head/link[@rel='alternate']")}
        assert {form: links[form] for form in FILES} == {form: BASE + path for form, path in FILES.items()}
    assert b"vocabulary.ttl" not in (small.out / "html/docs/topics/topic-a.html").read_bytes()
    found = graph(small)
    assert len(set(found.subjects(RDF.type, SKOS.Concept))) == 4
    assert isomorphic(found, graph(small, "application/ld+json"))


def test_without_an_address_of_the_site_the_links_are_relative(small: Project) -> None:
    small.build()
    root = html.fromstring((small.out / "html/docs/topics/index.html").read_bytes())
    assert root.xpath("//head/link[@type='text/turtle']/@href") == ["../../api/v1/vocabulary.ttl"]
    assert (TOPIC, RDF.type, SKOS.Concept) in graph(small), "read from its own address"


@pytest.mark.parametrize(
    ("path", "old", "new", "is_other"),
    [
        ("docs/topics/topic-a.md", "主题甲是什么。", "它是什么。", True),
        ("docs/topics/topic-a.md", "zh: 主题甲", "zh: 主题甲\naliases: [甲题]", True),
        ("issues/002.md", "摘要。", "另一个摘要。", False),
        ("bib/001.bib", "Title of doe2022two", "Another", False),
    ],
)
def test_an_edit_rewrites_the_files_exactly_if_they_change(small: Project, path: str, old: str, new: str, is_other: bool) -> None:
    small.build(html_baseurl=BASE)
    before = times(small)
    small.edit(path, old, new)
    small.build(html_baseurl=BASE)
    changed = times(small)
    assert (changed != before) == is_other
    small.build(html_baseurl=BASE)
    assert times(small) == changed


def test_a_translation_alone_rewrites_the_files(small: Project) -> None:
    small.write({"pyproject.toml": '[tool.handbook]\nlanguage = "zh-CN"\n'})
    small.build(html_baseurl=BASE)
    assert set(graph(small).objects(TOPIC, SKOS.definition)) == {Literal("主题甲是什么。", "zh")}
    small.write({"locale/en/LC_MESSAGES/docs.po": CATALOGUE})
    small.build(html_baseurl=BASE)
    assert set(graph(small).objects(TOPIC, SKOS.definition)) == {
        Literal("主题甲是什么。", "zh"),
        Literal("What topic A is.", "en"),
    }


def test_the_page_of_a_term_links_to_the_same_thing_elsewhere(small: Project) -> None:
    small.write(
        {
            "docs/topics/topic-a.md": term("主题甲", same_as="[https://www.wikidata.org/wiki/Q1, https://openalex.org/C2]"),
            "docs/institutions/inst-a.md": term("机构甲", ror="https://ror.org/012345678"),
        }
    )
    assert small.build(language="zh_CN").warnings == []

    def facts(page: str) -> dict[str, list[tuple[str, str]]]:
        root = html.fromstring((small.out / "html" / page).read_bytes())
        found = [(name.text_content().strip(":："), name.getnext().iter("a")) for name in root.xpath("//dl/dt")]
        return {name: [(link.text_content(), link.get("href")) for link in links] for name, links in found}

    assert facts("docs/topics/topic-a.html")["同一概念"] == [
        ("Wikidata Q1", "https://www.wikidata.org/wiki/Q1"),
        ("OpenAlex C2", "https://openalex.org/C2"),
    ]
    assert facts("docs/institutions/inst-a.html")["同一机构"] == [("ROR 012345678", "https://ror.org/012345678")]
