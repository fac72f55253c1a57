"""The width of words without a font: near enough to keep names in their places, and the same on every machine."""

from __future__ import annotations

_NARROW, _LATIN, _CAPITAL, _WIDE = 0.3, 0.57, 0.7, 1.0
"""The widths of characters, in em: of the narrow letters, of other letters and digits, of capitals, and of Han characters."""
_FIRST_WIDE = 0x2E80
"""Almost all scripts from here on have characters as wide as high."""
_CLOSING = "-–·,.:;!?)]}、，。：；！？）】》”’"
"""No line begins with these."""
ELLIPSIS = "…"


def width_of(words: str) -> float:
    """Return how wide *words* are, in em."""
    return sum(map(_width, words))


def _width(character: str) -> float:
    if ord(character) >= _FIRST_WIDE or character in "…—":
        return _WIDE
    if character in "iIjl.,:;'|!() ":
        return _NARROW
    return _CAPITAL if character.isupper() or character in "mw@%" else _LATIN


def shortened(words: str, limit: float) -> str:
    """Return *words*, or as much of their beginning as *limit* em can hold, with an ellipsis."""
    if width_of(words) <= limit:
        return words
    room = limit - width_of(ELLIPSIS)
    end = 0
    while end < len(words) and (room := room - _width(words[end])) >= 0:
        end += 1
    return f"{words[:end].rstrip()}{ELLIPSIS}"


def wrapped(words: str, limit: float, lines: int = 2) -> list[str]:
    """Return *words* on at most so many *lines* of *limit* em; the last is shortened. Lines end at spaces or Han characters."""
    found: list[str] = []
    while len(found) < lines - 1 and width_of(words) > limit:
        end = _end_of_line(words, limit)
        found.append(words[:end].rstrip())
        words = words[end:].lstrip()
    return [*found, shortened(words, limit)]


def _end_of_line(words: str, limit: float) -> int:
    """Return where the first line ends: as late as *limit* allows, but within a word only where nothing else is possible."""
    room, end = limit, 0
    while end < len(words) and (room := room - _width(words[end])) >= 0:
        end += 1
    for at in range(end, 0, -1):
        before, after = words[at - 1], words[at]
        if before in " -" or (after not in _CLOSING and (ord(before) >= _FIRST_WIDE or ord(after) >= _FIRST_WIDE)):
            return at
    return max(end, 1)
