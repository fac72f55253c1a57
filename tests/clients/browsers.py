"""The browsers in which the search page is tested, behind one interface: Chromium by Playwright, Firefox by Marionette.

Marionette is the protocol by which Firefox itself is controlled. It needs no driver, and it reaches the text input processor of
Firefox, with which an input method composes text.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Error, sync_playwright

from tests.browser import find

PATIENCE = 30.0
"""Seconds in which anything that is waited for must come."""
KEYS = {"Enter": "\ue007", "ArrowDown": "\ue015", "ArrowUp": "\ue013", "Escape": "\ue00c", "Tab": "\ue004"}
"""The keys of WebDriver by their names in Playwright."""
PREFERENCES = {
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "zh-CN",
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "remote.prefs.recommended": True,
}
COMPOSE = """const [text, end] = arguments;
window.hbComposer ??= Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
if (!window.hbComposer.beginInputTransactionForTests(window)) throw new Error("no input transaction");
if (end) return window.hbComposer.commitCompositionWith(text);
window.hbComposer.setPendingCompositionString(text);
window.hbComposer.appendClauseToPendingComposition(text.length, window.hbComposer.ATTR_RAW_CLAUSE);
window.hbComposer.setCaretInPendingComposition(text.length);
window.hbComposer.flushPendingComposition();"""


class Browser(Protocol):
    """A browser with one page."""

    def open(self, address: str) -> None:
        """Go to an address."""

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what the body of a function returns in the page."""

    def type(self, text: str) -> None:
        """Type into the element that has the focus."""

    def press(self, key: str) -> None:
        """Press a key."""

    def compose(self, text: str, *, end: bool) -> None:
        """Have an input method show a text that is not final, or end with the final one."""

    def back(self) -> None:
        """Go back in the history."""


class Chromium:
    """Chromium, controlled by Playwright."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._session = page.context.new_cdp_session(page)

    def open(self, address: str) -> None:
        self._page.goto(address)

    def run(self, script: str, *arguments: Any) -> Any:
        function = f"(given) => (function () {{ {script} }})(...given)"
        try:
            return self._page.evaluate(function, list(arguments))
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
            self._page.wait_for_load_state()  # the script came while the browser went to another page
            return self._page.evaluate(function, list(arguments))

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def compose(self, text: str, *, end: bool) -> None:
        if end:
            self._session.send("Input.insertText", {"text": text})
        else:
            self._session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})

    def back(self) -> None:
        self._page.go_back()


class Firefox:
    """Firefox, controlled by Marionette."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._data = b""
        self._count = 0
        self._read()
        self._ask("WebDriver:NewSession", capabilities={"alwaysMatch": {}})

    def close(self) -> None:
        """Close the connection; Firefox itself goes on."""
        self._socket.close()

    def _read(self) -> Any:
        while b":" not in self._data:
            self._data += self._received()
        size, _colon, self._data = self._data.partition(b":")
        while len(self._data) < int(size):
            self._data += self._received()
        message, self._data = self._data[: int(size)], self._data[int(size) :]
        return json.loads(message)

    def _received(self) -> bytes:
        data = self._socket.recv(1 << 16)
        if not data:
            raise ConnectionError("Firefox has closed the connection")
        return data

    def _ask(self, command: str, **arguments: Any) -> Any:
        self._count += 1
        message = json.dumps([0, self._count, command, arguments]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _kind, _number, error, result = self._read()
        if error:
            raise AssertionError(f"{command}: {error['error']}: {error['message']}")
        return result

    def open(self, address: str) -> None:
        self._ask("WebDriver:Navigate", url=address)

    def run(self, script: str, *arguments: Any) -> Any:
        return self._ask("WebDriver:ExecuteScript", script=script, args=arguments)["value"]

    def _act(self, text: str) -> None:
        actions = [{"type": kind, "value": char} for char in text for kind in ("keyDown", "keyUp")]
        self._ask("WebDriver:PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def type(self, text: str) -> None:
        self._act(text)

    def press(self, key: str) -> None:
        self._act(KEYS[key])

    def compose(self, text: str, *, end: bool) -> None:
        self._ask("Marionette:SetContext", value="chrome")
        self.run(COMPOSE, text, end)
        self._ask("Marionette:SetContext", value="content")

    def back(self) -> None:
        self._ask("WebDriver:Back")


@contextmanager
def chromium(_folder: Path) -> Iterator[Browser]:
    """Yield a headless Chromium."""
    path = find()
    assert path, "no Chromium: run make test-clients, which installs it"
    arguments = ["--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield Chromium(browser.new_page(locale="zh-CN", viewport={"width": 1280, "height": 900}))
        browser.close()


@contextmanager
def firefox(folder: Path) -> Iterator[Browser]:
    """Yield a headless Firefox with a profile below *folder*."""
    profile = folder / "profile"
    profile.mkdir()
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = ["firefox-esr", "--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
    environment = {**os.environ, "HOME": str(folder), "MOZ_DISABLE_AUTO_SAFE_MODE": "1"}
    with subprocess.Popen(
        [*command, "--profile", str(profile)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            with closing(Firefox(_port(profile / "MarionetteActivePort", process))) as opened:
                yield opened
        finally:
            process.kill()


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    """Return the port that Firefox has written into a file of its profile."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "Firefox has ended"
        if file.is_file() and (text := file.read_text(encoding="ascii").strip()):
            return int(text)
        time.sleep(0.1)
    raise AssertionError("Firefox does not say at which port it listens")
