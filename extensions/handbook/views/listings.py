"""The views of the whole library: indexes, trees of terms, and figures."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ..exporters import bundles
from ..model.codes import CODES, Code
from ..model.places import AUTHORS, ISSUES, PAPERS, TERM_FOLDERS, author_list_docname
from ..model.records import LETTERS, TERM_KINDS, YEARS
from ..text import folding
from .groups import NO_HEADING, grouped, heading
from .labels import (
    MAX_ROWS_IN_FULL,
    author_label,
    coins_of_list,
    entry_label,
    entry_row,
    files_of,
    issue_label,
    term_label,
    title_label,
    venue_label,
)
from .people import people
from .rows import AuthorRow, Branch, ErratumRow, Group, IssueRange, Label, Listing, Row, View
from .terms import MAX_TITLES, counts_by_issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..library.entries import Author, Entry
    from ..library.library import Library
    from ..model.records import Paper, Term

MAX_AUTHORS_NAMED = 1000
"""The index of authors names at most this many; of more it shows the letters only."""
MAX_TOP_TERMS = 14
"""A list of the most frequent terms has at most this many."""


def issues(library: Library) -> Listing:
    """List the issues by year, newest first."""
    rows = []
    for page in library.issues.values():
        assert page.issue is not None
        year = str(page.issue.date.year) if page.issue.date else ""
        count = sum(library.entries[item.id].presents(item) for item in page.items)
        rows.append((year, replace(issue_label(page), count=count)))
    return Listing(groups=grouped(rows, "year", reverse=True, prefix="y"))


def _tree(library: Library, kind: str) -> tuple[Branch, ...]:
    def branch(term: Term) -> Branch:
        below = sorted((branch(narrower) for narrower in library.vocabulary.narrower(term)), key=_by_name)
        return Branch(label=term_label(term, len(library.covering(term))), below=tuple(below))

    roots = (term for term in library.vocabulary.of_kind(kind) if not library.vocabulary.broader(term))
    return tuple(sorted((branch(term) for term in roots), key=_by_name))


def _by_name(branch: Branch) -> str:
    return folding.pinyin(branch.label.zh)


def topics(library: Library) -> tuple[Branch, ...]:
    """Return the topics as a tree."""
    return _tree(library, "topic")


def methods(library: Library) -> tuple[Branch, ...]:
    """Return the methods as a tree."""
    return _tree(library, "method")


def _institutions(
    library: Library,
    key: Callable[[Term], str],
    sort: Callable[[Term], str],
    kind: str,
    prefix: str,
    label: Callable[[Term], Label] | None = None,
) -> Listing:
    terms = sorted(library.vocabulary.of_kind("institution"), key=sort)
    rows = ((key(term), label(term) if label else term_label(term, len(library.covering(term)))) for term in terms)
    return Listing(groups=grouped(rows, kind, prefix=prefix), jump=True)


def institutions_by_country(library: Library) -> Listing:
    """List the institutions by country."""
    return _institutions(library, lambda term: term.country, lambda term: folding.pinyin(term.zh), "country", "country-")


def institutions_by_pinyin(library: Library) -> Listing:
    """List the institutions by their names in the language of the handbook, in the order of pinyin; all editions have it."""

    def name(term: Term) -> str:
        return (library.source.vocabulary.get(term.kind, term.id) or term).zh

    def label(term: Term) -> Label:
        own = term_label(term, len(library.covering(term)))
        return own if name(term) == term.zh else replace(own, zh=f"{term.zh} ({name(term)})")

    return _institutions(
        library, lambda term: folding.initial(name(term)), lambda term: folding.pinyin(name(term)), "letter", "pinyin-", label
    )


def institutions_by_latin(library: Library) -> Listing:
    """List the institutions by their English names."""
    return _institutions(
        library, lambda term: folding.initial(term.en), lambda term: folding.unaccent(term.en), "letter-en", "latin-"
    )


def papers_by_year(library: Library) -> Listing:
    """List the papers by the year of the version to cite, newest first; of many papers, only how many each year has."""
    papers = _papers(library)
    groups = []
    for year, entries in library.by_year.items():
        head = heading("year", str(year or ""))
        docname = f"{PAPERS}/{year}"
        rows: tuple[Row, ...]
        if len(papers) > MAX_ROWS_IN_FULL and docname in library.by_docname:
            rows = (replace(head, docname=docname, count=len(entries)),)
        else:
            rows = tuple(_paper_row(entry, len(papers)) for entry in entries)
        files = files_of(bundles.bundle_of_year(library, head.id))
        groups.append(Group(head=head, anchor=f"y{year or 'other'}", rows=rows, files=files))
    return Listing(
        groups=tuple(groups),
        jump=True,
        coins=coins_of_list(library, [entry for entry, _paper in papers]),
        files=files_of(bundles.bundle_of_all(library)),
    )


def papers_of(library: Library, year: str) -> Listing:
    """List the papers of one year, newest first."""
    entries = library.by_year.get(int(year), ())
    return Listing(
        groups=groups_of_papers(library, entries),
        coins=coins_of_list(library, entries),
        files=files_of(bundles.bundle_of_year(library, year)),
    )


def papers_by_venue(library: Library) -> Listing:
    """List the papers by venue, venues in alphabetical order."""
    rows: Iterable[tuple[str, Row]]
    total = sum(map(len, library.by_venue.values()))
    if total > MAX_ROWS_IN_FULL:
        rows = ((venue, venue_label(venue, count=len(entries))) for venue, entries in library.by_venue.items())
    else:
        rows = ((venue, entry_row(entry)) for venue, entries in library.by_venue.items() for entry in entries)
    groups = grouped(rows, "venue", prefix="venue-")
    return Listing(groups=tuple(sorted(groups, key=lambda group: folding.pinyin(group.head.zh))), jump=True)


def groups_of_papers(library: Library, entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Return *entries* without headings: few in full, many by title; of very many, those of older issues only as numbers."""
    titled, counted = entries[:MAX_TITLES], entries[MAX_TITLES:]
    rows = tuple(_paper_row(entry, len(entries)) for entry in titled)
    older = grouped(counts_by_issue(library, counted), "year", reverse=True, prefix="issues-of-") if counted else ()
    return (Group(head=NO_HEADING, rows=rows), *older) if rows else ()


def _papers(library: Library) -> list[tuple[Entry, Paper]]:
    return [(entry, entry.reference) for entry in library.entries.values() if entry.reference]


def _paper_row(entry: Entry, total: int) -> Row:
    return entry_row(entry) if total <= MAX_ROWS_IN_FULL else title_label(entry)


def authors(library: Library) -> Listing:
    """List the names of the authors by letter; of many authors, only how many each letter has."""
    by_letter = library.authors_by_letter
    if len(library.authors) <= MAX_AUTHORS_NAMED:
        rows = ((letter, author_label(library, author)) for letter, authors in by_letter.items() for author in authors)
        return Listing(groups=grouped(rows, "letter", prefix="letter-"), jump=True)
    labels = (
        Label(kind="letter", id=letter, zh=letter.upper(), docname=f"{AUTHORS}/{letter}", count=len(authors))
        for letter, authors in by_letter.items()
        if f"{AUTHORS}/{letter}" in library.by_docname
    )
    return Listing(groups=(Group(head=NO_HEADING, rows=tuple(labels)),))


def authors_of(library: Library, letter: str) -> Listing:
    """List the authors of one letter, each with their entries; on a site, a long list is divided over pages."""
    listing = list_of_authors(library, library.authors_by_letter.get(letter, ()))
    parts = (
        Label(kind="author-list", id=letters, zh=letters.title(), page=author_list_docname(letters), count=len(authors))
        for letters, authors in library.author_parts.get(letter, {}).items()
    )
    return replace(listing, parts=tuple(parts))


def list_of_authors(library: Library, authors: Iterable[Author]) -> Listing:
    """List authors, each with their entries."""
    authors = tuple(authors)
    rows = tuple(
        AuthorRow(
            label=_index_label(library, author),
            anchors=author.anchors,
            zh=author.profile.zh if author.profile else "",
            entries=tuple(entry_row(entry) for entry in author.entries),
            files=files_of(bundles.bundle_of_author(author)),
        )
        for author in authors
    )
    entries = [entry for author in authors for entry in author.entries]
    return Listing(groups=(Group(head=NO_HEADING, rows=rows),) if rows else (), coins=coins_of_list(library, entries))


def _index_label(library: Library, author: Author) -> Label:
    """Return the label of an author in the list that their anchor is in: with a link only to a page of their own."""
    label = author_label(library, author)
    return label if author.profile else replace(label, docname="", page="" if "#" in label.page else label.page)


def errata(library: Library) -> Listing:
    """List the errata by issue, newest issue first."""
    groups = []
    for page in library.issues.values():
        label = issue_label(page)
        rows: list[Row] = [ErratumRow(label=label, erratum=erratum) for erratum in page.errata]
        for item in page.items:
            entry = library.entries[item.id]
            if entry.presents(item):
                rows += [ErratumRow(label=entry_label(entry), erratum=erratum) for erratum in item.errata]
        if rows:
            groups.append(Group(head=label, anchor=f"issue-{label.id}", rows=tuple(rows)))
    return Listing(groups=tuple(groups))


def numbers(library: Library) -> tuple[Label, ...]:
    """Return how many issues, papers and terms of each kind the handbook has."""
    papers = sum(entry.item.counted_as == "paper" for entry in library.entries.values())
    counts = [("issue", len(library.issues)), ("paper", papers)]
    counts += [(kind, len(library.vocabulary.of_kind(kind))) for kind in TERM_KINDS]
    pages = {
        "issue": f"{ISSUES}/index",
        "paper": f"{PAPERS}/by-year",
        "topic": f"{TERM_FOLDERS['topic']}/index",
        "institution": f"{TERM_FOLDERS['institution']}/index",
        "method": f"{TERM_FOLDERS['method']}/index",
    }
    return tuple(
        Label(
            kind=f"number-{kind}", id=kind, zh="", docname=pages[kind] if pages[kind] in library.by_docname else "", count=count
        )
        for kind, count in counts
    )


def covered_issues(library: Library) -> tuple[IssueRange, ...]:
    """Return which issues the handbook has, oldest first, successive ones as one range."""
    ranges: list[IssueRange] = []
    for page in reversed(library.issues.values()):
        label = issue_label(page)
        if ranges and int(ranges[-1].last.id) + 1 == int(label.id):
            ranges[-1] = replace(ranges[-1], last=label)
        else:
            ranges.append(IssueRange(first=label, last=label))
    return tuple(ranges)


def _top(library: Library, kind: str) -> tuple[Label, ...]:
    """Return the terms of *kind* with the most entries; of two with equally many, that of the newer entry comes first."""
    terms = [(term, covering) for term in library.vocabulary.of_kind(kind) if (covering := library.covering(term))]
    terms.sort(key=lambda pair: (-len(pair[1]), library.rank[pair[1][0].item.id], pair[0].id))
    return tuple(term_label(term, len(covering)) for term, covering in terms[:MAX_TOP_TERMS])


def top_topics(library: Library) -> tuple[Label, ...]:
    """Return the topics with the most entries."""
    return _top(library, "topic")


def top_institutions(library: Library) -> tuple[Label, ...]:
    """Return the institutions with the most entries."""
    return _top(library, "institution")


def top_methods(library: Library) -> tuple[Label, ...]:
    """Return the methods with the most entries."""
    return _top(library, "method")


def problem_codes(_library: Library) -> tuple[Code, ...]:
    """Return every kind of problem that the checks report, which is the same for every library."""
    return tuple(CODES.values())


PAPERS_OF = {f"papers-{year}": year for year in YEARS}
"""The listings of the papers of one year, with the year."""
AUTHORS_OF = {f"authors-{letter}": letter for letter in LETTERS}
"""The listings of the authors of one letter, with the letter."""

LISTINGS: dict[str, Callable[[Library], View]] = {
    "issues": issues,
    "topics": topics,
    "methods": methods,
    "institutions-by-country": institutions_by_country,
    "institutions-by-pinyin": institutions_by_pinyin,
    "institutions-by-latin": institutions_by_latin,
    "papers-by-year": papers_by_year,
    "papers-by-venue": papers_by_venue,
    **{name: partial(papers_of, year=year) for name, year in PAPERS_OF.items()},
    "authors": authors,
    **{name: partial(authors_of, letter=letter) for name, letter in AUTHORS_OF.items()},
    "people": people,
    "errata": errata,
    "numbers": numbers,
    "covered-issues": covered_issues,
    "top-topics": top_topics,
    "top-institutions": top_institutions,
    "top-methods": top_methods,
    "problem-codes": problem_codes,
}
"""The views that a page may ask for by name."""
