"""Atomic writes of files: data goes to a hidden file beside the place, which then takes the place."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAX_NAME_KEPT = 60
"""How many characters of a file's name the name of the hidden file repeats: four bytes each at most, and 255 in all."""


def replace_file(path: Path, data: bytes) -> None:
    """Write *data* to *path* as write_file does, but leave a file that has these bytes untouched."""
    with suppress(OSError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return
    write_file(path, data)


def write_file(path: Path, data: bytes) -> None:
    """Write *data* to *path* whole or not at all, and make its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = write_beside(path, data)
    try:
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_beside(path: Path, data: bytes, *, sync: bool = False) -> Path:
    """Write *data* to a new hidden file in the folder of *path*, with the mode of *path* if it exists; return the new file.

    With *sync*, the data is on the disk when this returns, so that a full disk is noticed here. Nothing is left of a write that
    fails.
    """
    beside = path.with_name(f".{path.name[:MAX_NAME_KEPT]}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            if sync:
                stream.flush()
                os.fsync(stream.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside
