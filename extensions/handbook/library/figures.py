"""The handbook in figures: counts, growth by issue and year, the most covered terms, and what entries lack."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..model.records import ITEM_KINDS, TERM_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .coverage import Coverage
    from .entries import Entry
    from .library import Library

MAX_TERMS_LISTED = 10
"""The most covered terms of each kind that are listed."""


def figures(library: Library, most: int = MAX_TERMS_LISTED, covered: Iterable[Coverage] = ()) -> dict[str, Any]:
    """Return the figures as plain values, described by ``schema/figures.json``; *most* bounds the terms of each kind.

    *covered* says how much of each page the editions in other languages have.
    """
    return {
        "numbers": _numbers(library),
        "issues": list(_by_issue(library)),
        "years": list(_by_year(library)),
        "most_covered": {kind: list(_most_covered(library, kind, most)) for kind in TERM_KINDS},
        "lacking": list(_lacking(library)),
        "translations": _translations(covered),
    }


def _translations(covered: Iterable[Coverage]) -> list[dict[str, Any]]:
    """Return how much of the handbook each edition has in its own words, and the pages that lack some."""
    editions: dict[str, list[Coverage]] = {}
    for page in covered:
        editions.setdefault(page.language, []).append(page)
    return [
        {
            "language": language,
            **{name: sum(getattr(page, name) for page in pages) for name in ("messages", "missing", "stale")},
            "pages": [
                {"path": page.path, "missing": page.missing, "stale": page.stale} for page in pages if page.missing or page.stale
            ],
        }
        for language, pages in editions.items()
    ]


def _numbers(library: Library) -> dict[str, int]:
    kinds = Counter(entry.item.kind for entry in library.entries.values())
    errata = sum(len(page.errata) + sum(len(item.errata) for item in page.items) for page in library.pages)
    return {
        "issues": len(library.issues),
        "entries": len(library.entries),
        **{f"{kind}_entries": kinds[kind] for kind in ITEM_KINDS},
        "works": len(library.works),
        "authors": len(library.authors),
        **{f"{kind}s": len(library.vocabulary.of_kind(kind)) for kind in TERM_KINDS},
        "errata": errata,
    }


def _by_issue(library: Library) -> Iterator[dict[str, Any]]:
    """Yield the issues, the oldest first, each with the number of terms that no older one carries."""
    entries: dict[int, list[Entry]] = {number: [] for number in library.issues}
    for entry in library.entries.values():
        entries[entry.issue.number].append(entry)
    older: set[tuple[str, str]] = set()
    for number, page in reversed(library.issues.items()):
        assert page.issue is not None
        carried = {(term.kind, term.id) for entry in entries[number] for terms in entry.terms.values() for term in terms}
        yield {
            "issue": number,
            "date": page.issue.date.text if page.issue.date else None,
            "entries": len(entries[number]),
            "new_terms": len(carried - older),
        }
        older |= carried


def _by_year(library: Library) -> Iterator[dict[str, int]]:
    """Yield the years in which the works presented were published, the oldest first."""
    papers = (entry.reference for entry in library.entries.values() if entry.reference)
    years = Counter(paper.year for paper in papers if paper.year)
    yield from ({"year": year, "papers": count} for year, count in sorted(years.items()))


def _most_covered(library: Library, kind: str, most: int) -> Iterator[dict[str, Any]]:
    covered = [(term, len(library.covering(term))) for term in library.vocabulary.of_kind(kind)]
    covered.sort(key=lambda pair: (-pair[1], pair[0].id))
    yield from ({"id": term.id, "zh": term.zh, "en": term.en, "entries": count} for term, count in covered[:most] if count)


def _lacking(library: Library) -> Iterator[dict[str, Any]]:
    """Yield the entries that lack something, the newest first."""
    for entry in library.entries.values():
        lacks = [*_lacks(entry)]
        if lacks:
            place = entry.item.location
            yield {
                "id": entry.item.id,
                "kind": entry.item.kind,
                "issue": entry.issue.number,
                "path": place.path,
                "line": place.line,
                "lacks": lacks,
            }


def _lacks(entry: Entry) -> Iterator[str]:
    yield from (f"{kind}s" for kind in TERM_KINDS if not entry.terms[kind])
    if not entry.item.summary:
        yield "summary"
    if entry.item.kind != "paper":
        if not (entry.item.date or entry.item.printed_date):
            yield "date"
        return
    paper = entry.reference
    if paper is None:
        yield "work"
        return
    if not paper.authors:
        yield "authors"
    if paper.year is None:
        yield "year"
    if not paper.doi and not paper.is_preprint:
        yield "doi"
    if not (paper.doi or paper.arxiv or paper.url):
        yield "link"
