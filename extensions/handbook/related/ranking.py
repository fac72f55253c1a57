"""The related papers of all papers, and the same after a change with as little work as the change needs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from .comparison import MAX_POSTINGS, Comparison, Reason, Related, best, magnitude
from .facts import Facts, Named, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from ..library.library import Library


Lists = tuple[tuple[str, int, tuple[tuple[str, tuple[Named, ...]], ...]], ...]
"""Related papers as Related has them, or the same as plain tuples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The related papers of each paper, with the facts that they were found by."""

    facts: Mapping[str, Facts]
    related: Mapping[str, Lists]
    """Those that a cache has kept are plain tuples, ten thousands of which are read and written much faster."""

    def of(self, key: str) -> tuple[Related, ...]:
        """Return the related papers of the paper *key*, those with most in common first; none of what is no paper."""
        return _typed(self.related.get(key, ()))


def _typed(related: Lists) -> tuple[Related, ...]:
    return tuple(Related(key, score, tuple(Reason(*each) for each in reasons)) for key, score, reasons in related)


_RANKINGS: WeakKeyDictionary[Library, Ranking] = WeakKeyDictionary()


def ranking_of(library: Library, former: Ranking | None = None, same: AbstractSet[str] = frozenset()) -> Ranking:
    """Return the ranking of the papers of *library*, made once.

    That of a *former* state spares work and changes nothing; *same* are the papers that facts_of need not look at. It is the same
    in all editions of a handbook: what papers have in common does not depend on the language.
    """
    library = library.source
    if library not in _RANKINGS:
        _RANKINGS[library] = rank(facts_of(library, former.facts if former else {}, same), former)
    return _RANKINGS[library]


def rank(facts: Mapping[str, Facts], former: Ranking | None = None) -> Ranking:
    """Return the related papers of each paper; lists of *former* that nothing has changed are taken over."""
    if former is None or magnitude(len(former.facts)) != magnitude(len(facts)):
        comparison = Comparison(facts)
        return Ranking(facts=facts, related={key: comparison.related(key) for key in facts})
    changed = {key for key in facts.keys() | former.facts.keys() if _differ(facts.get(key), former.facts.get(key))}
    if not changed:
        return Ranking(facts=facts, related={key: former.related[key] for key in facts})
    both = (facts, former.facts)
    comparison = Comparison(facts, words={word for each in both for key in changed & each.keys() for word in each[key].words})
    due = {*_affected(comparison, former.facts, changed), *changed}
    due.update(key for key, related in former.related.items() if any(other in changed for other, *_rest in related))
    comparison.index_words(word for key in due & facts.keys() for word in facts[key].words)
    found = {key: comparison.related(key) if key in due else former.related[key] for key in facts}
    for key in changed & facts.keys():
        for candidate in comparison.candidates(key):
            other = candidate.key
            if other not in due and (related := comparison.compared(other, key, candidate.likeness)):
                found[other] = tuple(best([*_typed(found[other]), related]))
    return Ranking(facts=facts, related=found)


def _differ(one: Facts | None, other: Facts | None) -> bool:
    return one is not other and one != other


def _affected(comparison: Comparison, former: Mapping[str, Facts], changed: Iterable[str]) -> Iterator[str]:
    """Yield the papers with a term, an author or a word that counts something else now, beside those of a change."""
    names: Counter[Named] = Counter()
    words: Counter[int] = Counter()
    for key in changed:
        if key in comparison.papers:
            names.update([*comparison.papers[key].named])
            words.update(comparison.papers[key].words)
        if key in former:
            names.subtract([*former[key].named])
            words.subtract(former[key].words)
    for name, more in names.items():
        count = len(comparison.named.get(name, ()))
        if _weight(count - more) != _weight(count):
            carrying = comparison.named.get(name, ())
            yield from carrying
            near = {other for key in carrying for own, other in comparison.papers[key].near if own == name}
            for other in near:
                yield from comparison.named.get(other, ())
    for word, more in words.items():
        count = len(comparison.words.get(word, ()))
        if _weight(count - more) != _weight(count) and min(count, count - more) <= MAX_POSTINGS:
            yield from comparison.words.get(word, ())


def _weight(count: int) -> tuple[int, bool]:
    """Return what the weight of something that *count* papers have depends on."""
    return magnitude(count), count > MAX_POSTINGS
