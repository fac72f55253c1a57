"""The views that charts show: entries and issues over time, terms by their entries, and terms that occur together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from operator import attrgetter
from typing import TYPE_CHECKING

from ..library.periods import Period, quarter_of
from ..model.places import ISSUES
from .chart_rows import (
    Crossing,
    IssueRun,
    IssuesOverTime,
    IssueYear,
    Network,
    OverTime,
    Pair,
    PeriodRow,
    TermBar,
    TermBars,
)
from .labels import issue_label, term_label
from .rows import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..library.entries import Entry
    from ..library.library import Library
    from ..model.records import Page, Term
    from .chart_rows import Chart

# Where there is enough to see for a chart: with less, the table says it better.
MIN_ENTRIES_OVER_TIME = 5
MIN_PERIODS_OVER_TIME = 3
"""The periods with entries that a chart over time needs."""
MIN_ISSUES_OVER_TIME = 2
MIN_BARS = 5
MIN_CROSSING = 3
"""The rows and the columns that a heat map needs."""
MIN_PAIRS = 6

# How much a chart shows at most: as much as can be read.
MAX_YEARS_OF_ISSUES = 24
MAX_BARS = 30
MAX_ROWS_CROSSED = 10
MAX_COLUMNS_CROSSED = 10
MAX_TERMS_TOGETHER = 24
MAX_PAIRS = 48


def entries_over_time(library: Library) -> OverTime:
    """Return the number of entries in each period that the issues cover."""
    return over_time(library, library.entries.values(), paged=True)


def over_time(library: Library, entries: Iterable[Entry], *, paged: bool = False) -> OverTime:
    """Return the number of *entries* in each period; *paged* gives the periods links to the index of issues."""
    counts: Counter[Period | None] = Counter()
    for number, count in Counter(map(attrgetter("issue.number"), entries)).items():  # the hash of a period takes long
        counts[library.period_of[number]] += count
    enough = counts.total() >= MIN_ENTRIES_OVER_TIME and len(counts.keys() - {None}) >= MIN_PERIODS_OVER_TIME
    return OverTime(
        is_drawn=enough,
        periods=tuple(
            PeriodRow(period=period, count=counts[period], page=_year_of_issues(library, period) if paged else None)
            for period in library.periods.all
        ),
        others=counts[None],
    )


def over_time_of_term(library: Library, term: Term) -> OverTime | None:
    """Return the number of entries of *term* in each period; nothing if there is not enough to see."""
    entries = library.covering(term)
    found = over_time(library, entries) if len(entries) >= MIN_ENTRIES_OVER_TIME else None
    return found if found and found.is_drawn else None


def _year_of_issues(library: Library, period: Period) -> Label | None:
    """Return the label of the issues of a year in the index of issues."""
    docname, year = f"{ISSUES}/index", str(period.year)
    if docname not in library.by_docname:
        return None
    return Label(kind="year", id=year, zh=year, docname=docname, anchor=f"y{year}")


def issues_over_time(library: Library) -> IssuesOverTime:
    """Return the issues by year and quarter, the newest year first."""
    quarters: dict[Period | None, list[Page]] = {}
    for page in reversed(library.issues.values()):
        date = page.issue.date if page.issue else None
        quarters.setdefault(quarter_of(date) if date else None, []).append(page)
    years = sorted({period.year for period in quarters if period}, reverse=True)
    newest = range(years[0], years[0] - MAX_YEARS_OF_ISSUES, -1) if years else range(0)
    shown = [year for year in newest if year >= years[-1]]
    runs = {
        year: tuple(
            _run(library, quarter, pages)
            for quarter in range(1, 5)
            if (pages := quarters.get(Period(year=year, quarter=quarter)))
        )
        for year in shown
    }
    total = sum(run.issues for of_year in runs.values() for run in of_year)
    return IssuesOverTime(
        is_drawn=total >= MIN_ISSUES_OVER_TIME,
        years=tuple(IssueYear(year=year, runs=of_year) for year, of_year in runs.items()),
        others=len(library.issues) - total,
    )


def _run(library: Library, quarter: int, pages: Sequence[Page]) -> IssueRun:
    first, last = issue_label(pages[0]), issue_label(pages[-1])
    if len(pages) > 1:  # their titles are not shown
        first, last = replace(first, zh=""), replace(last, zh="")
    return IssueRun(
        quarter=quarter,
        first=first,
        last=last,
        issues=len(pages),
        entries=sum(len(library.presented(page)) for page in pages),
    )


def methods_by_entries(library: Library) -> TermBars:
    """Return the methods with the most entries, as a tree: with each of them those above it, which have as many at least."""
    vocabulary = library.vocabulary
    methods = vocabulary.of_kind("method")
    counts = {term.id: len(library.covering(term)) for term in methods}
    depths = {term.id: len(vocabulary.broader(term)) for term in methods}
    shown = sorted((term for term in counts if counts[term]), key=lambda term: (-counts[term], depths[term], term))[:MAX_BARS]
    chosen = frozenset(shown)

    def listed(terms: Iterable[Term]) -> Iterator[TermBar]:
        for term in sorted((term for term in terms if term.id in chosen), key=lambda term: (-counts[term.id], term.id)):
            yield TermBar(depth=depths[term.id], label=term_label(term, counts[term.id]))
            yield from listed(vocabulary.narrower(term))

    bars = tuple(listed(term for term in methods if not depths[term.id]))
    return TermBars(is_drawn=len(bars) >= MIN_BARS, bars=bars, others=len(counts) - len(bars))


def topics_by_methods(library: Library) -> Crossing:
    """Return how many entries the topics with the most entries have together with the methods with the most entries."""
    topics, methods = _most(library, "topic", MAX_ROWS_CROSSED), _most(library, "method", MAX_COLUMNS_CROSSED)
    counts = [[len(topic[1] & method[1]) for method in methods] for topic in topics]
    rows = [at for at, numbers in enumerate(counts) if any(numbers)]
    columns = [at for at in range(len(methods)) if any(numbers[at] for numbers in counts)]
    return Crossing(
        is_drawn=len(rows) >= MIN_CROSSING and len(columns) >= MIN_CROSSING,
        rows=tuple(term_label(topics[at][0], len(topics[at][1])) for at in rows),
        columns=tuple(term_label(methods[at][0], len(methods[at][1])) for at in columns),
        counts=tuple(tuple(counts[row][column] for column in columns) for row in rows),
    )


def _most(library: Library, kind: str, most: int) -> list[tuple[Term, frozenset[str]]]:
    """Return the terms of *kind* with the most entries, and the ids of these."""
    terms = [(term, covering) for term in library.vocabulary.of_kind(kind) if (covering := library.covering(term))]
    terms.sort(key=lambda pair: (-len(pair[1]), pair[0].id))
    return [(term, frozenset(entry.item.id for entry in covering)) for term, covering in terms[:most]]


def institutions_together(library: Library) -> Network:
    """Return the institutions that most entries name together; of pairs with equally many, those with most entries come first."""
    counts: Counter[tuple[str, str]] = Counter()
    for entry in library.entries.values():
        counts.update(combinations(sorted(term.id for term in entry.terms["institution"]), 2))
    totals = {term.id: len(library.covering(term)) for term in library.vocabulary.of_kind("institution")}
    pairs = sorted(counts, key=lambda pair: (-counts[pair], -totals[pair[0]] - totals[pair[1]], pair))
    places: dict[str, int] = {}
    shown: list[Pair] = []
    for first, second in pairs:
        new = [name for name in (first, second) if name not in places]
        if len(places) + len(new) <= MAX_TERMS_TOGETHER and len(shown) < MAX_PAIRS:
            for name in new:
                places[name] = len(places)
            shown.append(Pair(first=places[first], second=places[second], count=counts[first, second]))
    found = (library.vocabulary.get("institution", name) for name in places)
    terms = tuple(term_label(term, totals[term.id]) for term in found if term)
    return Network(is_drawn=len(shown) >= MIN_PAIRS, terms=terms, pairs=tuple(shown), others=len(pairs) - len(shown))


CHARTS: dict[str, Callable[[Library], Chart]] = {
    "entries-over-time": entries_over_time,
    "issues-over-time": issues_over_time,
    "methods-by-entries": methods_by_entries,
    "topics-by-methods": topics_by_methods,
    "institutions-together": institutions_together,
}
"""The charts that a page may ask for by name."""
CHARTED = {
    "methods-by-entries": ("method",),
    "topics-by-methods": ("topic", "method"),
    "institutions-together": ("institution",),
}
"""The kinds of the terms that charts count; others count entries, whatever their terms are."""
