"""The built handbook, served on this machine, and a browser to look at it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from handbook import load
from handbook.library.library import Library
from tests.browser import find

from .search_page import Search

BELOW = "/zh-cn/latest/"
"""The path below which the site is served, as on Read the Docs."""
BASE = f"https://handbook.example.org{BELOW}"
"""The address for which the site is built."""


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built handbook, for an address as Read the Docs gives it."""
    folder = tmp_path_factory.mktemp("site")
    out = folder / BELOW.strip("/")
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", "-d", str(folder / "doctrees"), str(root), str(out)]
    environment = {**os.environ, "READTHEDOCS_CANONICAL_URL": BASE}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def pages(site: Path) -> tuple[str, ...]:
    """Return the addresses of all pages, relative to the site."""
    return tuple(sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if "_static" not in path.parts))


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Serves each request in a thread; a browser that leaves before it has the whole answer is no error."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(site: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve the site and yield its address."""
    folder = str(site).removesuffix(BELOW.rstrip("/"))
    server = Server(("127.0.0.1", 0), partial(handler, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{BELOW}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Return the address at which the site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium."""
    path = find()
    assert path, "no Chromium: run make test, which installs it, or tests/browser.py"
    arguments = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses to run as root
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a fresh page of the browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture
def search(page: Page, address: str) -> Search:
    """Return the function that opens the search page with what its address asks for, and waits for the results."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))

    def opened(query: str = "", state: str = "ready") -> Page:
        page.goto(f"{address}search.html{query}")
        expect(page.locator(f"#hb-search[data-state={state}]")).to_be_attached(timeout=20_000)
        assert errors == []
        return page

    return opened


@pytest.fixture(scope="session")
def library(root: Path) -> Library:
    """Return the library of the handbook."""
    return load(root)
