"""The files of an index that concern all records, each made again only if a column or a name that it shows has changed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..model.records import TERM_KINDS
from ..text.digests import digest_of
from .facets import FILE, Facets, facet_files, large_file
from .facts import HAS_NAMES
from .searchable import GUIDE, NUMBER
from .table import KIND_NAMES, packed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..library.library import Library
    from ..text.messages import Translate

ENGLISH = "english.json.gz"
"""The English names of the values of facets."""
IDS = "ids.json.gz"
TITLES = "titles.json.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the table of the index says of all records."""

    of: Mapping[str, str]
    """The digest of everything that the files of each column depend on."""
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


def keys(shown: Mapping[str, str], say: Translate) -> dict[str, str]:
    """Return a digest of all that the files of each column depend on; *shown* has one of the column and of the names of terms."""
    said = digest_of([*map(say, (*KIND_NAMES.values(), *HAS_NAMES.values(), NUMBER))])
    return {name: digest_of([each, said]) for name, each in shown.items()}


def overview(
    column: Callable[[str], Sequence[Any]],
    library: Library,
    say: Translate,
    of: Mapping[str, str],
    former: Overview | None = None,
) -> tuple[Overview, dict[str, bytes]]:
    """Return what the table says of all records, and the files by name that are not those of the *former* state.

    *column* returns a column by its name, and *of* has the digest of all that its files depend on.
    """
    due = {name for name, each in of.items() if former is None or former.of.get(name) != each}
    facets = Facets(column, library, say)
    large, found = facet_files(facets, due, former.large if former else ())
    issues = [*chain.from_iterable(column("issue"))]
    made = Overview(
        of=of,
        newest=max(issues, default=0),
        dated=len(issues),
        guide=sum(kind != (GUIDE,) for kind in column("kind")),
        large=large,
    )
    found |= {file: packed(column(name)) for file, name in ((IDS, "id"), (TITLES, "title")) if name in due}
    return made, found | ({ENGLISH: packed(facets.english_names())} if due.intersection(TERM_KINDS) else {})
