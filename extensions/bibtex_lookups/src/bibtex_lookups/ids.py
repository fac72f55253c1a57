"""The ids of entries: reserved while a page is read, and made only for the entries that are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils.nodes import make_id

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class EntryIds:
    """The ids that a page reserves for all entries of a bibliography."""

    keys: bytes  #: Digest of the keys of the .bib files; the ids are valid for these keys only.
    whole: bool  #: Whether the bibliography uses all .bib files.
    template: str  #: The configuration value ``bibtex_cite_id``.
    number: int  #: The number of the bibliography on its page, from 1.
    prefix: str = ""  #: The prefix of automatic ids.
    first: int = 0  #: The number of the first automatic id.
    skipped: tuple[int, ...] = ()  #: Later numbers that other nodes of the page have, in ascending order.
    given: Mapping[str, str] = field(default_factory=dict)  #: Automatic ids by key, where the id of the template was taken.

    def id_of(self, key: str, position: int) -> str:
        """Return the id of an entry, given its key with prefix and its position in the .bib files."""
        if key in self.given:
            return self.given[key]
        if self.template:
            return make_id(self.template.format(bibliography_count=self.number, key=key))
        number = self.first + position
        for skipped in self.skipped:
            number += skipped <= number
        return f"{self.prefix}{number}"
