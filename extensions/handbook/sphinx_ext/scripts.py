"""The static files of the handbook as they are sent: Sphinx copies a folder whose scripts have no comments for developers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..editing.disk import replace_file
from ..site.scripts import without_comments
from .styles import STATIC

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "handbook-static"
"""The folder below the doctrees."""


def prepare(doctreedir: Path) -> Path:
    """Write the static files as they are sent below the doctrees, and return their folder, which Sphinx is to copy.

    Sphinx copies a file whose content is not that of its copy: the sources, of which the copies are not, it would copy each time.
    """
    folder = doctreedir / FOLDER
    sent = {folder / path.relative_to(STATIC): path for path in sorted(STATIC.rglob("*")) if path.is_file()}
    for path in [*folder.rglob("*")]:
        if path.is_file() and path not in sent:
            path.unlink()
    for target, source in sent.items():
        data = source.read_bytes()
        replace_file(target, without_comments(data.decode()).encode() if source.suffix == ".js" else data)
    return folder
