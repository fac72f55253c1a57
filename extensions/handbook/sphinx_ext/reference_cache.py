"""The cache of works as reference lists show them, in a file for each page beside its doctree: to format a work takes 4 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.digests import digest_of
from . import caches
from .internals.bibtex import FORMATTED_BY, formatted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from docutils import nodes

    from ..model.records import Paper

FOLDER = "references"
"""The folder of the cache below the doctrees."""


def paragraphs(papers: Iterable[Paper], docname: str, doctreedir: Path) -> list[nodes.paragraph]:
    """Return the works of the reference list of a page, from the cache, or formatted now and added to it."""
    path = _path(docname, doctreedir)
    known: dict[str, nodes.paragraph] = caches.read(path, dict) or {}
    works = {digest_of((FORMATTED_BY, paper)): paper for paper in papers}
    shown = {digest: known[digest] if digest in known else formatted(paper) for digest, paper in works.items()}
    if shown.keys() != known.keys():
        caches.write(path, shown)
    return [paragraph.deepcopy() for paragraph in shown.values()]


def remove_stale(docnames: Iterable[str], doctreedir: Path) -> None:
    """Remove the files of pages that are not among *docnames*, those with a reference list."""
    current = {_path(docname, doctreedir) for docname in docnames}
    for path in (doctreedir / FOLDER).rglob("*.pickle"):
        if path not in current:
            path.unlink()


def _path(docname: str, doctreedir: Path) -> Path:
    return doctreedir / FOLDER / f"{docname}.pickle"
