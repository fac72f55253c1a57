"""From a working tree to a Library, without Sphinx, for the command line and for Python users."""

from __future__ import annotations

import gc
import signal
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..reading.bibliography import read_bib
from ..reading.pages import read_page
from ..reading.tree import bib_paths, page_paths, problems_of_files
from .library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..model.records import BibFile

MIN_BIBS_FOR_PROCESS = 100
"""With fewer .bib files, starting a process takes longer than reading them."""


def load_with_texts(root: Path | str = ".", *, processes: int = 1) -> tuple[Library, dict[str, str]]:
    """Return the library of the handbook at *root*, and the text of each page by path.

    Problems of pages and files are stored in their records, not raised. A text is what read_page returns: decoded, with the
    lines of the file. With more than one process, the .bib files of a large handbook are read in parallel with the pages.
    Raise NotADirectoryError if *root* is not a folder.
    """
    root = Path(root)
    if not root.is_dir():
        raise NotADirectoryError(root)
    paths = bib_paths(root)
    with _bib_reader(processes > 1 and len(paths) >= MIN_BIBS_FOR_PROCESS) as start:
        bibs = start(root, paths)
        read_pages = [(path, *read_page(path, (root / path).read_bytes())) for path in page_paths(root)]
        library = Library(pages=(page for _path, page, _text in read_pages), bibs=bibs(), problems=problems_of_files(root))
    return library, {path: text for path, _page, text in read_pages}


@contextmanager
def _bib_reader(in_process: bool) -> Iterator[Callable[[Path, Iterable[str]], Callable[[], list[BibFile]]]]:
    """Provide a function that starts to read .bib files, in a process of its own or not, and returns a function that waits."""
    if not in_process:
        yield lambda root, paths: partial(_read_bibs, root, paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn"), _prepare_worker) as pool:
        yield lambda root, paths: pool.submit(_read_bibs, root, paths).result


def _prepare_worker() -> None:
    """Leave Ctrl-C to the parent process; and collect no garbage: the process is short-lived."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _read_bibs(root: Path, paths: Iterable[str]) -> list[BibFile]:
    return [read_bib(path, (root / path).read_bytes()) for path in paths]


def load(root: Path | str = ".") -> Library:
    """Return the library of the handbook at *root*."""
    return load_with_texts(root)[0]
