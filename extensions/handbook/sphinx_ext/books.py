"""The settings of books: how files are named, what they say of themselves, and how much their tables of contents show.

They are defaults: what conf.py or the command line sets stays as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import texescape

from ..text.messages import mark as _
from ..text.messages import translator
from . import latex
from .head import base_of
from .internals.sphinx import set_default

if TYPE_CHECKING:
    from sphinx.config import Config

FILES = Path(__file__).parent.parent / "book"
"""The folder with the stylesheet of the ePub and the styles of the PDF."""
TOC_DEPTH = 2
"""The levels of the table of contents of an ePub: parts of the handbook, and issues or terms."""


def set_defaults(config: Config) -> None:
    """Set what books say of themselves; the identity of the handbook is known, and the edition has its names."""
    for name, value in {**_of_epub(config), **_of_latex(config)}.items():
        set_default(config, name, value)


def book_name(config: Config) -> str:
    """Return the name of the files of books, without a suffix: the name of the repository, and the language of an edition."""
    name: str = config.handbook_identity.file_name
    return f"{name}-{config.language.replace('_', '-')}" if config.handbook_is_edition else name


def _of_epub(config: Config) -> dict[str, Any]:
    own = config.handbook_identity
    its = own.edition(config.language)
    say = translator(config.language)
    about = say(_("A reference work on {periodical}")).format(periodical=its.periodical) if its.periodical else config.project
    return {
        "epub_basename": book_name(config),
        "epub_language": config.language.replace("_", "-"),
        "epub_uid": "handbook",
        "epub_identifier": base_of(config) or own.repository or config.project,
        "epub_scheme": "URL",
        "epub_title": config.project,
        "epub_author": config.author or config.project,
        "epub_publisher": config.author or config.project,
        "epub_contributor": its.publisher or config.author or config.project,
        "epub_description": about,
        "epub_copyright": its.licence or config.copyright or config.project,
        "epub_tocdepth": TOC_DEPTH,
        "epub_tocdup": False,
        "epub_tocscope": "includehidden",
        "epub_show_urls": "no",
        "epub_use_index": False,
    }


def _of_latex(config: Config) -> dict[str, Any]:
    author = texescape.escape(config.author, config.latex_engine)
    title = texescape.escape(config.project, config.latex_engine)
    return {
        "latex_engine": "xelatex",
        "latex_documents": [(config.root_doc, f"{book_name(config)}.tex", title, author, "manual", True)],
        "latex_toplevel_sectioning": "part",
        "latex_elements": latex.elements(config),
        "latex_additional_files": [str(FILES / name) for name in ("handbook-fonts.sty", "handbook-book.sty")],
        "latex_domain_indices": False,
        "latex_use_xindy": False,
        "today_fmt": translator(config.language)(_("%-d %B %Y")),
    }
