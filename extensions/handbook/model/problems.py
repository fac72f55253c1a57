"""A problem in what a person wrote: its code, its place, and the parameters of its message."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..text.messages import mark as _
from .codes import CODES, Severity
from .pickling import quickly_pickled

if TYPE_CHECKING:
    from collections.abc import Callable


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A place in a file: path relative to the root of the handbook, line and column (in characters) from 1.

    Two places that differ only in their columns are equal: the same problem twice on one line is reported once.
    """

    path: str
    line: int
    col: int = field(default=1, compare=False)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem at one place."""

    code: str
    location: Location
    params: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return CODES[self.code].severity

    def message(self, translate: Callable[[str], str] = str) -> str:
        """Return the message, in the language of *translate*."""
        return translate(CODES[self.code].message).format(**self._shown(translate))

    def hint(self, translate: Callable[[str], str] = str) -> str:
        """Return what to do about it, in the language of *translate*."""
        params = self._shown(translate)
        hint = translate(CODES[self.code].hint).format(**params)
        close = params.get("close", "")
        return translate(_("did you mean {close}? {hint}")).format(close=close, hint=hint) if close else hint

    def _shown(self, translate: Callable[[str], str]) -> dict[str, str]:
        return {name: translate(value) if name in TRANSLATED_PARAMS and value else value for name, value in self.params}

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Return message and hint in one line."""
        return translate(_("{message} ({hint})")).format(message=self.message(translate), hint=self.hint(translate))


MAX_PARAM_CHARS = 120
"""The length at which a parameter is cut: it may be any text of a file."""
MAX_LIST_CHARS = 2_000
LIST_PARAMS = ("allowed", "expected", "known", "required")
"""The parameters that are lists or sentences of the program, which may be longer."""
TRANSLATED_PARAMS = ("expected", "kind", "part", "reason")
"""The parameters that are messages of the catalogue themselves."""


def problem(code: str, location: Location, **params: object) -> Problem:
    """Return a Problem; every parameter becomes text on one line, which is cut if it is very long."""
    lines = [
        (name, _one_line(str(params[name]), MAX_LIST_CHARS if name in LIST_PARAMS else MAX_PARAM_CHARS))
        for name in sorted(params)
    ]
    return Problem(code=code, location=location, params=tuple(lines))


def _one_line(text: str, limit: int) -> str:
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
