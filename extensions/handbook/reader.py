"""From a working tree to a Library without Sphinx, for the command line and for Python users."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from .bibliography import read_bib
from .library import Library
from .pages import read_page

PAGE_FOLDERS = ("issues", "docs")
PAGE_PATTERNS = ("index.md", *(f"{folder}/**/*.md" for folder in PAGE_FOLDERS))
"""Where pages are; the configuration of Sphinx names the same places."""


def bib_paths(root: Path) -> tuple[str, ...]:
    """Return the .bib files of the handbook at *root*, relative to it, ordered by name."""
    return tuple(_files(root, ("bib/*.bib",)))


def page_paths(root: Path) -> Iterator[str]:
    """Yield the pages of the handbook at *root*, relative to it, ordered by name."""
    yield from _files(root, PAGE_PATTERNS)


def _files(root: Path, patterns: tuple[str, ...]) -> list[str]:
    """Return the files, without the hidden ones that editors and systems put beside them.

    A link that leads nowhere is among them, so that whoever reads it hears of it.
    """
    found = {path for pattern in patterns for path in root.glob(pattern) if path.is_file() or not path.exists()}
    names = (path.relative_to(root) for path in found)
    return sorted(name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts))


def circles(root: Path) -> Iterator[str]:
    """Yield the links below the folders of pages that lead back to a folder above them, relative to *root*."""
    for start in PAGE_FOLDERS:
        for folder, names, _files_there in os.walk(root / start):
            for path in (Path(folder, name) for name in sorted(names)):
                if path.is_symlink() and path.parent.resolve().is_relative_to(path.resolve()):
                    yield path.relative_to(root).as_posix()


def load(root: Path | str = ".") -> Library:
    """Read the handbook at *root*; what is wrong with it is in the problems of the pages and files, not raised.

    Raise NotADirectoryError where *root* is no folder.
    """
    root = Path(root)
    if not root.is_dir():
        raise NotADirectoryError(root)
    return Library(
        pages=(read_page(path, (root / path).read_bytes())[0] for path in page_paths(root)),
        bibs=(read_bib(path, (root / path).read_bytes()) for path in bib_paths(root)),
    )
