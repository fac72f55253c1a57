"""The views of a term: below its title, and below its definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exporters import bundles
from .charts import over_time_of_term
from .groups import grouped
from .labels import MAX_ROWS_IN_FULL, coins_of, entry_row, files_of, issue_label, term_label, title_label
from .rows import Group, TermHead, TermItems
from .years import counted_groups, pages_of_years, year_of_issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..library.entries import Entry
    from ..library.library import Library
    from ..model.records import Term
    from .rows import EntryRow, Label

MAX_NEWEST_IN_FULL = 60
"""A longer list of a term shows at most this many entries in full, the newest ones."""
MAX_TITLES = 1000
"""After these it shows at most this many entries by title, by year; of all others it counts those of each issue."""
MAX_RELATED_TERMS = 12
"""The page of a term names at most this many of the terms that occur together with it."""


def term_head(library: Library, kind: str, name: str) -> TermHead | None:
    """Return what the term shows below its title."""
    term = library.vocabulary.find(kind, name)
    if term is None:
        return None
    return TermHead(
        label=term_label(term, len(library.covering(term))),
        aliases=other_names(term),
        near=term.near,
        broader=tuple(term_label(above) for above in reversed(library.vocabulary.broader(term))),
        related=tuple(term_label(other) for other in library.vocabulary.related(term)),
        country=term.country,
        parent_en=term.parent_en,
        parent_zh=term.parent_zh,
        identities=term.identities,
        over_time=over_time_of_term(library, term),
    )


def other_names(term: Term) -> tuple[str, ...]:
    """Return the names of a term that its title and its English name are not."""
    return tuple(alias for alias in term.aliases if alias not in (term.zh, term.en))


def term_items(library: Library, kind: str, name: str) -> TermItems | None:
    """Return the entries of the term, by issue, with its narrower terms and those that occur together with it."""
    term = library.vocabulary.find(kind, name)
    if term is None:
        return None
    covering = library.covering(term)
    in_full = len(covering) if len(covering) <= MAX_ROWS_IN_FULL else MAX_NEWEST_IN_FULL
    titled = covering[in_full : in_full + MAX_TITLES]
    return TermItems(
        total=len(covering),
        narrower=tuple(term_label(other, len(library.covering(other))) for other in library.vocabulary.narrower(term)),
        groups=_in_full(library, term, covering[:in_full]),
        titled=grouped(((year_of_issue(entry), title_label(entry)) for entry in titled), "year", reverse=True),
        counted=counted_of_term(library, term),
        together=tuple(term_label(other, count) for other, count in library.together(term)[:MAX_RELATED_TERMS]),
        files=files_of(bundles.bundle_of_term(library, term)),
        coins=coins_of(library, covering[:in_full]),
        over_time=over_time_of_term(library, term),
    )


def counted_of_term(library: Library, term: Term) -> tuple[Group, ...]:
    """Return the numbers of the entries of *term* that its page does not name; few terms have so many."""
    covering = library.covering(term)
    return counted_groups(library, _counted(covering), covering, _list_id(term))


def years_of_term(library: Library, term: Term) -> dict[str, Label]:
    """Return the labels of the pages of the years of *term*."""
    covering = library.covering(term)
    return pages_of_years(_counted(covering), covering, _list_id(term))


def _counted(covering: Sequence[Entry]) -> Sequence[Entry]:
    return covering[MAX_NEWEST_IN_FULL + MAX_TITLES :] if len(covering) > MAX_ROWS_IN_FULL else ()


def _list_id(term: Term) -> str:
    return f"{term.kind}-{term.id}"


def _in_full(library: Library, term: Term, entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Return *entries* below their issues, each with the narrower terms by which *term* covers it."""
    covered = {other.id for other in library.vocabulary.with_narrower(term)}
    by_issue: dict[int, list[EntryRow]] = {}
    for entry in entries:
        carried = entry.terms[term.kind]
        narrower = () if term in carried else tuple(term_label(other) for other in carried if other.id in covered)
        by_issue.setdefault(entry.issue.number, []).append(entry_row(entry, narrower))
    return tuple(Group(head=issue_label(library.issues[number]), rows=tuple(rows)) for number, rows in by_issue.items())
