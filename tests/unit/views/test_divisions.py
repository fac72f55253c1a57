"""Long indexes are divided by what readers look for; every row is on some page, and the anchors of the groups stay."""

from __future__ import annotations

import pytest

from handbook import load
from handbook.library.library import Library
from handbook.views import Group, Label, Listing, ListPage, institutions, list_pages, listings, terms, trees, view, years
from handbook.views.rows import EntryRow
from tests.conftest import ROOT


@pytest.fixture
def own() -> Library:
    """Return the library of the handbook itself."""
    return load(ROOT)


def pages(library: Library) -> dict[str, ListPage]:
    """Return the derived pages with lists, each at an address of its own."""
    found = [*list_pages(library)]
    assert len({page.docname for page in found}) == len(found)
    return {page.docname: page for page in found}


def ids(*groups: Group) -> list[str]:
    """Return the ids of the rows of groups."""
    return [row.label.id if isinstance(row, EntryRow) else row.id for group in groups for row in group.rows]  # type: ignore[union-attr]


def groups(library: Library, name: str) -> tuple[Group, ...]:
    """Return the groups of an index."""
    listing = view(library, name)
    assert isinstance(listing, Listing)
    return listing.groups


@pytest.mark.parametrize("name", ["country", "pinyin", "latin"])
def test_a_long_index_of_institutions_leads_to_its_groups(own: Library, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    whole = groups(own, f"institutions-by-{name}")
    assert not any(group.page for group in whole)
    assert not [docname for docname in pages(own) if docname.startswith("institutions/")]
    monkeypatch.setattr(institutions, "MAX_INSTITUTIONS_OF_INDEX", 10)
    divided = groups(own, f"institutions-by-{name}")
    assert [(group.anchor, group.rows) for group in divided] == [(group.anchor, group.rows) for group in whole]
    found = pages(own)
    for group in divided:
        assert group.page is not None
        assert group.page.count == len(group.rows)
        page = found[group.page.page]
        assert (page.docname, page.head) == (f"institutions/{group.anchor}", group.head)
        assert ids(*page.listing.groups) == ids(group)
        assert page.listing.parts == ()
        assert page.above == Label(kind="page", id="docs/institutions/index", zh="机构", docname="docs/institutions/index")


def test_a_long_group_of_institutions_is_divided_by_letters(own: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(institutions, "MAX_INSTITUTIONS_OF_INDEX", 10)
    monkeypatch.setattr(institutions, "MAX_INSTITUTIONS_OF_LIST", 5)
    found = pages(own)
    country = found["institutions/country-us"]
    parts = [found[part.page] for part in country.listing.parts]
    assert len(parts) > 1
    assert [len(ids(*part.listing.groups)) for part in parts] == [part.count for part in country.listing.parts]
    assert [each for part in parts for each in ids(*part.listing.groups)] == ids(*country.listing.groups)
    assert all(len(ids(*part.listing.groups)) <= 5 for part in parts)
    assert {part.title for part in parts} == {f" · {part.zh}" for part in country.listing.parts}


def test_a_very_long_list_of_a_term_or_a_venue_leads_to_its_years(own: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = own.vocabulary.get("topic", "natural-language-processing")
    assert topic is not None
    for module, name, value in ((terms, "MAX_ROWS_IN_FULL", 3), (terms, "MAX_NEWEST_IN_FULL", 2), (terms, "MAX_TITLES", 1)):
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(listings, "MAX_TITLES", 1)
    assert not any(group.page for group in terms.counted_of_term(own, topic))
    monkeypatch.setattr(years, "MAX_ISSUES_COUNTED", 0)
    found, counted = pages(own), terms.counted_of_term(own, topic)
    assert len(counted) > 1
    monkeypatch.setattr(listings, "MAX_TITLES", 1000)
    in_full = pages(own)
    for group in counted:
        year = group.head.id
        assert group.page is not None
        assert group.page.page == f"by-year/topic-{topic.id}-{year}"
        assert found[group.page.page].title == f" · {topic.zh}"
        covering = [entry.item.id for entry in own.covering(topic) if years.year_of_issue(entry) == year]
        assert group.page.count == len(covering)
        assert ids(*in_full[group.page.page].listing.groups) == covering
    assert any(docname.startswith("by-year/venues-arxiv-") for docname in found)


def test_a_very_long_index_of_issues_leads_to_the_older_years(sample: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = groups(sample, "issues")
    assert len(whole) > 1
    monkeypatch.setattr(listings, "MAX_ISSUES_LISTED", 1)
    newest, *older = groups(sample, "issues")
    assert newest == whole[0]
    for group, before in zip(older, whole[1:], strict=True):
        assert group.page is not None
        assert (group.anchor, group.rows) == (before.anchor, before.rows)
        assert ids(*pages(sample)[group.page.page].listing.groups) == ids(before)


def test_the_errata_of_old_issues_are_counted(own: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    newest, *older = groups(own, "errata")
    assert older
    monkeypatch.setattr(listings, "MAX_ERRATA_IN_FULL", 1)
    first, *counted = groups(own, "errata")
    assert first == newest
    assert [(group.page.docname, group.page.count) for group in counted if group.page] == [
        (group.head.docname, len(group.rows)) for group in older
    ]


def test_a_tree_of_many_terms_shows_its_upper_levels(own: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = trees.topics(own)
    roots = [branch.label for branch in whole]
    below = [branch.label for root in whole for branch in root.below]
    assert any(branch.below for root in whole for branch in root.below), "there is a third level"
    for limit, expected in ((len(roots) + len(below), below), (len(roots) + len(below) - 1, []), (1, [])):
        monkeypatch.setattr(trees, "MAX_BRANCHES", limit)
        cut = trees.topics(own)
        assert [branch.label for branch in cut] == roots
        assert [branch.label for root in cut for branch in root.below] == expected
        assert not any(branch.below for root in cut for branch in root.below)


def test_the_heading_of_a_venue_leads_to_its_page(own: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    found = pages(own)
    for group in groups(own, "papers-by-venue"):
        assert group.page is None
        assert group.head.page in found if group.head.id else not group.head.page
    monkeypatch.setattr(listings, "MAX_ROWS_IN_FULL", 1)
    counted = groups(own, "papers-by-venue")
    assert {group.anchor for group in counted} >= {"venue-emnlp", "venue-arxiv"}
    assert all(group.page and group.page.count for group in counted)


def test_the_address_of_a_part_that_is_divided_itself_stays(own: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.library.dividing.MAX_ENTRIES_OF_LIST", 10)
    coarse = {docname for docname in pages(own) if docname.startswith("authors-by-name/")}
    assert coarse
    monkeypatch.setattr("handbook.library.dividing.MAX_ENTRIES_OF_LIST", 2)
    finer = pages(load(ROOT))
    assert coarse <= finer.keys()
    divided = [finer[docname] for docname in coarse if finer[docname].listing.parts]
    assert divided
    for page in divided:
        assert {part.page for part in page.listing.parts} <= finer.keys()
