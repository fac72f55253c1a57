"""The files of an index that concern all records, made again only if a row of them or a name that they show has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..text.digests import digest_of
from .facets import FILE, english_names, facet_files, facets_of, large_file
from .facts import HAS_NAMES
from .searchable import GUIDE, NUMBER
from .table import KIND_NAMES, packed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..library.library import Library
    from ..text.messages import Translate
    from .searchable import Row

ENGLISH = "english.json.gz"
"""The English names of the values of facets."""
IDS = "ids.json.gz"
TITLES = "titles.json.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the table of the index says of all records."""

    of: str
    """The digest of everything that the files depend on."""
    newest: int
    """The number of the newest issue."""
    dated: int
    """The number of records with an issue, which come first."""
    guide: int
    """The number of the first record of the guide, which come last."""
    large: list[str]
    """The names of the facets with a file of their own."""

    def of_page(self) -> dict[str, Any]:
        """Return what the table has for the page: where undated records and the guide begin, and which facets are large."""
        return {"newest": self.newest, "dated": self.dated, "guide": self.guide, "large": self.large}

    def names(self) -> set[str]:
        """Return the names of the files."""
        return {IDS, TITLES, ENGLISH, FILE, *map(large_file, self.large)}


def key(shown: str, say: Translate) -> str:
    """Return a digest of everything that the files depend on, *shown* being one of the rows and of the names of terms."""
    return digest_of([shown, *map(say, (*KIND_NAMES.values(), *HAS_NAMES.values(), NUMBER))])


def overview(rows: Sequence[Row], library: Library, say: Translate, of: str) -> tuple[Overview, dict[str, bytes]]:
    """Return what the table says of the *rows* of all records, whose digest is *of*, and the files by name."""
    facets = facets_of(rows, library, say)
    large, values = facet_files(facets)
    made = Overview(
        of=of,
        newest=max((row.issue for row in rows if row.issue is not None), default=0),
        dated=sum(row.issue is not None for row in rows),
        guide=sum(row.kind != GUIDE for row in rows),
        large=large,
    )
    return made, {
        IDS: packed([row.id for row in rows]),
        TITLES: packed([row.title for row in rows]),
        ENGLISH: packed(english_names(facets)),
        **values,
    }
