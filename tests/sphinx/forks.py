"""Programs in forks of one process that has imported Sphinx and the handbook, which takes a new interpreter a second each time.

``python -m tests.sphinx.forks`` is that process; :func:`run` begins it and tells it what to run. A fork ends as an interpreter
ends. What depends on how an interpreter starts (encodings, the seed of hashes) needs a new one.
"""

from __future__ import annotations

import atexit
import os
import pickle
import runpy
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, BinaryIO

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to run: arguments of Python, which begin with ``-m``, ``-c`` or a script, and where."""

    arguments: list[str]
    env: dict[str, str]
    cwd: Path
    out: Path
    err: Path
    prepare: Callable[[], object] | None = None
    """Called before the program, as ``preexec_fn`` of subprocess is."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a program ended, with the seconds of the processor that it took, those of the imports included."""

    status: int
    seconds: float
    too_long: bool


def neutral(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without what changes languages, encodings, and how Python and Sphinx run."""
    prefixes, names = ("LC_", "PYTHON", "SPHINX"), ("LANG", "LANGUAGE", "COLUMNS", "MAKEFLAGS")
    kept = {name: value for name, value in environment.items() if not name.startswith(prefixes) and name not in names}
    return kept | {"LC_ALL": "C.UTF-8"}


def imported() -> None:
    """Import what builds and commands import."""
    from sphinx.application import builtin_extensions

    import handbook

    modules = [each.name for each in walk_packages(handbook.__path__, "handbook.")]
    for name in ("sphinx.cmd.build", *builtin_extensions, "sphinx_book_theme", *modules):
        import_module(name)


def become(order: Order) -> None:
    """Give this process the streams, the folder and the environment of a program, and a session of its own."""
    os.setsid()
    for target, path, flags in ((0, os.devnull, os.O_RDONLY), (1, order.out, os.O_WRONLY), (2, order.err, os.O_WRONLY)):
        opened = os.open(path, flags | (os.O_CREAT | os.O_TRUNC if target else 0), 0o644)
        os.dup2(opened, target)
        os.close(opened)
    os.chdir(order.cwd)
    os.environ.clear()
    os.environ.update(order.env)
    sys.dont_write_bytecode = "PYTHONDONTWRITEBYTECODE" in order.env
    if order.env.get("PYTHONWARNINGS") == "ignore":
        warnings.simplefilter("ignore")
    if order.prepare:
        order.prepare()


def execute(arguments: list[str]) -> None:
    """Run what arguments of Python name, as Python does."""
    first, *rest = arguments
    if first == "-m":
        sys.path[0], sys.argv = str(Path.cwd()), rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif first == "-c":
        sys.path[0], sys.argv = "", ["-c", *rest[1:]]
        exec(compile(rest[0], "<string>", "exec"), {"__name__": "__main__"})
    else:
        sys.path[0], sys.argv = str(Path(first).parent), arguments
        runpy.run_path(first, run_name="__main__")


def serve() -> None:
    """Fork for every order that is read, and write the fork's process id, then how it has ended."""
    orders, answers = (os.fdopen(os.dup(number), mode) for number, mode in ((0, "rb"), (1, "wb")))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    imported()
    say(answers, time.process_time())
    while (order := heard(orders)) is not None:
        process = os.fork()
        if process == 0:
            orders.close()
            answers.close()
            become(order)
            return execute(order.arguments)
        say(answers, process)
        _process, status, usage = os.wait4(process, 0)
        say(answers, (status, usage.ru_utime + usage.ru_stime))
    return None


def say(stream: BinaryIO, what: object) -> None:
    """Write an object to the other process."""
    pickle.dump(what, stream)
    stream.flush()


def heard(stream: BinaryIO) -> Any:
    """Return the next object from the other process; None if there is none."""
    try:
        return pickle.load(stream)
    except EOFError:
        return None


@cache
def server() -> tuple[BinaryIO, BinaryIO, float]:
    """Begin the process; return what it reads, what it writes, and the seconds that its imports took."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.sphinx.forks"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=neutral(os.environ),
        cwd=ROOT,
        start_new_session=True,
    )
    assert process.stdin
    assert process.stdout

    def end() -> None:
        process.communicate()

    atexit.register(end)
    seconds = heard(process.stdout)
    assert isinstance(seconds, float), "the process that forks has ended"
    return process.stdin, process.stdout, seconds


def kill(group: int) -> None:
    """Kill a group of processes that may have ended."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def run(order: Order, timeout: float) -> Ended:
    """Run a program in a fork, and kill it after *timeout* seconds, with whatever it has begun."""
    orders, answers, imports = server()
    say(orders, order)
    process = heard(answers)
    too_long = threading.Event()

    def end() -> None:
        too_long.set()
        kill(process)

    timer = threading.Timer(timeout, end)
    timer.start()
    wait_status, seconds = heard(answers)
    timer.cancel()
    kill(process)  # what it has left behind
    return Ended(status=os.waitstatus_to_exitcode(wait_status), seconds=seconds + imports, too_long=too_long.is_set())


if __name__ == "__main__":
    serve()
