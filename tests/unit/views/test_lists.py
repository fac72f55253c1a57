"""The derived pages with lists, and the sizes of lists."""

from __future__ import annotations

import pytest

from handbook import load
from handbook.library.library import Library
from handbook.views import list_pages, listings, view
from handbook.views.lists import plans_of_authors, plans_of_some_authors
from handbook.views.rows import AuthorRow, EntryRow
from tests.conftest import ROOT


@pytest.fixture
def library() -> Library:
    """Return the library of the handbook itself."""
    return load(ROOT)


def test_authors_with_several_entries_and_all_venues_have_a_page(library: Library) -> None:
    pages = {page.docname: page for page in list_pages(library)}
    several = {f"authors/{author.id}" for author in library.authors.values() if len(author.entries) > 1 and not author.profile}
    assert several
    assert {docname for docname in pages if docname.startswith("authors/")} == several
    assert {"venues/emnlp", "venues/arxiv", "venues/nature-machine-intelligence"} <= pages.keys()
    (group,) = pages["venues/emnlp"].listing.groups
    rows = [row.label.id for row in group.rows if isinstance(row, EntryRow)]
    assert rows == [entry.item.id for entry in library.entries.values() if entry.reference and entry.reference.venue == "EMNLP"]


def test_labels_lead_to_the_page_of_an_author_who_has_several_entries(library: Library) -> None:
    author = next(each for each in library.authors.values() if len(each.entries) > 1 and not each.profile)
    rows = [row for letter in library.authors_by_letter for row in view(library, f"authors-{letter}").groups[0].rows]  # type: ignore[union-attr]
    (row,) = [row for row in rows if isinstance(row, AuthorRow) and author.id in row.anchors]
    assert row.label.page == f"authors/{author.id}"


def test_a_long_letter_is_divided_and_its_anchors_lead_on(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.library.dividing.MAX_ENTRIES_OF_LIST", 5)
    listing = view(library, "authors-w")
    parts = listing.parts  # type: ignore[union-attr]
    assert len(parts) > 1
    pages = {page.docname: page for page in list_pages(library)}
    assert sum(part.count or 0 for part in parts) == len(library.authors_by_letter["w"])
    for part in parts:
        rows = pages[part.page].listing.groups[0].rows
        assert len(rows) == part.count
        for row in rows:
            assert isinstance(row, AuthorRow)
            author = library.authors.get(row.label.id)
            if author and len(author.entries) == 1 and not author.profile:
                assert library.part_of_author[author.id] == part.id


def test_a_very_long_list_of_papers_ends_with_numbers(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_TITLES", 3)
    entries = library.by_year[2022]
    first, *older = listings.groups_of_papers(library, entries)
    assert len(first.rows) == 3
    assert sum(row.count for group in older for row in group.rows) == len(entries) - 3  # type: ignore[union-attr, misc]


@pytest.mark.parametrize("limit", [5, 700])
def test_the_lists_of_some_authors_are_those_of_all_that_list_them(
    library: Library, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr("handbook.library.dividing.MAX_ENTRIES_OF_LIST", limit)
    whole = {plan.docname: plan for plan in plans_of_authors(library)}
    assert any(plan.docname.startswith("authors-by-name/") for plan in whole.values()) == (limit == 5)
    people_of = {key: [person for person, *_rest in library.people_of(entry)] for key, entry in library.entries.items()}
    for key in library.authors:
        some = {plan.docname: plan for plan in plans_of_some_authors(library, frozenset({key}), people_of)}
        listing = {docname for docname, plan in whole.items() if key in {author.id for author in plan.authors}}
        assert some.keys() == listing
        assert [plan.authors for plan in some.values()] == [whole[docname].authors for docname in some]
        assert [plan.page() for plan in some.values()] == [whole[docname].page() for docname in some]
    assert not [*plans_of_some_authors(library, frozenset({"nobody"}), people_of)]
