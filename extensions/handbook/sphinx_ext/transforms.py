"""Transforms: what every page of a sort has without anyone writing it, and the views that fill the placeholders."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import views
from ..text.folding import slug
from ..text.messages import mark as _
from ..text.messages import translator
from . import page_citations as bibtex
from . import panels, render
from .access import handbook
from .nodes import kept, placeholder

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from .domain import HandbookDomain

LINK_CLASSES = ' class="reference internal"'
"""What Sphinx writes into every link, and nothing uses: a tenth of a page that is mostly links."""
_NUMBERED_ID = re.compile(r"id\d+", re.ASCII)


class StableAnchors(SphinxTransform):
    """Give headings without ASCII letters an anchor made of their text.

    docutils numbers them (``id7``), so that an address would move when a heading is added above it.
    """

    default_priority = 500

    def apply(self, **kwargs: object) -> None:
        """Replace the numbered anchors."""
        renamed = {}
        for section in self.document.findall(nodes.section):
            for position, old in enumerate(section["ids"]):
                if not _NUMBERED_ID.fullmatch(old):
                    continue
                wanted = slug(section[0].astext()) or "section"
                new, number = wanted, 2
                while new in self.document.ids:
                    new, number = f"{wanted}-{number}", number + 1
                section["ids"][position] = renamed[old] = new
                self.document.ids[new] = self.document.ids.pop(old)
        for name, old in self.document.nameids.items():
            if old in renamed:
                self.document.nameids[name] = renamed[old]


class PageFrame(SphinxTransform):
    """Add what follows from the sort of a page: the head of an issue or a term, the entries of a term, the reference list."""

    default_priority = 510

    def apply(self, **kwargs: object) -> None:
        """Add the parts with their placeholders."""
        domain = handbook(self.env)
        docname = self.env.docname
        page = domain.pages.get(docname)
        top = next(iter(self.document.findall(nodes.section)), None)
        if page is None or top is None:
            return
        say = translator(self.config.language)
        if page.issue:
            top.insert(1, self._view("issue", str(page.issue.number)))
        if page.term:
            name = f"{page.term.kind}:{page.term.id}"
            top.insert(1, self._view("term", name))
            top += self._section("entries", say(_("Entries")), self._view("term-items", name))
        if any(node.get("refdomain") == "cite" for node in self.document.findall(addnodes.pending_xref)):
            top += self._section("references", say(_("References")), self._view("references", docname))
        if page.issue:
            top += self._section(panels.ANCHOR, say(_("Cite")), self._view("citations", str(page.issue.number)))

    def _view(self, name: str, argument: str) -> placeholder:
        return placeholder("", view=name, argument=argument, docname=self.env.docname)

    def _section(self, anchor: str, title: str, *content: nodes.Node) -> nodes.section:
        while anchor in self.document.ids:
            anchor += "-"
        section = nodes.section("", nodes.title(title, title), *content, ids=[anchor])
        self.document.note_explicit_target(section, section)
        return section


class FillPlaceholders(SphinxPostTransform):
    """Fill each placeholder with its view of the library.

    In HTML the page is filled when it is written, which a parallel build does in processes of its own. Everything else is
    filled at once.
    """

    default_priority = 5  # before references are resolved, at 10

    def run(self, **kwargs: object) -> None:
        """Replace the placeholders, or leave them to the writer."""
        domain = handbook(self.env)
        for node in list(self.document.findall(placeholder)):
            if domain.builder.format != "html":
                node.replace_self(filled(node, domain))


def filled(node: placeholder, domain: HandbookDomain) -> list[nodes.Node]:
    """Return the nodes of the view that a placeholder names."""
    view = views.view(domain.library, node["view"], node["argument"])
    renderer = render.Renderer(builder=domain.builder, docname=node["docname"])
    if node["view"] == "references":
        return bibtex.reference_list(renderer, cast("tuple[views.ReferenceRow, ...]", view))
    if isinstance(view, views.IssueCitations):
        return panels.issue_section(renderer, domain, view, Path(domain.env.doctreedir))
    found = renderer.nodes_of(node["view"], view)
    if domain.builder.format == "html":
        found += cited(view, renderer, domain)
    return found


def cited(view: views.View, renderer: render.Renderer, domain: HandbookDomain) -> list[nodes.Node]:
    """Return what HTML has besides: how to cite what is shown, and what programs read of it."""
    if isinstance(view, views.EntryHead) and view.cited:
        return panels.entry_panel(renderer, domain, view, Path(domain.env.doctreedir))
    if isinstance(view, views.TermItems | views.Listing):
        return panels.coins(view.coins)
    return []


def visit_placeholder(self: HTML5Translator, node: placeholder) -> None:
    """Fill the placeholder; the writer goes on with what is in it."""
    domain = handbook(self.builder.env)
    node.children = []
    node += filled(node, domain)


def empty_placeholder(self: HTML5Translator, node: placeholder) -> None:
    """Empty the placeholder: what listens to pages being written need not go through all that is on them."""
    node.children = []


def visit_kept(self: HTML5Translator, node: kept) -> None:
    """Write what was written before under the same key, or write it and keep it."""
    known = handbook(self.builder.env).written
    if (html := known.get(node["key"])) is None:
        begin = len(self.body)
        made = node["make"]()
        made.parent = node.parent
        made.walkabout(self)
        html = known[node["key"]] = "".join(self.body[begin:]).replace(LINK_CLASSES, "")
        del self.body[begin:]
    self.body.append(html)
