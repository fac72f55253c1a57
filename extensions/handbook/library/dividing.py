"""Division of a long list of names by their first letters, as a dictionary is divided."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ..model.records import LETTERS
from ..text.folding import pinyin
from .entries import author_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..model.people import Person
    from .entries import Author

Named = TypeVar("Named")

MAX_ENTRIES_OF_LIST = 700
"""A list of authors with more entries is divided: a page of so many has at most 300 kB, however many authors they have."""
MIN_LETTERS, MAX_LETTERS = 2, 16
"""The names of a part have at least so many letters in common; parts are not divided by more letters than this."""
_OTHER = re.compile("[^a-z]")


def letters_in(name: str) -> str:
    """Return the letters by which a name is sorted: Han characters count as their pinyin."""
    return _OTHER.sub("", pinyin(name).lower())


def letters_of(author: Author) -> str:
    """Return the letters by which an author is sorted: those of the family name without particle, then of the given name."""
    return letters_in(author.person.family) + letters_in(author.person.given)


def by_letter(authors: Iterable[Author]) -> dict[str, tuple[Author, ...]]:
    """Return *authors* by the letter of their page, letters in order, authors by family name without its particle.

    An author with spellings of several letters is listed under each of them, so that all anchors stay where they were.
    """
    found: defaultdict[str, dict[str, Author]] = defaultdict(dict)
    for author in authors:
        if len(author.spellings) == 1:
            found[author_letter(author.person)][author.id] = author
            continue
        spellings: defaultdict[str, list[Person]] = defaultdict(list)
        for person in author.spellings:
            spellings[author_letter(person)].append(person)
        for letter, people in spellings.items():
            found[letter][author.id] = replace(author, person=people[0], spellings=tuple(people))
    return {letter: tuple(sorted(found[letter].values(), key=_order)) for letter in LETTERS if letter in found}


def _order(author: Author) -> tuple[str, str, str]:
    return pinyin(author.person.family), pinyin(author.person.given), author.id


def divided_authors(authors: Iterable[Author]) -> dict[str, tuple[Author, ...]]:
    """Return *authors* divided by the letters of their names, if their list is long."""
    return divided(
        [(letters_of(author), author) for author in authors],
        MAX_ENTRIES_OF_LIST,
        weight=lambda author: len(author.entries),
    )


def divided(
    named: Iterable[tuple[str, Named]],
    limit: int,
    *,
    length: int = MIN_LETTERS,
    weight: Callable[[Named], int] = lambda _each: 1,
) -> dict[str, tuple[Named, ...]]:
    """Return what is *named* by its letters, in its order, by the first letters that parts have in common.

    Parts have at least *length* letters in common and at most the *weight* that *limit* says. The letters of a part follow from
    its names alone, so that its address stays until it has to be divided itself. Nothing is returned where a division is not
    needed.
    """
    named = list(named)
    if _weight(named, weight) <= limit:
        return {}
    groups: defaultdict[str, list[tuple[str, Named]]] = defaultdict(list)
    for letters, each in named:
        groups[letters[:length]].append((letters, each))
    parts: dict[str, tuple[Named, ...]] = {}
    for prefix in sorted(groups):
        group = groups[prefix]
        is_longer = length < MAX_LETTERS and any(len(letters) > length for letters, _each in group)
        smaller = divided(group, limit, length=length + 1, weight=weight) if is_longer else {}
        parts |= smaller or {prefix: tuple(each for _letters, each in group)}
    return parts


def _weight(named: Iterable[tuple[str, Named]], weight: Callable[[Named], int]) -> int:
    return sum(weight(each) for _letters, each in named)
