"""Digits as strokes, and as pixels of any height: numbers can be drawn where a machine has no fonts."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import acos, atan2, ceil, cos, degrees, floor, hypot, radians, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Point = tuple[float, float]

HEIGHT, PEN, GAP = 10.0, 1.45, 1.1
"""In the units of the strokes: the height of a digit, the width of the pen, and the space between two digits."""
SHADES = 16
"""A pixel has one of so many shades, from 0 outside to the last inside of a stroke."""


def _arc(x: float, y: float, radius: float, start: float, end: float) -> tuple[Point, ...]:
    """Return points of an arc around (x, y), from one angle to another in degrees, clockwise from the right."""
    steps = ceil(abs(end - start) / 6)
    angles = (radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return tuple((x + radius * cos(angle), y + radius * sin(angle)) for angle in angles)


def _loop(x: float, y: float, radius: float, tip: Point) -> tuple[Point, ...]:
    """Return a line from *tip* that touches a circle on its left, and the circle."""
    distance = hypot(tip[0] - x, tip[1] - y)
    start = degrees(atan2(tip[1] - y, tip[0] - x) - acos(radius / distance))
    return tip, *_arc(x, y, radius, start, start + 360)


_TOP, _BOTTOM = PEN / 2, HEIGHT - PEN / 2
_LEFT, _RIGHT = PEN / 2, PEN / 2 + 4.6
_CENTRE, _RADIUS = (_LEFT + _RIGHT) / 2, (_RIGHT - _LEFT) / 2
_HIGH, _LOW = _TOP + _RADIUS, _BOTTOM - _RADIUS
"""The centres of the circles at the head and at the foot of a digit."""
_WAIST = 4.75
_SMALL, _LARGE = (_WAIST - _TOP) / 2, (_BOTTOM - _WAIST) / 2
"""The radii of the two circles of an 8."""
_SIX = _loop(_CENTRE, _LOW, _RADIUS, (_CENTRE + 1.2, _TOP))
_FIVE = _arc(_CENTRE + 0.1, _BOTTOM - 2.6, 2.6, 220, 514)

STROKES: dict[str, tuple[tuple[Point, ...], ...]] = {
    "0": ((*_arc(_CENTRE, _HIGH, _RADIUS, 180, 360), *_arc(_CENTRE, _LOW, _RADIUS, 0, 180), (_LEFT, _HIGH)),),
    "1": (((_LEFT, _TOP + 1.9), (_LEFT + 2.4, _TOP), (_LEFT + 2.4, _BOTTOM)),),
    "2": ((*_arc(_CENTRE, _HIGH, _RADIUS, 188, 398), (_LEFT, _BOTTOM), (_RIGHT, _BOTTOM)),),
    "3": (
        _arc(_CENTRE, _TOP + _SMALL, _SMALL, 200, 450),
        _arc(_CENTRE, _BOTTOM - _LARGE, _LARGE, 270, 520),
    ),
    "4": (((_RIGHT - 1.2, _BOTTOM), (_RIGHT - 1.2, _TOP), (_LEFT, 7.1), (_RIGHT, 7.1)),),
    "5": (((_RIGHT - 0.3, _TOP), (_FIVE[0][0] + 0.15, _TOP), *_FIVE),),
    "6": (_SIX,),
    "7": (((_LEFT, _TOP), (_RIGHT, _TOP), (_LEFT + 1.4, _BOTTOM)),),
    "8": (
        _arc(_CENTRE, _TOP + _SMALL, _SMALL, 0, 360),
        _arc(_CENTRE, _BOTTOM - _LARGE, _LARGE, 0, 360),
    ),
    "9": (tuple((2 * _CENTRE - x, HEIGHT - y) for x, y in _SIX),),
}
"""The lines that the pen follows in each digit."""


def width_of(digit: str) -> float:
    """Return the width of a digit."""
    return max(x for stroke in STROKES[digit] for x, _y in stroke) + PEN / 2


def height_within(number: int, width: int, height: int) -> int:
    """Return the height in which a number fits into *width* and *height*; numbers of as many digits have the same."""
    count = len(str(number))
    length = count * max(map(width_of, STROKES)) + GAP * (count - 1)
    return min(height, int(width * HEIGHT / length))


def drawn(number: int, height: int) -> list[bytes]:
    """Return the pixels of a number, row by row, one byte with a shade for each."""
    gap = bytes(round(GAP * height / HEIGHT))
    digits = [_pixels(digit, height) for digit in str(number)]
    return [gap.join(rows) for rows in zip(*digits, strict=True)]


@cache
def _pixels(digit: str, height: int) -> tuple[bytes, ...]:
    scale = height / HEIGHT
    rows = [bytearray(ceil(width_of(digit) * scale)) for _row in range(height)]
    for stroke in STROKES[digit]:
        for start, end in pairwise((x * scale, y * scale) for x, y in stroke):
            _stroke(rows, start, end, PEN / 2 * scale)
    return tuple(map(bytes, rows))


def _stroke(rows: list[bytearray], start: Point, end: Point, radius: float) -> None:
    """Draw a line with round ends; a pixel has the darkest of the shades that the lines give it."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    for y in _touched(start[1], end[1], radius, len(rows)):
        row = rows[y]
        for x in _touched(start[0], end[0], radius, len(row)):
            if row[x] == SHADES - 1:
                continue
            px, py = x + 0.5 - start[0], y + 0.5 - start[1]
            along = min(1.0, max(0.0, (px * dx + py * dy) / length)) if length else 0.0
            cover = radius + 0.5 - hypot(px - along * dx, py - along * dy)
            row[x] = max(row[x], round(min(1.0, max(0.0, cover)) * (SHADES - 1)))


def _touched(start: float, end: float, radius: float, limit: int) -> Iterable[int]:
    return range(max(0, floor(min(start, end) - radius - 1)), min(limit, ceil(max(start, end) + radius + 1)))
