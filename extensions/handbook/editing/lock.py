"""The lock of a handbook: one command at a time changes its files. The system releases it when a process ends in any way."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 10.0
"""How long to wait for another command, which holds the lock only while it writes."""


class BusyError(Exception):
    """Another command is changing the handbook."""


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the lock of the handbook at *root*; raise BusyError if another process still holds it after SECONDS.

    The folder itself is locked, so that no file is left. Where the system cannot lock a folder, as on Windows, nothing is
    locked: then only the comparison with what was read protects the files.
    """
    if sys.platform == "win32":
        yield
        return
    folder = os.open(root, os.O_RDONLY)
    try:
        _wait(folder, time.monotonic() + SECONDS)
        yield
    finally:
        os.close(folder)


def _wait(folder: int, end: float) -> None:
    while True:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise BusyError from None
            time.sleep(0.05)
        except OSError:  # the file system has no locks
            return
        else:
            return
