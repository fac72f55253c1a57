"""The records of the library: entries, which join an item with what it refers to, and authors."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.records import LETTERS, Issue, Item, Paper, Term
from ..text.folding import fold, has_han, initial, slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.people import Person, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item with its issue, its works and its terms."""

    item: Item
    issue: Issue
    docname: str
    paper: Paper | None
    """The work as the periodical reported it; None for other kinds of items, and if no .bib file has the key."""
    published: Paper | None
    """The published version, if the periodical reported a preprint and both have an entry in a .bib file."""
    terms: Mapping[str, tuple[Term, ...]]
    """Its terms by kind, in the order of the page."""

    def presents(self, item: Item) -> bool:
        """Tell whether this is the entry of *item*, and not of another item with the same identifier."""
        return self.item is item or self.item.location == item.location

    @property
    def reference(self) -> Paper | None:
        """The version to cite: the published one if there is one."""
        return self.published or self.paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person with the entries of their works."""

    id: str
    person: Person
    entries: tuple[Entry, ...]
    spellings: tuple[Person, ...]
    """The names that bibliographies have, one for each anchor, the one of ``person`` first."""
    profile: Profile | None = None
    """The head of their page, if they have one."""

    @property
    def anchors(self) -> tuple[str, ...]:
        """The anchors of their names."""
        return tuple(map(author_id, self.spellings))


@lru_cache(maxsize=65536)
def author_id(person: Person) -> str:
    """Return the anchor of *person*; spellings that differ only in accents and punctuation are one person.

    A name in Han characters, or in a script without a Latin form, gets a checksum: many such names have the same pinyin.
    """
    written = f"{person.family}, {person.given}" if person.is_east_asian else person.inverted
    name = slug(written)
    if name and not has_han(written):
        return name
    return f"{name or 'author'}-{zlib.crc32(fold(written).encode()):08x}"


@lru_cache(maxsize=65536)
def author_letter(person: Person) -> str:
    """Return the one of LETTERS whose page lists *person*."""
    letter = initial(person.family).lower()
    return letter if letter in LETTERS else LETTERS[-1]
