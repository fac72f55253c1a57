"""What may name something: identifiers and citation keys."""

from __future__ import annotations

import re
import unicodedata

from ..model.problems import Location, Problem, problem
from ..text.anchors import IDENTIFIER
from ..text.characters import look_alike

MAX_KEY_CHARS = 250
_ASCII_LETTER = re.compile("[A-Za-z]")

REFERENCE_PREFIX = "ref-"
"""Begins the anchors of the works in the reference list of a page; the rest is the citation key."""


def is_identifier(text: str) -> bool:
    """Tell whether *text* may be an item's identifier or a term's id, and so an anchor or a file name."""
    return IDENTIFIER.fullmatch(text) is not None


def is_citation_key(text: str) -> bool:
    """Tell whether *text* may be a citation key: what BibTeX accepts, on one line, without LaTeX's braces and backslash.

    Where a key becomes an anchor, ``anchor_of`` makes one of it.
    """
    return 0 < len(text) <= MAX_KEY_CHARS and text.isprintable() and not {*text} & {*" {},\\"}


def names_item(kind: str, text: str) -> bool:
    """Tell whether *text* may name an item of *kind*: a citation key for a paper, an identifier for anything else.

    It is not an anchor of a reference list.
    """
    return not text.startswith(REFERENCE_PREFIX) and (is_citation_key(text) if kind == "paper" else is_identifier(text))


def misleading_letter(key: str) -> str:
    """Return the first letter of another script in a citation key with ASCII letters that looks like one; empty if none does."""
    char = look_alike(key) if _ASCII_LETTER.search(key) else ""
    return char if char and not unicodedata.name(char).startswith("LATIN") else ""


def bad_identifier(text: str, location: Location) -> Problem:
    """Return the problem of *text*, which is not an identifier; a letter that looks like an ASCII letter is named."""
    char = look_alike(text)
    if char:
        return problem("homoglyph", location, id=text, character=f"{char} (U+{ord(char):04X})")
    return problem("bad-id", location, id=text)
