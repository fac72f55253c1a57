"""The suggestion behind every "did you mean": the candidate that is spelled most like a word."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_COMPARED_CHARS = 200
"""Longer words are compared by their beginnings: the comparison takes time by the square of the length."""


def closest(word: str, candidates: Iterable[str]) -> str:
    """Return the candidate that is spelled most like *word*, other than *word* itself; empty if none is similar."""
    others = [candidate for candidate in candidates if candidate != word]
    matches = difflib.get_close_matches(word[:MAX_COMPARED_CHARS], others, n=1, cutoff=0.6)
    return matches[0] if matches else ""
