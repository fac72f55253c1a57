"""The derived pages with lists: the papers of an author or of a venue, and the parts and years of long lists."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ..exporters import bundles
from ..library.dividing import MIN_LETTERS, by_letter
from ..library.entries import author_letter
from ..model.places import (
    AUTHOR_LISTS,
    AUTHOR_PAGES,
    AUTHORS,
    ISSUES,
    PAPERS,
    UPDATES,
    UPDATES_PAGE,
    author_docname,
    author_list_docname,
    venue_docname,
)
from .author_places import MIN_ENTRIES_OF_PAGE, author_places
from .groups import NO_HEADING
from .institutions import institution_pages
from .labels import coins_of_list, files_of, page_label, term_label
from .listings import groups_of_papers, issues, list_of_authors, parts_of_authors, years_of_papers
from .rows import Group, Label, Listing, ListPage
from .terms import years_of_term
from .updates import updates
from .years import year_of_issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..library.entries import Author, Entry
    from ..library.library import Library


AUTHOR_FOLDERS = (AUTHOR_PAGES, AUTHOR_LISTS)
"""The folders of the lists of authors, and of the lists of the papers of one."""


class ListPlan(NamedTuple):
    """A page with a list: where it is, what makes it, and the entries or the authors that it lists."""

    docname: str
    page: Callable[[], ListPage]
    entries: tuple[Entry, ...] = ()
    authors: tuple[Author, ...] = ()


def list_pages(library: Library) -> Iterator[ListPage]:
    """Yield all such pages."""
    return (plan.page() for plan in list_plans(library))


def list_plans(library: Library) -> Iterator[ListPlan]:
    """Yield all such pages before they are made: this costs much less."""
    yield from plans_of_authors(library)
    yield from other_plans(library)


def other_plans(library: Library) -> Iterator[ListPlan]:
    """Yield those of list_plans that are not in AUTHOR_FOLDERS."""
    yield from _plans_of_venues(library)
    for term in library.vocabulary:
        pages = years_of_term(library, term)
        yield from _years(library, pages, library.covering(term), f" · {term.zh}", term_label(term))
    yield from map(_made, _issues(library))
    yield from map(_made, _updates(library))
    yield from map(_made, institution_pages(library))


def plans_of_authors(library: Library) -> Iterator[ListPlan]:
    """Yield those of list_plans that are in AUTHOR_FOLDERS."""
    yield from _plans_of_papers(library, library.authors.values())
    for letter, parts in library.author_parts.items():
        yield from map(_made, _prefixes(library, letter, parts))
        yield from (_plan_of_part(library, letter, letters, authors) for letters, authors in parts.items())


def plans_of_some_authors(library: Library, ids: frozenset[str], people_of: Mapping[str, Sequence[str]]) -> Iterator[ListPlan]:
    """Yield those of plans_of_authors that list an author of *ids*, without gathering all authors.

    *people_of* has the ids of the authors of each entry.
    """
    parts = [
        (letter, letters, frozenset(members))
        for letter, lists in author_places(library).parts.items()
        for letters, members in lists.items()
        if not ids.isdisjoint(members)
    ]
    wanted = ids.union(*(members for _letter, _letters, members in parts))
    authors = some_authors(library, wanted, people_of)
    yield from _plans_of_papers(library, (authors[key] for key in authors if key in ids))
    listed = by_letter(authors.values()) if parts else {}
    for letter, letters, members in parts:
        yield _plan_of_part(library, letter, letters, tuple(author for author in listed[letter] if author.id in members))


def some_authors(library: Library, ids: frozenset[str], people_of: Mapping[str, Sequence[str]]) -> dict[str, Author]:
    """Return those authors whose ids are given, without gathering all; *people_of* has the ids of the authors of each entry."""
    found = library.authors_of(entry for key, entry in library.entries.items() if not ids.isdisjoint(people_of[key]))
    return {key: found[key] for key in sorted(ids & found.keys())}


def _plans_of_papers(library: Library, authors: Iterable[Author]) -> Iterator[ListPlan]:
    for author in authors:
        if len(author.entries) >= MIN_ENTRIES_OF_PAGE and not author.profile:
            yield ListPlan(author_docname(author.id), partial(_author, library, author), authors=(author,))


def _plan_of_part(library: Library, letter: str, letters: str, authors: tuple[Author, ...]) -> ListPlan:
    return ListPlan(author_list_docname(letters), partial(_part, library, letter, letters, authors), authors=authors)


def _part(library: Library, letter: str, letters: str, authors: tuple[Author, ...]) -> ListPage:
    return ListPage(
        docname=author_list_docname(letters),
        anchor="authors",
        title=" – ".join(dict.fromkeys((authors[0].person.inverted, authors[-1].person.inverted))),
        above=_index(library, f"{AUTHORS}/{letter}"),
        listing=list_of_authors(library, authors),
    )


def _prefixes(library: Library, letter: str, parts: Mapping[str, tuple[Author, ...]]) -> Iterator[ListPage]:
    """Yield a page for the letters of each part that had to be divided itself, so that its address goes on to work."""
    lengths = range(MIN_LETTERS, max(map(len, parts)))
    for prefix in sorted({letters[:length] for letters in parts for length in lengths} - parts.keys()):
        yield ListPage(
            docname=author_list_docname(prefix),
            anchor="authors",
            title=f"{prefix.title()} …",
            above=_index(library, f"{AUTHORS}/{letter}"),
            listing=Listing(
                groups=(Group(head=NO_HEADING),),
                parts=tuple(part for part in parts_of_authors(library, letter) if part.id.startswith(prefix)),
            ),
        )


def _issues(library: Library) -> Iterator[ListPage]:
    """Yield the pages of the years of a very long index of issues."""
    for group in issues(library).groups:
        if group.page:
            listing = Listing(groups=(replace(group, page=None, head=NO_HEADING, anchor=""),))
            above = _index(library, f"{ISSUES}/index")
            yield ListPage(docname=group.page.page, anchor="issues", title="", head=group.head, above=above, listing=listing)


def _updates(library: Library) -> Iterator[ListPage]:
    """Yield the pages of the older months of a long list of updates."""
    for group in updates(library).listing.groups:
        if group.page:
            listing = Listing(groups=(replace(group, page=None, head=NO_HEADING, anchor=""),))
            above = _index(library, UPDATES_PAGE)
            yield ListPage(docname=group.page.page, anchor=UPDATES, title="", head=group.head, above=above, listing=listing)


def _years(
    library: Library, pages: Mapping[str, Label], entries: Iterable[Entry], title: str, above: Label | None
) -> Iterator[ListPlan]:
    """Yield the pages of those years of a very long list of *entries* that have *pages*."""
    by_year: dict[str, list[Entry]] = {}
    for entry in entries if pages else ():
        by_year.setdefault(year_of_issue(entry), []).append(entry)
    for year, label in pages.items():
        yield ListPlan(label.page, partial(_year, library, label, title, above, by_year[year]), entries=tuple(by_year[year]))


def _year(library: Library, label: Label, title: str, above: Label | None, entries: Sequence[Entry]) -> ListPage:
    listing = Listing(groups=groups_of_papers(library, entries), coins=coins_of_list(library, entries))
    return ListPage(docname=label.page, anchor="entries", title=title, head=label, above=above, listing=listing)


def _made(page: ListPage) -> ListPlan:
    """Return the plan of a page that is made already, as few are: what it lists are no entries or authors that make a key."""
    return ListPlan(page.docname, lambda: page)


def _plans_of_venues(library: Library) -> Iterator[ListPlan]:
    venues: dict[str, list[tuple[str, tuple[Entry, ...]]]] = {}
    for venue, entries in library.by_venue.items():
        if venue:
            venues.setdefault(venue_docname(venue), []).append((venue, entries))
    for docname, same in venues.items():
        entries = tuple(entry for _venue, entries in same for entry in entries)
        yield ListPlan(docname, partial(_venue, library, docname, same[0][0], entries), entries=entries)
        pages = years_of_papers(entries, _list_id(docname))
        yield from _years(library, pages, entries, f" · {same[0][0]}", _index(library, f"{PAPERS}/by-venue"))


def _author(library: Library, author: Author) -> ListPage:
    return ListPage(
        docname=author_docname(author.id),
        anchor=author.id,
        title=author.person.name,
        above=_index(library, f"{AUTHORS}/{author_letter(author.person)}"),
        listing=Listing(
            groups=groups_of_papers(library, author.entries),
            coins=coins_of_list(library, author.entries),
            files=files_of(bundles.bundle_of_author(author)),
        ),
    )


def _venue(library: Library, docname: str, venue: str, entries: tuple[Entry, ...]) -> ListPage:
    return ListPage(
        docname=docname,
        anchor="papers",
        title=venue,
        above=_index(library, f"{PAPERS}/by-venue"),
        listing=Listing(groups=groups_of_papers(library, entries, _list_id(docname)), coins=coins_of_list(library, entries)),
    )


def _list_id(docname: str) -> str:
    """Return what the addresses of the years of the list on a page begin with."""
    return docname.replace("/", "-")


def _index(library: Library, docname: str) -> Label | None:
    """Return the label of the index that a list is a part of, with the title of its page."""
    page = library.by_docname.get(docname)
    return page_label(page) if page else None
