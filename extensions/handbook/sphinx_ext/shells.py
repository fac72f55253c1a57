"""The shell of the derived pages: the theme's layout, rendered once for each build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import views
from ..model.places import PAPERS
from ..site.shell import BODY, FOLDER, HEAD, NAME, SOURCE, TITLE, UP, UP_TITLE, Shell, contents_slot, shell_of

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
        "parents": [{"link": UP, "title": UP_TITLE}],
        "prev": None,
        "next": None,
        "title": TITLE,
        "meta": {},
        "body": BODY,
        "metatags": HEAD,
        "rellinks": [],
        "sourcename": "",
        "hb_source": SOURCE,
        "toc": contents_slot(),
        "display_toc": True,
        "page_source_suffix": "",
    }
    path = Path(builder.doctreedir) / FILE
    builder.handle_page(docname_in(folder), context, outfilename=path)
    html = path.read_text(encoding="utf-8")
    path.unlink()
    return shell_of(html)


def filled(
    frame: Shell,
    docname: str,
    title: str,
    above: tuple[str, str],
    *,
    source: str,
    head: str,
    body: str,
    headings: Iterable[tuple[str, str]],
) -> str:
    """Return the page *docname*, below a page with the address and the title *above*; *source* is where it is edited.

    *head* has elements for its head, *body* the HTML of its content, *headings* the anchors and titles of its sections.
    """
    folder, _slash, name = docname.rpartition("/")
    values = {
        TITLE: title,
        FOLDER: folder,
        NAME: name,
        UP: above[0],
        UP_TITLE: above[1],
        SOURCE: source,
        HEAD: f"\n{head}",
        BODY: body,
    }
    return frame.filled(values, headings)


def above(builder: StandaloneHTMLBuilder, page: views.PaperPage | views.ListPage) -> tuple[str, str]:
    """Return address and title of the page above a derived one: of its issue or index, or else of the front page."""
    if isinstance(page, views.PaperPage):
        docname = page.issue.docname if page.issue else f"{PAPERS}/by-year"
    else:
        docname = page.above.docname if page.above else ""
    titles = builder.env.titles
    docname = docname if docname in titles else builder.config.root_doc
    return builder.get_relative_uri(docname_in(ANY_FOLDER), docname), titles[docname].astext()
