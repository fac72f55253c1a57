"""Atomic writes of files: data goes to another file, which then takes the place, with the mode and owner of the file there."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

Data = bytes | Callable[[BinaryIO], object]
"""What a file is to hold, or what writes that."""
MAX_NAME_KEPT = 60
"""How many characters of a file's name the name of the hidden file repeats: four bytes each at most, and 255 in all."""


def replace_file(path: Path, data: bytes) -> None:
    """Write *data* to *path* as write_file does, but leave a file that has these bytes untouched."""
    with suppress(OSError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return
    write_file(path, data)


def write_file(path: Path, data: Data, *, sync: bool = False) -> None:
    """Write *data* to *path* whole or not at all, and make its folder; *sync* is that of write_beside."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = write_beside(path, data, sync=sync)
    try:
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_beside(path: Path, data: Data, *, sync: bool = False) -> Path:
    """Write *data* to a new hidden file in the folder of *path*, with the mode of *path* if it exists; return the new file.

    With *sync*, the data is on the disk when this returns. Nothing is left of a write that fails.
    """
    beside = path.with_name(f".{path.name[:MAX_NAME_KEPT]}.{secrets.token_hex(4)}.tmp")
    try:
        write_new(beside, data, sync=sync)
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def read_if_any(path: Path) -> bytes | None:
    """Return the bytes of a file, or None if there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_new(path: Path, data: Data, *, sync: bool) -> None:
    """Write *data* to a new file; with *sync*, it is on the disk when this returns, so that a full disk is noticed here."""
    with path.open("xb") as stream:
        if isinstance(data, bytes):
            stream.write(data)
        else:
            data(stream)
        if sync:
            stream.flush()
            os.fsync(stream.fileno())


def put(file: Path, place: Path) -> None:
    """Move *file* to *place*, with the mode and owner of the file there; write into that one if it has several hard links.

    Where *place* is on another disk, the data is copied beside it first.
    """
    if place.exists():
        if place.stat().st_nlink > 1:
            place.write_bytes(file.read_bytes())
            return
        take_on(place, file)
    try:
        file.replace(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_file(place, file.read_bytes())


def take_on(model: Path, file: Path, *, times: bool = False) -> None:
    """Give *file* the owner, mode and other attributes of *model*, as far as the system allows, and with *times* its times."""
    before = file.stat()
    status = model.stat()
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (before.st_uid, before.st_gid):
        with suppress(OSError):
            os.chown(file, status.st_uid, status.st_gid)
    with suppress(OSError):
        shutil.copystat(model, file)
    if not times:
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
