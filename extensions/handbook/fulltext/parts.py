"""The division of the index into parts, so that an edit makes only a small part of it again.

A part is the index of some documents, each in a slot. It stays unchanged while documents change: the slot of a document that was
changed or removed becomes empty, and documents without a slot go into one more part, the late one.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from .binary import FrontCoder, number, packed
from .documents import MEASURED, Postings
from .tokens import variants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .documents import Document

MIN_BYTES_OF_CHUNK = 8192
"""A chunk has at least this many bytes of postings before it is compressed, except the last one."""
MIN_DOCUMENTS_PER_LATE = 20
"""If there are fewer documents than this for each late one or empty slot, all are indexed again, because searches get slower."""
EMPTY = -1
"""The number of the document in an empty slot."""
DOCUMENTS_AT_ONCE = 1024
"""So many documents are made, then added to the postings: in turns, each would displace the other from the processor's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The index of some of the documents, and what the table says of it and of each slot."""

    firsts: Sequence[str]
    """The first word of each chunk, or a prefix of it."""
    digests: Sequence[str]
    """The digest of the document in each slot."""
    lengths: Mapping[str, bytes]
    """The coded length of each measured field, a byte for each slot."""
    simplified: str
    """The characters of its words that other characters are folded to."""
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The parts, and the number of the document in each slot of each part."""

    parts: Sequence[Part]
    numbers: Sequence[Sequence[int]]

    def slots(self) -> dict[int, tuple[int, int]]:
        """Return part and slot of each document, by its number."""
        return {
            number: (part, slot)
            for part, numbers in enumerate(self.numbers)
            for slot, number in enumerate(numbers)
            if number != EMPTY
        }

    def files(self) -> Iterator[str]:
        """Yield the names of the files of all parts."""
        return (file(part, chunk) for part, of in enumerate(self.parts) for chunk in range(len(of.firsts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The parts to reuse, the number of the document in each of their slots, and the numbers of all other documents."""

    reused: Sequence[Part]
    numbers: Sequence[Sequence[int]]
    rest: Sequence[int]
    digests: Sequence[str]
    """The digest of each document."""


def file(part: int, chunk: int) -> str:
    """Return the name of the file of a chunk."""
    return f"index/{part}/{chunk}.bin.gz"


def plan(digests: Sequence[str], former: Sequence[Part] = ()) -> Plan:
    """Return which of the *former* parts the index of documents with these *digests* reuses, and what is to be indexed."""
    planned = _placed(former, digests)
    if planned.rest and any(part.late for part in former):
        planned = _placed([part for part in former if not part.late], digests)
    empty = sum(numbers.count(EMPTY) for numbers in planned.numbers)
    return planned if MIN_DOCUMENTS_PER_LATE * max(len(planned.rest), empty) <= len(digests) else _placed([], digests)


def _placed(reused: Sequence[Part], digests: Sequence[str]) -> Plan:
    unplaced = {digest: number for number, digest in enumerate(digests)}
    numbers = [[unplaced.pop(digest, EMPTY) for digest in part.digests] for part in reused]
    placed = {number for slots in numbers for number in slots}
    rest = [number for number in range(len(digests)) if number not in placed]
    return Plan(reused=reused, numbers=numbers, rest=rest, digests=digests)


def index(planned: Plan, document: Callable[[int], Document]) -> tuple[Index, dict[str, bytes]]:
    """Return the index by the plan, and the files of its new part by name; *document* returns a document by its number."""
    if not planned.rest:
        return Index(parts=planned.reused, numbers=planned.numbers), {}
    postings = Postings()
    lengths: list[tuple[int, ...]] = []
    for start in range(0, len(planned.rest), DOCUMENTS_AT_ONCE):
        documents = [*map(document, planned.rest[start : start + DOCUMENTS_AT_ONCE])]
        lengths += map(postings.add, count(start), documents)
    words = postings.sorted_words()
    chunks = [*_chunks(postings.encoded(words))]
    part = Part(
        firsts=[first for first, _data in chunks],
        digests=[planned.digests[number] for number in planned.rest],
        lengths={field: bytes(codes[place] for codes in lengths) for place, field in enumerate(MEASURED)},
        simplified="".join(sorted({*"".join(words)} & {*variants().values()})),
        late=bool(planned.reused),
    )
    place = len(planned.reused)
    files = {file(place, chunk): data for chunk, (_first, data) in enumerate(chunks)}
    return Index(parts=[*planned.reused, part], numbers=[*planned.numbers, planned.rest]), files


def _chunks(words: Iterable[tuple[str, int, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield the chunks of sorted words: the least that distinguishes the first word from the one before, and the file."""
    chunk: list[tuple[str, int, bytes]] = []
    size = 0
    before = first = ""
    for word in words:
        if size and size + len(word[2]) > MIN_BYTES_OF_CHUNK:
            yield first, _chunk(chunk)
            chunk, size = [], 0
        if not chunk:
            first = _distinct(before, word[0])
        chunk.append(word)
        before = word[0]
        size += len(before) + len(word[2])
    if chunk:
        yield first, _chunk(chunk)


def _distinct(before: str, word: str) -> str:
    """Return the shortest beginning of *word* that comes after *before*."""
    return next(word[:length] for length in range(1, len(word) + 1) if word[:length] > before)


def _chunk(words: Sequence[tuple[str, int, bytes]]) -> bytes:
    coder = FrontCoder()
    directory = (coder.word(word) + number(size) + number(len(data)) for word, size, data in words)
    return packed(b"".join((number(len(words)), *directory, *(data for _word, _size, data in words))))


def runs(numbers: Iterable[int]) -> list[int]:
    """Return numbers as pairs of first number and length: runs of consecutive numbers, or of empty slots."""
    pairs: list[int] = []
    expected = None
    for value in numbers:
        if value != expected:
            pairs += (value, 0)
        pairs[-1] += 1
        expected = value if value == EMPTY else value + 1
    return pairs


def to_json(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Return parts as JSON data, for the next build."""
    return [
        {
            "firsts": part.firsts,
            "digests": part.digests,
            "lengths": {field: base64.b64encode(codes).decode() for field, codes in part.lengths.items()},
            "simplified": part.simplified,
            "late": part.late,
        }
        for part in parts
    ]


def from_json(data: Iterable[Mapping[str, Any]]) -> list[Part]:
    """Return the parts of JSON data that :func:`to_json` made."""
    return [
        Part(**{**values, "lengths": {field: base64.b64decode(codes) for field, codes in values["lengths"].items()}})
        for values in data
    ]
