"""What is indexed: a document is a sequence of fields, each with texts, and keys, which stand for the whole of it."""

from __future__ import annotations

import math
import sys
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from operator import eq, mul, sub
from typing import TYPE_CHECKING

from .binary import differences, number, numbers
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
_POSITION_BITS = 32
_POSITION = (1 << _POSITION_BITS) - 1
_LOW = int(sys.byteorder == "big")
"""The place of the lower half of an occurrence in memory."""
_STEPS_PER_DOUBLING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The texts by field, and the keys: whole words that are found as they are."""

    fields: Mapping[str, Sequence[str]]
    keys: Sequence[str] = ()


class Postings:
    """Collects the words of documents.

    An occurrence of a word is one number: the place, which is a field of a document, then the position in it. There are millions,
    so that arrays hold them.
    """

    def __init__(self) -> None:
        self._words: defaultdict[str, array[int]] = defaultdict(partial(array, "Q"))
        self._keys: defaultdict[str, array[int]] = defaultdict(partial(array, "Q"))
        self._out_of_order: set[str] = set()
        """The words that are also joined or inner words, whose positions are noted after those of all other words of the text."""

    def add(self, number_of_document: int, document: Document) -> tuple[int, ...]:
        """Add a document, whose number is higher than those before; return the coded length of each measured field."""
        lengths = dict.fromkeys(MEASURED, 0)
        place = number_of_document * FIELDS_PER_DOCUMENT
        for field, name in enumerate(FIELDS):
            texts = [text for text in map(divided, document.fields.get(name, ())) if text.words]
            self._add(place + field, texts)
            if texts and name in lengths:
                lengths[name] = coded_length(sum(len(text.words) for text in texts) / len(texts))
        for key in dict.fromkeys(document.keys):
            self._keys[key].append(place + KEYS)
        return tuple(lengths.values())

    def _add(self, place: int, texts: Iterable[Text]) -> None:
        words = self._words
        start = place << _POSITION_BITS
        for text in texts:
            for occurrence, word in enumerate(text.words, start):
                words[word].append(occurrence)
            for offset, word in text.more:
                words[word].append(start + offset)
                self._out_of_order.add(word)
            start += len(text.words) + 1  # a gap that no phrase crosses

    def sorted_words(self) -> list[str]:
        """Return all words in order."""
        return sorted({**self._words, **self._keys})

    def encoded(self, words: Iterable[str]) -> Iterator[tuple[str, int, bytes]]:
        """Yield words with the number of their postings and these: the length of the places, places, counts, positions."""
        for word in words:
            places: Sequence[int] = self._keys.get(word, ())
            rest: list[bytes] = []
            if occurrences := self._words.get(word):
                having, *rest = _positions(sorted({*occurrences}) if word in self._out_of_order else occurrences)
                places = sorted([*having, *places]) if places else having
            coded = differences(places)
            yield word, len(places), b"".join((number(len(coded)), coded, *rest))


def _positions(occurrences: Sequence[int]) -> tuple[Sequence[int], bytes, bytes]:
    """Return the places of occurrences, each once, the coded number of positions in each less 1, and the coded positions."""
    if len(occurrences) == 1:
        return (occurrences[0] >> _POSITION_BITS,), b"\0", number(occurrences[0] & _POSITION)
    halves = array("I", array("Q", occurrences).tobytes())
    places, positions = halves[1 - _LOW :: 2].tolist(), halves[_LOW::2].tolist()
    counts = Counter(places)
    if len(counts) == len(places):
        return places, bytes(len(places)), numbers(positions)
    befores = map(mul, map(eq, places, (-1, *places)), (0, *positions))  # 0 for the first position in a place
    return [*counts], numbers([count - 1 for count in counts.values()]), numbers([*map(sub, positions, befores)])


def coded_length(words: float) -> int:
    """Return the code of a number of words, which fits into a byte: its logarithm, in steps of a quarter of a doubling."""
    return min(255, round(_STEPS_PER_DOUBLING * math.log2(1 + words)))
