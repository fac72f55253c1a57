"""The search page of a site in a headless browser, with a count of the bytes that are sent to it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser import find

OWN = ("/_search/", "/_static/search/", "/_static/fulltext/")
"""Parts of the addresses that belong to the search."""
SIZE = {"width": 1280, "height": 900}
"""The size of the window."""
SERVER = """import gzip, sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if "compressed" not in sys.argv or path.suffix not in (".html", ".css", ".js", ".svg") or not path.is_file():
            return super().do_GET()
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=sys.argv[1]))
print("port", server.server_port)
server.serve_forever()
"""
"""A server that keeps connections open, as those of the web do, and sends its answers at once, text compressed if asked to."""


@contextmanager
def served(site: Path, *, compressed: bool = False) -> Iterator[str]:
    """Serve a folder below a path, in a process of its own, and yield its address."""
    command = [sys.executable, "-u", "-c", SERVER, str(site.parent), *(["compressed"] if compressed else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        port = re.search(r"port (\d+)", server.stdout.readline())
        assert port is not None
        try:
            yield f"http://127.0.0.1:{port[1]}/{site.name}/"
        finally:
            server.terminate()


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield a headless Chromium."""
    from playwright.sync_api import sync_playwright

    path = find()
    if path is None:
        raise SystemExit("There is no Chromium; tests/browser.py installs one.")
    arguments = ["--disable-background-networking", "--disable-component-update"]
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=arguments)


class Reader:
    """A page in a browser that has nothing cached, with a count of what it is sent."""

    def __init__(self, browser: Any, address: str, kilobits: int = 0, milliseconds: int = 0) -> None:
        """Open a page; with *kilobits* a second, an answer takes at least *milliseconds*."""
        self.address = address
        self.context = browser.new_context(locale="zh-CN", viewport=SIZE)
        self.page = self.context.new_page()
        self.page.set_default_timeout(120_000)
        self._urls: dict[str, str] = {}
        self.sent: Counter[bool] = Counter()
        session = self.context.new_cdp_session(self.page)
        session.send("Network.enable")
        if kilobits:
            rate = kilobits * 1000 / 8
            limits = {"offline": False, "latency": milliseconds, "downloadThroughput": rate, "uploadThroughput": rate}
            session.send("Network.emulateNetworkConditions", limits)
        session.on("Network.requestWillBeSent", lambda event: self._urls.__setitem__(event["requestId"], event["request"]["url"]))
        session.on("Network.loadingFinished", self._count)

    def _count(self, event: dict[str, Any]) -> None:
        url = self._urls.get(event["requestId"], "")
        self.sent[any(part in url for part in OWN)] += event["encodedDataLength"]

    @property
    def own(self) -> int:
        """The bytes that the search has been sent."""
        self.page.wait_for_timeout(50)  # the events of Chromium come a little later
        return self.sent[True]

    def ask(self, query: str) -> int:
        """Type a query at once; return the number of its results."""
        self.page.evaluate(ASK, query)
        return int(self.page.get_attribute("#hb-search-results", "data-total") or -1)

    def close(self) -> None:
        """Close the page."""
        self.context.close()


ASK = """query => new Promise((resolve) => {
  const root = document.getElementById("hb-search");
  const input = document.getElementById("hb-search-input");
  const start = performance.now();
  let asked = false;
  const done = () => asked && root.dataset.state === "ready" && requestAnimationFrame(() => resolve(performance.now() - start));
  new MutationObserver(done).observe(root, { attributes: true, attributeFilter: ["data-state"] });
  const ask = () => {
    asked = true;
    input.value = query;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  ask();
})"""
COLD = """() => new Promise((resolve) => {
  const root = document.getElementById("hb-search");
  const done = () => root.dataset.state === "ready" && resolve(performance.now());
  new MutationObserver(done).observe(root, { attributes: true, attributeFilter: ["data-state"] });
  done();
})"""
FIRST = """() => new Promise((resolve) => {
  const done = () => document.querySelector("#hb-search .hb-result") && resolve(performance.now());
  new MutationObserver(done).observe(document, { childList: true, subtree: true });
  done();
})"""
