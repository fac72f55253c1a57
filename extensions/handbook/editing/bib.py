"""Edits of .bib files: entries and fields are added, replaced and removed in place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
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
    *("ids", "updates", "checked"),
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

    def moved(self, by: int) -> EntrySpan:
        """Return the span of the same entry in a text in which it stands *by* characters later."""
        fields = tuple(
            FieldSpan(name=field.name, start=field.start + by, value=field.value + by, end=field.end + by)
            for field in self.fields
        )
        return EntrySpan(key=self.key, start=self.start + by, end=self.end + by, fields=fields)


def entries(text: str) -> Iterator[EntrySpan]:
    """Yield the entries that can be read, in the order of the text."""
    for first, last in entry_chunks(text):
        errors: list[PybtexSyntaxError] = []
        parser = BibParser(text[first:last], macros={}, handle_error=errors.append)
        for command, content in parser:
            if any(error.error_type == "syntax error" for error in errors):
                break
            if command.lower() not in ("string", "preamble"):
                span = EntrySpan(key=content[0], start=parser.command_start, end=parser.pos, fields=tuple(parser.spans))
                yield span.moved(first) if first else span


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
    """Return *text*, whose entries are in the order of their keys, with the entries *new*, by their keys, in their places."""
    spans = [*entries(text)]
    if not spans:
        return add_entry(text, "\n".join(new[key] for key in sorted(new)))
    least = [*accumulate((span.key for span in reversed(spans)), min)][::-1]  # of the keys from each entry on
    lines = split_lines(text)
    starts = [*accumulate(map(len, lines), initial=0)]
    places: dict[int, list[str]] = {}
    for key in sorted(new):
        before = bisect_left(least, key)
        index = spans[before - 1].end if before else spans[0].start
        places.setdefault(bisect_right(starts, index) - (0 if before else 1), []).append(new[key])
    for at, added in sorted(places.items(), reverse=True):
        lines = insert_block(lines, at, "\n".join(added), newline(text))
    return "".join(lines)


def add_at_end(text: str, new: Mapping[str, str]) -> str:
    """Return *text* with the entries *new*, by their keys, at its end."""
    return add_entry(text, "\n".join(new.values()))


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


def set_fields(text: str, span: EntrySpan, values: Mapping[str, str]) -> str:
    """Return *text* with these values, LaTeX without outer braces, in fields of the entry at *span*; new ones in the usual order.

    Raise ValueError if the braces of a value are not balanced.
    """
    if values and not span.fields:
        head = text[: span.end - 1].rstrip().removesuffix(",")
        fields = (f",{newline(text)}  {name:<{_NAME_WIDTH}} = {_value(name, values[name])}" for name in sorted(values, key=_rank))
        return "".join([head, *fields, newline(text), text[span.end - 1 :]])
    parts, done = [], 0
    for start, end, _rank_of_field, new in sorted(_edit(text, span, name, value) for name, value in values.items()):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def _edit(text: str, span: EntrySpan, name: str, value: str) -> tuple[int, int, int, str]:
    """Return what sets one field of an entry that has fields: which part of *text* the new one replaces, its rank, and itself."""
    written = _value(name, value)
    old = span.field(name)
    if old:
        return old.value, old.end, _rank(name), written
    anchor = next((field for field in reversed(span.fields) if _rank(field.name) <= _rank(name)), None)
    model = anchor or span.fields[0]
    indent = text[line_start(text, model.start) : model.start]
    has_line = not indent.strip()
    equals = text[model.start : model.value].index("=") if has_line else 0
    field = f"{name:<{max(equals - 1, 0)}} = {written}"
    gap = newline(text) + indent if has_line else " "
    if anchor is None:
        return model.start, model.start, _rank(name), field + "," + gap
    at = _after_comma(text, anchor)
    if at == anchor.end:  # the last one, without a comma
        return at, at, _rank(name), f",{gap}{field}"
    return at, at, _rank(name), f"{gap}{field},"


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
