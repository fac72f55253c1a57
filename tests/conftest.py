"""Fixtures and settings for all tests."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ["LC_ALL"] = "C.UTF-8"  # what commands say is compared in English, whatever the language of the terminal

for name, action in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), action)  # a shell that runs the tests in the background has them ignored

Git = Callable[..., str]
"""Runs git in a folder with arguments, on the day *day* of 2026, and returns what it prints."""
ROOT = Path(__file__).parent.parent
SHARED = ("site", "first_build", "snapshot", "hostile")
"""Fixtures that take long to make, and that one process makes for all tests that use them."""


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the handbook."""
    return ROOT


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give tests that share something that takes long to make to one process (``pytest -n 2 --dist loadgroup``).

    They come first: a process that begins them last would work on alone when all other tests are done.
    """
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        for fixture in SHARED:
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.xdist_group(fixture))
                break
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


@pytest.fixture
def git(monkeypatch: pytest.MonkeyPatch) -> Git:
    """Return the function that runs git in a folder, on a day of 2026, without the settings of whoever runs the tests."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)

    def run(folder: Path, *arguments: str, day: str = "2026-01-01") -> str:
        date = day if "T" in day else f"{day}T10:00:00+0800"
        environment = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        return subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout

    return run
