"""Which papers have what: the postings of terms, authors and words, and those after a change without a look at other papers."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .facts import Facts, Named

_NUMBER: Final = "I"
"""The type of the number of a paper, as :mod:`array` names it."""
_NUMBER_BYTES = array(_NUMBER).itemsize


def numbers_in(postings: bytes) -> memoryview[int]:
    """Return the numbers of papers in *postings*."""
    return memoryview(postings).cast(_NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The postings of all papers; a cache reads and writes it much faster than the facts that it is made of.

    Papers have numbers here, which they keep as long as they stay. Postings are the bytes of these numbers, in no order.
    """

    keys: tuple[str, ...] = ()
    """The id of each paper by its number, also of those that are gone."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The number of each paper by its id."""
    lengths: Mapping[int, int] = field(default_factory=dict)
    """How many words each paper has."""
    postings: Mapping[Named | int, bytes] = field(default_factory=dict)
    """The papers that have each term, author or word."""
    above: Mapping[Named, Named] = field(default_factory=dict)
    """What is directly above each term that anything is above."""
    cites: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The papers that each paper cites, of those that cite any."""

    def count(self, name: Named | int) -> int:
        """Return how many papers have a term, an author or a word."""
        return len(self.postings.get(name, b"")) // _NUMBER_BYTES

    def having(self, name: Named | int) -> Iterator[str]:
        """Yield the papers that have a term, an author or a word."""
        return map(self.keys.__getitem__, numbers_in(self.postings.get(name, b"")))

    def changed(self, before: Mapping[str, Facts], after: Mapping[str, Facts]) -> Index:
        """Return the index after a change: *before* and *after* have the facts of the changed papers on either side of it."""
        gone = before.keys() - after.keys()
        new = after.keys() - self.numbers.keys()
        keys = (*self.keys, *sorted(new))
        numbers = {key: number for key, number in self.numbers.items() if key not in gone}
        numbers |= {keys[number]: number for number in range(len(self.keys), len(keys))}
        former = {self.numbers[key]: each for key, each in before.items()}
        now = {numbers[key]: each for key, each in after.items()}
        lengths = {number: length for number, length in self.lengths.items() if number not in former}
        cites = {key: cited for key, cited in self.cites.items() if key not in before}
        above = dict(self.above)
        for key, each in after.items():
            if each.cites:
                cites[key] = each.cites
            for name, chain in each.named.items():
                above.pop(name, None)
                above.update((name, other) for other in chain[:1])
        return Index(
            keys=keys,
            numbers=numbers,
            lengths=lengths | {number: len(each.words) for number, each in now.items()},
            postings=_changed(self.postings, former, now),
            above=above,
            cites=cites,
        )


def _has(facts: Facts | None) -> set[Named | int]:
    """Return the terms, authors and words of a paper; none of one that is not there."""
    return {*facts.named, *facts.words} if facts else set()


def _changed(
    postings: Mapping[Named | int, bytes], former: Mapping[int, Facts], now: Mapping[int, Facts]
) -> dict[Named | int, bytes]:
    """Return postings after a change of what some papers have, by the numbers of these."""
    less: defaultdict[Named | int, set[int]] = defaultdict(set)
    more: defaultdict[Named | int, array[int]] = defaultdict(lambda: array(_NUMBER))
    for number in former.keys() | now.keys():
        had, has = _has(former.get(number)), _has(now.get(number))
        for name in had - has:
            less[name].add(number)
        for name in has - had:
            more[name].append(number)
    found = dict(postings)
    for name, numbers in less.items():
        found[name] = array(_NUMBER, {*numbers_in(found[name])} - numbers).tobytes()
    for name, added in more.items():
        found[name] = found.get(name, b"") + added.tobytes()
    for name in less:
        if not found[name]:
            del found[name]
    return found
