"""A folder that the JavaScript of the search takes for a site."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from handbook.library import Library
from handbook.search import pagefind, table
from handbook.search.records import Record

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
    records: Sequence[Record]

    def find(self, *states: dict[str, Any] | str) -> list[Found]:
        """Return what each search finds; a string is a query without filters."""
        asked = [state if isinstance(state, dict) else {"q": state} for state in states]
        given = json.dumps({"site": f"{self.folder.as_uri()}/", "states": asked})
        found = json.loads(deno("run", "--allow-read", str(HERE / "find.js"), given=given))
        return [Found(records=each["records"], counts=each["counts"]) for each in found]

    def ids(self, state: dict[str, Any] | str) -> list[str]:
        """Return the identifiers of what a search finds, in order."""
        return [self.records[place].id for place in self.find(state)[0].records]


def site(folder: Path, library: Library, records: Sequence[Record]) -> Site:
    """Write the files of the search for *records* of *library*."""
    with as_file(files("handbook") / "static/search") as scripts:
        shutil.copytree(scripts, folder / "_static/search")
    out = folder / "_search"
    documents = [table.document(record) for record in records]
    parts, written = pagefind.index(document.words for document in documents)
    contents: dict[str, Any] = {
        "table": {"version": "1", **table.table(records, documents, parts, str)},
        "facets": table.facets(records, library, str),
        **{f"card/{place}": table.card(each, f"{each.docname}.html#{each.anchor}") for place, each in enumerate(records)},
    }
    written |= {f"{name}.json.gz": gzip.compress(json.dumps(content).encode()) for name, content in contents.items()}
    for name, data in written.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    return Site(folder=folder, records=records)
