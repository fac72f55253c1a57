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
    """Compares papers by what they have in common.

    The postings of words are most of the work, and a change needs few of them: with *words*, only those of these are made.
    """

    def __init__(self, papers: Mapping[str, Facts], weights: Weights | None = None, words: Iterable[int] | None = None) -> None:
        self.papers = papers
        self.weights = weights or Weights()
        self.top = max(1, magnitude(len(papers)))
        self.named: defaultdict[Named, list[str]] = defaultdict(list)
        self.words: dict[int, list[str]] = {}
        self.citing: defaultdict[str, list[str]] = defaultdict(list)
        for key, each in papers.items():
            for name in each.named:
                self.named[name].append(key)
            for other in each.cites:
                self.citing[other].append(key)
        self._rarities = {name: self.rarity_of(len(postings)) for name, postings in self.named.items()}
        above = {name: chain[0] for each in papers.values() for name, chain in each.named.items() if chain}
        self._points = {
            name: self.weights.of(name) * (rarity - (self._rarities[above[name]] if name in above else 0))
            for name, rarity in self._rarities.items()
        }
        """What a shared name counts beyond the one above it, which is shared too: together as much as the rarer one."""
        frequent = {name for name, postings in self.named.items() if len(postings) > MAX_POSTINGS and self._points[name]}
        self._frequent = {key: frozenset(frequent.intersection(each.named)) for key, each in papers.items()}
        self.index_words({word for each in papers.values() for word in each.words} if words is None else words)
        self._lengths = {key: sqrt(len(each.words)) * self.top for key, each in papers.items()}

    def index_words(self, words: Iterable[int]) -> None:
        """Make the postings of *words*, as far as they are missing; candidates are found only of papers whose words have them."""
        new = {*words} - self.words.keys()
        self.words.update((word, []) for word in new)
        for key, each in self.papers.items() if new else ():
            for word in new.intersection(each.words):
                self.words[word].append(key)

    def rarity_of(self, count: int) -> int:
        """Return how rare something is that *count* papers have: from the magnitude of all papers down to 0."""
        return max(0, self.top - magnitude(count))

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
        products, points = self._products(key), self._rare(key)
        length, frequent = self._lengths[key], self._frequent[key]
        near = self.weights.near * self.top if self.papers[key].near else 0
        unit, lowest = self.weights.likeness * self.top, MIN_SCORE * self.top
        for other in products.keys() | points.keys():
            likeness = int(STEPS * products[other] / (length * self._lengths[other])) if other in products else 0
            bound = unit * likeness + points.get(other, 0) + near
            for name in frequent & self._frequent[other]:
                bound += self._points[name]
            if bound >= lowest:
                yield Candidate(-bound, other, likeness)

    def _products(self, key: str) -> dict[str, int]:
        """Return the papers that share rare words with one, with the sums of the squares of the rarities of these words."""
        products: defaultdict[str, int] = defaultdict(int)
        for word in self.papers[key].words:
            postings = self.words[word]
            if 1 < len(postings) <= MAX_POSTINGS:
                squared = self.rarity_of(len(postings)) ** 2
                for other in postings:
                    products[other] += squared
        products.pop(key, None)
        return dict(products)

    def _rare(self, key: str) -> dict[str, int]:
        """Return the papers that share rare terms or authors with one, or cite it or are cited, with what this counts."""
        own = self.papers[key]
        points: defaultdict[str, int] = defaultdict(int)
        for name in own.named:
            if len(self.named[name]) <= MAX_POSTINGS:
                for other in self.named[name]:
                    points[other] += self._points[name]
        for pair in own.near:
            if all(len(self.named.get(name, ())) <= MAX_POSTINGS for name in pair):
                for other in self.named.get(pair[1], ()):
                    points[other] += 0
        for other in (*own.cites, *self.citing.get(key, ())):
            points[other] += self.weights.citation * self.top
        points.pop(key, None)
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
            told = [(-self._rarities[name], name) for name in names if name not in above and self._is_told(name)]
            reason = Reason(kind=kind, shared=tuple(name for _rarity, name in sorted(told)[:MAX_SHARED])) if told else None
            yield sum(self._points[name] for name in names), reason

    def _is_told(self, name: Named) -> bool:
        return self._rarities[name] * COMMON >= self.top

    def _near(self, key: str, other: str) -> Iterator[tuple[int, Reason]]:
        """Yield what the closest two terms count that the vocabulary relates, of which each paper has one only."""
        own, its = self.papers[key].named, self.papers[other].named
        pairs = [
            (-min(self._rarities[first], self._rarities[second]), min(first, second), first, second)
            for first, second in self.papers[key].near
            if second in its and first not in its and second not in own and self._is_told(first) and self._is_told(second)
        ]
        if pairs:
            rarity, _first, *shared = min(pairs)
            yield -self.weights.near * rarity, Reason(kind="near", shared=tuple(shared))


def best(found: Iterable[Related]) -> list[Related]:
    """Return those with most in common first, the same whatever the order in which they are found."""
    return sorted(found, key=lambda each: (-each.score, each.key))[:MAX_RELATED]
