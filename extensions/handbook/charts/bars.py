"""Bars behind names: a list, indented where it is a tree, whose bars all begin at one line so that they can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .svg import chart, element, fitting, link, percent, text
from .words import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW, BAR = 28, 24
"""The heights of a row and of its bar."""
INDENT, MAX_DEPTH = 16, 6
MAX_NAME = 23
"""A name is at most so wide, in em, as a narrow screen can show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row: its name with its link, its number, and how deep it is in a tree."""

    name: str
    href: str
    value: int
    depth: int = 0


def bars(title: str, description: str, rows: Sequence[Bar]) -> str:
    """Return the bars of *rows*, one at least, which fill the width of the page."""
    return fitting(lambda count: _bars(title, description, rows[:count]), len(rows))


def _bars(title: str, description: str, rows: Sequence[Bar]) -> str:
    highest = max(row.value for row in rows) or 1
    parts = []
    for at, row in enumerate(rows):
        depth = min(row.depth, MAX_DEPTH)
        name = shortened(row.name, MAX_NAME - depth)
        bar = element("rect", width=percent(row.value / highest), height=BAR, rx=3, class_="hb-chart-soft")
        shown = link(row.href, row.name if name != row.name else "", text(name, x=8 + INDENT * depth, y=16.5))
        value = text(str(row.value), x="100%", dx=-8, y=16.5, class_="hb-chart-number hb-chart-end")
        parts.append(element("g", bar + shown + value, transform=f"translate(0 {at * ROW})"))
    height = ROW * len(rows)
    return chart(title, description, parts, class_="hb-chart-svg hb-chart-bars", role="group", width="100%", height=height)
