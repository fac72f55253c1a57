"""From the commits of a handbook to its updates: each commit is read once, and the next build reads only those that are new."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..model.places import BIBS, ISSUES
from ..model.updates import History, Update
from ..reading.files import page_kind
from ..text.anchors import anchor_of
from ..text.digests import digest_of
from . import git
from .corrections import corrections
from .differences import differing
from .facts import BIB, facts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from .git import Commit

Told = dict[str, tuple[Update, ...]]
"""The updates of each commit that could be read, by the id of the commit."""
PATHS = (f"{ISSUES}/*.md", f"{BIBS}/*{BIB}")
"""The files with facts."""
COMMITS_AT_ONCE = 400
"""The content of the files of so many commits is in memory at the same time."""
_ID_CHARS = 12
"""So much of the id of a commit is in the ids of its updates."""


def tell(root: Path, cut: Collection[str], known: Mapping[str, tuple[Update, ...]]) -> tuple[History, Told]:
    """Return the history of the handbook at *root*, and the updates of each of its commits for the next time.

    *cut* are the commits at which the history is cut off, *known* the updates of commits that were read before. What lies
    before a commit that cannot be read is not known.
    """
    told: Told = {}
    since = ""
    commits = [*git.commits(root, *PATHS)]
    for commit, updates in _read(root, commits, cut, known):
        if updates is None:
            since = _day(commit)
            break
        told[commit.id] = updates
    newest_first = sorted((update for updates in told.values() for update in updates), key=lambda each: each.date, reverse=True)
    history = History(updates=tuple(newest_first), is_known=bool(commits), since=since)
    return replace(history, digest=digest_of(history)), told


def _read(
    root: Path, commits: list[Commit], cut: Collection[str], known: Mapping[str, tuple[Update, ...]]
) -> Iterator[tuple[Commit, tuple[Update, ...] | None]]:
    """Yield each commit with its updates; None if it cannot be read."""
    for start in range(0, len(commits), COMMITS_AT_ONCE):
        batch = commits[start : start + COMMITS_AT_ONCE]
        due = [commit for commit in batch if commit.id not in known and commit.id not in cut]
        files = (file for commit in due for file in commit.files if _has_facts(file.path))
        names = (name for file in files for name in (file.before, file.after) if name)
        contents = git.contents(root, names)
        for commit in batch:
            if commit.id in cut:
                yield commit, None
            else:
                yield commit, known[commit.id] if commit.id in known else _updates(commit, contents)


def _updates(commit: Commit, contents: Mapping[str, bytes]) -> tuple[Update, ...] | None:
    """Return the updates of a commit; None if some content is missing."""
    files = [file for file in commit.files if _has_facts(file.path)]
    before = {file.path: contents.get(file.before) for file in files if file.before}
    after = {file.path: contents.get(file.after) for file in files if file.after}
    old, new = ({path: data for path, data in state.items() if data is not None} for state in (before, after))
    if len(old) < len(before) or len(new) < len(after):
        return None
    seen: Counter[str] = Counter()
    updates = []
    for update in corrections(*map(facts_of, differing(old, new))):
        name = f"{commit.id[:_ID_CHARS]}/{update.kind}/{anchor_of(update.key)}"
        seen[name] += 1
        update_id = name if seen[name] == 1 else f"{name}/{seen[name]}"
        updates.append(replace(update, date=_day(commit), id=update_id))
    return tuple(updates)


def _has_facts(path: str) -> bool:
    """Tell whether a file that PATHS match is the page of an issue or a bibliography."""
    folder, _slash, name = path.rpartition("/")
    return not name.startswith(".") and (folder == BIBS if name.endswith(BIB) else page_kind(path) == "issue")


def _day(commit: Commit) -> str:
    return datetime.fromtimestamp(commit.time, UTC).date().isoformat()
