"""A Sphinx extension that only counts: which documents were read, and which were written.

It notes two events of Sphinx, ``source-read`` and ``doctree-resolved``, and changes nothing: it has no settings, no nodes and
no data in the environment. Each process writes a file of its own, because parallel builds read in forked workers.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

VARIABLE = "HANDBOOK_COUNTS"
"""The environment variable that names the folder of the files; without it nothing is counted."""
READ, WRITTEN = "read", "written"


def note(event: str, docname: str) -> None:
    """Note an event in the file of this process."""
    folder = os.environ.get(VARIABLE)
    if folder:
        with (Path(folder) / f"{os.getpid()}.txt").open("a", encoding="utf-8") as file:
            file.write(f"{event} {docname}\n")


def counted(folder: Path) -> dict[str, set[str]]:
    """Return the documents read and written, from the files of all processes."""
    found: dict[str, set[str]] = {READ: set(), WRITTEN: set()}
    for path in folder.glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            event, _space, docname = line.partition(" ")
            found[event].add(docname)
    return found


def setup(app: Sphinx) -> ExtensionMetadata:
    """Listen."""
    app.connect("source-read", lambda _app, docname, _source: note(READ, docname))
    app.connect("doctree-resolved", lambda _app, _doctree, docname: note(WRITTEN, docname))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
