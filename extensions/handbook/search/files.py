"""The files of the search index, all below one folder."""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..fulltext import parts
from ..fulltext.table import TABLE
from ..fulltext.table import table as fulltext_table
from ..text.digests import digest_of
from . import lexicon, table
from .overview import Overview
from .searchable import document
from .table import packed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..fulltext.documents import Document
    from ..fulltext.parts import Index, Part, Plan
    from ..text.messages import Translate
    from .searchable import SearchRecord

MANIFEST = "made-of.json.gz"
"""The parts of the index, for the next build, which alone reads it; it is written last."""


def index_files(
    record_of: Callable[[int], SearchRecord],
    planned: Plan,
    overview: Overview,
    *,
    made_by: str = "",
    volumes: Sequence[str] = (),
    address: Callable[[SearchRecord], str],
    say: Translate = str,
) -> tuple[Index, dict[str, bytes]]:
    """Return the index by the plan, and the files that it changes by name, among them the cards of new records.

    *record_of* returns a record by its number; it is asked for each new record once. *overview* is that of all records, whose own
    files are not among those returned. *made_by* identifies the code that makes the index; *address* returns the address of a
    record on the site, and *volumes* are the folders of further indexes, relative to that of this one.
    """
    part, words = len(planned.reused), lexicon.Lexicon()
    cards: dict[str, bytes] = {}

    def added(number: int) -> Document:
        record = record_of(number)
        cards[card(part, len(cards))] = packed(table.card(record, address(record)))
        words.add(record)
        return document(record)

    index, new = parts.index(planned, added)
    version = digest_of((made_by, index.numbers, [part.digests for part in index.parts], overview.of))[:8]
    suggested = words.files(part) if new else {}
    return index, {
        **new,
        **cards,
        **{name: packed(data) for name, data in suggested.items()},
        TABLE: fulltext_table(index, version, volumes, {**overview.of_page(), **table.of_page(say)}),
        MANIFEST: packed({"by": made_by, "parts": parts.to_json(index.parts), "overview": asdict(overview)}, level=1),
    }


def kept_names(index: Index, overview: Overview) -> set[str]:
    """Return the names of the files of an index that are not made again at each edit, written now or before."""
    suggested = (name for part in range(len(index.parts)) for name in lexicon.names(part))
    return {*overview.names(), *suggested, *index.files(), *(card(part, slot) for part, slot in index.slots().values())}


def card(part: int, slot: int) -> str:
    """Return the name of the file of a result, which depends on the slot of its record and not on the order of records."""
    return f"card/{part}/{slot}.json.gz"


def of_manifest(data: bytes, made_by: str) -> tuple[list[Part], Overview | None]:
    """Return the parts and the overview that a manifest names; none if it is empty, damaged, or of other code than *made_by*."""
    try:
        manifest = json.loads(gzip.decompress(data))
        if manifest["by"] == made_by:
            return parts.from_json(manifest["parts"]), Overview(**manifest["overview"])
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        pass
    return [], None
