"""JSON-LD: only properties of schema.org, only known values, and nothing that ends a script element."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from handbook.exporters.work import work_of_fields
from handbook.library.library import Library
from handbook.site import linked_data

from ..builders import person, read

ALLOWED = {
    "PublicationIssue": {
        *("issueNumber", "name", "inLanguage", "datePublished", "isPartOf", "contributor", "url", "mainEntity", "@context")
    },
    "Periodical": {"name"},
    "Person": {"name", "@context", "alternateName", "sameAs", "url"},
    "ItemList": {"numberOfItems", "itemListElement"},
    "ScholarlyArticle": {"name", "author", "datePublished", "sameAs", "url"},
    "DefinedTerm": {"@context", "termCode", "name", "alternateName", "description", "sameAs", "inDefinedTermSet", "url"},
}
"""The properties that schema.org has for each type, as far as they are used."""


def hold_to_schema_org(value: Any) -> None:
    if isinstance(value, list):
        for each in value:
            hold_to_schema_org(each)
    elif isinstance(value, dict):
        assert set(value) - {"@type"} <= ALLOWED[value["@type"]]
        for each in value.values():
            assert each not in ("", [], {})
            hold_to_schema_org(each)


def test_a_person_has_every_spelling_and_the_orcid_record() -> None:
    page = person("Jane Doe", "Doe, J.", zh="多简", orcid="0000-0002-1825-0097")
    profile = read({"docs/people/doe-jane.md": page}).people.get("doe-jane")
    assert profile is not None
    data = linked_data.person_data(profile, "https://example.org/")
    hold_to_schema_org(data)
    assert data == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "Jane Doe",
        "alternateName": ["J. Doe", "多简"],
        "sameAs": "https://orcid.org/0000-0002-1825-0097",
        "url": "https://example.org/docs/people/doe-jane.html",
    }


def test_an_issue_is_a_publication_issue_with_the_list_of_its_papers(handbook: Library) -> None:
    data = linked_data.issue_data(handbook, handbook.issues[64], "https://example.org/")
    hold_to_schema_org(data)
    elements = data["mainEntity"]["itemListElement"]
    assert data["mainEntity"]["numberOfItems"] == len(elements) == len(handbook.papers(issue=64))
    paper = next(each for each in elements if each["url"].endswith("papers/huang2023large.html"))
    assert [person["name"] for person in paper["author"]][:2] == ["Jiaxin Huang", "Shixiang Shane Gu"]
    assert paper["sameAs"] == "https://doi.org/10.18653/v1/2023.emnlp-main.67"
    assert "datePublished" not in data, "the weekly names an interval"


def test_without_an_address_of_the_site_there_is_none(handbook: Library) -> None:
    data = linked_data.issue_data(handbook, handbook.issues[28])
    hold_to_schema_org(data)
    assert "url" not in data
    assert not any("url" in each for each in data["mainEntity"]["itemListElement"])


def test_a_term_is_a_defined_term(handbook: Library) -> None:
    term = handbook.vocabulary.get("institution", "uiuc")
    assert term
    data = linked_data.term_data(term, "定义。", "https://example.org/")
    hold_to_schema_org(data)
    assert data["sameAs"] == ["https://ror.org/047426m28", "https://www.wikidata.org/wiki/Q457281"]
    assert data["url"] == "https://example.org/docs/institutions/uiuc.html"
    assert data["name"] not in data["alternateName"]
    one, none = (handbook.vocabulary.get("topic", name) for name in ("text-classification", "few-shot-learning"))
    assert one
    assert none
    assert linked_data.term_data(one, "定义。")["sameAs"] == "https://openalex.org/C2986744138"
    assert "sameAs" not in linked_data.term_data(none, "定义。")


def test_nothing_ends_the_script_element() -> None:
    text = linked_data.as_html({"@type": "DefinedTerm", "name": "</script><!--<script>"})
    assert not re.search("<", text)
    assert json.loads(text)["name"] == "</script><!--<script>"


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("article", "ScholarlyArticle"),
        ("inproceedings", "ScholarlyArticle"),
        ("misc", "ScholarlyArticle"),
        ("book", "Book"),
        ("dataset", "Dataset"),
        ("phdthesis", "Thesis"),
        ("newspaper", "NewsArticle"),
        ("online", "WebPage"),
    ],
)
def test_a_work_has_the_type_of_its_kind(kind: str, schema: str) -> None:
    fields = {"title": "Herds", "subtitle": "a study", "date": "in the year of the sheep"}
    data = linked_data.article(work_of_fields(kind, "key", fields))
    assert (data["@type"], data["name"]) == (schema, "Herds: a study")
    assert "datePublished" not in data
