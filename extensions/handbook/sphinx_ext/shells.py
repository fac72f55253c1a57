"""The shell of the derived pages: the theme's layout, rendered once for each build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..site.shell import BODY, FOLDER, HEAD, NAME, TITLE, Shell, contents_slot, shell_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders.html import StandaloneHTMLBuilder

ANY_FOLDER = FOLDER
"""Stands for a folder: the links of the shell are the same on all pages that are one folder deep."""
FILE = "shell.html"
"""The file below the doctrees into which the builder writes it."""


def docname_in(folder: str) -> str:
    """Return a docname that stands for every page in *folder*: the links of one of them are those of all."""
    return f"{folder}/{NAME}"


def shell(builder: StandaloneHTMLBuilder, folder: str) -> Shell:
    """Return the shell of the pages in *folder*, rendered as every page, with all that theme and extensions add to it."""
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
    builder.handle_page(docname_in(folder), context, outfilename=path)
    html = path.read_text(encoding="utf-8")
    path.unlink()
    return shell_of(html)


def filled(frame: Shell, docname: str, title: str, head: str, body: str, headings: Iterable[tuple[str, str]]) -> str:
    """Return the page *docname*, with elements for its head, the HTML of its content, and anchors and titles of its sections."""
    folder, _slash, name = docname.rpartition("/")
    return frame.filled({TITLE: title, FOLDER: folder, NAME: name, HEAD: f"\n{head}", BODY: body}, headings)
