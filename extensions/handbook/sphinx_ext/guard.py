"""The second line of defence against pages of untrusted contributors, behind the reader of pages.

The reader refuses markup that it recognises in the text. Here, directives that read files are disabled while such a page is
parsed, and all nodes that are not harmless are removed from the result.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from ..model.places import IMAGES
from ..model.problems import Location, problem
from ..reading.allowed import is_image, is_untrusted
from ..text.identifiers import is_web_address
from ..text.messages import mark as _
from .access import handbook
from .internals.docutils import allow_files_and_raw, forbid_files_and_raw
from .internals.myst import HARD_BREAKS

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

FORBIDDEN = (nodes.meta, addnodes.only, addnodes.highlightlang)


def path_of(env: BuildEnvironment) -> str:
    """Return the path of the page that is being read, relative to the root of the handbook."""
    return Path(env.doc2path(env.docname)).relative_to(env.srcdir).as_posix()


class PageParser(MystParser):
    """Parses MyST; on a page of an untrusted contributor, no directive reads files or passes raw output through."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse the page."""
        if is_untrusted(path_of(document.settings.env)):
            forbid_files_and_raw(document)
        else:
            allow_files_and_raw(document)
        super().parse(inputstring, document)


class Guard(SphinxTransform):
    """Removes from an untrusted contributor's page what can run, load or copy something, and reports it."""

    default_priority = 1  # before any other transform uses these nodes

    def apply(self, **kwargs: object) -> None:
        """Remove forbidden nodes; a link loses its target but keeps its text."""
        path = path_of(self.env)
        if not is_untrusted(path):
            return
        for node in list(self.document.findall(nodes.Element)):
            if isinstance(node, nodes.reference):
                if not self._is_safe(node):
                    node.replace_self(node.children)
                    self._report(node, path)
            elif isinstance(node, addnodes.toctree):
                entries = [(title, target) for title, target in node["entries"] if target in self.env.found_docs]
                if entries != node["entries"]:
                    node["entries"] = entries
                    self._report(node, path)
            elif self._is_forbidden(node, path):
                node.parent.remove(node)
                self._report(node, path)

    def _is_forbidden(self, node: nodes.Element, path: str) -> bool:
        if isinstance(node, nodes.image):
            return not self._is_picture(node["uri"], path)
        if isinstance(node, nodes.raw):
            return node.astext() not in HARD_BREAKS
        return isinstance(node, FORBIDDEN)

    def _is_picture(self, uri: str, path: str) -> bool:
        if not is_image(uri, path):
            return False
        file = Path(self.env.relfn2path(uri, self.env.docname)[1])
        return file.is_file() and file.resolve().is_relative_to(Path(self.env.srcdir).resolve() / IMAGES)

    def _is_safe(self, node: nodes.reference) -> bool:
        target = node.get("refuri", "")
        is_download = isinstance(node, addnodes.download_reference)  # Sphinx would copy the file that it names
        return not is_download and (not target or target.startswith("#") or is_web_address(target))

    def _report(self, node: nodes.Element, path: str) -> None:
        domain = handbook(self.env)
        expected = _("write plain Markdown")
        where = Location(path=path, line=node.line or 1)
        domain.note_problem(self.env.docname, problem("markup-refused", where, markup=node.tagname, expected=expected))
