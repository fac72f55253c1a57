"""Run one command and print the time and memory that it took. It is a script of its own, so that nothing else is measured.

``python -I benchmarks/measure.py --log FILE --timeout SECONDS -- COMMAND …`` prints one line of JSON:

``status``
    the exit status; negative where a signal ended the command, and ``null`` where it ran out of time.
``user``, ``sys``, ``cpu``
    seconds of processor time of the command and of every process that it started and waited for, as ``wait4`` gives them.
``wall``
    seconds on the clock.
``rss_mb``
    the peak resident set, in 10^6 bytes, of the *largest* process in the tree, not the sum over the tree. So it is the main
    process where nothing runs in parallel; forked workers share most of their memory with it and would count twice in a sum.

Linux hands the peak of a process on through ``exec``: a command that a large program starts seems at least as large as that
program. This script imports little and is small, so it stands in between: nothing below some 15 MB can be told.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of ``ru_maxrss``."""


def measure(command: Sequence[str], log: Path, timeout: float = 0) -> dict[str, float | int | None]:
    """Run a command, write what it says to *log*, and return what it took; after *timeout* seconds, if any, it is killed."""
    expired = False
    with log.open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )

        def expire(_number: int, _frame: object) -> None:
            nonlocal expired
            expired = True
            os.killpg(process.pid, signal.SIGKILL)

        before = signal.signal(signal.SIGALRM, expire)
        signal.setitimer(signal.ITIMER_REAL, timeout)
        try:
            _pid, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    return {
        "status": None if expired else process.returncode,
        "user": round(usage.ru_utime, 3),
        "sys": round(usage.ru_stime, 3),
        "cpu": round(usage.ru_utime + usage.ru_stime, 3),
        "wall": round(wall, 3),
        "rss_mb": round(usage.ru_maxrss * RSS_UNIT / 1e6, 1),
    }


def measure_apart(
    command: Sequence[str], log: Path, *, timeout: float = 0, environment: Mapping[str, str] | None = None
) -> dict[str, float | int | None]:
    """Measure a command from a small process of its own, however large this one is.

    Python keeps the modules that the command has compiled, as it does for everyone who has not turned that off.
    """
    script = [sys.executable, "-I", str(Path(__file__)), "--log", str(log), "--timeout", str(timeout), "--", *command]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(script, stdout=subprocess.PIPE, env={**kept, **(environment or {})}) as process:
        try:
            said, _nothing = process.communicate()
        except BaseException:
            process.terminate()  # and it ends the command
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, script)
    result: dict[str, float | int | None] = json.loads(said)
    return result


def main(arguments: list[str]) -> None:
    """Measure the command that stands after ``--``."""
    options, command = arguments[: arguments.index("--")], arguments[arguments.index("--") + 1 :]
    given = dict(zip(options[::2], options[1::2], strict=True))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    print(json.dumps(measure(command, Path(given["--log"]), float(given.get("--timeout", "0")))))


if __name__ == "__main__":
    main(sys.argv[1:])
