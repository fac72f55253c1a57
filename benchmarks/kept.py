"""Whether what a field of a .bib file says is in what was made of it, however it is written there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from handbook.text.latex import plain

from .bibtex_program import MONTHS

if TYPE_CHECKING:
    from handbook.model.problems import Problem

Written = Sequence[tuple[str, str]]
"""What was written of an entry: names of fields, paths or tags, with their values."""

PEOPLE = frozenset({"author", "editor", "translator"})
DATES = frozenset({"date", "month", "urldate", "lastaccessed", "accessed", "eventdate", "origdate", "lastchecked", "date-added"})
NEVER = frozenset({"crossref", "xref", "xdata"})
"""Fields that say where other fields are inherited from; those are looked for instead."""
_ARXIV = re.compile(r"\b\d{4}\.\d{4,5}\b|\b[a-z-]+(?:\.[A-Z]{2})?/\d{7}\b")
_ARXIV_NAMES = frozenset({"corr", "arxiv", "arxivorg", "arxive", "arxivpreprint"})
_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*|https?://arxiv\.org/abs/|arxiv:)", re.IGNORECASE)
_FIELD = re.compile(r"(?m)^\s*([\w-]+)\s*=\s*(.*?),?\s*$")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.)")
_SHORT = 4
"""What has fewer letters is looked for as a word, since it is part of nearly everything."""


def squeezed(text: str) -> str:
    """Return the letters and digits of *text*, without accents and case."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def words(text: str) -> set[str]:
    """Return the words of *text*, without accents and case, and numbers without zeros before them."""
    without = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return {word.lstrip("0") or "0" for word in re.findall(r"[^\W_]+", without.casefold())}


def is_kept(name: str, value: str, written: Written) -> bool:
    """Tell whether *written* says what the field *name* says."""
    value = _PREFIX.sub("", value.strip().strip("{}").strip())
    readings = _readings(value)
    if not any(map(squeezed, readings)):
        return True  # it says nothing
    if numbers := _ARXIV.findall(value):
        return all(any(number in text for _, text in written) for number in numbers)
    if squeezed(value) in _ARXIV_NAMES:
        return any("arxiv" in text.casefold() for _, text in written)
    if name in PEOPLE:
        return any(_named(reading, written) for reading in readings)
    if name in DATES and any(_dated(reading, written) for reading in readings):
        return True
    return any(_said(reading, text) for reading in readings for _, text in written)


def _readings(value: str) -> set[str]:
    """Return what a value in LaTeX may be as text; our own reading only where it has not lost letters."""
    bare, ours = _COMMAND.sub("", value), plain(value)
    return {value, bare, *([ours] if len(squeezed(ours)) >= len(squeezed(bare)) else [])}


def _said(value: str, text: str) -> bool:
    wanted = squeezed(value)
    return bool(wanted) and (wanted in squeezed(text) if len(wanted) >= _SHORT else words(value) <= words(text))


def _named(value: str, written: Written) -> bool:
    """Tell whether all names are there, in whatever order their parts are written."""
    wanted = {word for word in words(value) if word not in ("and", "others") and (len(word) > 1 or not word.isascii())}
    found = squeezed(" ".join(text for _, text in written))
    return all(squeezed(word) in found for word in wanted)


def _dated(value: str, written: Written) -> bool:
    """Tell whether one field has all the numbers of a date; names of months are numbers."""
    wanted = _numbers(value)
    texts = (f"{text}" for _, text in written)
    return bool(wanted) and any(wanted <= _numbers(text) for text in texts)


def _numbers(text: str) -> set[str]:
    return {str(MONTHS.index(word[:3]) + 1) if word[:3] in MONTHS else word for word in words(text)}


def of_bibtex(record: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry that we wrote, one a line."""
    for name, value in _FIELD.findall(record):
        yield name, value
        yield name, plain(value)


def of_json(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the values of a JSON object by the name at the top; dates as ``year-month-day``."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "date-parts":
                yield path, " ".join("-".join(map(str, date)) for date in part)
            else:
                yield from of_json(part, path or name)
    elif isinstance(value, list):
        for part in value:
            yield from of_json(part, path)
    else:
        yield path, str(value)


def of_ris(record: str) -> Iterator[tuple[str, str]]:
    """Yield the tags and values of a RIS record."""
    for line in record.splitlines():
        tag, mark, value = line.partition("  - ")
        if mark:
            yield tag, value


def lost(fields: Iterable[tuple[str, str]], written: Written) -> list[str]:
    """Return the names of the fields that say what *written* does not."""
    return [name for name, value in fields if name not in NEVER and not is_kept(name, value, written)]


def is_named(name: str, value: str, problem: Problem) -> bool:
    """Tell whether a problem names a field, or the value that is wrong with it."""
    if name in re.findall(r"[\w-]+", problem.message().casefold()):
        return True
    wanted = squeezed(value)
    shown = (squeezed(text) for _, text in problem.params)
    return any(len(text) > 3 and (text in wanted or wanted in text) for text in shown if wanted)
