"""The label of an object: what all rows are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name with its link; docname is empty for a name without a link, count is None where nothing is counted."""

    kind: str
    id: str
    zh: str
    en: str = ""
    docname: str = ""
    anchor: str = ""
    page: str = ""
    """Where a site has it instead: on a page that no source file stands for, with ``#`` and an anchor if it is a part of it."""
    count: int | None = None
