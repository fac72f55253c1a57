"""From a working tree to a Library without Sphinx, for the command line and for Python users."""

from __future__ import annotations

import gc
import signal
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..reading.bibliography import read_bib
from ..reading.identity import FILE, read_identity
from ..reading.pages import read_page
from ..reading.tree import bib_paths, page_paths, problems_of_links
from .library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..model.identity import Identity
    from ..model.problems import Problem
    from ..model.records import BibFile

MANY = 100
"""How many .bib files are worth a process."""


def load_with_texts(root: Path | str = ".", *, processes: int = 1) -> tuple[Library, dict[str, str]]:
    """Return the library of the handbook at *root*, and the text of each page by path.

    What is wrong with the handbook is in the problems of the pages and files, not raised. A text is as read_page gives it:
    decoded, its lines as in the file. With more than one process, the .bib files of a large handbook are read beside the
    pages. Raise NotADirectoryError where *root* is no folder.
    """
    root = Path(root)
    if not root.is_dir():
        raise NotADirectoryError(root)
    paths = bib_paths(root)
    with _beside(processes > 1 and len(paths) >= MANY) as start:
        bibs = start(root, paths)
        identity, problems = load_identity(root)
        read_pages = [(path, *read_page(path, (root / path).read_bytes(), identity)) for path in page_paths(root)]
        pages = (page for _path, page, _text in read_pages)
        library = Library(pages, bibs(), (*problems, *problems_of_links(root)), identity)
    return library, {path: text for path, _page, text in read_pages}


@contextmanager
def _beside(is_worth_it: bool) -> Iterator[Callable[[Path, Iterable[str]], Callable[[], list[BibFile]]]]:
    """Give the function that starts to read .bib files, here or in a process of its own, and returns what waits for them."""
    if not is_worth_it:
        yield lambda root, paths: partial(_read_bibs, root, paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn"), _ignore_interrupts) as pool:
        yield lambda root, paths: pool.submit(_read_bibs, root, paths).result


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that everything is for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _read_bibs(root: Path, paths: Iterable[str]) -> list[BibFile]:
    return [read_bib(path, (root / path).read_bytes()) for path in paths]


def load(root: Path | str = ".") -> Library:
    """Return the library of the handbook at *root*, as read."""
    return load_with_texts(root)[0]


def load_identity(root: Path | str = ".") -> tuple[Identity, tuple[Problem, ...]]:
    """Return what is the own of the handbook at *root*, and what is wrong with the table that says so."""
    path = Path(root) / FILE
    return read_identity(path.read_bytes() if path.is_file() else None)
