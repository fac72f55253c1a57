"""The one way to git: its commands, the commits that have changed some files, and the content of files at a commit."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TIMEOUT = 60
"""After so many seconds the history is taken for unknown."""
RECORD, FIELD = "\x1e", "\x1f"
"""What separates the commits of a log, and the parts of a commit."""
_FILE_MODES = ("100644", "100755")
"""The modes of plain files: a symbolic link is none, nor is a module."""
_SETTINGS = ("core.fsmonitor=false", "core.quotePath=false", "log.showSignature=false", "protocol.allow=never")


class FileChange(NamedTuple):
    """A file that a commit has changed, with git's names of its content before and after; empty where it did not exist."""

    path: str
    before: str
    after: str


class Commit(NamedTuple):
    """A commit of the published branch: a merge is one change, of what the branch had to what it has since."""

    id: str
    time: int
    """The seconds since 1970 at which it was made."""
    files: tuple[FileChange, ...]


def run(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return the output of git; empty where it fails, or there is none.

    It writes nothing, runs no other program and connects to nothing, also in a clone that fetches contents when they are read.
    """
    settings = (part for setting in _SETTINGS for part in ("-c", setting))
    environment = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603  # the git of whoever builds, with arguments that no page can set
            ["git", "-C", str(root), *settings, *arguments],  # noqa: S607
            capture_output=True,
            input=given,
            env={**os.environ, **environment},
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 else b""


def text(root: Path, *arguments: str) -> str:
    """Return the output of git as text, in which the bytes of a path that is not UTF-8 stay what they are."""
    return run(root, *arguments).decode("utf-8", "surrogateescape")


def head(root: Path) -> tuple[str, frozenset[str]]:
    """Return the commit that is checked out, empty if there is none, and the commits at which a shallow history is cut off."""
    commit, _end, path = text(root, "rev-parse", "HEAD", "--git-path", "shallow").partition("\n")
    return commit, shallow_commits(root / path.strip("\n")) if commit else frozenset()


def shallow_commits(file: Path) -> frozenset[str]:
    """Return the commits at which a shallow history is cut off: git lists all their files as if they were new."""
    try:
        return frozenset(file.read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def commits(root: Path, *paths: str) -> Iterator[Commit]:
    """Yield the commits of the branch that is checked out that have changed files that match *paths*, newest first."""
    options = ("-m", "--first-parent", "--raw", "--no-abbrev", "--no-renames", "--relative", "-z")
    log = text(root, "log", *options, f"--format={RECORD}%H{FIELD}%ct{FIELD}", "HEAD", "--", *paths)
    for record in log.split(RECORD)[1:]:
        commit, time, rest = record.split(FIELD, 2)
        yield Commit(commit, int(time), tuple(_changes(rest)))


def _changes(raw: str) -> Iterator[FileChange]:
    """Yield the files of the raw format of git: modes and names of contents, then the path."""
    parts = raw.strip("\n\0").split("\0")
    for about, path in zip(parts[::2], parts[1::2], strict=False):
        mode_before, mode_after, before, after, _status = about.removeprefix(":").split(" ")
        names = (name if mode in _FILE_MODES else "" for mode, name in ((mode_before, before), (mode_after, after)))
        yield FileChange(path, *names)


def contents(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return the contents with these *names*; one that the repository does not have is left out."""
    wanted = [*dict.fromkeys(names)]
    output = run(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in wanted).encode()) if wanted else b""
    found, at = {}, 0
    while at < len(output):
        end = output.index(b"\n", at)
        header = output[at:end].split(b" ")
        at = end + 1
        if len(header) == 3:  # "NAME missing" has two
            size = int(header[2])
            found[header[0].decode()] = output[at : at + size]
            at += size + 1
    return found
