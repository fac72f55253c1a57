"""Characters that mislead a reader: invisible ones, and letters that look like ASCII letters."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache

_VISIBLE_SPACES = ("\n", "\t", "\u3000", "\u00a0")
LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""The invisible characters at which Python ends lines."""
_INVISIBLE_CATEGORIES = ("Cc", "Cf", "Zl", "Zp")
_LOOK_ALIKES = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "FULLWIDTH", "MATHEMATICAL", "LATIN")


def invisible_characters(text: str) -> list[int]:
    """Return the indexes of the invisible characters of *text*: those that control, format or end lines.

    They make text read differently from how it is shown (https://trojansource.codes), and Python ends lines at some of them
    where editors and Markdown do not. Tabs and line feeds are not among them.
    """
    rest = text
    for space in _VISIBLE_SPACES:
        rest = rest.replace(space, "")
    if rest.isprintable():  # a hundred times as fast as the search
        return []
    return [match.start() for match in _invisible().finditer(text)]


def without_invisible(text: str) -> str:
    """Return *text* without its invisible characters; those that end lines become spaces."""
    if not invisible_characters(text):
        return text
    return _invisible().sub(lambda match: " " if match[0] in LINE_ENDS else "", text)


@lru_cache
def _invisible() -> re.Pattern[str]:
    characters = map(chr, range(sys.maxunicode + 1))
    invisible = [char for char in characters if unicodedata.category(char) in _INVISIBLE_CATEGORIES and char not in "\t\n"]
    return re.compile(f"[{''.join(map(re.escape, invisible))}]")


def look_alike(identifier: str) -> str:
    """Return the first letter of *identifier* that looks like an ASCII letter and is not one; empty if there is none."""
    for char in identifier:
        if not char.isascii() and unicodedata.name(char, "").startswith(_LOOK_ALIKES):
            return char
    return ""
