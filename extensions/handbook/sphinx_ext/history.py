"""When the files of the handbook last changed, from the history of git: the same three commands however many files there are."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..model.places import BIBS, PAGE_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIMEOUT = 60
"""After so many seconds the history is taken for unknown."""
PATHS = ("*.md", *PAGE_FOLDERS, BIBS)
"""What of a repository the history is asked for."""
_RECORD, _FIELD = "\x1e", "\x1f"


def last_changes(root: Path) -> dict[str, str]:
    """Return the time of the last commit of each file, by its path relative to *root*.

    A file has no time where git does not know it, where it has been changed since, and where the history is cut off
    (a shallow clone) before its last change. All times are empty where there is no git or no repository.
    """
    log = _git(root, "log", "--name-only", "--no-renames", "--relative", "-z", f"--format={_RECORD}%H{_FIELD}%ct{_FIELD}", "HEAD")
    if not log:
        return {}
    prefix, _end, shallow = _git(root, "rev-parse", "--show-prefix", "--git-path", "shallow").partition("\n")
    ends = _shallow_commits(root / shallow.strip("\n"))
    times: dict[str, int] = {}
    for commit, time, path in _entries(log):
        if path not in times:
            times[path] = 0 if commit in ends else int(time)
    changed = _git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=no").split("\0")
    unknown = {entry[3:].removeprefix(prefix) for entry in changed}
    return {path: _in_words(time) for path, time in times.items() if time and path not in unknown}


def _in_words(time: int) -> str:
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entries(log: str) -> Iterator[tuple[str, str, str]]:
    for record in log.split(_RECORD)[1:]:
        commit, time, paths = record.split(_FIELD, 2)
        for path in paths.replace("\n", "\0").split("\0"):
            if path:
                yield commit, time, path


def _shallow_commits(file: Path) -> frozenset[str]:
    """Return the commits at which a shallow history is cut off: git lists all their files as if they were new."""
    try:
        return frozenset(file.read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def _git(root: Path, *arguments: str) -> str:
    """Return the output of git; empty where it fails, or there is none. It writes nothing and runs no other program."""
    settings = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "log.showSignature=false")
    paths = ("--", *PATHS) if arguments[0] in ("log", "status") else ()
    try:
        done = subprocess.run(  # noqa: S603  # the git of whoever builds, with arguments that no page can set
            ["git", "-C", str(root), *settings, *arguments, *paths],  # noqa: S607
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"},
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout if done.returncode == 0 else ""
