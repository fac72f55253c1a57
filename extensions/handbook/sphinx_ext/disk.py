"""What a disk can do to a build: a run that was killed, a folder that is full, a file that may not be read or written.

Sphinx goes by the times of files, and notes a page as done before it is written. So that nothing a run left half done is
taken for whole, the output folder carries a stamp while all of it is written, and the size and time of every file of the
doctree folder are remembered.
"""

from __future__ import annotations

import errno
import hashlib
import logging as standard_logging
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from sphinx.errors import SphinxParallelError
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase

from ..text.messages import mark as _
from ..text.messages import translator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

STAMP = ".buildinfo.handbook"
"""The file in an output folder that says: all pages are written, and show what these digests tell of."""
SPHINX_STAMP = ".buildinfo"
"""The file of Sphinx's HTML builders; Sphinx stops at one that was cut off, and does without."""

FULL = frozenset({errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC, errno.EROFS})
"""What the system says when bytes cannot be written; it does not always say to which file."""
_IN_TEXT = re.compile(r"\[Errno (\d+)\] ([^:()]+)(?:: .*?(?:-> )?(['\"])(?P<path>[^'\"]*)\3\)?$)?", re.MULTILINE)


class Refusal(NamedTuple):
    """What the system has refused: number, words, file (empty where the system does not say)."""

    number: int
    reason: str
    path: str


# ---------------------------------------------------------------- what a run left


def is_stamped(outdir: Path, digests: Mapping[str, str]) -> bool:
    """Return whether the output folder was last written to its end, with pages that show what *digests* tell of."""
    with suppress(OSError):
        return (outdir / STAMP).read_bytes() == _fingerprint(digests)
    return False


def stamp(outdir: Path, digests: Mapping[str, str]) -> None:
    """Note in the output folder that it is written to its end."""
    (outdir / STAMP).write_bytes(_fingerprint(digests))


def unstamp(outdir: Path) -> None:
    """Take the stamp off: from now on the folder is not what anyone remembers."""
    (outdir / STAMP).unlink(missing_ok=True)


def _fingerprint(digests: Mapping[str, str]) -> bytes:
    return hashlib.blake2b(repr(sorted(digests.items())).encode(), digest_size=16).hexdigest().encode()


def doctree_state(doctreedir: Path, docname: str) -> tuple[int, int] | None:
    """Return size and time of the doctree of a page; None where there is none."""
    try:
        found = (doctreedir / f"{docname}.doctree").stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


# ---------------------------------------------------------------- what the system refuses


def raise_refusal(record: standard_logging.LogRecord) -> bool:
    """Raise the error of which Sphinx only warns, and goes on: a page that could not be written ends the build.

    A filter of logging, because the warning is all that tells of the error. That a file is not there stays a warning.
    """
    arguments = record.args if isinstance(record.args, tuple) else ()
    for error in arguments:
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            path = error.filename2 or error.filename or next((each for each in arguments if each is not error), None)
            raise OSError(error.errno, error.strerror, path and str(path)) from error
    return True


def watch_warnings(app: Sphinx) -> None:
    """Have errors of the builder raised of which it only warns."""
    for each in type(app.builder).__mro__:
        standard_logging.getLogger(f"sphinx.{each.__module__}").addFilter(raise_refusal)


def make_folders(app: Sphinx) -> None:
    """Make the folders that the build writes to, before Sphinx does."""
    for folder in (app.outdir, app.doctreedir):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            stop(app, Refusal(error.errno or 0, error.strerror or "", str(folder)))


def refusal(app: Sphinx, exception: BaseException) -> Refusal | None:
    """Return what the system has refused where that is why the build failed, in the handbook or in what is built of it."""
    found = _refusal_of(exception)
    if found is None:
        return None
    if not found.path:
        folder = app.doctreedir if app.builder.phase == BuildPhase.READING else app.outdir
        return found._replace(path=str(folder)) if found.number in FULL else None
    path = Path(found.path).absolute()
    ours = any(path.is_relative_to(folder) for folder in (app.srcdir, app.outdir, app.doctreedir))
    return found if ours else None


def _refusal_of(exception: BaseException) -> Refusal | None:
    error: BaseException | None = exception
    while error is not None:
        if isinstance(error, OSError) and error.errno:
            return Refusal(error.errno, error.strerror or "", str(error.filename2 or error.filename or ""))
        error = error.__cause__
    # of an error in a process of its own, Sphinx keeps the text
    match = _IN_TEXT.search(str(exception)) if isinstance(exception, SphinxParallelError) else None
    return Refusal(int(match[1]), match[2].strip(), match["path"] or "") if match else None


def stop(app: Sphinx, found: Refusal) -> NoReturn:
    """Say in one line what the system has refused, and end: Sphinx would print a traceback, whatever the error."""
    say = translator(app.config.language)
    text = say(_("{path}: {reason}; the build stops (make room, or give the right to read and write, and build again)"))
    logger.error("%s", text.format(path=found.path, reason=found.reason))
    raise SystemExit(2)
