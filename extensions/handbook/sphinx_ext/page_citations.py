"""Citations on the pages of the handbook: each page has a reference list of its own, in which its citations resolve.

The list is a view like any other, and a work is looked up by its key in the library.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes

from ..model.places import paper_docname
from ..reading.names import REFERENCE_PREFIX
from ..text.anchors import anchor_of
from ..text.messages import mark as _
from ..views.rows import Label
from .access import handbook
from .internals.bibtex import PageScopedDomain, citation, latex_target, parse_citation_targets
from .reference_cache import paragraphs
from .render.pieces import ENGLISH
from .sites import is_paper_page, is_site

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..views.rows import ReferenceRow
    from .render import Renderer


class PageCitationDomain(PageScopedDomain):
    """Resolves a citation in the reference list of its own page."""

    def resolve_xref(  # type: ignore[override]  # several keys give several links, as in the original domain
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        """Return the citation as text with links to the reference list; an unknown key stays text (the checks report it)."""
        papers = handbook(env).library.works
        try:
            targets = list(parse_citation_targets(target))
        except ValueError:
            return nodes.inline("", target, classes=["hb-unknown"])
        works = [
            (cited, papers[cited.key], *self._place(env, fromdocname, cited.key)) for cited in targets if cited.key in papers
        ]
        unknown = [cited.key for cited in targets if cited.key not in papers]
        result = nodes.inline("", "", classes=["hb-cite"])
        if works:
            result += citation(builder, fromdocname, typ, works)
        if unknown:
            result += nodes.inline("", "?" + ", ".join(unknown), classes=["hb-unknown"])
        return result

    @staticmethod
    def _place(env: BuildEnvironment, fromdocname: str, key: str) -> tuple[str, str]:
        """Return where a citation of the work *key* leads: on the page of a paper, which has no reference list, to its page."""
        if is_paper_page(fromdocname):
            return paper_docname(handbook(env).library.work_key(key)), ""
        return fromdocname, anchor(key)


def anchor(key: str) -> str:
    """Return the anchor of a work in the reference list."""
    return f"{REFERENCE_PREFIX}{anchor_of(key)}"


def reference_list(renderer: Renderer, rows: tuple[ReferenceRow, ...]) -> list[nodes.Node]:
    """Return the reference list of a page; a work that the handbook covers leads to its entry."""
    references = nodes.bullet_list(classes=["hb-references"], bullet="*")
    works = paragraphs((row.paper for row in rows), renderer.docname, Path(renderer.builder.doctreedir))
    references += map(partial(_reference, renderer), rows, works)
    if renderer.builder.format == "latex":  # which gives an item of a list no anchor, and moves citations to the end of a book
        for item in references.findall(nodes.list_item):
            cast("nodes.paragraph", item[0]).insert(0, latex_target(renderer.docname, item["ids"][0]))
    return [references]


def _reference(renderer: Renderer, row: ReferenceRow, paragraph: nodes.paragraph) -> nodes.list_item:
    paragraph["classes"].append(ENGLISH)
    if row.covered:
        paragraph += nodes.Text(" ")
        link = renderer.link_nodes(row.covered, renderer.say(_("In the handbook: {title}")).format(title=row.covered.zh))
        link["classes"].append(renderer.own_language)
        paragraph += link
    elif is_site(renderer.builder):
        text = renderer.say(_("What cites it"))
        link = renderer.link_nodes(Label(kind="work", id=row.paper.key, zh=text, page=paper_docname(row.paper.key)))
        link["classes"].append(renderer.own_language)
        paragraph += [nodes.Text(" "), link]
    return nodes.list_item("", paragraph, ids=[anchor(row.paper.key)])
