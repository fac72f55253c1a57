"""The inside of citeproc-py and its styles on which ``handbook.exporters.citeproc`` relies: these tests fail where it changes."""

from __future__ import annotations

from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
from citeproc.source.json import CiteProcJSON
from lxml import etree

from handbook.exporters import citeproc
from handbook.exporters.citeproc import engine, names_by_engine

STYLES = ("apa", "ieee")
CSL = "{http://purl.org/net/xbiblio/csl}"
ITEM: dict[str, Any] = {
    "id": "x",
    "type": "article-journal",
    "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Richard"}],
    "title": "A title",
    "container-title": "Acta",
    "issued": {"date-parts": [[2020]]},
}


@pytest.mark.parametrize("style", STYLES)
def test_a_style_has_one_bibliography_and_the_form_of_names_in_its_macro_author(style: str) -> None:
    root = etree.parse(citeproc._FOLDER / f"{style}.csl").getroot()
    assert len(root.findall(f"{CSL}bibliography")) == 1
    assert root.find(f"{CSL}macro[@name='author']/{CSL}names/{CSL}name") is not None


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("term", ["and", "et-al"])
def test_the_root_of_a_style_finds_terms_as_elements(style: str, term: str) -> None:
    found = citeproc._style(style).root.get_term(term)
    assert found.tag == f"{CSL}term"
    assert found.get("name") == term


@pytest.mark.parametrize("style", STYLES)
def test_a_style_reduced_to_names_prints_the_names_of_the_whole_reference(style: str) -> None:
    names = names_by_engine(style, {name: ITEM[name] for name in ("id", "type", "author")})
    assert "Doe" in names
    assert "Roe" in names
    assert "2020" not in names
    assert engine(style, ITEM).startswith(names)


def test_the_engine_numbers_references_of_ieee_and_we_remove_the_number() -> None:
    bibliography = CitationStylesBibliography(citeproc._style("ieee"), CiteProcJSON([dict(ITEM)]), formatter.plain)
    bibliography.register(Citation([CitationItem("x")]))
    assert str(bibliography.bibliography()[0]).startswith("[1]")
    assert engine("ieee", ITEM).startswith("J. Doe")
