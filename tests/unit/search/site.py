"""A folder that the JavaScript of the search takes for a site."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from handbook.library.library import Library
from handbook.search import files, parts
from handbook.search.parts import Index, Part
from handbook.search.searchable import SearchRecord

from .javascript import HERE, deno


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search finds: the records by their places, in order, and how many each value of a facet would give."""

    records: list[int]
    counts: dict[str, dict[str, int]]


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site with records that can be searched."""

    folder: Path
    records: Sequence[SearchRecord]
    index: Index

    def find(self, *states: dict[str, Any] | str) -> list[Found]:
        """Return what each search finds; a string is a query without filters."""
        asked = [state if isinstance(state, dict) else {"q": state} for state in states]
        given = json.dumps({"site": f"{self.folder.as_uri()}/", "states": asked})
        found = json.loads(deno("run", "--allow-read", str(HERE / "find.js"), given=given))
        return [Found(records=each["records"], counts=each["counts"]) for each in found]

    def ids(self, state: dict[str, Any] | str) -> list[str]:
        """Return the identifiers of what a search finds, in order."""
        return [self.records[place].id for place in self.find(state)[0].records]


def site(folder: Path, library: Library, records: Sequence[SearchRecord]) -> Site:
    """Write the files of the search for *records* of *library*."""
    with as_file(resources("handbook") / "static/search") as scripts:
        shutil.copytree(scripts, folder / "_static/search")
    return with_index(folder, library, records)


def with_index(folder: Path, library: Library, records: Sequence[SearchRecord], kept: Sequence[Part] = ()) -> Site:
    """Write the files of the index alone, with what serves of the *kept* parts."""
    planned = parts.plan(records, kept)
    index, written = parts.index(records, planned)
    written |= files.index_files(library, records, index, planned.rest, address=lambda each: f"{each.docname}.html#{each.anchor}")
    for name, data in written.items():
        path = folder / "_search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Site(folder=folder, records=records, index=index)
