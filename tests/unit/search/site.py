"""A folder with the files that the JavaScript of the search needs of a site."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from handbook.fulltext import parts
from handbook.fulltext.parts import Index, Part
from handbook.library.library import Library
from handbook.search import files
from handbook.search.columns import columns
from handbook.search.overview import overview
from handbook.search.searchable import SearchRecord, digest
from handbook.text.digests import digest_of

from .javascript import HERE, deno


@dataclass(frozen=True, kw_only=True)
class Found:
    """The result of a search: the numbers of the records in order, the number of records per value of a facet, and more."""

    records: list[int]
    counts: dict[str, dict[str, int]]
    step: str
    guide: list[int]
    taken: str
    suggestions: list[str]
    without: dict[str, int]
    links: list[list[str]]
    """The address, from the root of the site, and the identifier of the first results."""
    missing: list[str]
    """The volumes that could not be asked."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site with records that can be searched."""

    folder: Path
    records: Sequence[SearchRecord]
    index: Index

    def find(self, *states: dict[str, Any] | str) -> list[Found]:
        """Return the result of each search; a string is a query without filters."""
        asked = [state if isinstance(state, dict) else {"q": state} for state in states]
        given = json.dumps({"site": f"{self.folder.as_uri()}/", "states": asked})
        found = json.loads(
            deno("run", "--allow-read", str(HERE / "find.js"), given=given).replace(f"{self.folder.as_uri()}/", "")
        )
        names = Found.__dataclass_fields__
        return [Found(**{name: each[name] for name in names}) for each in found]

    def ids(self, state: dict[str, Any] | str) -> list[str]:
        """Return the identifiers of the results of a search, in order."""
        return [self.records[place].id for place in self.find(state)[0].records]


def site(folder: Path, library: Library, records: Sequence[SearchRecord]) -> Site:
    """Write the files of the search for *records* of *library*."""
    with as_file(resources("handbook") / "static") as scripts:
        for name in ("fulltext", "search"):
            shutil.copytree(scripts / name, folder / "_static" / name)
    return with_index(folder, library, records)


def with_index(
    folder: Path, library: Library, records: Sequence[SearchRecord], former: Sequence[Part] = (), volumes: Sequence[str] = ()
) -> Site:
    """Write only the files of the index, which reuses what it can of the *former* parts and names further *volumes*."""
    made = columns(records)
    shown, of_all = overview(made.__getitem__, library, str, {name: digest_of(column) for name, column in made.items()})
    planned = parts.plan([*map(digest, records)], former)
    address = "{0.docname}.html#{0.anchor}".format
    index, written = files.index_files(records.__getitem__, planned, shown, volumes=volumes, address=address)
    for name, data in {**of_all, **written}.items():
        path = folder / "_search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Site(folder=folder, records=records, index=index)
