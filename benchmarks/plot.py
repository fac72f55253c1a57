"""The plot of a benchmark: processor time over the number of issues, both axes logarithmic, as SVG or PNG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Point = tuple[float, float]
WIDTH, HEIGHT = 760, 500
LEFT, RIGHT, TOP, BOTTOM = 70, 740, 20, 440
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#7f3c8d", "#555555")
"""One for each line; people who confuse red and green can tell them apart."""
FONTS = "DejaVu Sans, Liberation Sans, Noto Sans, Noto Sans CJK SC, Arial, sans-serif"


def draw(lines: Mapping[str, Sequence[Point]], path: Path, *, x: str, y: str) -> None:
    """Draw lines by their names, all values above zero, into an SVG or PNG file; *x* and *y* name the axes."""
    picture = svg(lines, x=x, y=y)
    if path.suffix == ".svg":
        path.write_text(picture, encoding="utf-8")
        return
    from resvg_py import svg_to_bytes

    path.write_bytes(svg_to_bytes(svg_string=picture, zoom=1.5, background="white"))


def svg(lines: Mapping[str, Sequence[Point]], *, x: str, y: str) -> str:
    """Return the plot as SVG."""
    points = [point for line in lines.values() for point in line]
    columns = sorted({point[0] for point in points})
    powers = [math.log10(point[1]) for point in points]
    first = math.floor(min(powers))
    rows = [10.0**power for power in range(first, max(math.ceil(max(powers)), first + 1) + 1)]
    across = _Scale((columns[0] / 1.2, columns[-1] * 1.2), (LEFT, RIGHT))
    up = _Scale((rows[0], rows[-1]), (BOTTOM, TOP))
    parts = [f'<rect x="{LEFT}" y="{TOP}" width="{RIGHT - LEFT}" height="{BOTTOM - TOP}" fill="none" stroke="black"/>']
    for value in columns:
        parts.append(f'<path d="M{across(value):.1f} {TOP}V{BOTTOM}" stroke="#ddd"/>')
        parts.append(_text(across(value), BOTTOM + 20, f"{value:g}", "middle"))
    for value in rows:
        parts.append(f'<path d="M{LEFT} {up(value):.1f}H{RIGHT}" stroke="#ddd"/>')
        parts.append(_text(LEFT - 8, up(value) + 5, f"{value:g}", "end"))
    for place, (name, line) in enumerate(lines.items()):
        colour, dash = COLOURS[place % len(COLOURS)], "" if place == 0 else ' stroke-dasharray="6 3"'
        at = [(across(left), up(right)) for left, right in line]
        sample = TOP + 20 + 20 * place
        for path in (at, [(LEFT + 15, sample), (LEFT + 45, sample)]):
            drawn = "L".join(f"{left:.1f} {top:.1f}" for left, top in path)
            parts.append(f'<path d="M{drawn}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        parts += [f'<circle cx="{left:.1f}" cy="{top:.1f}" r="4" fill="{colour}"/>' for left, top in at]
        parts.append(_text(LEFT + 52, sample + 5, name, "start"))
    parts.append(_text((LEFT + RIGHT) / 2, HEIGHT - 12, x, "middle"))
    middle = (TOP + BOTTOM) / 2
    parts.append(f'<g transform="rotate(-90 18 {middle:.1f})">{_text(18, middle, y, "middle")}</g>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    body = "\n".join(parts)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head} font-family="{FONTS}" font-size="14">\n{body}\n</svg>\n'


class _Scale:
    """Maps values to places, by their logarithm."""

    def __init__(self, values: Point, places: Point) -> None:
        self.low, self.high = (math.log10(value) for value in values)
        self.start, self.end = places

    def __call__(self, value: float) -> float:
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)


def _text(left: float, top: float, text: str, anchor: str) -> str:
    return f'<text x="{left:.1f}" y="{top:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
