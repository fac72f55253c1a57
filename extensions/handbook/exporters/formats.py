"""What a format is: how one work is written, and how a list is made of works written one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of citations.

    A list is ``head``, the records with ``between`` between each two, and ``tail``; so the record of a work is the same text
    wherever it stands, and a list of one work is what is copied and downloaded.
    """

    id: str
    name: str
    """As it is shown; the same in every language."""
    suffix: str
    """The ending of a file's name; no two formats have the same."""
    media_type: str
    record: Callable[[Work], str]
    head: str = ""
    between: str = ""
    tail: str = ""

    def join(self, records: Iterable[str]) -> str:
        """Return the list made of *records*."""
        return f"{self.head}{self.between.join(records)}{self.tail}"

    def render(self, works: Iterable[Work]) -> str:
        """Return the list of *works*, in their order."""
        return self.join(map(self.record, works))
