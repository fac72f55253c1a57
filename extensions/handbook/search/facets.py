"""The values of the facets by which a reader filters results, and those of each record."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from operator import sub
from typing import TYPE_CHECKING, Any, NamedTuple

from ..fulltext.binary import container, numbers, packed
from ..model.records import TERM_KINDS
from .facts import HAS_NAMES
from .searchable import KINDS, NUMBER, venue_id
from .table import FACET_NAMES, KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

    from ..library.library import Library
    from ..text.messages import Translate

FILE = "facets.bin.gz"
"""The file of the facets that a page loads after its first results."""
LARGE_BYTES = 8_000
"""A facet with a larger file has one of its own, which is loaded when a reader sees the facet."""


class Facet(NamedTuple):
    """The values of a facet; the most frequent terms come first, so that they have the shortest numbers."""

    values: list[list[Any]]
    """Of each value the id, the name, the name in another language, and the number of the broader value or -1."""
    places: Mapping[Hashable, int]
    """The number of the value that a column names so."""


class Facets:
    """The facets of all records, each made when it is asked for."""

    def __init__(self, column: Callable[[str], Sequence[Any]], library: Library, say: Translate) -> None:
        """*column* returns one of the columns of all records by its name."""
        self._column, self._library, self._say = column, library, say
        self._facets: dict[str, Facet] = {}
        self._sections: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> Facet:
        if name not in self._facets:
            self._facets[name] = self._made(name)
        return self._facets[name]

    def of(self, name: str) -> list[list[int]]:
        """Return the numbers of the values that each record has."""
        places = self[name].places
        return [[places[each] for each in having if each in places] for having in self._column(name)]

    def english_names(self) -> dict[str, list[str]]:
        """Return the English names of the values of each facet that has any; they are needed only to find a value by them."""
        names = {kind: [value[2] for value in self[kind].values] for kind in TERM_KINDS}
        return {kind: values for kind, values in names.items() if any(values)}

    def file(self, names: Iterable[str]) -> bytes:
        """Return a file of facets.

        The head has for each facet the columns of its values: id, name, number of the broader value or -1. The section of a facet
        has the number of values of each record, then these in order, each less the one before.
        """
        heads = {name: [[value[at] for value in self[name].values] for at in (0, 1, 3)] for name in names}
        return packed(container({"facets": heads}, {name: self._section(name) for name in heads}))

    def _section(self, name: str) -> bytes:
        if name not in self._sections:
            of = self.of(name)
            self._sections[name] = numbers([*map(len, of), *chain.from_iterable(map(_steps, of))])
        return self._sections[name]

    def _made(self, name: str) -> Facet:
        if name in TERM_KINDS:
            return _terms(self._column(name), self._library, name)
        if name == "venue":
            return _venues(self._column(name))
        names = self._names(name)
        return Facet([[str(value), text, "", -1] for value, text in names.items()], _numbered(names))

    def _names(self, name: str) -> Mapping[Any, str]:
        """Return the name of each value of a facet, in the order shown."""
        if name == "issue":
            return {number: self._say(NUMBER).format(number=number) for number in self._library.issues}
        if name == "has":
            return {each: self._say(text) for each, text in HAS_NAMES.items()}
        found = {*chain.from_iterable(self._column(name))}
        if name == "kind":
            return {kind: self._say(KIND_NAMES[kind]) for kind in KINDS if kind in found}
        return {year: str(year) for year in sorted(found, reverse=True)}


def facet_files(facets: Facets, due: Collection[str], former: Collection[str] = ()) -> tuple[list[str], dict[str, bytes]]:
    """Return the names of the large facets, and files by name: one for each large one, one for all others.

    Only files of facets that are *due* are among them; *former* are the facets that were large before.
    """
    alone = {name: facets.file([name]) for name in FACET_NAMES if name in due}
    large = [name for name in FACET_NAMES if (len(alone[name]) > LARGE_BYTES if name in alone else name in former)]
    files = {large_file(name): data for name, data in alone.items() if name in large}
    if not all(name in large and name in former for name in alone):
        files[FILE] = facets.file(name for name in FACET_NAMES if name not in large)
    return large, files


def large_file(name: str) -> str:
    """Return the name of the file of a large facet."""
    return f"facets/{name}.bin.gz"


def _steps(places: Sequence[int]) -> Iterable[int]:
    """Return numbers in ascending order, each less the one before."""
    if len(places) < 2:
        return places
    ascending = sorted(places)
    return map(sub, ascending, (0, *ascending))


def _numbered(values: Iterable[Hashable]) -> dict[Hashable, int]:
    return {value: number for number, value in enumerate(values)}


def _terms(column: Sequence[Sequence[str]], library: Library, kind: str) -> Facet:
    """Return the facet of a kind of terms, with the broader terms of all values."""
    vocabulary, source = library.vocabulary, library.source.vocabulary
    counts = Counter(chain.from_iterable(column))
    carried = [term for term in vocabulary.of_kind(kind) if term.id in counts]
    terms = {term.id: term for each in carried for term in (each, *vocabulary.broader(each))}
    order = sorted(terms, key=lambda term_id: (-counts[term_id], term_id))
    places = _numbered(order)
    values = []
    for term in map(terms.__getitem__, order):
        above = vocabulary.broader(term)
        names = (term.en, (source.get(kind, term.id) or term).zh)
        other = next((name for name in names if name != term.zh), "")
        values.append([term.id, term.zh, other, places[above[0].id] if above else -1])
    return Facet(values, places)


def _venues(column: Sequence[Sequence[str]]) -> Facet:
    """Return the facet of venues; those of one id have the name of the first record."""
    names = dict.fromkeys(chain.from_iterable(column))
    shown = {venue_id(name): name for name in reversed(names)}
    ids = _numbered(sorted(shown))
    values = [[venue, shown[str(venue)], "", -1] for venue in ids]
    return Facet(values, {name: ids[venue_id(name)] for name in names})
