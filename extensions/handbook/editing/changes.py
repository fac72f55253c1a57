"""Changes to several files of a handbook, applied all or none, even if the process is killed.

The new data and a copy of the former data are first written into the folder FOLDER in the root of the handbook, and then a
journal that names them. Each file then takes its place. Removing the journal is what makes the changes final: while it exists,
:func:`undo` restores every file. Whatever interrupts :func:`apply` in this process undoes at once; after kill -9, the next
command does it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..reading.tree import FOLDERS
from .disk import put, read_if_any, take_on, write_new
from .lock import locked

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = ".handbook-changes"
"""The folder of changes under way, in the root of a handbook; it holds a .gitignore of its own, so that git ignores it."""
JOURNAL = "journal.json"
NO_FILE = "none"
"""Stands in the journal for the digest of a file that does not exist."""


class ChangedError(Exception):
    """A file is no longer what it was when it was read; the first argument is its path."""


def apply(root: Path, changes: Mapping[str, bytes | None], former: Mapping[str, bytes | None]) -> None:
    """Write the bytes of each path, relative to *root*; None removes the file. *former* is what each was when it was read.

    A file keeps its mode, its owner and its links where the system allows: the target of a symbolic link is changed.

    Raise ChangedError if a file is not what it was, BusyError if another command is writing, and OSError for a path that cannot
    be accessed; nothing has changed then.
    """
    with locked(root):
        _undo(root)
        for path in changes:
            _assert_former(root, path, former)
        transaction = _Transaction(root=root)
        try:
            transaction.prepare(changes)
            for number, path in enumerate(changes):
                _assert_former(root, path, former)
                transaction.change(number)
            transaction.commit()
        except BaseException:
            if transaction.journal.exists():
                _undo(root)
            raise
        finally:
            transaction.clean()


def undo(root: Path) -> tuple[str, ...]:
    """Undo what a killed command has left half done; return the paths that were changed again since, and stay as they are.

    Raise BusyError if the command is still writing.
    """
    if not os.path.lexists(root / FOLDER):
        return ()
    with locked(root):
        return _undo(root)


def _assert_former(root: Path, path: str, former: Mapping[str, bytes | None]) -> None:
    if read_if_any(root / path) != former[path]:
        raise ChangedError(path)


@dataclass(slots=True, kw_only=True)
class _Transaction:
    """Changes on their way to the disk."""

    root: Path
    targets: list[Path] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    """The folders that new files need, relative to the root, each after the one that contains it."""

    @property
    def folder(self) -> Path:
        return self.root / FOLDER

    @property
    def journal(self) -> Path:
        return self.folder / JOURNAL

    def prepare(self, changes: Mapping[str, bytes | None]) -> None:
        """Write all data, and then the journal: a full disk is noticed here, while nothing has changed."""
        self.folder.mkdir()
        (self.folder / ".gitignore").write_text("*\n", encoding="utf-8")
        files = []
        for number, (path, data) in enumerate(changes.items()):
            target = (self.root / path).resolve()
            self.targets.append(target)
            old = read_if_any(target)
            if old is not None:
                write_new(self.folder / f"{number}.old", old, sync=True)
                take_on(target, self.folder / f"{number}.old", times=True)
            if data is not None:
                write_new(self.folder / f"{number}.new", data, sync=True)
                missing = [folder for folder in target.parents if not folder.exists()]
                self.folders += (os.path.relpath(folder, self.root) for folder in reversed(missing))
            files.append({"path": os.path.relpath(target, self.root), "old": _digest(old), "new": _digest(data)})
        record = json.dumps({"files": files, "folders": self.folders})
        write_new(self.folder / "journal", record.encode(), sync=True)
        (self.folder / "journal").replace(self.journal)

    def change(self, number: int) -> None:
        new, target = self.folder / f"{number}.new", self.targets[number]
        if not new.exists():
            target.unlink(missing_ok=True)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        put(new, target)

    def commit(self) -> None:
        self.journal.unlink()

    def clean(self) -> None:
        """Remove the folder, unless its journal is needed to undo the changes later."""
        if not self.journal.exists():
            shutil.rmtree(self.folder, ignore_errors=True)


# ---------------------------------------------------------------- undoing


def _undo(root: Path) -> tuple[str, ...]:
    """Restore what the journal names, and remove the folder; its data alone, without a journal, has changed nothing."""
    folder = root / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        folder.unlink(missing_ok=True)
        return ()
    files, folders = _journal(folder)
    left = tuple(each["path"] for number, each in enumerate(files) if not _restore(root, number, **each))
    for path in reversed(folders):
        if _is_ours(root, path):
            with suppress(OSError):  # it has other files by now
                (root / path).rmdir()
    (folder / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    return left


def _journal(folder: Path) -> tuple[list[dict[str, str]], list[str]]:
    """Return the files and the folders of the journal; none if there is none, and then nothing has changed."""
    try:
        record = json.loads((folder / JOURNAL).read_bytes())
        files = [{name: str(each[name]) for name in ("path", "old", "new")} for each in record["files"]]
        return files, [str(path) for path in record["folders"]]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return [], []


def _restore(root: Path, number: int, path: str, old: str, new: str) -> bool:
    """Restore one file, and return whether it is what it was; a file that someone has changed since stays as it is."""
    place, kept = root / path, root / FOLDER / f"{number}.old"
    if not _is_ours(root, path) or kept.is_symlink():
        return False
    now = read_if_any(place)
    if _digest(now) == old:
        return True
    if _digest(now) != new and not _is_cut_off(now, root / FOLDER / f"{number}.new"):
        return False
    if old == NO_FILE:
        place.unlink()
        return True
    if _digest(read_if_any(kept)) != old:
        return False
    put(kept, place)
    return True


def _is_cut_off(now: bytes | None, new: Path) -> bool:
    """Return whether *now* is what a killed process has written of *new* into a file with several links."""
    return now is not None and not new.is_symlink() and (read_if_any(new) or b"").startswith(now)


def _is_ours(root: Path, path: str) -> bool:
    """Return whether *path* is where commands write; a journal in a pull request could name any path."""
    inside = os.path.relpath((root / path).resolve(), root.resolve())
    return inside == "index.md" or Path(inside).parts[:1] in {(folder,) for folder in FOLDERS}


def _digest(data: bytes | None) -> str:
    return NO_FILE if data is None else hashlib.blake2b(data, digest_size=16).hexdigest()
