"""The low-level BibTeX parser of pybtex, with limits, in linear time, and with the place of each field.

This is the one module that relies on the internals of pybtex. It was read against pybtex 0.25.1 and
0.26.1; tests/unit/reading/test_scanner.py compares the methods that it replaces or calls with those versions.

pybtex's own ``skip_to`` searches for each delimiter up to the end of the text, and its ``parse_string`` recurses once for
every brace: both take time by the square of the length of an unbalanced value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, month_names
from pybtex.scanner import Pattern, PrematureEOF, PybtexSyntaxError, Token

from ..text.messages import mark as _
from .limits import MAX_BRACE_DEPTH, MAX_FIELDS, MAX_MACRO_CHARS, MAX_VALUE_CHARS, MAX_VALUE_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NAME = LowLevelParser.NAME.match.__self__.pattern
"""The pattern of the name of a field."""
MONTHS: Mapping[str, str] = month_names
"""The abbreviations that BibTeX defines by itself: ``jan`` to ``dec``."""
_MONTHS_IN_FULL = {name.lower(): name for name in month_names.values()}
_COMMENT = re.compile(r"\s*comment(?![\w-])", re.IGNORECASE)
_FIELD = re.compile(
    rf"\s*+(?P<name>{_NAME})\s*+=\s*+\{{(?P<value>(?:[^{{}}]++|\{{[^{{}}]*+\}})*+)\}}(?=\s*+[,}}])",
)
"""A field whose value is one text in braces, with braces at most one deep: nine of ten are such, and need no other parser."""
_ENTRY_START = re.compile(r"^[ \t]*(?=@\s*\w+\s*[{(])", re.MULTILINE)


def entry_chunks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of the pieces of *text* that begin where a line begins with an entry.

    Each piece is parsed by itself, so that an entry that is not closed does not swallow the next one.
    """
    yield from pairwise([0, *(match.start() for match in _ENTRY_START.finditer(text)), len(text)])


@lru_cache
def _any_of(literals: tuple[Pattern, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"({re.escape(literal.description[1:-1])})" for literal in literals))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpan:
    """Where a field stands in the text: from its name, by its value with its braces, to the end of that."""

    name: str
    start: int
    value: int
    end: int


class BibParser(LowLevelParser):  # type: ignore[misc]  # pybtex has no types
    """Yields the commands of a piece of a .bib file; ``spans`` has the places of the fields of the current one.

    ``macros`` has the abbreviations by their names in lower case.
    """

    pos: int
    spans: list[FieldSpan]
    undefined: list[tuple[str, str]]
    """The fields of the current command whose values name abbreviations that are not defined, and these names."""
    _value_start = _value_parts = 0

    def parse_command(self) -> Any:
        """Parse a command; ``@comment`` is skipped, with or without braces, and what follows it is read, as BibTeX does."""
        self.undefined = []
        comment = _COMMENT.match(self.text, self.pos)
        if comment:
            self.update_lineno(comment[0])
            self.pos = comment.end()
            raise SkipEntry
        return super().parse_command()

    def substitute_macro(self, name: str) -> str:
        """Return the text that an abbreviation stands for; empty, and noted, if it is not defined and no name of a month."""
        text = self.macros.get(name.lower(), _MONTHS_IN_FULL.get(name.lower()))
        if text is None:
            self.undefined.append((self.current_field_name or "", name))
        return text or ""

    def parse_entry_fields(self) -> None:
        """Parse the fields of an entry."""
        self.spans = []
        super().parse_entry_fields()

    def parse_field(self) -> None:
        """Parse a field and note its place."""
        if len(self.spans) > MAX_FIELDS:
            raise PybtexSyntaxError(_("an entry with too many fields"), self)
        if (match := _FIELD.match(self.text, self.pos)) and len(match["value"]) <= MAX_VALUE_CHARS:
            self._take(match)
            return
        self.eat_whitespace()
        start = self.pos
        super().parse_field()
        if self.current_field_name:
            end = self._value_start + len(self.text[self._value_start : self.pos].rstrip())
            self.spans.append(FieldSpan(name=self.current_field_name, start=start, value=self._value_start, end=end))

    def _take(self, match: re.Match[str]) -> None:
        """Take over a field that _FIELD matches, as the methods of pybtex would leave it."""
        name, value = match["name"], match["value"]
        self.current_field_name, self.current_value = name, [value]
        self.spans.append(FieldSpan(name=name, start=match.start("name"), value=match.start("value") - 1, end=match.end()))
        self.update_lineno(match[0])
        self.pos = match.end()

    def parse_value(self) -> None:
        """Parse a value; abbreviations cannot make it longer than MAX_VALUE_CHARS."""
        self.eat_whitespace()
        self._value_start, self._value_parts = self.pos, 0
        super().parse_value()
        if sum(map(len, self.current_value)) > MAX_VALUE_CHARS:
            raise PybtexSyntaxError(_("a value that is too long"), self)

    def parse_value_part(self) -> Any:
        """Parse one of the parts of a value, which hash signs join."""
        self._value_parts += 1
        if self._value_parts > MAX_VALUE_PARTS:
            raise PybtexSyntaxError(_("a value that is too long"), self)
        return super().parse_value_part()

    def parse_string_body(self, body_end: Pattern) -> None:
        """Parse the definition of an abbreviation; a few that name each other could stand for gigabytes."""
        super().parse_string_body(body_end)
        text = self.macros.pop(self.current_field_name)
        if len(text) > MAX_MACRO_CHARS:
            raise PybtexSyntaxError(_("an abbreviation that is too long"), self)
        self.macros[self.current_field_name.lower()] = text

    def skip_to(self, patterns: Sequence[Pattern]) -> Any:
        """Return the text up to the first of some literals with that literal; None if none of them follows."""
        match = _any_of(tuple(patterns)).search(self.text, self.pos)
        if match is None:
            return None
        value = self.text[self.pos : match.end()]
        self.pos = match.end()
        self.update_lineno(value)
        return Token(value, patterns[(match.lastindex or 1) - 1])

    def parse_string(self, string_end: Pattern, level: int = 0, max_level: int = MAX_BRACE_DEPTH) -> Iterator[Any]:
        """Yield the parts of a value, each with the delimiter that ends it, up to *string_end*."""
        in_quotes = [self.QUOTE, self.RBRACE, self.LBRACE]
        in_braces = [self.RBRACE, self.LBRACE]
        while True:
            part = self.skip_to(in_quotes if string_end is self.QUOTE and not level else in_braces)
            if part is None:
                raise PrematureEOF(self)
            yield part
            if part.pattern is string_end and not level:
                return
            level += 1 if part.pattern is self.LBRACE else -1
            if level > max_level:
                raise PybtexSyntaxError(_("too many nested braces"), self)
            if level < 0:
                raise PybtexSyntaxError(_("unbalanced braces"), self)
