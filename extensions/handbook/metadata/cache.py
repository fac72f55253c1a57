"""A cache of the services' answers on disk, so that a repeated query costs no request."""

from __future__ import annotations

import hashlib
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..editing.disk import write_file

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME = re.compile(r"[0-9a-f]{40}")
_MAGIC = b"handbook metadata 1\n"
WEEK = 7 * 24 * 3600.0


def default_folder() -> Path:
    """Return the folder of the cache by the XDG base directory specification."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    return base / "handbook" / "metadata"


@dataclass(slots=True, kw_only=True)
class Cache:
    """One file a key; an old, damaged or foreign file counts as missing, and an error of the disk is ignored."""

    folder: Path
    lifetime: float = WEEK
    """In seconds."""
    refresh: bool = False
    """Whether cached answers are ignored and replaced."""
    now: Callable[[], float] = time.time
    _is_pruned: bool = False
    """Whether the files that are too old have been removed."""

    def get(self, key: str) -> bytes | None:
        """Return what was stored under *key*, if it is not too old."""
        if self.refresh:
            return None
        path = self._path(key)
        try:
            age = self.now() - path.stat().st_mtime
            data = path.read_bytes() if 0 <= age + 60 <= self.lifetime + 60 else b""
        except OSError:
            return None
        head, body = data[: len(_MAGIC)], data[len(_MAGIC) :]
        digest, _, body = body.partition(b"\n")
        return body if head == _MAGIC and digest == _digest(key, body) else None

    def put(self, key: str, body: bytes) -> None:
        """Store *body* under *key*; the first time, remove the files that are too old."""
        with suppress(OSError):
            write_file(self._path(key), _MAGIC + _digest(key, body) + b"\n" + body)
            if not self._is_pruned:
                self._is_pruned = True
                self._prune()

    def _prune(self) -> None:
        for path in self.folder.iterdir():
            if _NAME.fullmatch(path.name) and self.now() - path.stat().st_mtime > self.lifetime:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / hashlib.sha256(key.encode()).hexdigest()[:40]


def _digest(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + body).hexdigest().encode()
