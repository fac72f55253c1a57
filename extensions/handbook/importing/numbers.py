"""The number of an issue in the line that it is printed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import words

if TYPE_CHECKING:
    from ..model.identity import Identity
    from .printed import Line

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}


def number_of_issue(line: Line, identity: Identity) -> int | None:
    """Return the number of the issue that a line is the title of."""
    plain = words.narrow(line.text[: words.MAX_SHORT_LINE])
    title = words.issue_title(identity).match(plain)
    alone = words.ISSUE_NUMBER.fullmatch(plain)
    return number_of(title[1]) if title else int(alone[1]) if alone else None


def number_of(printed: str) -> int:
    """Return a number in digits or in Chinese characters: 二十八 is 28."""
    if printed.isascii():
        return int(printed)
    total, digit = 0, 0
    for char in printed:
        if char in "百十":
            total += (digit or 1) * (100 if char == "百" else 10)
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[char]
    return total + digit
