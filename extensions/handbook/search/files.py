"""The files that a browser searches in, all below one folder."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any

from . import parts, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..library.library import Library
    from ..text.messages import Translate
    from .parts import Index, Part
    from .searchable import Record

TABLE = "table.json.gz"
"""What every search reads first; with its version others are asked for, so that none is taken for one of another index."""
FACETS = "facets.json.gz"
IDS = "ids.json.gz"
MADE = "made-of.json.gz"
"""What the next build goes by; it is written last."""


def files(
    library: Library,
    found: Sequence[Record],
    index: Index,
    new: Iterable[int],
    *,
    made_by: str = "",
    address: Callable[[Record], str],
    say: Translate = str,
) -> dict[str, bytes]:
    """Return the files beside those of the index itself, the cards of the *new* records among them, by name.

    *made_by* tells the code that makes them from any other, *address* where on the site a record is.
    """
    slots = index.slots()
    cards = {card(*slots[number]): packed(table.card(found[number], address(found[number]))) for number in new}
    facets = packed(table.facets(found, library, say))
    told = repr((made_by, index.numbers, [part.digests for part in index.parts])).encode() + facets
    version = hashlib.blake2b(told, digest_size=4).hexdigest()
    return {
        **cards,
        IDS: packed([record.id for record in found]),
        FACETS: facets,
        TABLE: packed({"version": version, **table.table(found, index, say)}),
        MADE: packed({"by": made_by, "parts": parts.to_json(index.parts)}),
    }


def names(index: Index) -> set[str]:
    """Return the names of all files of an index."""
    chunks = {name for part in index.parts for _first, name in part.chunks}
    return {TABLE, FACETS, IDS, MADE, *chunks, *(card(part, slot) for part, slot in index.slots().values())}


def card(part: int, slot: int) -> str:
    """Return the name of the file with what a result shows; it stays while the slot does, wherever the record stands."""
    return f"card/{part}/{slot}.json.gz"


def kept(data: bytes, made_by: str) -> list[Part]:
    """Return the parts of which :data:`MADE` tells; none where it is damaged, or of other code than *made_by*."""
    try:
        found = json.loads(gzip.decompress(data))
        return parts.from_json(found["parts"]) if found["by"] == made_by else []
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return []


def packed(data: Any) -> bytes:
    """Return *data* as JSON, packed; the same bytes for the same data."""
    return gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), compresslevel=6, mtime=0)
