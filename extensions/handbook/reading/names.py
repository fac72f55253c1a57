"""What may name something: identifiers, and web addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ..model.problems import Location, Problem, problem
from ..text.characters import look_alike

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*", re.ASCII)

REFERENCE_PREFIX = "ref-"
"""Begins the anchors of the works in the reference list of a page; the rest is the citation key."""


def is_item_id(text: str) -> bool:
    """Tell whether *text* may be the identifier of an item: an identifier that is no anchor of a reference list."""
    return is_identifier(text) and not text.startswith(REFERENCE_PREFIX)


def is_identifier(text: str) -> bool:
    """Tell whether *text* may be a citation key, an item's identifier or a term's id, and so an anchor or a file name."""
    return _IDENTIFIER.fullmatch(text) is not None


def bad_identifier(text: str, location: Location) -> Problem:
    """Return the problem of *text*, which is not an identifier; a letter that looks like an ASCII letter is named."""
    char = look_alike(text)
    if char:
        return problem("homoglyph", location, id=text, character=f"{char} (U+{ord(char):04X})")
    return problem("bad-id", location, id=text)


def is_web_address(url: str) -> bool:
    """Tell whether *url* is an absolute http or https address without spaces or control characters."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url
    except ValueError:
        return False
