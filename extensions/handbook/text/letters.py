"""Latin letters that Unicode does not decompose into an ASCII letter and an accent."""

from __future__ import annotations

from types import MappingProxyType

ASCII_LETTERS = MappingProxyType({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"})
"""The lower-case letters with the ASCII letters that people type for them; the search folds by the same table."""

LATEX_LETTERS = MappingProxyType(
    {
        "ß": "\\ss",
        "ı": "\\i",
        "æ": "\\ae",
        "Æ": "\\AE",
        "œ": "\\oe",
        "Œ": "\\OE",
        "ø": "\\o",
        "Ø": "\\O",
        "ł": "\\l",
        "Ł": "\\L",
        "å": "\\aa",  # it decomposes, and LaTeX has a command for it
        "Å": "\\AA",
    }
)
"""The letters with the LaTeX commands that every BibTeX style understands."""
