"""Where in the index each record is: in parts, of which an edit makes only a small one anew.

A part is the index of some records, in slots. It stays as it is while its records change: a slot whose record has changed or is
no more is passed over, and what is in no slot comes into one more part, the late one.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from . import pagefind
from .tokens import exact, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .searchable import Record

PART = 6500
"""How many records a part has at most: a measure for the memory that Pagefind takes."""
AT_ONCE = 2
"""How many parts are made at once at most, for the same reason."""
LATE = 20
"""All is indexed anew when more than one record in so many is late or one slot in so many is passed over: readers pay for it."""
NOWHERE = -1
"""The number of the record in a slot that is passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The words of a record: first those of its titles, then those of its names, then its text."""

    words: str
    """With spaces between: by themselves they would take ten times the memory."""
    titles: int
    names: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The index of some of the records, and what must be known of each slot; lists, as JSON has them."""

    chunks: Sequence[Sequence[str]]
    """Of each chunk its first word (or the beginning of it) and its file, in the order of their words."""
    digests: Sequence[str]
    """The digest of the record in each slot."""
    lengths: Sequence[Sequence[int]]
    """How many words the titles and the names of each have."""
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The parts, and for each the number of the record in each slot."""

    parts: Sequence[Part]
    numbers: Sequence[Sequence[int]]

    def slots(self) -> dict[int, tuple[int, int]]:
        """Return part and slot of each record by its number."""
        return {
            number: (part, slot)
            for part, numbers in enumerate(self.numbers)
            for slot, number in enumerate(numbers)
            if number != NOWHERE
        }

    def lengths(self) -> list[Sequence[int]]:
        """Return how many words the titles and the names of each record have."""
        return [self.parts[part].lengths[slot] for _number, (part, slot) in sorted(self.slots().items())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Parts that are taken over, the number of the record in each of their slots, and the numbers of all other records."""

    kept: Sequence[Part]
    numbers: Sequence[Sequence[int]]
    rest: Sequence[int]
    digests: Sequence[str]
    """The digest of each record."""


def document(record: Record) -> Document:
    """Return the words of *record* in the order of what counts most, with the words for its exact names at the end."""
    titles = joined(record.titles)
    names = joined((*record.other_names, *record.names))
    whole = dict.fromkeys(exact(name) for name in (*record.titles, *record.other_names))
    words = (*titles, *names, *joined((record.text,)), *(word for word in whole if word))
    return Document(words=" ".join(words), titles=len(titles), names=len(names))


def digest(record: Record) -> str:
    """Return what tells a record from every other, however it has changed."""
    return hashlib.blake2b(repr(record).encode(errors="surrogatepass"), digest_size=12).hexdigest()


def plan(records: Sequence[Record], kept: Sequence[Part] = ()) -> Plan:
    """Return with which of the *kept* parts the index of *records* begins, and what is to be indexed behind them."""
    digests = [digest(record) for record in records]
    found = _placed(kept, digests)
    if found.rest and any(part.late for part in kept):
        found = _placed([part for part in kept if not part.late], digests)
    passed_over = sum(numbers.count(NOWHERE) for numbers in found.numbers)
    return found if LATE * max(len(found.rest), passed_over) <= len(records) else _placed([], digests)


def _placed(kept: Sequence[Part], digests: Sequence[str]) -> Plan:
    left = {each: number for number, each in enumerate(digests)}
    numbers = [[left.pop(each, NOWHERE) for each in part.digests] for part in kept]
    placed = {number for each in numbers for number in each}
    rest = [number for number in range(len(digests)) if number not in placed]
    return Plan(kept=kept, numbers=numbers, rest=rest, digests=digests)


def index(records: Sequence[Record], planned: Plan, jobs: int = 1) -> tuple[Index, dict[str, bytes]]:
    """Return the index of *records* as it is *planned*, and the files of its new parts by name.

    As many parts as there are *jobs*, up to AT_ONCE, are made at once, each by a process of Pagefind. Raise PagefindError where
    it cannot make one.
    """
    new = [planned.rest[start : start + PART] for start in range(0, len(planned.rest), PART)]

    def made(place: int, numbers: Sequence[int]) -> tuple[Part, dict[str, bytes]]:
        documents = [document(records[number]) for number in numbers]
        chunks, files = pagefind.index(each.words for each in documents)
        folder = f"index/{place}/"
        part = Part(
            chunks=[[first, folder + name] for first, name in chunks],
            digests=[planned.digests[number] for number in numbers],
            lengths=[[each.titles, each.names] for each in documents],
            late=bool(planned.kept),
        )
        return part, {folder + name: data for name, data in files.items()}

    with ThreadPoolExecutor(min(jobs, AT_ONCE)) as pool:  # threads, because Pagefind does the work
        done = [*pool.map(made, count(len(planned.kept)), new)]
    index = Index(parts=[*planned.kept, *(part for part, _files in done)], numbers=[*planned.numbers, *new])
    return index, {name: data for _part, files in done for name, data in files.items()}


def runs(numbers: Iterable[int]) -> list[int]:
    """Return numbers as runs, each its first number and its length: of numbers in a row, or of slots passed over."""
    found: list[int] = []
    expected = None
    for number in numbers:
        if number != expected:
            found += (number, 0)
        found[-1] += 1
        expected = number if number == NOWHERE else number + 1
    return found


def to_json(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Return what must be remembered of parts to take them over."""
    names = Part.__slots__
    return [{name: getattr(part, name) for name in names} for part in parts]


def from_json(data: Iterable[Mapping[str, Any]]) -> list[Part]:
    """Return what :func:`to_json` has remembered."""
    return [Part(**each) for each in data]
