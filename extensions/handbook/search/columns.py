"""What the files that concern all records need of them, in columns, because an edit changes few of these."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ..model.records import TERM_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .searchable import SearchRecord

Columns = dict[str, tuple[Any, ...]]

MAX_SORTED_CHARS = 16
"""So many characters of a title are known for sorting by title."""


def columns(records: Sequence[SearchRecord]) -> Columns:
    """Return the columns of *records* by name: the ids, the beginnings of the titles, and the values for each facet."""
    return {name: tuple(map(value_of, records)) for name, value_of in COLUMNS.items()}


def _title(record: SearchRecord) -> str:
    return record.titles[0][:MAX_SORTED_CHARS]


def _terms(kind: str, record: SearchRecord) -> tuple[str, ...]:
    return record.terms.get(kind, ())


def _one(name: str, record: SearchRecord) -> tuple[Any, ...]:
    """Return the value of a field in a tuple; none if there is none."""
    value = getattr(record, name)
    return () if value in ("", None) else (value,)


COLUMNS: Mapping[str, Callable[[SearchRecord], Any]] = {
    "id": attrgetter("id"),
    "title": _title,
    **{kind: partial(_terms, kind) for kind in TERM_KINDS},
    **{name: partial(_one, name) for name in ("year", "venue", "issue", "kind")},
    "has": attrgetter("has"),
}
"""The columns by name, with the functions that return what a record has in each."""
