"""TODO."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..exporters import bundles
from ..library.entries import Entry, author_id, author_letter
from ..model.codes import Code
from ..model.records import (
    GENRES,
    PREPRINT_SERVERS,
    Erratum,
    Link,
    Page,
    Paper,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..library.library import Library
    from ..model.dates import Edtf
    from ..model.people import Person

AUTHORS_FOLDER = "docs/authors"


WHOLE = 200
"""Up to so many entries, a list shows each in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name and where it leads; docname is empty where it leads nowhere, count is None where nothing is counted."""

    kind: str
    id: str
    zh: str
    en: str = ""
    docname: str = ""
    anchor: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The bundle of citations of a list of papers: what it is of, its formats, and how many papers it has."""

    kind: str
    id: str
    formats: tuple[str, ...]
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry in a list."""

    label: Label
    people: tuple[str, ...]
    """At most three names in reading order."""
    more_people: bool
    where: str
    """Venue and year."""
    genre: str = ""
    via: tuple[Label, ...] = ()
    """The narrower terms by which it stands in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErratumRow:
    """An erratum in a list."""

    label: Label
    erratum: Erratum


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorRow:
    """An author with their entries."""

    label: Label
    entries: tuple[EntryRow, ...]
    files: Files | None = None


Row = EntryRow | ErratumRow | AuthorRow | Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows below a heading; where the heading leads somewhere, its label has a docname."""

    head: Label
    anchor: str = ""
    rows: tuple[Row, ...] = ()
    files: Files | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A term in a tree of terms."""

    label: Label
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An index: groups of rows, in order; jump tells whether links to its groups stand above it."""

    groups: tuple[Group, ...]
    jump: bool = False
    coins: tuple[str, ...] = ()
    """The OpenURLs of the papers that it lists, each once."""
    files: Files | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a work: its title, where it appeared and how to get it."""

    title: str
    where: str
    is_publication: bool
    """Whether its address is that of a publisher."""
    arxiv: str
    doi: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHead:
    """What an entry shows above its summary."""

    kind: str
    id: str
    title_en: str
    people: tuple[Label, ...]
    organised: bool
    """Whether the people held it (a tutorial) rather than wrote it."""
    genre: str
    version: Version | None
    reported: Version | None
    """The version that the weekly reported, where it is not the one to cite, or had another title."""
    terms: tuple[tuple[str, tuple[Label, ...]], ...]
    links: tuple[Link, ...]
    date: Edtf | None
    printed_date: str
    cited: tuple[Paper, ...]
    """What its citation is made of: the version to cite, and its preprint where that is a work of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueHead:
    """What an issue shows below its title."""

    label: Label
    date: Edtf | None
    contributors: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCard:
    """An issue as another page shows it."""

    head: IssueHead
    sections: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCitations:
    """How to cite an issue, and the files of citations of its papers."""

    label: Label
    files: Files | None
    keys: tuple[str, ...]
    """The papers in the order of the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermHead:
    """What a term shows below its title."""

    label: Label
    aliases: tuple[str, ...]
    broader: tuple[Label, ...]
    country: str
    parent_en: str
    parent_zh: str
    ror: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermItems:
    """What a term shows below its definition."""

    total: int
    narrower: tuple[Label, ...]
    groups: tuple[Group, ...]
    """By issue, in full."""
    titled: tuple[Group, ...]
    """By year, titles only."""
    counted: tuple[Group, ...]
    """By year, issues with their numbers of entries."""
    together: tuple[Label, ...]
    files: Files | None
    coins: tuple[str, ...]
    """The OpenURLs of the papers that it lists in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """A work in the reference list of a page, as its .bib file has it, and the entry that covers it."""

    paper: Paper
    covered: Label | None


View = (
    EntryHead
    | IssueHead
    | IssueCard
    | IssueCitations
    | TermHead
    | TermItems
    | Listing
    | tuple[Branch, ...]
    | tuple[Label, ...]
    | tuple[ReferenceRow, ...]
    | tuple[Code, ...]
    | Files
    | None
)


def term_label(library: Library, term: Term, count: int | None = None) -> Label:
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
    return Label(kind=item.kind, id=item.id, zh=item.title, en=english_title(entry), docname=entry.docname, anchor=item.id)


def english_title(entry: Entry) -> str:
    """Return the English title of an entry: that of the version to cite, if it is a paper."""
    return entry.reference.title if entry.reference else entry.item.title_en


def where(paper: Paper) -> str:
    """Return venue and year: ``EMNLP 2023``, ``arXiv 2021``, ``Nature Machine Intelligence, 2022``."""
    name, year = paper.meeting or paper.venue, str(paper.year or "")
    if not name or not year or year in name or (paper.meeting and paper.meeting != paper.venue):
        return name or year
    return f"{name} {year}" if paper.meeting or paper.venue in PREPRINT_SERVERS else f"{name}, {year}"


def entry_row(entry: Entry, via: tuple[Label, ...] = ()) -> EntryRow:
    """Return the row of an entry in a list."""
    names = tuple(person.name for person in entry.reference.authors) if entry.reference else entry.item.people
    return EntryRow(
        label=entry_label(entry),
        people=names[:3],
        more_people=len(names) > 3,
        where=where(entry.reference) if entry.reference else "",
        genre=entry.item.genre if entry.item.genre != GENRES[0] else "",
        via=via,
    )


def _people(library: Library, people: Iterable[Person | str]) -> tuple[Label, ...]:
    return tuple(
        Label(kind="author", id=key, zh=person if isinstance(person, str) else person.name, docname=docname, anchor=key)
        for person, key, docname in (
            (each, "", "") if isinstance(each, str) else (each, author_id(each), _author_page(library, each)) for each in people
        )
    )


def _author_page(library: Library, person: Person) -> str:
    """Return the page that lists a person; empty where the handbook has none."""
    docname = f"{AUTHORS_FOLDER}/{author_letter(person)}"
    return docname if docname in library.by_docname else ""


def files_of(bundle: bundles.Bundle | None) -> Files | None:
    """Return the files of a bundle."""
    return Files(kind=bundle.kind, id=bundle.id, formats=bundle.formats, papers=len(bundle.entries)) if bundle else None


def _coins_of_list(library: Library, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the OpenURLs of the papers of a list; none where they are too many for one page and for a choice among them."""
    papers = {entry.item.id: entry for entry in entries if entry.reference}
    return _coins(library, papers.values()) if len(papers) <= WHOLE else ()


def _coins(library: Library, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the OpenURLs of the papers among *entries*, each once."""
    found = {entry.item.id: bundles.citations_of(library).coins(entry) for entry in entries if entry.reference}
    return tuple(found.values())


def title_label(entry: Entry) -> Label:
    """Return the label of an entry without its English title, for lists that are long."""
    return replace(entry_label(entry), en="")
