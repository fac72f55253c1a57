"""The shell of the pages of works: the theme's layout, rendered once for each build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.places import PAPER_PAGES
from ..site.shell import BODY, HEAD, NAME, TITLE, Shell, contents_slot, shell_of

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

DOCNAME = f"{PAPER_PAGES}/{NAME}"
"""The page in whose place the shell is rendered: its links are those of every page in the folder."""
FILE = "shell.html"
"""The file below the doctrees into which the builder writes it."""


def shell(builder: StandaloneHTMLBuilder) -> Shell:
    """Return the shell, rendered as the builder renders every page, with all that theme and extensions add to it."""
    context: dict[str, Any] = {
        "parents": [],
        "prev": None,
        "next": None,
        "title": TITLE,
        "meta": {},
        "body": BODY,
        "metatags": HEAD,
        "rellinks": [],
        "sourcename": "",
        "toc": contents_slot(),
        "display_toc": True,
        "page_source_suffix": "",
    }
    path = Path(builder.doctreedir) / FILE
    builder.handle_page(DOCNAME, context, outfilename=path)
    html = path.read_text(encoding="utf-8")
    path.unlink()
    return shell_of(html)
