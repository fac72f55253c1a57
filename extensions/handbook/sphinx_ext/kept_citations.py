"""The records of an issue's papers, kept beside its doctree: made where its page is written, joined when all pages are.

A parallel build so makes them beside the main process, and the next build only those of issues whose works have changed.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..editing.disk import replace_file
from ..exporters import bundles
from .sources import sources_version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..exporters.bundles import Records
    from ..library.library import Library
    from ..model.records import Page

FOLDER = "citations"
"""The folder below that of the doctrees."""
_RECORDS: WeakKeyDictionary[Library, dict[str, Mapping[str, Records]]] = WeakKeyDictionary()
"""The records of each issue that this process has read or made, by the name of its page."""


def records_of(library: Library, page: Page, doctreedir: Path) -> Mapping[str, Records]:
    """Return the records of the papers of an issue, by identifier: those that are kept, or ones made now and kept.

    What is kept tells of which works and which code it was made, so that nothing else is ever taken for it.
    """
    here = _RECORDS.setdefault(library, {})
    if page.docname not in here:
        here[page.docname] = _records_of(library, page, doctreedir)
    return here[page.docname]


def _records_of(library: Library, page: Page, doctreedir: Path) -> Mapping[str, Records]:
    entries = bundles.papers(library.presented(page))
    digest = _digest([bundles.cited(entry) for entry in entries])
    path = _kept(page, doctreedir)
    kept = _read(path)
    if kept.get("digest") == digest:
        records: dict[str, Records] = kept["records"]  # type: ignore[assignment]
        return records
    made = {entry.item.id: bundles.citations_of(library).records(entry) for entry in entries}
    replace_file(path, json.dumps({"digest": digest, "records": made}, ensure_ascii=False).encode())
    return made


def forget_others(library: Library, doctreedir: Path) -> None:
    """Remove what is kept of issues that are no more."""
    known = {_kept(page, doctreedir) for page in library.issues.values()}
    for path in (doctreedir / FOLDER).glob("*"):
        if path not in known:
            path.unlink()


def _kept(page: Page, doctreedir: Path) -> Path:
    return doctreedir / FOLDER / f"{page.docname.rpartition('/')[2]}.json"


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):  # there is none, or a run was killed
        return {}
    return found if isinstance(found, dict) else {}


def _digest(works: object) -> str:
    return hashlib.blake2b(f"{sources_version()} {works!r}".encode(), digest_size=16).hexdigest()
