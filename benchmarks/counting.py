"""A Sphinx extension that records which documents are read and written, and how long the phases of a build take.

It listens to the events ``source-read`` and ``doctree-resolved`` of Sphinx, and times the functions of PHASES. It has no
settings, no nodes and no data in the environment. Each process writes its own file, because parallel builds read and write in
forked workers.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

VARIABLE = "HANDBOOK_COUNTS"
"""The environment variable that names the folder of the files; without it nothing is counted."""
READ, WRITTEN, PHASE = "read", "written", "phase"
PHASES = {
    "search index": ("handbook.sphinx_ext.searching", "write"),
    "records of citations": ("handbook.exporters.bundles", "Citations.records"),
    "exports": ("handbook.sphinx_ext.outputs", "write"),
    "pages of papers": ("handbook.sphinx_ext.derived_pages", "write_papers"),
    "lists": ("handbook.sphinx_ext.derived_pages", "write_share"),
}
"""Parts of a build of the handbook: module and function; what there is not is not timed."""


def note(event: str, docname: str) -> None:
    """Record an event in the file of this process."""
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
            if event in found:
                found[event].add(docname)
    return found


def phases(folder: Path) -> dict[str, float]:
    """Return the seconds of processor time of each phase, summed over all processes."""
    found: dict[str, float] = {}
    for path in folder.glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            event, _space, rest = line.partition(" ")
            if event == PHASE:
                seconds, _space, name = rest.partition(" ")
                found[name] = found.get(name, 0) + float(seconds)
    return {name: round(seconds, 3) for name, seconds in found.items()}


_inner: list[float] = []
"""What the parts inside of those that are running took, so that no second counts twice."""


def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return *function* with a timer, which leaves out the phases inside it."""

    def timing(*args: Any, **kwargs: Any) -> Any:
        _inner.append(0)
        began = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            took = time.process_time() - began
            note(PHASE, f"{took - _inner.pop():.6f} {name}")
            if _inner:
                _inner[-1] += took

    return timing


def watch_phases() -> None:
    """Time the phases that this build has."""
    for name, (module, path) in PHASES.items():
        try:
            owner = import_module(module)
            *classes, last = path.split(".")
            for each in classes:
                owner = getattr(owner, each)
            setattr(owner, last, timed(name, getattr(owner, last)))
        except (ImportError, AttributeError):
            continue


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the events, if the environment variable is set."""
    if os.environ.get(VARIABLE) and "handbook" in app.config.extensions:
        watch_phases()
    app.connect("source-read", lambda _app, docname, _source: note(READ, docname))
    app.connect("doctree-resolved", lambda _app, _doctree, docname: note(WRITTEN, docname))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
