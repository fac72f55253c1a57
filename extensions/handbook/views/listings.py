"""The views of the whole library: indexes, trees of terms, and figures."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ..exporters import bundles
from ..library.dividing import by_letter
from ..model.codes import CODES, Code
from ..model.places import AUTHORS, ISSUES, PAPERS, TERM_FOLDERS, author_list_docname
from ..model.records import LETTERS, TERM_KINDS, YEARS
from ..text import folding
from .author_places import author_places
from .charts import CHARTS
from .groups import NO_HEADING, grouped, heading
from .institutions import institutions_by_country, institutions_by_latin, institutions_by_pinyin
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
from .rows import AuthorRow, Coverage, ErratumRow, Group, IssueRange, Label, Listing, Row, View
from .terms import MAX_TITLES
from .trees import methods, topics
from .updates import updates
from .years import counted_groups, pages_of_years, year_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..library.entries import Author, Entry
    from ..library.library import Library
    from ..model.records import Paper

MAX_AUTHORS_NAMED = 1000
"""The index of authors names at most this many; of more it shows the letters only."""
MAX_ISSUES_LISTED = 1500
"""The index of issues names at most this many; of more, the older years have pages of their own."""
MAX_ERRATA_IN_FULL = 200
"""The index of errata shows those of the newest issues up to this number; of all others, only how many each issue has."""
MAX_NAMES_OF_DIVIDED = 100
"""A list that is divided over pages begins with so many names: more than its description can have."""
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
    groups: list[Group] = []
    listed = 0
    for group in grouped(rows, "year", reverse=True, prefix="y"):
        listed += len(group.rows)
        is_older = bool(groups) and listed > MAX_ISSUES_LISTED
        elsewhere = year_label(group.head.id, ISSUES, len(group.rows)) if is_older else None
        groups.append(replace(group, page=elsewhere))
    return Listing(groups=tuple(groups))


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
    is_long = sum(map(len, library.by_venue.values())) > MAX_ROWS_IN_FULL
    groups = []
    for venue in sorted(library.by_venue):
        entries = library.by_venue[venue]
        head = venue_label(venue) if venue else heading("venue", "")
        counted = replace(head, count=len(entries))
        rows: tuple[Row, ...] = (counted,) if is_long else tuple(map(entry_row, entries))
        anchor = f"venue-{folding.slug(venue) or 'other'}"
        groups.append(Group(head=head, anchor=anchor, rows=rows, page=counted if is_long else None))
    return Listing(groups=tuple(sorted(groups, key=lambda group: folding.pinyin(group.head.zh))), jump=True)


def groups_of_papers(library: Library, entries: Sequence[Entry], list_id: str = "") -> tuple[Group, ...]:
    """Return *entries* without headings: few in full, many by title; of very many, those of older issues only as numbers.

    *list_id* is that of years.counted_groups.
    """
    rows = tuple(_paper_row(entry, len(entries)) for entry in entries[:MAX_TITLES])
    return (Group(head=NO_HEADING, rows=rows), *counted_groups(library, entries[MAX_TITLES:], entries, list_id)) if rows else ()


def years_of_papers(entries: Sequence[Entry], list_id: str) -> dict[str, Label]:
    """Return the labels of the pages of years to which those of the groups of groups_of_papers lead that have only numbers."""
    return pages_of_years(entries[MAX_TITLES:], entries, list_id)


def _papers(library: Library) -> list[tuple[Entry, Paper]]:
    return [(entry, entry.reference) for entry in library.entries.values() if entry.reference]


def _paper_row(entry: Entry, total: int) -> Row:
    return entry_row(entry) if total <= MAX_ROWS_IN_FULL else title_label(entry)


def authors(library: Library) -> Listing:
    """List the names of the authors by letter; of many authors, only how many each letter has."""
    letters = library.authors_by_letter
    if len(library.authors) <= MAX_AUTHORS_NAMED:
        rows = ((letter, author_label(library, author)) for letter, authors in letters.items() for author in authors)
        return Listing(groups=grouped(rows, "letter", prefix="letter-"), jump=True)
    labels = (
        Label(kind="letter", id=letter, zh=letter.upper(), docname=f"{AUTHORS}/{letter}", count=len(authors))
        for letter, authors in letters.items()
        if f"{AUTHORS}/{letter}" in library.by_docname
    )
    return Listing(groups=(Group(head=NO_HEADING, rows=tuple(labels)),))


def authors_of(library: Library, letter: str) -> Listing:
    """List the authors of one letter, each with their entries; a long list is divided over pages, and begins with names alone."""
    parts = parts_of_authors(library, letter)
    if not parts:
        return list_of_authors(library, _authors_of_list(library, letter))
    authors = library.authors_by_letter[letter]
    names = tuple(_index_label(library, author) for author in authors[:MAX_NAMES_OF_DIVIDED])
    return Listing(groups=(Group(head=NO_HEADING, rows=names),), parts=parts)


def _authors_of_list(library: Library, letter: str) -> tuple[Author, ...]:
    """Return the authors of a letter that has one list, without gathering all."""
    entries = map(library.entries.__getitem__, author_places(library).entries.get(letter, ()))
    return by_letter(library.authors_of(entries).values()).get(letter, ())


def undivided(library: Library, name: str, view: View) -> View:
    """Return a view as a book has it, in which nothing is divided over pages: a long list of authors with all of them."""
    if not (isinstance(view, Listing) and view.parts and name in AUTHORS_OF):
        return view
    return list_of_authors(library, library.authors_by_letter[AUTHORS_OF[name]])


def parts_of_authors(library: Library, letter: str) -> tuple[Label, ...]:
    """Return the labels of the pages over which the authors of one letter are divided, if there are many."""
    return tuple(
        Label(kind="author-list", id=letters, zh=letters.title(), page=author_list_docname(letters), count=len(ids))
        for letters, ids in author_places(library).parts.get(letter, {}).items()
    )


def empty_letters(library: Library) -> frozenset[str]:
    """Return the pages of letters with which no author's name begins, which only lead to the index of authors."""
    docnames = (f"{AUTHORS}/{letter}" for letter in {*LETTERS} - author_places(library).letters)
    return frozenset(docname for docname in docnames if docname in library.by_docname)


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
    groups: list[Group] = []
    shown = 0
    for page in library.issues.values():
        label = issue_label(page)
        rows: list[Row] = [ErratumRow(label=label, erratum=erratum) for erratum in page.errata]
        for item in page.items:
            entry = library.entries[item.id]
            if entry.presents(item):
                rows += [ErratumRow(label=entry_label(entry), erratum=erratum) for erratum in item.errata]
        if rows:
            shown += len(rows)
            elsewhere = replace(label, count=len(rows)) if groups and shown > MAX_ERRATA_IN_FULL else None
            groups.append(Group(head=label, anchor=f"issue-{label.id}", rows=tuple(rows), page=elsewhere))
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


def coverage(library: Library) -> Coverage:
    """Return how much the handbook has: its issues, and the number of its papers and terms."""
    return Coverage(issues=covered_issues(library), numbers=numbers(library)[1:])


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
COUNTED = {
    "topics": "topic",
    "methods": "method",
    "institutions-by-country": "institution",
    "institutions-by-pinyin": "institution",
    "institutions-by-latin": "institution",
}
"""The listings of all terms of a kind with the numbers of their entries, with the kind."""

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
    "updates": updates,
    "numbers": numbers,
    "covered-issues": covered_issues,
    "coverage": coverage,
    "top-topics": top_topics,
    "top-institutions": top_institutions,
    "top-methods": top_methods,
    **CHARTS,
    "problem-codes": problem_codes,
}
"""The views that a page may ask for by name."""
