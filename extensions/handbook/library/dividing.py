"""Division of a long list of names by their first letters, as a dictionary is divided."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from ..text.folding import pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .entries import Author

Named = TypeVar("Named")

MAX_AUTHORS_OF_LIST = 400
"""A longer list of authors is divided: a page of so many authors with their entries has about 200 kB."""
MIN_LETTERS, MAX_LETTERS = 2, 16
"""The names of a part have at least so many letters in common; parts are not divided by more letters than this."""
_OTHER = re.compile("[^a-z]")


def letters_in(name: str) -> str:
    """Return the letters by which a name is sorted: Han characters count as their pinyin."""
    return _OTHER.sub("", pinyin(name).lower())


def letters_of(author: Author) -> str:
    """Return the letters by which an author is sorted: those of the family name without particle, then of the given name."""
    return letters_in(author.person.family) + letters_in(author.person.given)


def divided(named: Iterable[tuple[str, Named]], limit: int, length: int = MIN_LETTERS) -> dict[str, tuple[Named, ...]]:
    """Return what is *named* by its letters, in its order, by the first letters that parts of at most *limit* have in common.

    Parts have at least *length* letters in common. The letters of a part follow from its names alone, so that its address stays
    until it has to be divided itself. Nothing is returned where a division is not needed.
    """
    named = list(named)
    parts: dict[str, tuple[Named, ...]] = {}
    if len(named) > limit:
        _divide(named, length, limit, parts)
    return parts


def _divide(named: list[tuple[str, Named]], length: int, limit: int, parts: dict[str, tuple[Named, ...]]) -> None:
    groups: defaultdict[str, list[tuple[str, Named]]] = defaultdict(list)
    for letters, each in named:
        groups[letters[:length]].append((letters, each))
    for prefix in sorted(groups):
        group = groups[prefix]
        if len(group) > limit and length < MAX_LETTERS and any(len(letters) > length for letters, _each in group):
            _divide(group, length + 1, limit, parts)
        else:
            parts[prefix] = tuple(each for _letters, each in group)
