"""Edits of .bib files: entries and fields are added, replaced and removed in place."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from ..reading.scanner import BibParser, FieldSpan, entry_chunks
from .lines import insert_block, line_number, line_start, newline, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pybtex.scanner import PybtexSyntaxError

FIELD_ORDER = (
    *("author", "editor", "organization", "title", "booktitle", "journal", "howpublished", "eventtitle", "year", "month"),
    *("volume", "number", "pages", "doi", "eprint", "archiveprefix", "primaryclass", "url", "related", "relatedtype"),
)
"""The order in which the handbook writes the fields of an entry."""
_NAME_WIDTH = 13
"""The width of the column of field names: that of the longest usual one, archivePrefix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySpan:
    """The indices in the text of the at sign of an entry, and of the end after its last brace."""

    key: str
    start: int
    end: int
    fields: tuple[FieldSpan, ...]

    def field(self, name: str) -> FieldSpan | None:
        """Return the first field with that name, upper and lower case alike."""
        return next((field for field in self.fields if field.name.lower() == name.lower()), None)


def entries(text: str) -> Iterator[EntrySpan]:
    """Yield the entries that can be read, in the order of the text."""
    for first, last in entry_chunks(text):
        errors: list[PybtexSyntaxError] = []
        parser = BibParser(text[first:last], macros={}, handle_error=errors.append)
        for command, content in parser:
            if any(error.error_type == "syntax error" for error in errors):
                break
            if command.lower() not in ("string", "preamble"):
                fields = tuple(
                    replace(span, start=first + span.start, value=first + span.value, end=first + span.end)
                    for span in parser.spans
                )
                yield EntrySpan(key=content[0], start=first + parser.command_start, end=first + parser.pos, fields=fields)


def entry(text: str, key: str) -> EntrySpan:
    """Return the first entry with that key; raise KeyError if no readable entry has it."""
    for span in entries(text):
        if span.key == key:
            return span
    raise KeyError(key)


def format_entry(entry_type: str, key: str, fields: dict[str, str], *, with_empty: bool = False) -> str:
    """Return an entry in the form of the handbook: one field a line, in the usual order, with aligned equals signs.

    Values are LaTeX without outer braces; empty ones are omitted unless *with_empty*; months (``oct``) have no braces.
    """
    names = sorted((name for name in fields if fields[name] or with_empty), key=_rank)
    lines = [f"  {name:<{_NAME_WIDTH}} = {_value(name, fields[name])}" for name in names]
    return "\n".join([f"@{entry_type}{{{key},", ",\n".join(lines), "}"]) + "\n"


def add_entry(text: str, new: str, *, after: str | None = None) -> str:
    """Return *text* with the entry *new* at its end, or after the entry with the key *after* (empty: before all entries).

    Raise KeyError if there is no such entry.
    """
    lines = split_lines(text)
    first = next(entries(text), None)
    if after:
        at = line_number(text, entry(text, after).end) + 1
    elif after == "" and first:
        at = line_number(text, first.start)
    else:
        at = len(lines)
        while at and not lines[at - 1].strip():
            at -= 1
    return "".join(insert_block(lines, at, new, newline(text)))


def add_by_key(text: str, new: Mapping[str, str]) -> str:
    """Return *text*, whose entries are in the order of their keys, with entries by key, each in its place."""
    spans = [*entries(text)]
    if not spans:
        return add_entry(text, "\n".join(new[key] for key in sorted(new)))
    lines = split_lines(text)
    starts = [0, *accumulate(map(len, lines))]
    places: defaultdict[int, list[str]] = defaultdict(list)
    """The new entries by the line, from 0, above which they come."""
    for key in sorted(new):
        above = next((span for span in reversed(spans) if span.key < key), None)
        line = bisect_right(starts, above.end if above else spans[0].start) - 1
        places[line + 1 if above else line].append(new[key])
    for line in sorted(places, reverse=True):
        lines = insert_block(lines, line, "\n".join(places[line]), newline(text))
    return "".join(lines)


def remove_entry(text: str, key: str) -> str:
    """Return *text* without the entry and the empty line that separated it; raise KeyError if there is no such entry."""
    span = entry(text, key)
    lines = split_lines(text)
    first, last = line_number(text, span.start), line_number(text, span.end) + 1
    if text[line_start(text, span.start) : span.start].strip():  # other text precedes the entry on its line
        return text[: span.start] + text[span.end :]
    if last < len(lines) and not lines[last].strip():
        last += 1
    elif last == len(lines) and first and not lines[first - 1].strip():
        first -= 1
    return "".join([*lines[:first], *lines[last:]])


def set_field(text: str, key: str, name: str, value: str) -> str:
    """Return *text* with that value, LaTeX without outer braces, in a field of an entry; a new field is put in the usual order.

    Raise KeyError if there is no such entry, and ValueError if the braces of *value* are not balanced.
    """
    span = entry(text, key)
    written = _value(name, value)
    old = span.field(name)
    if old:
        return text[: old.value] + written + text[old.end :]
    if not span.fields:
        head = text[: span.end - 1].rstrip().removesuffix(",")
        return f"{head},{newline(text)}  {name:<{_NAME_WIDTH}} = {written}{newline(text)}{text[span.end - 1 :]}"
    anchor = next((field for field in reversed(span.fields) if _rank(field.name) <= _rank(name)), None)
    model = anchor or span.fields[0]
    indent = text[line_start(text, model.start) : model.start]
    has_line = not indent.strip()
    equals = text[model.start : model.value].index("=") if has_line else 0
    field = f"{name:<{max(equals - 1, 0)}} = {written}"
    gap = newline(text) + indent if has_line else " "
    if anchor is None:
        return text[: model.start] + field + "," + gap + text[model.start :]
    at = _after_comma(text, anchor)
    if at == anchor.end:  # the last one, without a comma
        return f"{text[:at]},{gap}{field}{text[at:]}"
    return f"{text[:at]}{gap}{field},{text[at:]}"


def _after_comma(text: str, field: FieldSpan) -> int:
    """Return the index after the comma that follows *field*, or after the field if there is no comma."""
    comma = len(text) - len(text[field.end :].lstrip())
    return comma + 1 if text[comma : comma + 1] == "," else field.end


def _rank(name: str) -> int:
    return FIELD_ORDER.index(name.lower()) if name.lower() in FIELD_ORDER else len(FIELD_ORDER)


def _value(name: str, value: str) -> str:
    depth = 0
    for char in value:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            break
    if depth:
        raise ValueError(value)
    if name.lower() == "month" and value.isalpha() and len(value) == 3:
        return value
    return "{" + " ".join(value.split()) + "}"
