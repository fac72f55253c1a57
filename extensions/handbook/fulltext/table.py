"""The table of an index, which a browser reads before anything else of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .binary import container, packed, words
from .documents import FIELDS, MEASURED
from .parts import runs
from .tokens import variants

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .parts import Index

TABLE = "table.bin.gz"


def table(index: Index, version: str, others: Sequence[str], more: Mapping[str, Any]) -> bytes:
    """Return the file of the table: what is needed to read the index, and what the caller adds.

    The *version* is part of the address of all other files, so that no cache mixes indexes. *others* are the folders of further
    indexes, relative to that of this one.
    """
    sections = {f"firsts-{place}": words(part.firsts) for place, part in enumerate(index.parts)}
    for place, part in enumerate(index.parts):
        sections |= {f"{field}-{place}": codes for field, codes in part.lengths.items()}
    simplified = {*"".join(part.simplified for part in index.parts)}
    head = {
        "version": version,
        "others": others,
        "fields": FIELDS,
        "measured": MEASURED,
        "size": sum(number >= 0 for numbers in index.numbers for number in numbers),
        "parts": [
            {"runs": runs(numbers), "chunks": len(part.firsts)} for part, numbers in zip(index.parts, index.numbers, strict=True)
        ],
        "variants": "".join(old + new for old, new in variants().items() if new in simplified),
    }
    return packed(container({**head, **more}, sections))
