"""The scripts of all pages, of which Sphinx copies the sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..editing.disk import replace_file
from ..site.scripts import without_comments
from .styles import STATIC

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def write(app: Sphinx) -> None:
    """Write the scripts as they are sent, after Sphinx has copied their sources."""
    static = Path(app.outdir) / "_static"
    for path in sorted(STATIC.rglob("*.js")):
        target = static / path.relative_to(STATIC)
        sent = without_comments(path.read_text(encoding="utf-8")).encode()
        if target.is_file() and target.read_bytes() != sent:
            replace_file(target, sent)
