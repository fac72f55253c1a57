"""The related papers of all papers, and the same after a change with as little work as the change needs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..model.pickling import Shelf
from .comparison import MAX_POSTINGS, Comparison, Reason, Related, best, magnitude
from .facts import Facts, Named, facts_of, papers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ..library.library import Library
    from .index import Index


Lists = tuple[tuple[str, int, tuple[tuple[str, tuple[Named, ...]], ...]], ...]
"""Related papers as Related has them, as plain tuples, ten thousands of which are read and written much faster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The related papers of each paper, with the facts that they were found by."""

    facts: Shelf[Facts]
    index: Index
    related: Shelf[Lists]
    changed: frozenset[str]
    """The papers whose related papers are not those of the ranking that this one was made after."""

    def of(self, key: str) -> tuple[Related, ...]:
        """Return the related papers of the paper *key*, those with most in common first; none of what is no paper."""
        return tuple(
            Related(other, score, tuple(Reason(*each) for each in why)) for other, score, why in self.related.get(key, ())
        )


def _plain(related: Iterable[Related]) -> Lists:
    return tuple((key, score, tuple((reason.kind, reason.shared) for reason in reasons)) for key, score, reasons in related)


_RANKINGS: WeakKeyDictionary[Library, Ranking] = WeakKeyDictionary()


def ranking_of(library: Library, former: Ranking | None = None, same: AbstractSet[str] = frozenset()) -> Ranking:
    """Return the ranking of the papers of *library*, made once.

    That of a *former* state spares work and changes nothing; *same* are the papers that facts_of need not look at. It is the same
    in all editions of a handbook: what papers have in common does not depend on the language.
    """
    library = library.source
    if library not in _RANKINGS:
        _RANKINGS[library] = _ranked(library, former, same)
    return _RANKINGS[library]


def _ranked(library: Library, former: Ranking | None, same: AbstractSet[str]) -> Ranking:
    """Return the ranking of the papers of *library*."""
    if former is None:
        return rank(facts_of(library, {}))
    new = facts_of(library, former.facts, {key: former.index.cites.get(key, frozenset()) for key in same & former.facts.keys()})
    facts = former.facts.renewed(papers_of(library), new)
    return rank(facts, former, {key for key in new if new[key] != former.facts.get(key)} | (former.facts.keys() - facts.keys()))


def rank(facts: Mapping[str, Facts], former: Ranking | None = None, changed: AbstractSet[str] | None = None) -> Ranking:
    """Return the related papers of each paper; lists of *former* that nothing has changed are taken over.

    *changed* are the papers whose facts are not those of *former*; without it, they are found.
    """
    shelf = facts if isinstance(facts, Shelf) else Shelf[Facts]().renewed(facts, facts)
    if former is None or magnitude(len(former.facts)) != magnitude(len(facts)):
        comparison = Comparison(facts)
        return _after(former, shelf, comparison.index, {key: comparison.related(key) for key in facts})
    if changed is None:
        changed = {key for key in facts.keys() | former.facts.keys() if facts.get(key) != former.facts.get(key)}
    before, after = ({key: side[key] for key in changed & side.keys()} for side in (former.facts, facts))
    comparison = Comparison(facts, index=former.index.changed(before, after))
    due = {*_affected(comparison, before, after), *_listing(former, before), *after}
    found = {key: comparison.related(key) for key in due & facts.keys()}
    for key in after:
        for candidate in comparison.candidates(key):
            other = candidate.key
            if other not in due and (related := comparison.compared(other, key, candidate.likeness)):
                found[other] = tuple(best([*(found.get(other) or former.of(other)), related]))
    return _after(former, shelf, comparison.index, found)


def _after(former: Ranking | None, facts: Shelf[Facts], index: Index, found: Mapping[str, Sequence[Related]]) -> Ranking:
    """Return the ranking with the lists that were *found*, and those of *former* for all other papers."""
    kept: Shelf[Lists] = former.related if former else Shelf()
    new = {key: _plain(related) for key, related in found.items()}
    return Ranking(
        facts=facts,
        index=index,
        related=kept.renewed(facts, new),
        changed=frozenset(key for key, related in new.items() if kept.get(key) != related),
    )


def _listing(former: Ranking, changed: Mapping[str, Facts]) -> Iterator[str]:
    """Yield the papers to which papers of a change were related."""
    comparison = Comparison(former.facts, index=former.index)
    for key in changed:
        for other in comparison.found_by(key):
            if any(key == listed for listed, *_rest in former.related[other]):
                yield other


def _affected(comparison: Comparison, before: Mapping[str, Facts], after: Mapping[str, Facts]) -> Iterator[str]:
    """Yield the papers with a term, an author or a word that counts something else after a change."""
    index = comparison.index
    names: Counter[Named] = Counter()
    words: Counter[int] = Counter()
    for each in after.values():
        names.update([*each.named])
        words.update(each.words)
    for each in before.values():
        names.subtract([*each.named])
        words.subtract(each.words)
    for name, more in names.items():
        count = index.count(name)
        if _weight(count - more) != _weight(count):
            carrying = [*index.having(name)]
            yield from carrying
            near = {other for key in carrying for own, other in comparison.papers[key].near if own == name}
            for other in near:
                yield from index.having(other)
    for word, more in words.items():
        count = index.count(word)
        if _weight(count - more) != _weight(count) and min(count, count - more) <= MAX_POSTINGS:
            yield from index.having(word)


def _weight(count: int) -> tuple[int, bool]:
    """Return what the weight of something that *count* papers have depends on."""
    return magnitude(count), count > MAX_POSTINGS
