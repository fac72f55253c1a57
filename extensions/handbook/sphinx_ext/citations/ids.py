"""The ids of entries: kept free while a page is read, and made for those that are shown."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from docutils import nodes
from docutils.nodes import make_id


@dataclass(frozen=True, kw_only=True)
class EntryIds:
    """The ids that a page keeps for the entries of a bibliography; only those of entries that are shown are ever made."""

    keys: bytes  #: Digest of the keys of the .bib files: the ids hold for these only.
    whole: bool  #: Whether the bibliography takes all .bib files.
    template: str  #: The configuration value ``bibtex_cite_id``.
    number: int  #: Which bibliography of the page it is, from 1.
    prefix: str = ""  #: What automatic ids begin with.
    first: int = 0  #: The number in the first automatic id.
    taken: tuple[int, ...] = ()  #: Numbers from there on that other parts of the page have, in ascending order.
    given: Mapping[str, str] = field(default_factory=dict)  #: Automatic ids by key, where that of the template was taken.

    def id_of(self, key: str, position: int) -> str:
        """Return the id of the entry that has a key, prefix included, and a position in the .bib files."""
        if key in self.given:
            return self.given[key]
        if self.template:
            return make_id(self.template.format(bibliography_count=self.number, key=key))
        number = self.first + position
        for taken in self.taken:
            number += taken <= number
        return f"{self.prefix}{number}"


class KeptNumbers(NamedTuple):
    """Automatic ids that are kept for entries."""

    prefix: str
    numbers: range

    def __contains__(self, id_: object) -> bool:
        number = str(id_).removeprefix(self.prefix)
        return number.isdecimal() and f"{self.prefix}{int(number)}" == id_ and int(number) in self.numbers


class KeptIds(dict[str, nodes.Element]):
    """The ids of a page that is being read, and those kept for entries that may be shown, which nothing else may take."""

    def __init__(self, ids: Mapping[str, nodes.Element]) -> None:
        super().__init__(ids)
        self.kept: list[Container[object]] = []

    def __contains__(self, id_: object) -> bool:
        return super().__contains__(id_) or any(id_ in kept for kept in self.kept)

    def taken(self, ids: Mapping[str, str]) -> set[str]:
        """Return which ids made of a template are taken by parts of the page or kept for another bibliography."""
        return {id_ for id_ in self if id_ in ids}.union(
            *(ids.keys() & kept.keys() for kept in self.kept if isinstance(kept, dict))
        )
