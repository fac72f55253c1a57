"""Division of very long lists of entries and issues by the years of the issues, over pages of the site."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model.places import year_docname
from .groups import grouped
from .labels import issue_label
from .rows import Group, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..library.entries import Entry
    from ..library.library import Library

MAX_ISSUES_COUNTED = 400
"""A list names at most this many issues with the number of its entries in each; of more, it names the years."""


def counted_groups(library: Library, counted: Sequence[Entry], whole: Sequence[Entry], list_id: str) -> tuple[Group, ...]:
    """Return the numbers of the entries *counted* in each issue, by year.

    Where that are many issues, each year has a page of the site, with all entries of the year in the *whole* list, whose
    *list_id* begins their addresses; a list without one has no such pages.
    """
    groups = grouped(counts_by_issue(library, counted), "year", reverse=True, prefix="issues-of-")
    pages = pages_of_years(counted, whole, list_id)
    return tuple(replace(group, page=pages[group.head.id]) for group in groups) if pages else groups


def pages_of_years(counted: Sequence[Entry], whole: Sequence[Entry], list_id: str) -> dict[str, Label]:
    """Return the labels of the pages of counted_groups by year, newest first, without the numbers; none where there are few."""
    years = {entry.issue.number: year_of_issue(entry) for entry in counted} if list_id else {}
    if len(years) <= MAX_ISSUES_COUNTED:
        return {}
    totals = Counter(map(year_of_issue, whole))
    return {year: year_label(year, list_id, totals[year]) for year in sorted({*years.values()}, reverse=True)}


def year_label(year: str, list_id: str, count: int) -> Label:
    """Return the label of the page of a *year* of a list."""
    return Label(kind="year", id=year, zh=year, page=year_docname(list_id, year), count=count)


def counts_by_issue(library: Library, entries: Iterable[Entry]) -> Iterator[tuple[str, Label]]:
    """Yield the year and the label of each issue that has some of *entries*, with their number."""
    entries = tuple(entries)
    counts = Counter(entry.issue.number for entry in entries)
    years = {entry.issue.number: year_of_issue(entry) for entry in entries}
    for number, year in years.items():
        yield year, replace(issue_label(library.issues[number]), count=counts[number])


def year_of_issue(entry: Entry) -> str:
    """Return the year of the issue of an entry; empty if it is not known."""
    return str(entry.issue.date.year) if entry.issue.date else ""
