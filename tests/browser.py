"""The browser for the tests of the site: found, or installed with apt as root on Debian, otherwise by Playwright."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
"""Chromium without windows: the full one opens a window for each test, though nobody sees it, and needs three times the CPU."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of an installed Chromium, Playwright's own one included."""
    given = os.environ.get("HANDBOOK_CHROMIUM")
    if given:
        return given
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install one: Debian's package as root, else the download of Playwright."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        get = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "fonts-noto-cjk"]
        for command in (["apt-get", "update", "-q"], [*get, SHELL], [*get, "chromium"]):
            if command[-1] != "chromium" or find() is None:  # an old release has no shell
                subprocess.run(command, check=False, env=environment, stdout=sys.stderr)
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, stdout=sys.stderr)


def main() -> int:
    """Install the browser that is best for the tests where it is missing; say what to do where there is none in the end."""
    if "HANDBOOK_CHROMIUM" not in os.environ and shutil.which(SHELL) is None:
        install()
    path = find()
    if path is None:
        print(
            "The tests need Chromium and could not install it. Install the package chromium of your system,\n"
            "or run .venv/bin/python -m playwright install chromium, or set HANDBOOK_CHROMIUM to its path.",
            file=sys.stderr,
        )
        return 1
    print(f"Chromium: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
