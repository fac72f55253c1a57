"""TODO."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str:
    """Return the one of *known* that is spelled most like *word*, or an empty string."""
    match = difflib.get_close_matches(word[:200], [name for name in known if name != word], n=1, cutoff=0.6)
    return match[0] if match else ""
