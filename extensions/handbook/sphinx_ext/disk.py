"""Builds that meet the limits of the disk: a killed run, a full disk, a file that may not be read or written.

Sphinx relies on the times of files, and notes a page as done before it is written. So that incomplete output of an earlier run is
never reused, the output folder carries a stamp while all of it is complete, and the domain remembers the size and time of each
doctree.
"""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from sphinx.util import logging

from ..text.digests import digest_of
from ..text.messages import mark as _
from ..text.messages import translator
from .internals.sphinx import BUILD_INFO, error_of_process, is_reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

STAMP = ".buildinfo.handbook"
"""The file in an output folder that holds the digest of its pages; it exists only while all of them are written."""

WRITE_ERRORS = frozenset({errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC, errno.EROFS})
"""The errors of writing for which the system does not always name the file."""
_ERROR_IN_TEXT = re.compile(r"\[Errno (\d+)\] ([^:()]+)(?:: .*?(?:-> )?(['\"])(?P<path>[^'\"]*)\3\)?$)?", re.MULTILINE)


class DiskError(NamedTuple):
    """An error of the system: number, text, and file (empty where the system does not name it)."""

    number: int
    reason: str
    path: str


# ---------------------------------------------------------------- output of earlier runs


def is_stamped(outdir: Path, digests: Mapping[str, str]) -> bool:
    """Return whether the output folder is complete and its pages are those of *digests*."""
    with suppress(OSError):
        return (outdir / STAMP).read_bytes() == _fingerprint(digests)
    return False


def stamp(outdir: Path, digests: Mapping[str, str]) -> None:
    """Note in the output folder that it is complete, with pages of these *digests*."""
    (outdir / STAMP).write_bytes(_fingerprint(digests))


def discard_build_info(outdir: Path) -> None:
    """Remove Sphinx's own record of the build, so that it writes all pages; an error shows when a page is written."""
    with suppress(OSError):
        (outdir / BUILD_INFO).unlink(missing_ok=True)


def unstamp(outdir: Path) -> None:
    """Remove the stamp, because from now on the folder is incomplete."""
    (outdir / STAMP).unlink(missing_ok=True)


def _fingerprint(digests: Mapping[str, str]) -> bytes:
    return digest_of(sorted(digests.items())).encode()


def doctree_state(doctreedir: Path, docname: str) -> tuple[int, int] | None:
    """Return size and time of the doctree of a page, or None if there is no doctree."""
    try:
        status = os.stat(f"{doctreedir}/{docname}.doctree")  # noqa: PTH116 - a path for each of thousands takes longer
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def files_below(folder: Path | str, suffix: str = "") -> Iterator[str]:
    """Yield the paths of the files with a *suffix* below a folder, which need not exist; of tens of thousands in little time."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from () if entry.is_symlink() else files_below(entry.path, suffix)
            elif entry.name.endswith(suffix):
                yield entry.path


def names_below(root: Path, folder: str = "") -> set[str]:
    """Return the paths of the files in a *folder* below *root*, relative to *root*, with slashes."""
    start = len(str(root)) + 1
    return {path[start:].replace(os.sep, "/") for path in files_below(root / folder)}


# ---------------------------------------------------------------- errors of the system


def make_folders(app: Sphinx) -> None:
    """Make the folders that the build writes to before Sphinx does, whose error would be a traceback."""
    for folder in (app.outdir, app.doctreedir):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            stop(app, DiskError(error.errno or 0, error.strerror or "", str(folder)))


def disk_error(app: Sphinx, exception: BaseException) -> DiskError | None:
    """Return the error of the system that made the build fail, if it concerns the handbook or what is built of it."""
    error = _system_error(exception)
    if error is None:
        return None
    if not error.path:
        folder = app.doctreedir if is_reading(app) else app.outdir
        return error._replace(path=str(folder)) if error.number in WRITE_ERRORS else None
    path = Path(error.path).absolute()
    return error if any(path.is_relative_to(folder) for folder in (app.srcdir, app.outdir, app.doctreedir)) else None


def _system_error(exception: BaseException) -> DiskError | None:
    cause: BaseException | None = exception
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno:
            return DiskError(cause.errno, cause.strerror or "", str(cause.filename2 or cause.filename or ""))
        cause = cause.__cause__
    match = _ERROR_IN_TEXT.search(error_of_process(exception))
    return DiskError(int(match[1]), match[2].strip(), match["path"] or "") if match else None


def stop(app: Sphinx, error: DiskError) -> NoReturn:
    """Report an error of the system in one line and end the build; Sphinx would print a traceback."""
    say = translator(app.config.language)
    text = say(_("cannot access {path}: {reason}; the build stops (free disk space or grant access, and build again)"))
    logger.error("%s", text.format(path=error.path, reason=error.reason))
    raise SystemExit(2)
