"""From a working tree to a Library, without Sphinx, for the command line and for Python users."""

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
from ..reading.tree import bib_paths, page_paths, problems_of_files
from .library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..model.identity import Identity
    from ..model.problems import Problem
    from ..model.records import BibFile

MIN_BIBS_FOR_PROCESS = 100
"""With fewer .bib files, starting a process takes longer than reading them."""


def load_with_texts(
    root: Path | str = ".", *, processes: int = 1, read: Callable[[str], bytes] | None = None
) -> tuple[Library, dict[str, str]]:
    """Return the library of the handbook at *root*, and the text of each page by path.

    Problems of pages and files are stored in their records, not raised. A text is what read_page returns: decoded, with the
    lines of the file. With more than one process, the .bib files of a large handbook are read in parallel with the pages. *read*
    returns the bytes of a path, for a caller that is to change exactly what was read.
    Raise NotADirectoryError if *root* is not a folder.
    """
    root = Path(root)
    if not root.is_dir():
        raise NotADirectoryError(root)
    paths = bib_paths(root)
    data = read or partial(_data, root)
    with _bib_reader(processes > 1 and len(paths) >= MIN_BIBS_FOR_PROCESS) as start:
        bibs = start(data, paths)
        identity, problems = load_identity(root)
        read_pages = [(path, *read_page(path, data(path), identity)) for path in page_paths(root)]
        pages = (page for _path, page, _text in read_pages)
        library = Library(pages, bibs(), (*problems, *problems_of_files(root)), identity)
    return library, {path: text for path, _page, text in read_pages}


@contextmanager
def _bib_reader(in_process: bool) -> Iterator[Callable[[Callable[[str], bytes], Iterable[str]], Callable[[], list[BibFile]]]]:
    """Provide a function that starts to read .bib files, in a process of its own or not, and returns a function that waits."""
    if not in_process:
        yield lambda data, paths: partial(_read_bibs, data, paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn"), _prepare_worker) as pool:
        yield lambda data, paths: pool.submit(_read_bibs, data, paths).result


def _prepare_worker() -> None:
    """Leave Ctrl-C to the parent process; and collect no garbage: the process is short-lived."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _data(root: Path, path: str) -> bytes:
    return (root / path).read_bytes()


def _read_bibs(data: Callable[[str], bytes], paths: Iterable[str]) -> list[BibFile]:
    return [read_bib(path, data(path)) for path in paths]


def load(root: Path | str = ".", *, read: Callable[[str], bytes] | None = None) -> Library:
    """Return the library of the handbook at *root*; *read* is that of load_with_texts."""
    return load_with_texts(root, read=read)[0]


def load_identity(root: Path | str = ".") -> tuple[Identity, tuple[Problem, ...]]:
    """Return what is the own of the handbook at *root*, and what is wrong with the table that says so."""
    path = Path(root) / FILE
    return read_identity(path.read_bytes() if path.is_file() else None)
