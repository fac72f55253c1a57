"""The derived pages with lists: the papers of an author or of a venue, and the parts of a long list of authors."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ..exporters import bundles
from ..library.entries import author_letter
from ..model.places import AUTHORS, PAPERS, author_docname, author_list_docname, venue_docname
from .labels import MIN_ENTRIES_OF_PAGE, coins_of_list, files_of, page_label
from .listings import groups_of_papers, list_of_authors
from .rows import Label, Listing, ListPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..library.entries import Author, Entry
    from ..library.library import Library


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
    """Yield all such pages before they are made: to know their addresses costs much less."""
    for author in library.authors.values():
        if len(author.entries) >= MIN_ENTRIES_OF_PAGE and not author.profile:
            yield ListPlan(author_docname(author.id), partial(_author, library, author), authors=(author,))
    venues: dict[str, list[tuple[str, tuple[Entry, ...]]]] = {}
    for venue, entries in library.by_venue.items():
        if venue:
            venues.setdefault(venue_docname(venue), []).append((venue, entries))
    for docname, same in venues.items():
        entries = tuple(entry for _venue, entries in same for entry in entries)
        yield ListPlan(docname, partial(_venue, library, docname, same[0][0], entries), entries=entries)
    for letter, parts in library.author_parts.items():
        for letters, authors in parts.items():
            yield ListPlan(author_list_docname(letters), partial(_part, library, letter, letters, authors), authors=authors)


def _part(library: Library, letter: str, letters: str, authors: tuple[Author, ...]) -> ListPage:
    return ListPage(
        docname=author_list_docname(letters),
        anchor="authors",
        title=" – ".join(dict.fromkeys((authors[0].person.inverted, authors[-1].person.inverted))),
        above=_index(library, f"{AUTHORS}/{letter}"),
        listing=list_of_authors(library, authors),
    )


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
        listing=Listing(groups=groups_of_papers(library, entries), coins=coins_of_list(library, entries)),
    )


def _index(library: Library, docname: str) -> Label | None:
    """Return the label of the index that a list is a part of, with the title of its page."""
    page = library.by_docname.get(docname)
    return page_label(page) if page else None
