"""Numbers in references by CSL styles: whether a value is one, whether it is several, ordinals, and ranges of pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .csl_text import delimited

if TYPE_CHECKING:
    from .csl_locale import Locale

_BETWEEN = re.compile(r"[,&–-]")
_NUMBER = re.compile(r"\s*[^\W\d_]*[0-9]+[^\W\d_]*\s*")
_PIECES = re.compile(r"[,;\-–\s]+|[^,;\-–\s]+")
_FIRST = re.compile(r"[,;–-]")
_RANGES = re.compile(r"[,&]|[^,&]+")
_DASH = re.compile(r"[-–]")
_DIGITS = re.compile(r"[0-9]*$")


def is_numeric(value: str) -> bool:
    """Return whether *value* is a number, with letters around it at most, or several of them."""
    return all(_NUMBER.fullmatch(part) for part in _BETWEEN.split(value))


def is_plural(value: str, variable: str) -> bool:
    """Return whether *value* is more than one number; a number of volumes, whether it is not one volume."""
    if variable == "number-of-volumes" and value not in ("0", "1"):
        return True
    return len(_PIECES.findall(value)) > 1


def numbered(value: str, form: str, locale: Locale) -> str:
    """Return the numbers of *value*, as ordinals where *form* says so; everything else in it is left as it is."""
    shown = []
    for piece in _PIECES.findall(value):
        if piece.isascii() and piece.isdigit():
            shown.append(locale.ordinal(int(piece)) if form == "ordinal" else str(int(piece)))
        else:
            shown.append("–" if piece == "-" else piece)
    return "".join(shown)


def pages(value: str, *, expanded: bool) -> str:
    """Return ranges of pages with dashes; *expanded*, the end of a range has as many digits as its start."""
    return delimited([_range(part.strip(), expanded=expanded) for part in _RANGES.findall(value)], " ")


def first_page(value: str) -> str:
    """Return the page with which *value* begins."""
    return _FIRST.split(value, maxsplit=1)[0].strip()


def _range(text: str, *, expanded: bool) -> str:
    parts = [part.strip() for part in _DASH.split(text)]
    if len(parts) != 2:
        return text
    start, end = parts
    (first, low), (second, high) = _split(start), _split(end)
    if expanded and first == second and len(high) < len(low):
        end = second + low[: len(low) - len(high)] + high
    return f"{start}–{end}"


def _split(page: str) -> tuple[str, str]:
    match = _DIGITS.search(page)
    digits = match[0] if match else ""
    return page.removesuffix(digits), digits
