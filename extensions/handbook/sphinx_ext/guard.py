"""The second line of defence: whatever the reader of pages may have missed does not get from an untrusted page to the output.

The reader refuses what it knows from the text. Here the directives that read files are off while such a page is parsed, and of
what was made of the page only those nodes stay that are harmless.
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
from ..reading.names import is_web_address
from ..text.messages import mark as _
from .access import handbook

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


HARD_BREAKS = ("<br />\n", "\\\\\n")
"""What MyST writes for the end of a line, in HTML and LaTeX."""
FORBIDDEN = (nodes.meta, addnodes.only, addnodes.highlightlang)


def path_of(env: BuildEnvironment) -> str:
    """Return the path of the page that is being read, relative to the root of the handbook."""
    return Path(env.doc2path(env.docname)).relative_to(env.srcdir).as_posix()


class PageParser(MystParser):
    """MyST; on an untrusted page no directive reads a file or inserts raw HTML."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read the page."""
        trusted = not is_untrusted(path_of(document.settings.env))
        document.settings.file_insertion_enabled = document.settings.raw_enabled = trusted
        super().parse(inputstring, document)


class Guard(SphinxTransform):
    """Removes from an untrusted page what can run, load or copy something, and reports it."""

    default_priority = 1  # before any other transform follows what stands there

    def apply(self, **kwargs: object) -> None:
        """Remove what is forbidden; a link loses its target and keeps its text."""
        path = path_of(self.env)
        if not is_untrusted(path):
            return
        for node in list(self.document.findall(nodes.Element)):
            if isinstance(node, nodes.reference):
                if not self._is_safe(node):
                    node.replace_self(node.children)
                    self._report(node, path)
            elif isinstance(node, addnodes.toctree):
                known = [(title, target) for title, target in node["entries"] if target in self.env.found_docs]
                if known != node["entries"]:
                    node["entries"] = known
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
        return file.resolve().is_relative_to(Path(self.env.srcdir).resolve() / IMAGES)

    def _is_safe(self, node: nodes.reference) -> bool:
        target = node.get("refuri", "")
        is_download = isinstance(node, addnodes.download_reference)  # which copies the file it names
        return not is_download and (not target or target.startswith("#") or is_web_address(target))

    def _report(self, node: nodes.Element, path: str) -> None:
        domain = handbook(self.env)
        expected = _("write plain Markdown")
        where = Location(path=path, line=node.line or 1)
        domain.note_problem(self.env.docname, problem("markup-refused", where, markup=node.tagname, expected=expected))
