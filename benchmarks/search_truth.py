"""The expected results of the search, found by comparing strings, and queries drawn from the texts.

A query may also be in a record in another way: as a compound without its hyphens, inside a longer word, with punctuation between
its words, or as another spelling of a name of the record. Such records may be found and need not be.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from handbook.fulltext.tokens import HAN, fold_text
from handbook.library.library import Library
from handbook.search.searchable import SearchRecord, venue_id, words_of
from handbook.search.table import FACET_NAMES
from handbook.search.words import near

_BETWEEN = re.compile(r"[^\w\n]+|_")
"""What separates the words of a text."""


def closed(text: str) -> str:
    """Return a text folded, without the spaces that some put between Han characters and letters."""
    return re.sub(f"(?<=[{HAN}]) +(?=[a-z0-9])|(?<=[a-z0-9]) +(?=[{HAN}])", "", fold_text(text))


class Truth:
    """What is in the records, by comparing strings."""

    def __init__(self, library: Library, found: Sequence[SearchRecord]) -> None:
        self.library = library
        self.records = found
        self.texts = ["\n".join(closed(text) for text in words_of(record)) for record in found]
        self.bare = [_BETWEEN.sub("", text) for text in self.texts]
        self.names = [{near(name) for name in (*record.titles, *record.other_names)} for record in found]
        self.values = [{facet: self._of(record, facet) for facet in FACET_NAMES} for record in found]

    def having(self, query: str) -> set[int]:
        """Return the places of the records that have every word of *query*."""
        return set.intersection(*(self._having(closed(word)) for word in query.split())) if query else set(range(len(self.texts)))

    def may_have(self, query: str) -> set[int]:
        """Return the places of the records that have every word of *query* in some way."""
        if not query:
            return self.having(query)
        key = near(query)
        named = {place for place, names in enumerate(self.names) if key and key in names}
        return named | set.intersection(*(self._having(word) | self._inside(word) for word in map(closed, query.split())))

    def _inside(self, word: str) -> set[int]:
        bare = _BETWEEN.sub("", word)
        return {place for place, text in enumerate(self.bare) if bare in text}

    def _having(self, word: str) -> set[int]:
        if re.match(f"[{HAN}]", word):
            return {place for place, text in enumerate(self.texts) if word in text}
        pattern = re.compile(f"(?<![a-z0-9]){re.escape(word)}")
        return {place for place, text in enumerate(self.texts) if word in text and pattern.search(text)}

    def _of(self, record: SearchRecord, facet: str) -> frozenset[str]:
        if facet in record.terms:
            terms = [self.library.vocabulary.get(facet, each) for each in record.terms[facet]]
            return frozenset(each.id for term in terms if term for each in (term, *self.library.vocabulary.broader(term)))
        if facet == "has":
            return frozenset(record.has)
        values = {"year": record.year, "venue": venue_id(record.venue), "issue": record.issue, "kind": record.kind}
        return frozenset(str(value) for value in [values.get(facet)] if value not in (None, ""))

    def counts(self, found: Iterable[int], filters: dict[str, list[str]]) -> dict[str, Counter[str]]:
        """Return for each value of a facet how many of the records *found* it would leave, with the filters of other facets."""
        places = [*found]

        def fits(place: int, but: str) -> bool:
            return all(self.values[place][facet] & set(ids) for facet, ids in filters.items() if facet != but)

        return {
            facet: Counter(value for place in places if fits(place, facet) for value in self.values[place][facet])
            for facet in FACET_NAMES
        }


def pieces(truth: Truth, chosen: random.Random, count: int, *, mixed: bool) -> list[str]:
    """Return pieces of texts: of 2 to 8 Han characters, or some with letters among them."""
    found: dict[str, None] = {}
    tries = 0
    while len(found) < count and (tries := tries + 1) < 100_000:
        text = chosen.choice(chosen.choice(truth.texts).splitlines() or [""])
        runs = re.findall(f"[{HAN}]*[a-z0-9]+[{HAN}]+|[{HAN}]+[a-z0-9]+" if mixed else f"[{HAN}]{{2,}}", text)
        if not runs:
            continue
        run = chosen.choice(runs)
        if mixed:
            start, end = next(match.span() for match in re.finditer("[a-z0-9]+", run))
            found[run[max(0, start - chosen.randint(0, 5)) : end + chosen.randint(0, 5)]] = None
        else:
            length = chosen.randint(2, min(8, len(run)))
            start = chosen.randrange(len(run) - length + 1)
            found[run[start : start + length]] = None
    return list(found)


def words(truth: Truth, chosen: random.Random, count: int) -> list[str]:
    """Return words of letters: half of them drawn from the texts, so that frequent ones are among them, half from all words."""
    every = [word for text in truth.texts for word in re.findall("[a-z][a-z0-9]+", text)]
    different = sorted(set(every))
    drawn = [chosen.choice(every) for _each in range(count)]
    return list(dict.fromkeys([*drawn[: count // 2], *chosen.sample(different, min(count // 2, len(different)))]))
