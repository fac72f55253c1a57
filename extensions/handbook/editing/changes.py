"""Changes to files, all or none: what a command writes is whole, or nothing of it is there."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def apply(changes: Mapping[Path, bytes | None], *, overwrite: bool = False) -> None:
    """Write the bytes of each path; None removes the file.

    Everything is written beside its place first and then put there, so that a full disk leaves the tree as it was; whatever
    stops it in between, Ctrl-C included, has what was there before put back. A file keeps its mode, and a link stays a link:
    what it leads to is changed.

    Raise FileExistsError with the path of a file that is there already, unless *overwrite*, and OSError for what the system
    refuses.
    """
    resolved = {path.resolve(): data for path, data in changes.items()}
    if not overwrite:
        for path, data in resolved.items():
            if data is not None and os.path.lexists(path):
                raise FileExistsError(path)
    made: list[Path] = []
    prepared: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for path, data in resolved.items():
            made += _make_folder(path.parent)
            if data is not None:
                prepared[path] = _write_beside(path, data)
        for path in resolved:
            if path.exists():
                kept[path] = _write_beside(path, path.read_bytes())
            done.append(path)
            if path in prepared:
                prepared[path].replace(path)
            else:
                path.unlink(missing_ok=True)
    except BaseException:
        for path in done:
            if path in kept:
                kept[path].replace(path)
            else:
                path.unlink(missing_ok=True)
        _clean(prepared, kept)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise
    _clean(kept)


def _clean(*besides: Mapping[Path, Path]) -> None:
    """Remove the files beside others that are left."""
    for beside in besides:
        for path in beside.values():
            path.unlink(missing_ok=True)


def _make_folder(folder: Path) -> list[Path]:
    """Make *folder* with those above it, and return the ones that were not there, outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _write_beside(path: Path, data: bytes) -> Path:
    """Write *data* to a hidden file beside *path*, down to the disk, and return it."""
    beside = _name_beside(path)
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _name_beside(path: Path) -> Path:
    """Return the name of a file that is not there, hidden so that no reader takes it for one of the handbook's."""
    return path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
