"""The builder of the ePub: pages for readers without scripts, with a stylesheet of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.epub3 import Epub3Builder

from ..model.places import CARD
from ..text.messages import mark as _
from ..text.messages import translator
from .books import FILES
from .internals.sphinx import use_style_alone

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

STYLE = "handbook-book.css"


class HandbookEpubBuilder(Epub3Builder):
    """Builds an ePub of what people have written and what follows from it, without anything that only a site has."""

    def init(self) -> None:
        """Begin without the templates, the scripts and the pictures of the site, which are those of its theme."""
        config = self.config
        config.templates_path = [path for path in config.templates_path if not self._is_of_site(path)]
        config.html_static_path = [*(path for path in config.html_static_path if not self._is_of_site(path)), str(FILES / STYLE)]
        config.html_favicon = None
        self.guide_titles = {**type(self).guide_titles, "toc": translator(config.language)(_("Table of contents"))}
        super().init()

    def _is_of_site(self, path: str) -> bool:
        """Return whether the handbook itself has added a path: files of the package, or made of them beside the doctrees."""
        above = Path(path).parents
        return FILES.parent in above or Path(self.doctreedir) in above or Path(path) == Path(self.srcdir, CARD)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Have pages name their language, and use the stylesheet for books and no script."""
        language = self.config.epub_language
        self.html_tag = f'{type(self).html_tag.removesuffix(">")} lang="{language}" xml:lang="{language}">'
        super().prepare_writing(docnames)
        use_style_alone(self, STYLE, "_static/handbook")

    def toc_metadata(self, level: int, navpoints: Any) -> dict[str, Any]:
        """Return what toc.ncx says of the book: the same identifier as content.opf, which may be an address."""
        return {**super().toc_metadata(level, navpoints), "uid": self.config.epub_identifier}
