"""Every thing that can be wrong in what a person wrote: one code each, with its meaning, its message and what to do."""

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

    The column tells where to look and not which place it is: what is wrong twice on one line is one problem.
    """

    path: str
    line: int
    col: int = field(default=1, compare=False)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong at one place."""

    code: str
    location: Location
    params: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return CODES[self.code].severity

    def message(self, translate: Callable[[str], str] = str) -> str:
        """Return what is wrong, in the language of *translate*."""
        return translate(CODES[self.code].message).format(**self._shown(translate))

    def hint(self, translate: Callable[[str], str] = str) -> str:
        """Return what to do, in the language of *translate*."""
        params = self._shown(translate)
        hint = translate(CODES[self.code].hint).format(**params)
        close = params.get("close", "")
        return translate(_("did you mean {close}? {hint}")).format(close=close, hint=hint) if close else hint

    def _shown(self, translate: Callable[[str], str]) -> dict[str, str]:
        return {name: translate(value) if name in TRANSLATED and value else value for name, value in self.params}

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Return message and hint in one line."""
        return translate(_("{message} ({hint})")).format(message=self.message(translate), hint=self.hint(translate))


OURS = ("allowed", "expected", "known", "required")
"""The parameters that are lists and sentences of ours: they are not cut."""

TRANSLATED = ("expected", "kind", "part", "reason")
"""The parameters that are in the catalogue themselves."""


def problem(code: str, location: Location, **params: object) -> Problem:
    """Return a Problem; every parameter is kept as text on one line, cut where it is very long."""
    return Problem(
        code=code,
        location=location,
        params=tuple((name, _one_line(str(value), 2000 if name in OURS else 120)) for name, value in sorted(params.items())),
    )


def _one_line(text: str, limit: int) -> str:
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
