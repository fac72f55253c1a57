"""What is indexed: a document is a sequence of fields, each with texts, and keys, which stand for the whole of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .binary import SHORT, differences, number
from .tokens import Text, divided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FIELDS = ("text", "title", "name", "people", "terms")
"""The fields by their numbers in the index."""
MEASURED = ("text", "title")
"""The fields whose length counts in the score: the longer the field, the less a word in it."""
KEYS = 7
"""The number that stands for keys instead of a field."""
FIELDS_PER_DOCUMENT = 8
"""The place of a field of a document is the number of the document times this, plus the number of the field."""
_STEPS_PER_DOUBLING = 4
_CACHED_TEXTS = 1 << 14

_divided = lru_cache(_CACHED_TEXTS)(divided)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The texts by field, and the keys: whole words that are found as they are."""

    fields: Mapping[str, Sequence[str]]
    keys: Sequence[str] = ()


class _Postings:
    """The postings of one word, in the order in which documents are added."""

    __slots__ = ("counts", "last", "places", "positions", "size")

    def __init__(self) -> None:
        self.places, self.counts, self.positions = bytearray(), bytearray(), bytearray()
        self.last = self.size = 0

    def at(self, place: int) -> None:
        """Note that the word is in a field of a document."""
        self.places += number(place - self.last)
        self.last = place
        self.size += 1

    def add(self, place: int, positions: Sequence[int]) -> None:
        """Add the positions of the word in a field of a document."""
        self.at(place)
        self.counts += number(len(positions) - 1)
        self.positions += differences(positions)


class Postings:
    """Collects the words of documents."""

    def __init__(self) -> None:
        self._words: dict[str, _Postings] = {}

    def add(self, number_of_document: int, document: Document) -> tuple[int, ...]:
        """Add a document, whose number is higher than those before; return the coded length of each measured field."""
        lengths = dict.fromkeys(MEASURED, 0)
        place = number_of_document * FIELDS_PER_DOCUMENT
        for field, name in enumerate(FIELDS):
            texts = [divided_text for text in document.fields.get(name, ()) if (divided_text := _divided(text)).words]
            if not texts:
                continue
            self._add(place + field, texts)
            if name in lengths:
                lengths[name] = coded_length(sum(len(text.words) for text in texts) / len(texts))
        for key in dict.fromkeys(document.keys):
            self._of(key).at(place + KEYS)
        return tuple(lengths.values())

    def _add(self, place: int, texts: Sequence[Text]) -> None:
        positions: dict[str, list[int]] = {}
        start = 0
        for text in texts:
            for position, word in enumerate(text.words, start):
                if word in positions:
                    positions[word].append(position)
                else:
                    positions[word] = [position]
            for offset, word in text.more:
                positions.setdefault(word, []).append(start + offset)
            start += len(text.words) + 1  # a gap that no phrase crosses
        words, short, most = self._words, SHORT, len(SHORT)
        for word, found in positions.items():
            postings = words.get(word) or self._of(word)
            step = place - postings.last
            if len(found) == 1 and step < most and found[0] < most:  # nearly all; the same as add, without its calls
                postings.places += short[step]
                postings.counts += b"\0"
                postings.positions += short[found[0]]
                postings.last = place
                postings.size += 1
            else:
                postings.add(place, sorted(set(found)))

    def _of(self, word: str) -> _Postings:
        found = self._words.get(word)
        if found is None:
            found = self._words[word] = _Postings()
        return found

    def sorted_words(self) -> list[str]:
        """Return all words in order."""
        return sorted(self._words)

    def encoded(self, words: Iterable[str]) -> Iterator[tuple[str, int, bytes]]:
        """Yield words with the number of their postings and these: the length of the places, places, counts, positions."""
        for word in words:
            found = self._words[word]
            yield word, found.size, b"".join((number(len(found.places)), found.places, found.counts, found.positions))


def coded_length(words: float) -> int:
    """Return the code of a number of words, which fits into a byte: its logarithm, in steps of a quarter of a doubling."""
    return min(255, round(_STEPS_PER_DOUBLING * math.log2(1 + words)))
