"""The division of the index into parts, so that an edit makes only a small part of it again.

A part is the index of some records, each in a slot. It stays unchanged while records change: the slot of a record that was
changed or removed becomes empty, and records without a slot go into one more part, the late one.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from . import pagefind
from .tokens import exact, tokens_of_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .searchable import SearchRecord

MAX_RECORDS_OF_PART = 6500
"""A part has at most this many records, which limits the memory that Pagefind needs."""
MAX_PARALLEL_PARTS = 2
"""At most this many parts are made at the same time, for the same reason."""
MIN_RECORDS_PER_LATE = 20
"""If there are fewer records than this for each late record or empty slot, all are indexed again, because searches get slower."""
EMPTY = -1
"""The number of the record in an empty slot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The words of a record: those of its titles, then those of its names, then those of its text."""

    words: str
    """Separated by spaces; a list would take ten times the memory."""
    titles: int
    names: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The index of some of the records, and the metadata of each slot, as lists for JSON."""

    chunks: Sequence[Sequence[str]]
    """The first word (or a prefix of it) and the file of each chunk, sorted by word."""
    digests: Sequence[str]
    """The digest of the record in each slot."""
    lengths: Sequence[Sequence[int]]
    """The numbers of words of the titles and the names of each record."""
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The parts, and the number of the record in each slot of each part."""

    parts: Sequence[Part]
    numbers: Sequence[Sequence[int]]

    def slots(self) -> dict[int, tuple[int, int]]:
        """Return part and slot of each record, by its number."""
        return {
            number: (part, slot)
            for part, numbers in enumerate(self.numbers)
            for slot, number in enumerate(numbers)
            if number != EMPTY
        }

    def lengths(self) -> list[Sequence[int]]:
        """Return the numbers of words of the titles and the names of each record."""
        return [self.parts[part].lengths[slot] for _number, (part, slot) in sorted(self.slots().items())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The parts to reuse, the number of the record in each of their slots, and the numbers of all other records."""

    reused: Sequence[Part]
    numbers: Sequence[Sequence[int]]
    rest: Sequence[int]
    digests: Sequence[str]
    """The digest of each record."""


def document(record: SearchRecord) -> Document:
    """Return the words of *record*, the most important first, and at the end the tokens of its exact names."""
    titles = tokens_of_texts(record.titles)
    names = tokens_of_texts((*record.other_names, *record.names))
    exact_names = dict.fromkeys(exact(name) for name in (*record.titles, *record.other_names))
    words = (*titles, *names, *tokens_of_texts((*record.near_names, record.text)), *(word for word in exact_names if word))
    return Document(words=" ".join(words), titles=len(titles), names=len(names))


def digest(record: SearchRecord) -> str:
    """Return a digest of everything that a record holds."""
    return hashlib.blake2b(repr(record).encode(errors="surrogatepass"), digest_size=12).hexdigest()


def plan(records: Sequence[SearchRecord], former: Sequence[Part] = ()) -> Plan:
    """Return which of the *former* parts the index of *records* reuses, and which records are to be indexed."""
    digests = [digest(record) for record in records]
    planned = _placed(former, digests)
    if planned.rest and any(part.late for part in former):
        planned = _placed([part for part in former if not part.late], digests)
    empty = sum(numbers.count(EMPTY) for numbers in planned.numbers)
    return planned if MIN_RECORDS_PER_LATE * max(len(planned.rest), empty) <= len(records) else _placed([], digests)


def _placed(reused: Sequence[Part], digests: Sequence[str]) -> Plan:
    unplaced = {record_digest: number for number, record_digest in enumerate(digests)}
    numbers = [[unplaced.pop(slot_digest, EMPTY) for slot_digest in part.digests] for part in reused]
    placed = {number for slots in numbers for number in slots}
    rest = [number for number in range(len(digests)) if number not in placed]
    return Plan(reused=reused, numbers=numbers, rest=rest, digests=digests)


def index(records: Sequence[SearchRecord], planned: Plan, jobs: int = 1) -> tuple[Index, dict[str, bytes]]:
    """Return the index of *records* by the plan, and the files of its new parts by name.

    Up to *jobs* parts are made in parallel, at most MAX_PARALLEL_PARTS, each by a process of Pagefind. Raise PagefindError if one
    of them cannot be made.
    """
    new = [planned.rest[start : start + MAX_RECORDS_OF_PART] for start in range(0, len(planned.rest), MAX_RECORDS_OF_PART)]

    def make(place: int, numbers: Sequence[int]) -> tuple[Part, dict[str, bytes]]:
        documents = [document(records[number]) for number in numbers]
        chunks, files = pagefind.index(words.words for words in documents)
        folder = f"index/{place}/"
        part = Part(
            chunks=[[first, folder + name] for first, name in chunks],
            digests=[planned.digests[number] for number in numbers],
            lengths=[[words.titles, words.names] for words in documents],
            late=bool(planned.reused),
        )
        return part, {folder + name: data for name, data in files.items()}

    with ThreadPoolExecutor(
        min(jobs, MAX_PARALLEL_PARTS)
    ) as pool:  # threads are enough, because processes of Pagefind do the work
        made = [*pool.map(make, count(len(planned.reused)), new)]
    index = Index(parts=[*planned.reused, *(part for part, _files in made)], numbers=[*planned.numbers, *new])
    return index, {name: data for _part, files in made for name, data in files.items()}


def runs(numbers: Iterable[int]) -> list[int]:
    """Return numbers as pairs of first number and length: runs of consecutive numbers, or of empty slots."""
    pairs: list[int] = []
    expected = None
    for number in numbers:
        if number != expected:
            pairs += (number, 0)
        pairs[-1] += 1
        expected = number if number == EMPTY else number + 1
    return pairs


def to_json(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Return parts as JSON data, for the manifest."""
    names = Part.__slots__
    return [{name: getattr(part, name) for name in names} for part in parts]


def from_json(data: Iterable[Mapping[str, Any]]) -> list[Part]:
    """Return the parts of JSON data that :func:`to_json` made."""
    return [Part(**values) for values in data]
