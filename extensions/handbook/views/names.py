"""The names that a view shows, in order: what a description of a page without text of its own is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rows import Branch, Label, Listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .rows import View


def names_of(view: View) -> Iterator[str]:
    """Yield the names of the rows of an index, the terms of a tree, or labels; of other views nothing."""
    rows: tuple[object, ...] = ()
    if isinstance(view, Listing):
        rows = tuple(row for group in view.groups for row in group.rows)
    elif isinstance(view, tuple):
        rows = view
    for row in rows:
        label = row if isinstance(row, Label) else getattr(row, "label", None)
        if isinstance(label, Label):
            yield label.zh
        if isinstance(row, Branch):
            yield from names_of(row.below)
