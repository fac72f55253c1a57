"""The cache of the citation records of each issue, in a file beside its doctree.

The records are made where the page of the issue is written, in a parallel build by several processes, and joined into bundles
when all pages are written. The next build makes only the records of issues whose works have changed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..editing.disk import replace_file
from ..exporters import bundles
from ..text.digests import digest_of
from .sources import sources_version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..exporters.bundles import RecordTexts
    from ..library.library import Library
    from ..model.records import Page

FOLDER = "citations"
"""The folder of the cache below the doctrees."""
_RECORDS: WeakKeyDictionary[Library, dict[str, Mapping[str, RecordTexts]]] = WeakKeyDictionary()
"""The records of each issue that this process has read or made, by docname."""


def records_of(library: Library, page: Page, doctreedir: Path) -> Mapping[str, RecordTexts]:
    """Return the records of the papers of an issue by identifier, from the cache, or made now and added to it."""
    library = library.source
    records = _RECORDS.setdefault(library, {})
    if page.docname not in records:
        records[page.docname] = _records_of(library, library.by_docname[page.docname], doctreedir)
    return records[page.docname]


def _records_of(library: Library, page: Page, doctreedir: Path) -> Mapping[str, RecordTexts]:
    entries = bundles.papers(library.presented(page))
    digest = _digest([bundles.cited(entry) for entry in entries])
    path = _path(page, doctreedir)
    cached = _read(path)
    if cached.get("digest") == digest:
        records: dict[str, RecordTexts] = cached["records"]  # type: ignore[assignment]
        return records
    made = {entry.item.id: bundles.citations_of(library).records(entry) for entry in entries}
    replace_file(path, json.dumps({"digest": digest, "records": made}, ensure_ascii=False).encode())
    return made


def remove_stale(library: Library, doctreedir: Path) -> None:
    """Remove the files of issues that do not exist any more."""
    current = {_path(page, doctreedir) for page in library.issues.values()}
    for path in (doctreedir / FOLDER).glob("*"):
        if path not in current:
            path.unlink()


def _path(page: Page, doctreedir: Path) -> Path:
    return doctreedir / FOLDER / f"{page.docname.rpartition('/')[2]}.json"


def _read(path: Path) -> dict[str, object]:
    try:
        cached = json.loads(path.read_bytes())
    except (OSError, ValueError):  # there is no file, or a killed run left it incomplete
        return {}
    return cached if isinstance(cached, dict) else {}


def _digest(works: object) -> str:
    """Return a digest of the works and of the code that makes their records."""
    return digest_of((sources_version(), works))
