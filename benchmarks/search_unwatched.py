"""The time of a search in a Chromium whose requests nobody watches.

Playwright has Chromium report each request, to it and to whoever counts bytes, on the processor that the search needs too: with
a dozen requests for a query, that is a third of its time. Here the protocol of Chromium evaluates scripts, and nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tests.browser import find

from .search_browser import ASK, SIZE

_FLAGS = (
    *("--headless", "--remote-debugging-pipe", "--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--disable-default-apps", "--disable-extensions", "--disable-sync", "--hide-scrollbars", "--lang=zh-CN"),
)
_START = """import fcntl, os, sys
pipes = [fcntl.fcntl(int(pipe), fcntl.F_DUPFD, 10) for pipe in sys.argv[1:3]]
os.dup2(pipes[0], 3)
os.dup2(pipes[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Starts Chromium with the pipes of the protocol, which it reads from 3 and writes to 4."""
_READY = 'document.getElementById("hb-search")?.dataset.state === "ready"'
_MAX_SECONDS = 60


class Unwatched:
    """A page of a Chromium that is controlled through two pipes."""

    def __init__(self, to: int, from_: int) -> None:
        """Open an empty page that shares nothing with others; *to* and *from_* are the descriptors of the pipes."""
        self._to, self._from = to, from_
        self._sent, self._received = 0, b""
        self._session: dict[str, str] = {}
        width, height = SIZE["width"], SIZE["height"]
        context = self.send("Target.createBrowserContext")
        target = self.send("Target.createTarget", url="about:blank", width=width, height=height, **context)
        self._session = self.send("Target.attachToTarget", flatten=True, **target)
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and return the answer."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": parameters, **self._session}
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self._received:
                data = os.read(self._from, 1 << 16)
                if not data:
                    raise SystemExit("Chromium has ended.")
                self._received += data
            text, self._received = self._received.split(b"\0", 1)
            answer = json.loads(text)
            if answer.get("id") == self._sent:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])

    def evaluate(self, script: str) -> Any:
        """Return the value of an expression, or of the promise that it is."""
        result = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise SystemExit(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def open(self, address: str) -> None:
        """Load a search page and wait for its results."""
        self.send("Page.navigate", url=address)
        end = time.monotonic() + _MAX_SECONDS
        while not self.evaluate(_READY):
            if time.monotonic() > end:
                raise SystemExit(f"{address} has no results.")
            time.sleep(0.05)


@contextmanager
def _opened() -> Iterator[Unwatched]:
    """Yield a page of a Chromium that has nothing cached."""
    path = find()
    if path is None:
        raise SystemExit("There is no Chromium; tests/browser.py installs one.")
    its_in, to = os.pipe()
    from_, its_out = os.pipe()
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, *_FLAGS, *sandbox, f"--user-data-dir={profile}", "about:blank"]
        start = [sys.executable, "-c", _START, str(its_in), str(its_out), *command]
        with subprocess.Popen(start, pass_fds=(its_in, its_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            os.close(its_in)
            os.close(its_out)
            try:
                yield Unwatched(to, from_)
            finally:
                process.terminate()
                os.close(to)
                os.close(from_)


def times(address: str, queries: Sequence[str]) -> list[float]:
    """Return the milliseconds to all results of each query but the first, with which the page is opened."""
    with _opened() as page:
        page.open(f"{address}search.html?q={queries[0]}")
        return [float(page.evaluate(f"({ASK})({json.dumps(query)})")) for query in queries[1:]]
