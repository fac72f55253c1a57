"""A reader of the format in Python, by docs/reference/search.md: it shares no code with the writer."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from typing import NamedTuple

KEYS = 7


class Place(NamedTuple):
    """A word in a field of a document, and its positions there."""

    slot: int
    field: int
    positions: tuple[int, ...]


class Bytes:
    """Reads numbers and bytes one after another."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def bytes(self, length: int) -> bytes:
        self.at += length
        assert self.at <= len(self.data)
        return self.data[self.at - length : self.at]


def words_of(chunk: bytes) -> dict[str, list[Place]]:
    """Return the postings of the words of a chunk."""
    unpacked = gzip.decompress(chunk)
    assert unpacked[:4] == b"FTX1"
    source = Bytes(unpacked[4:])
    entries, before = [], b""
    for _each in range(source.number()):
        before = before[: source.number()] + source.bytes(source.number())
        entries.append((before.decode(), source.number(), source.number()))
    found = {word: _places(Bytes(source.bytes(length)), size) for word, size, length in entries}
    assert source.at == len(source.data)
    return found


def _places(source: Bytes, size: int) -> list[Place]:
    end = source.number() + source.at
    places, place = [], 0
    for _each in range(size):
        place += source.number()
        places.append(place)
    assert source.at == end
    counts = [0 if place % 8 == KEYS else source.number() + 1 for place in places]
    found = []
    for place, count in zip(places, counts, strict=True):
        positions, position = [], 0
        for _each in range(count):
            position += source.number()
            positions.append(position)
        found.append(Place(place // 8, place % 8, tuple(positions)))
    assert source.at == len(source.data)
    return found


def all_words(files: Mapping[str, bytes]) -> dict[str, list[Place]]:
    """Return the postings of all words of a part, whose chunks are in order."""
    found: dict[str, list[Place]] = {}
    for data in files.values():
        words = words_of(data)
        assert [*words] == sorted(words)
        assert not found or next(iter(words)) > [*found][-1]
        found |= words
    return found


def having(words: Mapping[str, list[Place]], phrase: list[str], *, is_prefix: bool = False) -> set[int]:
    """Return the slots of documents in which words follow each other."""

    def at(number: int, word: str) -> set[tuple[int, int, int]]:
        open_ended = is_prefix and number == len(phrase) - 1
        places = [place for each, of in words.items() if each == word or (open_ended and each.startswith(word)) for place in of]
        return {(place.slot, place.field, position - number) for place in places for position in place.positions}

    return {slot for slot, _field, _start in set.intersection(*(at(number, word) for number, word in enumerate(phrase)))}
