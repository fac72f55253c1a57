"""The files of a handbook as a command has first read them: what it writes is made of exactly these bytes."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import changes
from .disk import read_if_any
from .lines import bytes_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

BACKUP = ".bak"
"""What is added to the name of a file to name its backup."""


@dataclass(slots=True, kw_only=True)
class Files:
    """Reads every file once, and writes files only if they are still what was read."""

    root: Path
    former: dict[str, bytes | None] = field(default_factory=dict)
    """The bytes of each file that was read, by path; None for one that did not exist."""

    def data(self, path: str) -> bytes:
        """Return the bytes of a file; raise OSError if it cannot be read."""
        known = self.former.get(path)
        if known is None:
            self.former[path] = known = (self.root / path).read_bytes()
        return known

    def text(self, path: str) -> str | None:
        """Return the text of a file, or None if there was no such file."""
        if path not in self.former:
            self.former[path] = read_if_any(self.root / path)
        data = self.former[path]
        return None if data is None else text_of(data)

    def write(self, texts: Mapping[str, str | bytes | None]) -> None:
        """Write all files or none; None removes one. A file that was not read is new.

        Raise FileExistsError if a new file exists, and what changes.apply raises.
        """
        for path in texts:
            if path not in self.former and os.path.lexists(self.root / path):
                raise FileExistsError(path)
        data = {path: bytes_of(text) if isinstance(text, str) else text for path, text in texts.items()}
        changes.apply(self.root, data, {path: self.former.get(path) for path in data})
        self.former.update(data)

    def backups(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return a copy of each existing file under a free name beside it, to be written together with what replaces it."""
        copies = {}
        for path in paths:
            if self.text(path) is not None:
                names = (f"{path}{BACKUP}{number or ''}" for number in range(10_000))
                copies[next(name for name in names if not os.path.lexists(self.root / name))] = self.data(path)
        return copies
