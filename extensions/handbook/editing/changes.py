"""Changes to several files, applied all or none."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .disk import write_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def apply(changes: Mapping[Path, bytes | None], *, overwrite: bool = False) -> None:
    """Write the bytes of each path; None removes the file.

    All data is first written beside its place, so that a full disk leaves the tree unchanged. If anything interrupts what
    follows, Ctrl-C included, the former files are restored. A file keeps its mode; a symbolic link stays, and its target is
    changed.

    Raise FileExistsError with the path of a file that exists, unless *overwrite*, and OSError for a path that cannot be accessed.
    """
    resolved = {path.resolve(): data for path, data in changes.items()}
    if not overwrite:
        for path, data in resolved.items():
            if data is not None and os.path.lexists(path):
                raise FileExistsError(path)
    transaction = _Transaction()
    try:
        for path, data in resolved.items():
            transaction.prepare(path, data)
        for path in resolved:
            transaction.change(path)
    except BaseException:
        transaction.roll_back()
        raise
    _remove(transaction.originals.values())


@dataclass(slots=True, kw_only=True)
class _Transaction:
    """Changes on their way to the disk, and what is needed to undo them."""

    folders: list[Path] = field(default_factory=list)
    """The folders made for new files, each after the one that contains it."""
    prepared: dict[Path, Path] = field(default_factory=dict)
    """By path, the hidden file with the new data."""
    originals: dict[Path, Path] = field(default_factory=dict)
    """By path, the hidden file with the former data."""
    changed: list[Path] = field(default_factory=list)

    def prepare(self, path: Path, data: bytes | None) -> None:
        missing = [folder for folder in path.parents if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        self.folders += reversed(missing)
        if data is not None:
            self.prepared[path] = write_beside(path, data, sync=True)

    def change(self, path: Path) -> None:
        if path.exists():
            self.originals[path] = write_beside(path, path.read_bytes(), sync=True)
        self.changed.append(path)
        if path in self.prepared:
            self.prepared[path].replace(path)
        else:
            path.unlink(missing_ok=True)

    def roll_back(self) -> None:
        for path in self.changed:
            if path in self.originals:
                self.originals[path].replace(path)
            else:
                path.unlink(missing_ok=True)
        _remove([*self.prepared.values(), *self.originals.values()])
        for folder in reversed(self.folders):
            with suppress(OSError):
                folder.rmdir()


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
