"""What surrounds every command: its output takes every character, and a full disk or a signal ends it in a readable way."""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

from .terminal import err, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

ESCAPING = "handbook-escaping"
"""The name of the error handler of the output streams."""
SIGNALS = ("SIGTERM", "SIGHUP")
"""The signals that end a command; Ctrl-C, which is SIGINT, raises KeyboardInterrupt in Python already."""


@contextmanager
def running() -> Iterator[None]:
    """Run a command: any error of the system is one line and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ESCAPING)
    with _signals():
        try:
            try:
                yield
            finally:
                sys.stdout.flush()
        except OSError as error:
            _stop(error)


def escape(error: UnicodeError) -> tuple[str, int]:
    r"""Return what stands for characters that an encoding lacks: ``\u`` and four digits, which JSON reads as the character."""
    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    units = (lacking[at : at + 2].hex() for at in range(0, len(lacking), 2))
    return "".join(f"\\u{unit}" for unit in units), error.end


codecs.register_error(ESCAPING, escape)


def _stop(error: OSError) -> NoReturn:
    """Say what the system refused, and end; an output that takes nothing is not written to again."""
    if error.filename is None:
        message = say("the output could not be written: {reason}").format(reason=error.strerror or error)
    else:
        message = say("cannot access {path}: {reason}").format(path=os.fsdecode(error.filename), reason=error.strerror)
    with suppress(OSError):
        err.print(message, markup=False)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # Python flushes once more when it ends, and would complain
            _discard(stream.fileno())
    sys.exit(2)


def _discard(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


@contextmanager
def _signals() -> Iterator[None]:
    """Have signals that end the process raise SystemExit, so that what is under way is undone as after Ctrl-C."""
    former = {}
    if threading.current_thread() is threading.main_thread():
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores SIGHUP
                former[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(128 + number)
