"""Division of a long list of authors by the first letters of their names, as a dictionary is divided."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ..text.folding import pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .entries import Author

MAX_AUTHORS_OF_LIST = 400
"""A longer list of authors is divided: a page of so many authors with their entries has about 200 kB."""
MAX_LETTERS = 16
"""Parts are not divided by more letters than this."""
_OTHER = re.compile("[^a-z]")


def letters_of(author: Author) -> str:
    """Return the letters by which an author is sorted: those of the family name without particle, then of the given name."""
    return _OTHER.sub("", f"{pinyin(author.person.family)}{pinyin(author.person.given)}".lower())


def divided(authors: Iterable[Author], limit: int = MAX_AUTHORS_OF_LIST) -> dict[str, tuple[Author, ...]]:
    """Return *authors*, in their order, by the first letters that parts of at most *limit* authors have in common.

    The letters of a part follow from its authors alone, so that its address stays until it has to be divided itself. Nothing is
    returned where a division is not needed.
    """
    named = [(letters_of(author), author) for author in authors]
    parts: dict[str, tuple[Author, ...]] = {}
    if len(named) > limit:
        _divide(named, 2, limit, parts)
    return parts


def _divide(named: list[tuple[str, Author]], length: int, limit: int, parts: dict[str, tuple[Author, ...]]) -> None:
    groups: defaultdict[str, list[tuple[str, Author]]] = defaultdict(list)
    for letters, author in named:
        groups[letters[:length]].append((letters, author))
    for prefix in sorted(groups):
        group = groups[prefix]
        if len(group) > limit and length < MAX_LETTERS and any(len(letters) > length for letters, _author in group):
            _divide(group, length + 1, limit, parts)
        else:
            parts[prefix] = tuple(author for _letters, author in group)
