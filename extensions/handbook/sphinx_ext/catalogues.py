"""The builder of templates of catalogues, ``sphinx-build -b gettext``: the messages of pages and of their records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.gettext import MessageCatalogBuilder, MsgOrigin
from sphinx.util.i18n import docname_to_domain

from ..reading.messages import read_messages
from .access import handbook

if TYPE_CHECKING:
    from docutils import nodes


class HandbookCatalogBuilder(MessageCatalogBuilder):
    """Writes the messages that ``handbook translate`` puts into catalogues, so that other tools can too."""

    def _extract_from_template(self) -> None:
        """Do nothing: the words of the interface are translated in the package."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Note the messages of a page."""
        file = Path(self.env.doc2path(docname))
        if file.suffix != ".md":
            super().write_doc(docname, doctree)
            return
        catalog = self.catalogs[docname_to_domain(docname, self.config.gettext_compact)]
        path = file.relative_to(self.srcdir).as_posix()
        for message in read_messages(path, file.read_bytes(), handbook(self.env).identity):
            catalog.add(message.text, MsgOrigin(str(file), message.location.line))
