"""The comparison of papers: how much two of them have in common, and what readers are told of it.

Weights depend on magnitudes (powers of two) instead of exact counts, and the likeness of two texts on these two and on the
magnitudes of the words that they share. So a new paper changes the lists that it enters, and hardly any other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from .facts import AUTHOR, Facts, Named
from .index import Index, numbers_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_RELATED = 6
"""A paper has at most so many related papers."""
STEPS = 100
"""A likeness is given in hundredths."""
MIN_SCORE = 6
"""Papers with fewer things in common that readers can be told are not related: a rare author is enough, an institution is not."""
MIN_LIKENESS = 3
"""The likeness from which on it is a reason that readers are told."""
COMMON = 3
"""A term or an author is told as a reason if its rarity is at least this part of the greatest."""
MAX_POSTINGS = 64
"""Terms, authors and words that more papers have find no candidates, so that the cost grows with the number of papers."""
MAX_REASONS, MAX_SHARED = 3, 3
"""A related paper has at most so many reasons, the weightiest, each with so many terms or authors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What counts how much, at the greatest rarity: a shared topic or method is the measure, and all else is set against it."""

    topic: int = 16
    method: int = 16
    institution: int = 4
    """A quarter: large institutions work on everything."""
    author: int = 8
    """Half: a person works on several things."""
    near: int = 8
    """Two terms that the vocabulary relates; half: of one thing the papers have either side."""
    citation: int = 32
    """A citation in either direction; twice: somebody has judged that the papers belong together."""
    likeness: int = 2
    """Each hundredth of likeness: a tenth, which few texts reach, counts a little more than a shared term."""

    def of(self, name: Named) -> int:
        """Return the weight of a shared term or author."""
        weight: int = getattr(self, name[0])
        return weight


SHARED_KINDS = ("topic", "method", "institution", AUTHOR)
"""The kinds of what papers share by name."""


class Reason(NamedTuple):
    """One kind of thing that two papers have in common."""

    kind: str
    """The kind of the shared terms; ``author``, ``near``, ``cites``, ``cited-by`` or ``likeness``."""
    shared: tuple[Named, ...] = ()
    """The terms or authors; of ``near`` the own one, and the one of the related paper."""


class Related(NamedTuple):
    """A related paper, by its id, with the reasons, the weightiest first."""

    key: str
    score: int
    reasons: tuple[Reason, ...]


class Candidate(NamedTuple):
    """A paper that may be related: what its score is at most (negative, so that the best come first), its id, its likeness."""

    bound: int
    key: str
    likeness: int


def magnitude(count: int) -> int:
    """Return the exponent of the greatest power of two that is not above *count*."""
    return max(count, 1).bit_length() - 1


class Comparison:
    """Compares papers by what they have in common."""

    def __init__(self, papers: Mapping[str, Facts], weights: Weights | None = None, index: Index | None = None) -> None:
        """Prepare for *papers*, of which *index* is the index; without it, it is made."""
        self.papers = papers
        self.weights = weights or Weights()
        self.index = index or Index().changed({}, papers)
        self.top = max(1, magnitude(len(papers)))
        self._lengths = {number: sqrt(count) * self.top for number, count in self.index.lengths.items()}
        self._citing: defaultdict[str, list[str]] = defaultdict(list)
        for key, cited in self.index.cites.items():
            for other in cited:
                self._citing[other].append(key)
        self._points: dict[Named, int] = {}
        self._having: dict[Named, frozenset[int]] = {}

    def rarity_of(self, count: int) -> int:
        """Return how rare something is that *count* papers have: from the magnitude of all papers down to 0."""
        return max(0, self.top - magnitude(count))

    def rarity(self, name: Named) -> int:
        """Return how rare a term or an author is."""
        return self.rarity_of(self.index.count(name))

    def points(self, name: Named) -> int:
        """Return what a shared name counts beyond the one above it, which is shared too: together as much as the rarer one."""
        if name not in self._points:
            above = self.index.above.get(name)
            self._points[name] = self.weights.of(name) * (self.rarity(name) - (self.rarity(above) if above else 0))
        return self._points[name]

    def related(self, key: str) -> tuple[Related, ...]:
        """Return the papers related to one, those with most in common first."""
        found: list[Related] = []
        lowest = MIN_SCORE * self.top
        for bound, other, likeness in sorted(self.candidates(key)):
            if -bound < lowest:
                break
            if related := self.compared(key, other, likeness):
                found = best([*found, related])
                lowest = found[-1].score if len(found) == MAX_RELATED else lowest
        return tuple(found)

    def candidates(self, key: str) -> Iterator[Candidate]:
        """Yield the papers that have something rare in common with one, and as much in all that readers may be told of it."""
        own, keys = self.papers[key], self.index.keys
        likeness, near = self._likeness(key), self.weights.near * self.top if own.near else 0
        bounds = {other: near + self.weights.likeness * self.top * each for other, each in likeness.items()}
        for other, points in self._rare(key).items():
            bounds[other] = bounds.get(other, near) + points
        for name in own.named:
            if self.index.count(name) > MAX_POSTINGS and (points := self.points(name)):
                for other in self._frequent(name).intersection(bounds):
                    bounds[other] += points
        lowest = MIN_SCORE * self.top
        for other, bound in bounds.items():
            if bound >= lowest:
                yield Candidate(-bound, keys[other], likeness.get(other, 0))

    def found_by(self, key: str) -> Iterator[str]:
        """Yield the papers that have anything rare in common with one: those that it may be related to, and that may be to it."""
        return map(self.index.keys.__getitem__, self._likeness(key).keys() | self._rare(key).keys())

    def _frequent(self, name: Named) -> frozenset[int]:
        """Return the papers that have a term or an author which finds none, because so many have it."""
        if name not in self._having:
            self._having[name] = frozenset(numbers_in(self.index.postings[name]))
        return self._having[name]

    def _likeness(self, key: str) -> dict[int, int]:
        """Return the papers that share rare words with one, each with its likeness, in hundredths."""
        products: defaultdict[int, int] = defaultdict(int)
        for word in self.papers[key].words:
            if 1 < (count := self.index.count(word)) <= MAX_POSTINGS:
                squared = self.rarity_of(count) ** 2
                for other in numbers_in(self.index.postings[word]):
                    products[other] += squared
        own = self.index.numbers[key]
        products.pop(own, None)
        length = self._lengths[own]
        return {other: int(STEPS * product / (length * self._lengths[other])) for other, product in products.items()}

    def _rare(self, key: str) -> dict[int, int]:
        """Return the papers that share rare terms or authors with one, or cite it or are cited, with what this counts."""
        own, index = self.papers[key], self.index
        points: defaultdict[int, int] = defaultdict(int)
        for name in own.named:
            if index.count(name) <= MAX_POSTINGS:
                for other in numbers_in(index.postings[name]):
                    points[other] += self.points(name)
        for pair in own.near:
            if pair[1] in index.postings and all(index.count(name) <= MAX_POSTINGS for name in pair):
                for other in numbers_in(index.postings[pair[1]]):
                    points[other] += 0
        for cited in (*own.cites, *self._citing.get(key, ())):
            points[index.numbers[cited]] += self.weights.citation * self.top
        points.pop(index.numbers[key], None)
        return dict(points)

    def compared(self, key: str, other: str, likeness: int) -> Related | None:
        """Return *other* as related to the paper *key*; None if there is too little to tell."""
        reasons = [*self._shared(key, other), *self._near(key, other)]
        for kind, citing, cited in (("cites", key, other), ("cited-by", other, key)):
            if cited in self.papers[citing].cites:
                reasons.append((self.weights.citation * self.top, Reason(kind=kind)))
        like = Reason(kind="likeness") if likeness >= MIN_LIKENESS else None
        reasons.append((self.weights.likeness * likeness * self.top, like))
        score = sum(points for points, _reason in reasons)
        told = [(points, reason) for points, reason in reasons if reason]
        if sum(points for points, _reason in told) < MIN_SCORE * self.top:
            return None
        told.sort(key=lambda pair: -pair[0])
        return Related(key=other, score=score, reasons=tuple(reason for _points, reason in told[:MAX_REASONS]))

    def _shared(self, key: str, other: str) -> Iterator[tuple[int, Reason | None]]:
        """Yield what the terms and authors count that two papers share, by kind, with those that readers are told.

        They are told the rarest, but none that many papers have, and not what is above another one.
        """
        own = self.papers[key].named
        shared = own.keys() & self.papers[other].named.keys()
        above = {name for each in shared for name in own[each]}
        for kind in SHARED_KINDS:
            names = [name for name in shared if name[0] == kind]
            told = [(-self.rarity(name), name) for name in names if name not in above and self._is_told(name)]
            reason = Reason(kind=kind, shared=tuple(name for _rarity, name in sorted(told)[:MAX_SHARED])) if told else None
            yield sum(map(self.points, names)), reason

    def _is_told(self, name: Named) -> bool:
        return self.rarity(name) * COMMON >= self.top

    def _near(self, key: str, other: str) -> Iterator[tuple[int, Reason]]:
        """Yield what the closest two terms count that the vocabulary relates, of which each paper has one only."""
        own, its = self.papers[key].named, self.papers[other].named
        pairs = [
            (-min(self.rarity(first), self.rarity(second)), min(first, second), first, second)
            for first, second in self.papers[key].near
            if second in its and first not in its and second not in own and self._is_told(first) and self._is_told(second)
        ]
        if pairs:
            rarity, _first, *shared = min(pairs)
            yield -self.weights.near * rarity, Reason(kind="near", shared=tuple(shared))


def best(found: Iterable[Related]) -> list[Related]:
    """Return those with most in common first, the same whatever the order in which they are found."""
    return sorted(found, key=lambda each: (-each.score, each.key))[:MAX_RELATED]
