"""The HTML builders of the handbook: Sphinx's own, with pages shared out evenly and each title rendered once."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.dirhtml import DirectoryHTMLBuilder

from ..editing.disk import read_if_any, replace_file
from ..text.digests import digest_of
from .access import handbook
from .digests import titles_of_pages, view_keys
from .internals.docutils import take_apart
from .internals.sphinx import SharedWritingBuilder, has_inventory
from .machines import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

INVENTORY_STATE = ".buildinfo.inventory"
"""The file in an output folder with the digest of what its inventory of objects was made of."""
BASE_WEIGHT = 2000
"""The weight of a page without any view, in characters of views."""


class HandbookHTMLBuilder(SharedWritingBuilder):
    """Builds HTML; in a parallel build, each process writes a share of about the same weight."""

    _titles: dict[str, dict[str, str]]
    writes_pages: bool
    """Whether this build writes any page."""

    def init(self) -> None:
        """Begin with an empty cache of titles."""
        super().init()
        self._titles = {}

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Return the HTML of a node; a title that is only text is rendered once for all pages that show it."""
        if not isinstance(node, nodes.title) or not all(isinstance(child, nodes.Text) for child in node.children):
            return super().render_partial(node)
        text = node.astext()
        if text not in self._titles:
            self._titles[text] = super().render_partial(node)
        return self._titles[text]

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write a page, and take its doctree apart."""
        super().write_doc(docname, doctree)
        take_apart(doctree)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Note whether there are pages to write."""
        self.writes_pages = bool(docnames or handbook(self.env).removed)
        super().prepare_writing(docnames)

    def is_due(self, pagename: str) -> bool:
        """Return whether a page without a source may have changed: all are as they were where no page is written."""
        return self.writes_pages or not Path(self.get_output_path(pagename)).is_file()

    def gen_indices(self) -> None:
        """Write the index of Sphinx, which other extensions and directives fill, if it may have changed."""
        if self.is_due("genindex"):
            super().gen_indices()

    def dump_inventory(self) -> None:
        """Write the inventory of objects if one of them may have changed."""
        domain = handbook(self.env)
        if not (domain.outputs_due or domain.outdated) and has_inventory(self):
            return
        state, digest = Path(self.outdir) / INVENTORY_STATE, self._digest_of_objects().encode()
        if domain.was_complete and has_inventory(self) and read_if_any(state) == digest:
            return
        state.unlink(missing_ok=True)
        super().dump_inventory()
        replace_file(state, digest)

    def _digest_of_objects(self) -> str:
        """Return a digest of all that the inventory is made of."""
        config, own, standard = self.config, handbook(self.env), self.env.domains.standard_domain
        titles = titles_of_pages(self.env)
        named = (standard.labels, standard.anonlabels, standard.objects, standard.progoptions)
        others = (domain for domain in self.env.domains.sorted() if domain not in (own, standard))
        objects = [*(sorted(each.items(), key=repr) for each in named), *(sorted(domain.get_objects()) for domain in others)]
        return digest_of((view_keys(own).objects, titles, config.project, config.version, self.name, self.link_suffix, objects))

    def copy_image_files(self) -> None:
        """Publish exactly the pictures that pages use; Sphinx copies those of the pages just written, and removes none."""
        folder = Path(self.outdir) / self.imagedir
        used = {folder / name: Path(self.srcdir) / path for path, (_docnames, name) in self.env.images.items()}
        for place, picture in used.items():
            replace_file(place, picture.read_bytes())
        for path in [*folder.iterdir()] if folder.is_dir() else ():
            if path.is_file() and path not in used:
                path.unlink()
        if not used:
            with suppress(OSError):  # there is none, or another extension has files there
                folder.rmdir()

    def shares(self, docnames: Sequence[str], count: int) -> list[list[str]]:
        """Return *docnames* in at most *count* shares of about the same weight."""
        return shares(docnames, handbook(self.env).weights, count)

    def note_written(self, docnames: Sequence[str]) -> None:
        """Note that another process has written *docnames*."""
        handbook(self.env).unwritten.difference_update(docnames)


class HandbookDirectoryBuilder(HandbookHTMLBuilder, DirectoryHTMLBuilder):
    """Builds HTML in the same way, with a folder for each page."""

    name = "dirhtml"

    def get_output_path(self, page_name: str, /) -> Path:
        """Return the file of a page: a folder with an index, except for the page that servers look for under its own name."""
        if page_name == NOT_FOUND:
            return Path(self.outdir) / f"{NOT_FOUND}{self.out_suffix}"
        return Path(super().get_output_path(page_name))


def shares(docnames: Iterable[str], weights: Mapping[str, int], count: int) -> list[list[str]]:
    """Return the pages in at most *count* shares of about the same weight, each sorted."""
    result: list[list[str]] = [[] for _share in range(count)]
    totals = [0] * count
    for docname in sorted(docnames, key=lambda docname: (-weights.get(docname, 0), docname)):
        lightest = totals.index(min(totals))
        totals[lightest] += weights.get(docname, 0) + BASE_WEIGHT
        result[lightest].append(docname)
    return [sorted(share) for share in result if share]
