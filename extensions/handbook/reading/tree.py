"""Which files of a working tree belong to a handbook: pages and .bib files, and links that lead out of it or in a circle."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.places import BIBS, PAGE_FOLDERS
from ..model.problems import Location, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS = (*PAGE_FOLDERS, BIBS)
PAGE_PATTERNS = ("index.md", *(f"{folder}/**/*.md" for folder in PAGE_FOLDERS))
"""Where pages are; the configuration of Sphinx names the same places."""


def bib_paths(root: Path) -> tuple[str, ...]:
    """Return the .bib files of the handbook at *root*, relative to it, ordered by name."""
    return tuple(_files(root, (f"{BIBS}/*.bib",)))


def page_paths(root: Path) -> Iterator[str]:
    """Yield the pages of the handbook at *root*, relative to it, ordered by name."""
    yield from _files(root, PAGE_PATTERNS)


def _files(root: Path, patterns: tuple[str, ...]) -> list[str]:
    """Return the files that match, except hidden ones, which editors and systems write, and ones outside the handbook.

    A broken link is among them, so that whoever reads it reports it.
    """
    matches = {path for pattern in patterns for path in root.glob(pattern) if path.is_file() or not path.exists()}
    names = (path.relative_to(root) for path in matches)
    visible = sorted(name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts))
    links = tuple(links_outside(root))
    return [name for name in visible if not any(name == link or name.startswith(f"{link}/") for link in links)]


def links_outside(root: Path) -> Iterator[str]:
    """Yield the symbolic links in the handbook's folders that lead out of these, relative to *root*, ordered by name.

    A link that leads in a circle is not among them.
    """
    inside = tuple(f"{os.path.realpath(root)}{os.sep}{folder}" for folder in FOLDERS)
    for path in sorted(_links(root)):
        target = os.path.realpath(path)
        is_circle = f"{os.path.realpath(path.parent)}{os.sep}".startswith(target.rstrip(os.sep) + os.sep)
        if not is_circle and not any(target == folder or target.startswith(folder + os.sep) for folder in inside):
            yield path.relative_to(root).as_posix()


def _links(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        if (root / folder).is_symlink():
            yield root / folder
        elif (root / folder).is_dir():
            yield from _links_below(str(root / folder))


def _links_below(folder: str) -> Iterator[Path]:
    with suppress(OSError), os.scandir(folder) as entries:  # scandir tells links apart without a system call for each
        for entry in entries:
            if entry.is_symlink():
                yield Path(entry)
            elif entry.is_dir():
                yield from _links_below(entry.path)


def problems_of_links(root: Path) -> tuple[Problem, ...]:
    """Return a problem for each link that leads out of the handbook's folders."""
    return tuple(problem("outside", Location(path=link, line=1), target=(root / link).readlink()) for link in links_outside(root))


def names_not_utf8(root: Path) -> Iterator[str]:
    """Yield the files and folders below the folders of pages whose names are not UTF-8, relative to *root*."""
    for start in PAGE_FOLDERS:
        for folder, names, file_names in os.walk(root / start):
            for name in sorted((*names, *file_names)):
                if not name.isascii() and name != name.encode("utf-8", "replace").decode():
                    yield (Path(folder, name)).relative_to(root).as_posix()


def circles(root: Path) -> Iterator[str]:
    """Yield the links below the folders of pages that lead back to a folder above them, relative to *root*."""
    for start in PAGE_FOLDERS:
        for folder, names, _file_names in os.walk(root / start):
            for path in (Path(folder, name) for name in sorted(names)):
                if path.is_symlink() and path.parent.resolve().is_relative_to(path.resolve()):
                    yield path.relative_to(root).as_posix()
