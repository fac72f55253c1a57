"""Transforms: stable anchors, the parts that follow from the kind of a page, and the views that fill placeholders."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import views
from ..text.messages import mark as _
from ..text.messages import translator
from . import page_citations, panels, render
from .access import handbook
from .editions import anchor_of_section
from .internals.docutils import replace_numbered_ids, take_apart
from .nodes import placeholder
from .sites import is_site

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from .domain import HandbookDomain


class StableAnchors(SphinxTransform):
    """Give headings without ASCII letters an anchor that is made of their text.

    docutils would number them (``id7``), so that their addresses would change when a heading is added above them.
    """

    default_priority = 500

    def apply(self, **kwargs: object) -> None:
        """Replace the numbered anchors."""
        replace_numbered_ids(self.document, anchor_of_section)


class OneLineTitles(SphinxTransform):
    """Put each heading on one line: objects.inv has one line for each object, and CommonMark has headings of several."""

    default_priority = 400

    def apply(self, **kwargs: object) -> None:
        """Replace the line ends in titles."""
        for title in self.document.findall(nodes.title):
            for text in list(title.findall(nodes.Text)):
                if "\n" in text or "\r" in text:
                    text.parent.replace(text, nodes.Text(" ".join(re.split(r"[\r\n]+", text))))


class PageFrame(SphinxTransform):
    """Add what follows from the kind of a page: its head, the entries of a term or a person, the reference list."""

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
        if page.profile:
            top.insert(1, self._view("person", page.profile.id))
            top += self._section("entries", say(_("Entries")), self._view("person-entries", page.profile.id))
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

    For a site, the writer fills them, which in a parallel build runs in several processes. For other builders they are filled
    here, before these change addresses and anchors.
    """

    default_priority = 5  # before references are resolved, at 10

    def run(self, **kwargs: object) -> None:
        """Replace the placeholders, or leave them to the writer."""
        domain = handbook(self.env)
        for node in list(self.document.findall(placeholder)):
            if not domain.builder.use_message_catalog:  # a builder of catalogues, which hold what people have written
                node.parent.remove(node)
            elif not is_site(domain.builder):
                node.replace_self(filled(node, domain))


def filled(node: placeholder, domain: HandbookDomain) -> list[nodes.Node]:
    """Return the nodes of the view of a placeholder."""
    if domain.builder.format == "latex" and node["view"] == "authors":  # the chapters of this part list them
        return []
    view = domain.view(node["view"], node["argument"])
    renderer = render.Renderer(builder=domain.builder, docname=node["docname"])
    if node["view"] == "references":
        return page_citations.reference_list(renderer, cast("tuple[views.ReferenceRow, ...]", view))
    if isinstance(view, views.IssueCitations):
        return panels.issue_section(renderer, domain, view, Path(domain.env.doctreedir))
    if node["view"] == "entry-facts" and isinstance(view, views.EntryHead):
        return _below_summary(view, renderer, domain)
    content = renderer.nodes_of(node["view"], view)
    if is_site(domain.builder) and isinstance(view, views.TermItems | views.Listing):
        content += panels.coins(view.coins)
    return content


def _below_summary(view: views.EntryHead, renderer: render.Renderer, domain: HandbookDomain) -> list[nodes.Node]:
    """Return what stands below the summary of an entry, with its citations: in panels on a site, else as text."""
    if not is_site(domain.builder):
        return [*renderer.entry_facts(view), *(panels.printed_citation(renderer, domain, view) if view.cited else ())]
    panel = panels.entry_panel(renderer, domain, view, Path(domain.env.doctreedir)) if view.cited else []
    return [*renderer.entry_facts(view, panel), *panels.entry_coins(domain, view)]


def visit_placeholder(self: HTML5Translator, node: placeholder) -> None:
    """Fill the placeholder; the writer then visits its children."""
    domain = handbook(self.builder.env)
    node.children = []
    node += filled(node, domain)


def empty_placeholder(self: HTML5Translator, node: placeholder) -> None:
    """Empty the placeholder, so that handlers of written pages do not visit all its nodes."""
    take_apart(node)
