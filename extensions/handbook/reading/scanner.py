"""The parser of BibTeX that comes with pybtex, in time that grows with the length of the text, and with limits.

Its own way to the next brace or quotation mark looks for each of them to the end of the text, and its way into braces takes a
step for every brace around.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import Pattern, PrematureEOF, PybtexSyntaxError, Token

from ..text.messages import mark as _
from .allowed import DEEPEST_BRACES, LONGEST_MACRO, LONGEST_VALUE, MOST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_VALUE = re.compile(r"[^=]*=\s*")


@lru_cache
def _first_of(patterns: tuple[Pattern, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"({re.escape(pattern.description[1:-1])})" for pattern in patterns))


class Parser(LowLevelParser):  # type: ignore[misc]
    """Notes where the value of each field of the current entry begins."""

    pos: int
    starts: list[int]

    def parse_entry_fields(self) -> None:
        """Begin a new entry."""
        self.starts = []
        super().parse_entry_fields()

    def parse_field(self) -> None:
        """Note the place behind the equals sign."""
        if len(self.starts) > MOST_FIELDS:
            raise PybtexSyntaxError(_("an entry with too many fields"), self)
        before = self.pos
        super().parse_field()
        if self.current_field_name:
            self.starts.append(_VALUE.match(self.text, before).end())  # type: ignore[union-attr]

    def parse_value(self) -> None:
        """Read a value; abbreviations in it cannot make it longer than a value may be."""
        super().parse_value()
        if sum(map(len, self.current_value)) > LONGEST_VALUE:
            raise PybtexSyntaxError(_("a value that is too long"), self)

    def parse_string_body(self, body_end: Pattern) -> None:
        """Read an abbreviation: a few lines that name each other could stand for gigabytes."""
        name = self.required([self.NAME]).value
        self.current_field_name = name
        self.required([self.EQUALS])
        self.parse_value()
        if sum(map(len, self.current_value)) > LONGEST_MACRO:
            raise PybtexSyntaxError(_("an abbreviation that is too long"), self)
        self.macros[name] = "".join(self.current_value)

    def skip_to(self, patterns: Sequence[Pattern]) -> Any:
        """Return the text up to the first of some signs, and which of them it is."""
        match = _first_of(tuple(patterns)).search(self.text, self.pos)
        if match is None:
            return None
        value = self.text[self.pos : match.end()]
        self.pos = match.end()
        self.update_lineno(value)
        return Token(value, patterns[(match.lastindex or 1) - 1])

    def parse_string(self, string_end: Pattern, level: int = 0, max_level: int = DEEPEST_BRACES) -> Iterator[Any]:
        """Yield the parts of a value up to its end."""
        signs = [self.RBRACE, self.LBRACE]
        if string_end is self.QUOTE:
            signs.insert(0, self.QUOTE)
        while True:
            part = self.skip_to(signs)
            if part is None:
                raise PrematureEOF(self)
            yield part
            if part.pattern is string_end and not level:
                return
            if part.pattern is self.LBRACE:
                level += 1
                if level == 1:
                    signs = [self.RBRACE, self.LBRACE]
                if level > max_level:
                    raise PybtexSyntaxError(_("too many nested braces"), self)
            elif part.pattern is self.RBRACE:
                if not level:
                    raise PybtexSyntaxError(_("unbalanced braces"), self)
                level -= 1
                if not level and string_end is self.QUOTE:
                    signs = [self.QUOTE, self.RBRACE, self.LBRACE]
