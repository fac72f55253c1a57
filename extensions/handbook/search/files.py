"""The files of the search index, all below one folder."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any

from ..fulltext import parts
from ..fulltext.table import TABLE
from ..fulltext.table import table as fulltext_table
from . import lexicon, table
from .facets import english_names, facet_files, facets_of
from .searchable import document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..fulltext.documents import Document
    from ..fulltext.parts import Index, Part, Plan
    from ..library.library import Library
    from ..text.messages import Translate
    from .searchable import Row, SearchRecord

ENGLISH = "english.json.gz"
"""The English names of the values of facets."""
IDS = "ids.json.gz"
TITLES = "titles.json.gz"
MANIFEST = "made-of.json.gz"
"""The parts of the index, for the next build; it is written last."""
MAX_SORTED_CHARS = 16
"""So many characters of a title are known for sorting by title."""


def index_files(
    library: Library,
    rows: Sequence[Row],
    record_of: Callable[[int], SearchRecord],
    planned: Plan,
    *,
    made_by: str = "",
    volumes: Sequence[str] = (),
    address: Callable[[SearchRecord], str],
    say: Translate = str,
) -> tuple[Index, dict[str, bytes]]:
    """Return the index by the plan, and the files that it changes by name, among them the cards of new records.

    *rows* are those of all records, and *record_of* returns a record by its number; it is asked for each new record once.
    *made_by* identifies the code that makes the index; *address* returns the address of a record on the site, and *volumes* are
    the folders of further indexes, relative to that of this one.
    """
    part, words = len(planned.reused), lexicon.Lexicon()
    cards: dict[str, bytes] = {}

    def added(number: int) -> Document:
        record = record_of(number)
        cards[card(part, len(cards))] = packed(table.card(record, address(record)))
        words.add(record)
        return document(record)

    index, new = parts.index(planned, added)
    facets = facets_of(rows, library, say)
    (large, values), english = facet_files(facets), packed(english_names(facets))
    content = repr((made_by, index.numbers, [part.digests for part in index.parts])).encode()
    version = hashlib.blake2b(b"".join((content, *values.values(), english)), digest_size=4).hexdigest()
    suggested = words.files(part) if new else {}
    return index, {
        **new,
        **cards,
        **{name: packed(data) for name, data in suggested.items()},
        IDS: packed([row.id for row in rows]),
        TITLES: packed([row.title[:MAX_SORTED_CHARS] for row in rows]),
        **values,
        ENGLISH: english,
        TABLE: fulltext_table(index, version, volumes, table.of_page(rows, large, say)),
        MANIFEST: packed({"by": made_by, "parts": parts.to_json(index.parts)}),
    }


def kept_names(index: Index) -> set[str]:
    """Return the names of the files of an index that are not made again at each edit, written now or before."""
    suggested = (name for part in range(len(index.parts)) for name in lexicon.names(part))
    return {*suggested, *index.files(), *(card(part, slot) for part, slot in index.slots().values())}


def card(part: int, slot: int) -> str:
    """Return the name of the file of a result, which depends on the slot of its record and not on the order of records."""
    return f"card/{part}/{slot}.json.gz"


def parts_of_manifest(data: bytes, made_by: str) -> list[Part]:
    """Return the parts that a manifest names; none if it is damaged, or of other code than *made_by*."""
    try:
        manifest = json.loads(gzip.decompress(data))
        return parts.from_json(manifest["parts"]) if manifest["by"] == made_by else []
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return []


def packed(data: Any) -> bytes:
    """Return *data* as compressed JSON, with the same bytes for the same data."""
    return gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), compresslevel=6, mtime=0)
