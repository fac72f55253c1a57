"""Named values of front matter or of a directive, with their places, and the values that both can hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..model.dates import Edtf, parse_edtf
from ..model.problems import Location, Problem, problem
from ..text.identifiers import is_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping

SEPARATOR = re.compile(r"[,，、;；]")
"""Separates the parts of a list, in Latin and in Chinese punctuation."""


@dataclass(slots=True, kw_only=True)
class FieldValues:
    """Values by name, with their lines and columns, and the problems found in them."""

    location: Location
    """The place of the whole, for values that are missing."""
    values: dict[str, tuple[Any, int]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, name: str) -> Location:
        """Return the place of a value, or of the whole if there is no such value."""
        if name not in self.values:
            return self.location
        return Location(path=self.location.path, line=self.values[name][1], col=self.columns.get(name, 1))

    def get(self, name: str) -> Any:
        """Return a value as written; None if there is none."""
        return self.values[name][0] if name in self.values else None

    def report(self, code: str, name: str, **params: object) -> None:
        """Add a problem at the place of a value."""
        self.problems.append(problem(code, self.place(name), **params))

    def date(self, name: str) -> Edtf | None:
        """Return a value as a date; None, with a problem, if it is not one."""
        written = self.get(name)
        if not written:
            return None
        try:
            return parse_edtf(written)
        except ValueError as error:
            self.report("bad-date", name, value=written, reason=str(error))
            return None

    def web_address(self, name: str) -> str:
        """Return a value as a web address; empty, with a problem, if it is not one."""
        url = self.get(name) or ""
        if url and not is_web_address(url):
            self.report("unsafe-link", name, url=url)
            return ""
        return str(url)


def split_list(value: str | None) -> Mapping[str, int]:
    """Return the parts of a list that is written on one line, each once, with the index at which it begins."""
    parts: dict[str, int] = {}
    start = 0
    for written in SEPARATOR.split(value or ""):
        if part := written.strip():
            parts.setdefault(part, start + written.index(part))
        start += len(written) + 1
    return parts
