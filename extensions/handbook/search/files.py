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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..fulltext.parts import Index, Part
    from ..library.library import Library
    from ..text.messages import Translate
    from .searchable import SearchRecord

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
    records: Sequence[SearchRecord],
    index: Index,
    new: Sequence[int],
    *,
    made_by: str = "",
    volumes: Sequence[str] = (),
    address: Callable[[SearchRecord], str],
    say: Translate = str,
) -> dict[str, bytes]:
    """Return the files beside the chunks of the index by name, with the cards of the *new* records, which are given by number.

    *made_by* identifies the code that makes the index; *address* returns the address of a record on the site, and *volumes* are
    the folders of further indexes, relative to that of this one.
    """
    slots = index.slots()
    cards = {card(*slots[number]): packed(table.card(records[number], address(records[number]))) for number in new}
    facets = facets_of(records, library, say)
    (large, values), english = facet_files(facets), packed(english_names(facets))
    content = repr((made_by, index.numbers, [part.digests for part in index.parts])).encode()
    version = hashlib.blake2b(b"".join((content, *values.values(), english)), digest_size=4).hexdigest()
    suggested = lexicon.files(len(index.parts) - 1, [records[number] for number in new]) if new else {}
    return {
        **cards,
        **{name: packed(data) for name, data in suggested.items()},
        IDS: packed([record.id for record in records]),
        TITLES: packed([record.titles[0][:MAX_SORTED_CHARS] for record in records]),
        **values,
        ENGLISH: english,
        TABLE: fulltext_table(index, version, volumes, table.of_page(records, large, say)),
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
