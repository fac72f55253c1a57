"""Characters that a terminal or a log obeys instead of showing them, written so that they are seen."""

from __future__ import annotations

import re
from unicodedata import category

_LINES = "\n\t"


def visible(text: str) -> str:
    """Return a name or a message for one line: each character that controls or formats is written as in Python's strings.

    Among these are line ends, ESC, bidirectional controls, and bytes of a file name that are not UTF-8.
    """
    return text if text.isprintable() else _escaped(text, keep="")


def harmless(text: str) -> str:
    """Return a text of several lines in the same way; its line ends and tabs stay."""
    return _escaped(text, keep=_LINES)


def _escaped(text: str, keep: str) -> str:
    kept = (*keep, "\u3000", "\u00a0")
    return re.sub(r"\W", lambda match: match[0] if match[0] in kept else _shown(match[0]), text)


def _shown(char: str) -> str:
    controls = category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    return char.encode("unicode_escape").decode("ascii") if controls else char
