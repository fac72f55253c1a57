"""Groups of rows below headings, as indexes and the pages of terms show them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..text import folding
from .rows import Group, Label, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_HEADING = Label(kind="text", id="", zh="")
"""The heading of rows that stand below none."""


def heading(kind: str, key: str) -> Label:
    """Return the heading of a group of *kind*, such as ``year`` or ``letter``, with the *key* of the group."""
    return Label(kind=kind, id=key, zh=key)


def grouped(rows: Iterable[tuple[str, Row]], kind: str, *, reverse: bool = False, prefix: str = "") -> tuple[Group, ...]:
    """Group *rows* by key below headings of *kind*, sorted by key; the anchor of a group is *prefix* and its key."""
    by_key: defaultdict[str, list[Row]] = defaultdict(list)
    for key, row in rows:
        by_key[key].append(row)
    return tuple(
        Group(head=heading(kind, key), anchor=f"{prefix}{folding.slug(key) or 'other'}", rows=tuple(by_key[key]))
        for key in sorted(by_key, reverse=reverse)
    )
