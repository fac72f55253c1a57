"""The metadata on the page of a work is what Zotero and search engines need, and all of what the .bib file says."""

from __future__ import annotations

import re

import pytest

from handbook import load
from handbook.exporters import Work
from handbook.exporters.bundles import work_of_entry
from handbook.exporters.kinds import kind_of
from handbook.exporters.work import work_of_fields, work_of_paper
from handbook.site.citation_meta import citation_tags, pdf_of
from tests.conftest import ROOT
from tests.zotero import Item, item_of


def work(entry_type: str, **fields: str) -> Work:
    """Return the work of an entry."""
    return work_of_fields(entry_type, "key", {"title": "A Title", "author": "Doe, Jane", **fields})


def saved(work: Work) -> Item:
    """Return what Zotero saves of the page of a work."""
    return item_of(
        [("og:title", "题目"), ("og:type", "article"), *((name, value) for name, value in citation_tags(work) if value)]
    )


@pytest.fixture(scope="module")
def works() -> list[Work]:
    """Return all works of the handbook itself."""
    library = load(ROOT)
    presented = [found for entry in library.entries.values() if (found := work_of_entry(entry))]
    return presented + [work_of_paper(paper) for paper in library.uncovered.values()]


def test_zotero_saves_every_work_as_its_bib_file_has_it(works: list[Work]) -> None:
    assert len(works) > 60
    for each in works:
        item = saved(each)
        source = dict(each.source)
        assert item.type == (kind_of(each).zotero or "document"), each.key
        assert item.fields["title"] == each.title.plain, each.key
        assert item.fields.get("date", "").replace("/", "-") == each.date, each.key
        assert item.fields.get("DOI", "") == each.doi, each.key
        assert item.fields.get("volume", "") == source.get("volume", ""), each.key
        assert item.fields.get("pages", "") == re.sub("-+", "-", source.get("pages", "")), each.key
        assert item.fields.get("url", "") == (each.url or each.link), each.key
        if item.type in ("journalArticle", "conferencePaper", "bookSection"):
            assert item.fields.get("publicationTitle", "") == each.container.plain, each.key
        people = [("author", person) for person in each.authors] + [("editor", person) for person in each.editors]
        expected = [
            (
                role,
                " ".join(filter(None, (person.particle, person.family))),
                " ".join(filter(None, (person.given, person.lineage))),
            )
            for role, person in people
        ]
        assert item.creators == expected, each.key
        assert item.pdf == pdf_of(each), each.key
        assert bool(item.pdf) or not each.arxiv, each.key


@pytest.mark.parametrize(
    ("entry_type", "fields", "zotero_type", "expected"),
    [
        ("article", {"journal": "J", "number": "3"}, "journalArticle", {"publicationTitle": "J", "issue": "3"}),
        (
            "inproceedings",
            {"booktitle": "Proceedings of X", "eventtitle": "X 2022"},
            "conferencePaper",
            {"publicationTitle": "Proceedings of X", "conferenceName": "X 2022"},
        ),
        ("inproceedings", {}, "conferencePaper", {}),
        ("incollection", {"booktitle": "B", "isbn": "978-3-16-148410-0"}, "bookSection", {"publicationTitle": "B"}),
        ("book", {"publisher": "P"}, "book", {"publisher": "P"}),
        ("phdthesis", {"school": "S"}, "thesis", {"university": "S"}),
        ("techreport", {"institution": "I", "number": "7"}, "report", {"institution": "I", "number": "7"}),
        ("misc", {"eprint": "2210.13463", "archiveprefix": "arXiv"}, "preprint", {"publisher": "arXiv"}),
        ("online", {"url": "https://example.org"}, "webpage", {"url": "https://example.org"}),
        ("misc", {}, "document", {}),
    ],
)
def test_each_kind_of_work_has_its_type(
    entry_type: str, fields: dict[str, str], zotero_type: str, expected: dict[str, str]
) -> None:
    item = saved(work(entry_type, **fields))
    assert item.type == zotero_type
    assert {name: item.fields.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("author", "creators"),
    [
        ("van de Kar, Mozes Jan", [("van de Kar", "Mozes Jan")]),
        ("Doe, Jane and de la Cruz, Ana Eva", [("Doe", "Jane"), ("de la Cruz", "Ana Eva")]),
        ("King, Jr., Martin Luther", [("King", "Martin Luther Jr")]),
        ("{Meta AI}", [("Meta AI", "")]),
        ("{NLLB Team; others} and Doe, Jane", [("NLLB Team others", ""), ("Doe", "Jane")]),
        ("邓, 禾苗 and 张三", [("邓", "禾苗"), ("张三", "")]),
    ],
)
def test_names_are_split_as_the_bib_file_splits_them(author: str, creators: list[tuple[str, str]]) -> None:
    item = saved(work("misc", author=author))
    assert [(last, first) for _role, last, first in item.creators] == creators


def test_the_type_does_not_depend_on_the_tag_that_zotero_takes_for_rdf() -> None:
    assert item_of([("citation_title", "A"), ("citation_book_title", "B")]).type == "journalArticle", "book is a prefix of RDF"
