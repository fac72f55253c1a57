"""The records of a draft: the files of an issue, and the notes for its editor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model.places import issue_bib_path, issue_path

if TYPE_CHECKING:
    from ..text.messages import Translate


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Note:
    """Something an editor must review: the line of the text, and a message that is a template over the parameters."""

    line: int
    message: str
    params: tuple[tuple[str, str], ...] = ()

    def text(self, translate: Translate = str) -> str:
        """Return the message in the language of *translate*."""
        return translate(self.message).format(**dict(self.params))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The files of an issue, and the notes on them."""

    number: int
    page: str
    entries: tuple[tuple[str, str], ...]
    """The keys of its papers in order, with their entries; an entry is empty if a .bib file of the handbook has it."""
    notes: tuple[Note, ...]

    @property
    def page_path(self) -> str:
        """The path of the page below the root of the handbook."""
        return issue_path(self.number)

    @property
    def bib_path(self) -> str:
        """The path of the .bib file below the root of the handbook."""
        return issue_bib_path(self.number)


@dataclass(slots=True, kw_only=True)
class Notes:
    """Collects the notes on a draft."""

    collected: list[Note] = field(default_factory=list)

    def add(self, line: int, message: str, **params: object) -> None:
        """Add a note on a line."""
        given = tuple((name, str(value)) for name, value in params.items())
        self.collected.append(Note(line=line, message=message, params=given))
