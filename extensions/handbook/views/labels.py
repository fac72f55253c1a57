"""Labels and rows of single things: a term, an issue, an entry, an author, a bundle of citations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..exporters import bundles
from ..library.entries import author_id, author_letter
from ..model.places import AUTHORS, paper_docname, venue_docname
from ..model.records import GENRES
from .author_places import author_page
from .rows import BundleFiles, EntryRow, Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..library.entries import Author, Entry
    from ..library.library import Library
    from ..model.people import Person, Profile
    from ..model.records import Page, Paper, Term

MAX_ROWS_IN_FULL = 200
"""A list of at most this many entries shows each of them in full."""
MAX_PEOPLE_IN_ROW = 3
"""The row of an entry names at most this many people."""


def term_label(term: Term, count: int | None = None) -> Label:
    """Return the label of a term."""
    docname = term.location.path.removesuffix(".md")
    return Label(kind=term.kind, id=term.id, zh=term.zh, en=term.en, docname=docname, count=count)


def issue_label(page: Page) -> Label:
    """Return the label of an issue."""
    assert page.issue is not None
    return Label(kind="issue", id=str(page.issue.number), zh=page.issue.title, docname=page.docname)


def entry_label(entry: Entry) -> Label:
    """Return the label of an entry."""
    item = entry.item
    return Label(
        kind=item.kind,
        id=item.id,
        zh=item.title,
        en=english_title(entry),
        docname=entry.docname,
        anchor=item.anchor,
        page=paper_docname(item.id) if item.kind == "paper" else "",
    )


def work_label(library: Library, paper: Paper) -> Label:
    """Return the label of a work of a .bib file: that of its entry, or of a work that is only cited, which has no entry."""
    entry = library.entries.get(library.work_key(paper.key))
    if entry is not None and entry.item.kind == "paper":
        return entry_label(entry)
    return Label(kind="work", id=paper.key, zh=paper.title, page=paper_docname(paper.key))


def page_label(page: Page) -> Label:
    """Return the label of a page that is neither an issue nor a term."""
    return Label(kind="page", id=page.docname, zh=page.sections[0].title if page.sections else page.docname, docname=page.docname)


def english_title(entry: Entry) -> str:
    """Return the English title of an entry, that of the version to cite, if it is a paper; empty if it is the title already."""
    title = entry.reference.title if entry.reference else entry.item.title_en
    return title if title != entry.item.title else ""


def entry_row(entry: Entry, via: tuple[Label, ...] = ()) -> EntryRow:
    """Return the row of an entry in a list."""
    people: tuple[Person | str, ...] = entry.reference.authors if entry.reference else entry.item.people
    return EntryRow(
        label=entry_label(entry),
        people=tuple(each if isinstance(each, str) else each.name for each in people[:MAX_PEOPLE_IN_ROW]),
        more_people=len(people) > MAX_PEOPLE_IN_ROW,
        where=entry.reference.where if entry.reference else "",
        genre=entry.item.genre if entry.item.genre != GENRES[0] else "",
        via=via,
    )


def people_labels(library: Library, people: Iterable[Person | str]) -> tuple[Label, ...]:
    """Return the label of each person; a name that no bibliography and no page has is without a link."""
    return tuple(
        _speaker_label(library, person) if isinstance(person, str) else person_label(library, person, person.name)
        for person in people
    )


def _speaker_label(library: Library, name: str) -> Label:
    """Return the label of a person who is not in the bibliography; it links to their own page, if they have one."""
    profile = library.people.named(name)
    return profile_label(profile, name) if profile else Label(kind="author", id="", zh=name)


def profile_label(profile: Profile, name: str, count: int | None = None) -> Label:
    """Return the label of a person who has a page of their own."""
    return Label(kind="author", id=profile.id, zh=name, docname=profile.docname, count=count)


def author_label(library: Library, author: Author) -> Label:
    """Return the label of an author, with the family name first."""
    return person_label(library, author.person, author.person.inverted)


def person_label(library: Library, person: Person, name: str) -> Label:
    """Return the label of a person with *name*; it links to their own page, or else to the page of authors that lists them."""
    profile = library.people.of(person)
    if profile:
        return profile_label(profile, name)
    key, docname = author_id(person), f"{AUTHORS}/{author_letter(person)}"
    return Label(
        kind="author",
        id=key,
        zh=name,
        docname=docname if docname in library.by_docname else "",
        anchor=key,
        page=author_page(library, key),
    )


def venue_label(venue: str, text: str = "", count: int | None = None) -> Label:
    """Return the label of a venue, with its name or *text*."""
    return Label(kind="venue", id=venue, zh=text or venue, page=venue_docname(venue), count=count)


def files_of(bundle: bundles.Bundle | None) -> BundleFiles | None:
    """Return the files of a bundle."""
    if bundle is None:
        return None
    return BundleFiles(kind=bundle.kind, id=bundle.id, formats=bundle.formats, papers=len(bundle.entries))


def coins_of_list(library: Library, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the OpenURLs of the papers of a list; none for a long list, of which readers do not save all papers."""
    papers = {entry.item.id: entry for entry in entries if entry.reference}
    return coins_of(library, papers.values()) if len(papers) <= MAX_ROWS_IN_FULL else ()


def coins_of(library: Library, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the OpenURLs of the papers among *entries*, each once."""
    urls = {entry.item.id: bundles.citations_of(library).coins(entry) for entry in entries if entry.reference}
    return tuple(urls.values())


def title_label(entry: Entry) -> Label:
    """Return the label of an entry without its English title, as long lists show it."""
    return replace(entry_label(entry), en="")
