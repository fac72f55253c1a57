"""The one stylesheet of all pages, made of the style of the theme and that of the handbook once either has changed."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from ..editing.disk import replace_file
from ..site.stylesheet import names_in, stylesheet
from .internals.theme import STYLESHEETS, THEME, sources_of_names
from .sites import is_site
from .sources import sources_version

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "handbook-style.css"
OURS = (
    "handbook.css",
    "handbook-lists.css",
    "handbook-charts.css",
    "handbook-frame.css",
    "handbook-icons.css",
    "handbook-search.css",
    "handbook-reading.css",
    "handbook-print.css",
)
"""The stylesheets of the handbook, in their order."""
STATIC = Path(__file__).parent.parent / "static"
_PACKAGES = ("sphinx", "docutils", "myst-parser", "sphinx-book-theme", "pydata-sphinx-theme", "tinycss2")


def is_used(app: Sphinx) -> bool:
    """Return whether the build makes pages with the theme of the handbook."""
    return app.config.html_theme == THEME and (is_site(app.builder) or app.builder.name == "singlehtml")


def digest(app: Sphinx) -> str:
    """Return a digest of everything that the stylesheet is made of."""
    extensions = sorted((name, extension.version) for name, extension in app.extensions.items())
    packages = [version(package) for package in _PACKAGES]
    parts = [sources_version(), packages, extensions, sorted(app.config.html_theme_options.items())]
    made = hashlib.blake2b(repr(parts).encode(), digest_size=8)
    for path in sorted([*STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *STATIC.parent.rglob("templates/*.html")]):
        made.update(path.read_bytes())
    return made.hexdigest()


def write(app: Sphinx, made_of: str) -> None:
    """Write the stylesheet, unless the one that is there was made of the same."""
    static = Path(app.outdir) / "_static"
    mark = f"/* {made_of} */\n"
    target = static / NAME
    if target.is_file() and target.read_text(encoding="utf-8").startswith(mark):
        return
    scripts = (path.read_text(encoding="utf-8") for path in STATIC.rglob("*.js"))
    names = names_in([*sources_of_names(app), *scripts])
    sheets = [path.read_text(encoding="utf-8") for name in (*STYLESHEETS, *OURS) if (path := static / name).is_file()]
    replace_file(target, (mark + stylesheet(sheets, names)).encode())
