"""The derived pages with lists: the papers of an author or of a venue, and the parts and years of long lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..exporters import bundles
from ..library.dividing import MIN_LETTERS
from ..library.entries import author_letter
from ..model.places import AUTHORS, ISSUES, PAPERS, author_docname, author_list_docname, venue_docname
from .groups import NO_HEADING
from .institutions import institution_pages
from .labels import MIN_ENTRIES_OF_PAGE, coins_of_list, files_of, page_label, term_label
from .listings import groups_of_papers, issues, list_of_authors, parts_of_authors
from .rows import Group, Label, Listing, ListPage
from .terms import counted_of_term
from .years import year_of_issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..library.entries import Author, Entry
    from ..library.library import Library


def list_pages(library: Library) -> Iterator[ListPage]:
    """Yield all such pages."""
    for author in library.authors.values():
        if len(author.entries) >= MIN_ENTRIES_OF_PAGE and not author.profile:
            yield _author(library, author)
    venues: dict[str, list[tuple[str, tuple[Entry, ...]]]] = {}
    for venue, entries in library.by_venue.items():
        if venue:
            venues.setdefault(venue_docname(venue), []).append((venue, entries))
    for docname, same in venues.items():
        entries = tuple(entry for _venue, entries in same for entry in entries)
        page = _venue(library, docname, same[0][0], entries)
        yield page
        yield from _years(library, page.listing.groups, entries, f" · {page.title}", page.above)
    for term in library.vocabulary:
        groups, entries = counted_of_term(library, term), library.covering(term)
        yield from _years(library, groups, entries, f" · {term.zh}", term_label(term))
    yield from _issues(library)
    yield from institution_pages(library)
    for letter, parts in library.author_parts.items():
        yield from _prefixes(library, letter, parts)
        for letters, authors in parts.items():
            title = " – ".join(dict.fromkeys((authors[0].person.inverted, authors[-1].person.inverted)))
            yield ListPage(
                docname=author_list_docname(letters),
                anchor="authors",
                title=title,
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


def _years(
    library: Library, groups: Iterable[Group], entries: Iterable[Entry], title: str, above: Label | None
) -> Iterator[ListPage]:
    """Yield the pages of those years that *groups* of a very long list of *entries* lead to."""
    pages = {group.head.id: group.page for group in groups if group.page}
    by_year: dict[str, list[Entry]] = {}
    for entry in entries if pages else ():
        by_year.setdefault(year_of_issue(entry), []).append(entry)
    for year, label in pages.items():
        listing = Listing(groups=groups_of_papers(library, by_year[year]), coins=coins_of_list(library, by_year[year]))
        yield ListPage(docname=label.page, anchor="entries", title=title, head=label, above=above, listing=listing)


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
        listing=Listing(
            groups=groups_of_papers(library, entries, docname.replace("/", "-")), coins=coins_of_list(library, entries)
        ),
    )


def _index(library: Library, docname: str) -> Label | None:
    """Return the label of the index that a list is a part of, with the title of its page."""
    page = library.by_docname.get(docname)
    return page_label(page) if page else None
