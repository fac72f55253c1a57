"""Cells in rows and columns, each with its number: a heat map, or a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .svg import chart, element, fitting, link, percent, text
from .words import shortened, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW, GAP = 34, 2
FONT = 13
"""The size of text, in pixels."""
MAX_HEADING = 12.5
"""A name above a column is at most so long, in em."""
MAX_NAME = 24
"""A line of the name of a row is at most so long, in em, for all of the width: as much as a narrow screen has."""
LEAST_SHADE, MOST_SHADE = 0.08, 0.44
"""How strong the colour of the lowest and the highest number is: all text on it has enough contrast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of a row or a column, with the address of its link."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: what stands in it, how strong its colour is from 0 to 1, and the title and the address of its link."""

    text: str
    shade: float
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows of cells, each as long as there are columns; None is an empty cell."""

    rows: Sequence[Name]
    columns: Sequence[Name]
    cells: Sequence[Sequence[Cell | None]]
    names: float
    """The share of the width that the names of rows have."""
    upright: bool = False
    """Whether the names of columns stand upright, for they are longer than a column is wide."""


def grid(title: str, description: str, data: Grid) -> str:
    """Return the cells of *data*, with one row and one column at least, which fill the width of the page."""
    return fitting(lambda count: _grid(title, description, data, count), len(data.rows))


def _grid(title: str, description: str, data: Grid, count: int) -> str:
    width = (1 - data.names) / len(data.columns)
    parts, top = [], 24.0
    if data.upright:
        top = 10 + FONT * max(min(width_of(column.text), MAX_HEADING) for column in data.columns)
    for at, column in enumerate(data.columns):
        parts.append(_heading(column, percent(data.names + (at + 0.5) * width), top, upright=data.upright))
    for number, (row, cells) in enumerate(zip(data.rows[:count], data.cells, strict=False)):
        band = element("rect", x=percent(data.names), width=percent(1 - data.names), height=ROW - GAP, class_="hb-chart-band")
        drawn = [_name(row, data.names), band]
        for at, cell in enumerate(cells):
            drawn += [_cell(cell, data.names + at * width, width)] if cell else []
        parts.append(element("g", "".join(drawn), transform=f"translate(0 {round(top) + number * ROW})"))
    height = round(top) + count * ROW
    return chart(
        title, description, parts, class_="hb-chart-svg hb-chart-middle hb-chart-grid", role="group", width="100%", height=height
    )


def _heading(column: Name, place: str, top: float, *, upright: bool) -> str:
    """Return the name of a column, which ends above the first row."""
    if not upright:
        return link(column.href, "", text(column.text, x=place, y=top - 8))
    name = shortened(column.text, MAX_HEADING)
    shown = text(name, x=place, y=round(top) - 6, class_="hb-chart-upright")
    return link(column.href, column.text if name != column.text else "", shown)


def _name(row: Name, share: float) -> str:
    """Return the name of a row beside its cells, on two lines if it is long."""
    lines = wrapped(row.text, MAX_NAME * share)
    first = 21 if len(lines) == 1 else 14
    drawn = [
        text(line, x=percent(share), dx=-8, y=first + 15 * at, class_="hb-chart-end") for at, line in enumerate(lines) if line
    ]
    return link(row.href, row.text if "".join(lines).replace(" ", "") != row.text.replace(" ", "") else "", *drawn)


def _cell(cell: Cell, left: float, width: float) -> str:
    shade = LEAST_SHADE + (MOST_SHADE - LEAST_SHADE) * cell.shade
    box = element("rect", x=percent(left), width=percent(width), height=ROW - GAP, fill_opacity=shade)
    return link(cell.href, cell.title, box, text(cell.text, x=percent(left + width / 2), y=21))
