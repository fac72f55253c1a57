"""A number for each of successive periods: as columns, and as a sparkline beside a title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text.xml import xml
from .svg import chart, element, link, number, percent, text

if TYPE_CHECKING:
    from collections.abc import Sequence

TOP, PLOT, BOTTOM = 20, 96, 22
"""The heights of the numbers above the columns, of the highest column, and of the names below."""
HEIGHT = TOP + PLOT + BOTTOM
SHARE = 0.76
"""The part of its place that a column fills."""
MAX_SHARE = 0.07
"""The part of the chart that a column fills at most."""
MAX_VALUES = 12
"""At most so many columns all have their numbers above them; of more, the highest and the last."""
SPARK_WIDTH, SPARK_HEIGHT = 72, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A period: its name below the column, if it has one there, its number, and the title and address of its link."""

    label: str
    value: int
    title: str
    href: str = ""


def columns(title: str, description: str, data: Sequence[Column], *, spanning: bool = False) -> str:
    """Return the columns of *data*, one at least, which fill the width of the page.

    A name is that of its column, or, if names are *spanning*, of all columns up to the next name.
    """
    share = min(SHARE / len(data), MAX_SHARE)
    highest = max(column.value for column in data) or 1
    shown = _with_values([column.value for column in data])
    parts = [element("line", x2="100%", y1=TOP + PLOT, y2=TOP + PLOT, class_="hb-chart-axis")]
    for at, column in enumerate(data):
        middle = (at + 0.5) / len(data)
        height = PLOT * column.value / highest
        bar = element(
            "rect",
            x=percent(middle - share / 2),
            y=TOP + PLOT - height,
            width=percent(share),
            height=height,
            class_="hb-chart-bar",
        )
        above = text(str(column.value), x=percent(middle), y=TOP + PLOT - height - 5, class_="hb-chart-number")
        if column.value:
            parts.append(link(column.href, column.title, bar, above if at in shown else ""))
        if column.label and spanning:
            start = percent(at / len(data))
            parts.append(element("line", x1=start, x2=start, y1=TOP + PLOT, y2=HEIGHT - 4, class_="hb-chart-axis"))
            parts.append(text(column.label, x=start, dx=5, y=TOP + PLOT + 16, class_="hb-chart-start"))
        elif column.label:
            parts.append(text(column.label, x=percent(middle), y=TOP + PLOT + 16))
    return chart(title, description, parts, class_="hb-chart-svg hb-chart-middle", role="group", width="100%", height=HEIGHT)


def _with_values(values: Sequence[int]) -> frozenset[int]:
    """Return the columns that have their numbers above them."""
    if len(values) <= MAX_VALUES:
        return frozenset(range(len(values)))
    highest = max(range(len(values)), key=lambda at: values[at])
    last = len(values) - 1
    return frozenset({highest} if last - highest <= len(values) // MAX_VALUES else {highest, last})


def sparkline(title: str, values: Sequence[int]) -> str:
    """Return the columns of *values*, one at least, as small as a word; *title* says in words what they show."""
    highest = max(values) or 1
    step = SPARK_WIDTH / len(values)
    heights = {at: number(max(1.0, SPARK_HEIGHT * value / highest)) for at, value in enumerate(values) if value}
    width = number(step * SHARE)
    drawn = "".join(f"M{number(at * step)} {SPARK_HEIGHT}v-{height}h{width}V{SPARK_HEIGHT}z" for at, height in heights.items())
    size = {"width": SPARK_WIDTH, "height": SPARK_HEIGHT}
    base = element("path", d=f"M0 {number(SPARK_HEIGHT - 0.5)}H{SPARK_WIDTH}", class_="hb-chart-axis")
    view = f"0 0 {SPARK_WIDTH} {SPARK_HEIGHT}"
    bars = element("path", d=drawn, class_="hb-chart-bar")
    return element("svg", element("title", xml(title)) + base + bars, role="img", class_="hb-spark", **size, viewBox=view)
