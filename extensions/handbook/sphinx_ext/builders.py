"""The builders of HTML: Sphinx's own, but every process writes whole pages, and a title is rendered once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import ParallelTasks

from .access import handbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet


class HandbookHTMLBuilder(StandaloneHTMLBuilder):
    """Builds HTML; in parallel, each process has a share of the pages, and resolves and writes them itself.

    Sphinx would resolve all references in the main process, write with one process fewer than asked for, and start a process
    for every few pages; what a process has made of one page and needs for the next is then made again and again.
    """

    _titles: dict[str, dict[str, str]]

    def init(self) -> None:
        """Begin without any title rendered."""
        super().init()
        self._titles = {}

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Return the HTML of a node; a title that is only text is the same on every page that names it."""
        if not isinstance(node, nodes.title) or not all(isinstance(child, nodes.Text) for child in node.children):
            return super().render_partial(node)
        text = node.astext()
        if text not in self._titles:
            self._titles[text] = super().render_partial(node)
        return self._titles[text]

    def dump_inventory(self) -> None:
        """Write the inventory of objects, unless nothing was read or is shown otherwise: for it, the library would be made."""
        domain = handbook(self.env)
        if domain.outputs_due or domain.outdated or not (self.outdir / INVENTORY_FILENAME).is_file():
            super().dump_inventory()

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write pages."""
        if not self.parallel_ok:
            super().write_documents(docnames)
            return
        domain = handbook(self.env)
        first, *others = sorted(docnames)
        self._write_share([first])  # what is made once, templates above all, is there before processes part
        tasks = ParallelTasks(self._app.parallel)
        for share in shares(others, domain.weights, self._app.parallel):
            tasks.add_task(self._write_share, share, self._note_written)
        tasks.join()

    def _write_share(self, docnames: Sequence[str]) -> dict[str, str]:
        for docname in docnames:
            self.phase = BuildPhase.RESOLVING
            doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
            self.phase = BuildPhase.WRITING
            self.write_doc_serialized(docname, doctree)
            self.write_doc(docname, doctree)
        return self.images

    def _note_written(self, docnames: Sequence[str], images: dict[str, str]) -> None:
        self.images.update(images)
        handbook(self.env).due.difference_update(docnames)


class HandbookDirectoryBuilder(HandbookHTMLBuilder, DirectoryHTMLBuilder):
    """Builds HTML with a folder for each page, in the same way."""

    name = "dirhtml"


def shares(docnames: Iterable[str], weights: Mapping[str, int], count: int) -> list[list[str]]:
    """Return the pages in so many shares, or fewer, of about the same weight, each in order."""
    found: list[list[str]] = [[] for _each in range(count)]
    carried = [0] * count
    for docname in sorted(docnames, key=lambda each: (-weights.get(each, 0), each)):
        lightest = carried.index(min(carried))
        carried[lightest] += weights.get(docname, 0) + PAGE
        found[lightest].append(docname)
    return [sorted(share) for share in found if share]


PAGE = 2000
"""What a page weighs beside what it shows, in characters of its views."""
