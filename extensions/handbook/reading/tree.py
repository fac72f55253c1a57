"""Which files of a working tree belong to a handbook: pages and .bib files, and links that lead out of it or in a circle."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.places import BIBS, LOCALES, PAGE_FOLDERS, catalogue_folder
from ..model.problems import Location, Problem, problem
from ..text.messages import mark as _
from .limits import MAX_FOLDER_DEPTH, MAX_REFUSALS_REPORTED, MAX_SHOWN_PATH

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


def catalogue_paths(root: Path, language: str) -> tuple[str, ...]:
    """Return the catalogues of the edition of the handbook at *root* in *language*, relative to it, ordered by name."""
    return _catalogues(root, f"{catalogue_folder(language)}/*.po")


def edition_languages(root: Path) -> tuple[str, ...]:
    """Return the languages, as gettext names them, of which the handbook at *root* has catalogues."""
    return tuple(sorted({path.split("/")[1] for path in _catalogues(root, f"{LOCALES}/*/LC_MESSAGES/*.po")}))


def _catalogues(root: Path, pattern: str) -> tuple[str, ...]:
    """Return the catalogues that match; links are none, because they could lead out of the handbook."""
    return tuple(path for path in _visible(root, (pattern,)) if (root / path).resolve() == root.resolve() / path)


def misnamed(root: Path) -> Iterator[tuple[str, Problem]]:
    """Yield the files below the folders of pages that are not read because of their paths, each with its problem.

    A name that is not UTF-8, or has an invisible character, cannot be an address and would garble reports; and each page shows
    the path to it, so that folders must not be nested without end. The path of the problem is printable.
    """
    for start in PAGE_FOLDERS:
        for folder, _folders, names in os.walk(root / start):
            prefix = Path(folder).relative_to(root).as_posix()
            for path in (f"{prefix}/{name}" for name in sorted(names)):
                if not path.isprintable():
                    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
                    shown = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in shown)
                    yield path, problem("file-name-unreadable", Location(path=shown, line=1))
                elif path.endswith(".md") and path.count("/") > MAX_FOLDER_DEPTH:
                    part, limit = _("the number of folders above the page"), MAX_FOLDER_DEPTH
                    place = Location(path=path[:MAX_SHOWN_PATH], line=1)
                    yield path, problem("too-large", place, part=part, size=path.count("/"), limit=limit)


def _files(root: Path, patterns: tuple[str, ...]) -> list[str]:
    """Return the visible files that match, except ones outside the handbook and ones that are misnamed."""
    visible = _visible(root, patterns)
    links = tuple(links_outside(root))
    left_out = {path for path, _problem in misnamed(root)}
    outside = (name for name in visible if any(name == link or name.startswith(f"{link}/") for link in links))
    left_out.update(outside)
    return [name for name in visible if name not in left_out]


def _visible(root: Path, patterns: tuple[str, ...]) -> list[str]:
    """Return the files that match, ordered by name, except hidden ones, which editors and systems write.

    A broken link is among them, so that whoever reads it reports it.
    """
    matches = {path for pattern in patterns for path in root.glob(pattern) if path.is_file() or not path.exists()}
    names = (path.relative_to(root) for path in matches)
    return sorted(name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts))


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


def problems_of_files(root: Path) -> tuple[Problem, ...]:
    """Return a problem for each link that leads out of the handbook's folders, and for each file that cannot be a page."""
    links = (problem("outside", Location(path=link, line=1), target=(root / link).readlink()) for link in links_outside(root))
    return (*links, *islice((wrong for _path, wrong in misnamed(root)), MAX_REFUSALS_REPORTED))


def circles(root: Path) -> Iterator[str]:
    """Yield the links below the folders of pages that lead back to a folder above them, relative to *root*."""
    for start in PAGE_FOLDERS:
        for folder, names, _file_names in os.walk(root / start):
            for path in (Path(folder, name) for name in sorted(names)):
                if path.is_symlink() and path.parent.resolve().is_relative_to(path.resolve()):
                    yield path.relative_to(root).as_posix()
