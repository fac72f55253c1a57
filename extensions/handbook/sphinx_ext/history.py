"""What the history of git tells a build: when files last changed, and which facts have been corrected.

For the times, git is called three times however many files there are.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from ..history import git
from ..history.telling import Told, tell
from ..model.places import BIBS, PAGE_FOLDERS
from ..model.updates import History
from . import caches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "history.pickle"
"""The cache of the updates, below the doctrees."""
PATHS = ("*.md", *PAGE_FOLDERS, BIBS)
"""What of a repository the history is asked for."""


class Cached(NamedTuple):
    """What one build leaves for the next."""

    head: str
    """The commit that was checked out."""
    cut: frozenset[str]
    """The commits at which the history was cut off."""
    history: History
    told: Told


def history_of(root: Path, doctreedir: Path) -> History:
    """Return what the handbook at *root* has corrected in its facts.

    While the commit that is checked out is the same, nothing is read but the cache; after a new commit, that alone is read.
    """
    head, cut = git.head(root)
    if not head:
        return History()
    path = doctreedir / NAME
    cached = caches.read(path, Cached)
    if cached is not None and (cached.head, cached.cut) == (head, cut):
        return cached.history
    history, told = tell(root, cut, cached.told if cached else {})
    caches.write(path, Cached(head, cut, history, told))
    return history


def last_changes(root: Path) -> dict[str, str]:
    """Return the time of the last commit of each file, by its path relative to *root*.

    A file has no time where git does not know it, where it has been changed since, and where the history is cut off
    (a shallow clone) before its last change. All times are empty where there is no git or no repository.
    """
    options = ("--name-only", "--no-renames", "--relative", "-z", f"--format={git.RECORD}%H{git.FIELD}%ct{git.FIELD}")
    log = git.text(root, "log", *options, "HEAD", "--", *PATHS)
    if not log:
        return {}
    prefix, _end, shallow = git.text(root, "rev-parse", "--show-prefix", "--git-path", "shallow").partition("\n")
    ends = git.shallow_commits(root / shallow.strip("\n"))
    times: dict[str, int] = {}
    for commit, time, path in _entries(log):
        if path not in times:
            times[path] = 0 if commit in ends else int(time)
    status = git.text(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=no", "--", *PATHS)
    changed = status.split("\0")
    unknown = {entry[3:].removeprefix(prefix) for entry in changed}
    return {path: _in_words(time) for path, time in times.items() if time and path not in unknown}


def _in_words(time: int) -> str:
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entries(log: str) -> Iterator[tuple[str, str, str]]:
    for record in log.split(git.RECORD)[1:]:
        commit, time, paths = record.split(git.FIELD, 2)
        for path in paths.replace("\n", "\0").split("\0"):
            if path:
                yield commit, time, path
