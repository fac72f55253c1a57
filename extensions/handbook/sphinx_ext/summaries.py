"""The summaries of papers, taken from the doctree of their issue and resolved as text of the page of a work.

All pages of works are in one folder, so that the links of one of them are those of all: an issue is resolved once for all those
of its papers whose pages are written, as if it stood there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..text.digests import digest_of
from .internals.docutils import take_apart
from .internals.sphinx import resolve_as
from .nodes import placeholder

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from sphinx.builders.html import StandaloneHTMLBuilder

_NOT_SHOWN = frozenset({"source", "line", "rawsource", "refdoc", "backrefs"})
"""The attributes of nodes that no page shows."""


def papers_of(doctree: nodes.document) -> Iterator[nodes.section]:
    """Yield the sections of the papers of an issue."""
    return (section for section in doctree.findall(nodes.section) if "hb-paper" in section["classes"] and section["ids"])


def summary_of(section: nodes.section) -> list[nodes.Node]:
    """Return the text of an entry: what stands in its section below the head, without the errata."""
    head = (nodes.title, placeholder)
    return [
        child
        for child in section.children
        if not isinstance(child, head) and not (isinstance(child, nodes.Element) and "hb-erratum" in child["classes"])
    ]


def digests(doctree: nodes.document) -> dict[str, str]:
    """Return a digest of the text of each paper of an issue, by its anchor: of all that a page shows of it."""
    return {section["ids"][0]: _digest(summary_of(section)) for section in papers_of(doctree)}


def _digest(summary: Iterable[nodes.Node]) -> str:
    parts: list[object] = []
    for child in summary:
        for node in child.findall():
            if isinstance(node, nodes.Text):
                parts.append(str(node))
            elif isinstance(node, nodes.Element):
                shown = sorted((name, value) for name, value in node.attributes.items() if value and name not in _NOT_SHOWN)
                parts.append((node.tagname, shown))
            parts.append(None)
    return digest_of(parts)


def resolved(builder: StandaloneHTMLBuilder, issue: str, page: str, anchors: Container[str]) -> Mapping[str, list[nodes.Node]]:
    """Return the texts of the papers of *issue* with these *anchors*, by anchor, with links as they are on *page*."""
    doctree = builder.env.get_doctree(issue)
    for section in [*papers_of(doctree)]:
        if section["ids"][0] not in anchors:
            section.parent.remove(section)
            take_apart(section)
    for reference in doctree.findall(addnodes.pending_xref):
        reference["refdoc"] = page
    resolve_as(doctree, builder, page)
    summaries = {}
    for section in [*papers_of(doctree)]:
        summary = summary_of(section)
        _lead_elsewhere(summary, builder.get_relative_uri(page, issue))
        summaries[section["ids"][0]] = summary
        section.children = []
    take_apart(doctree)
    return summaries


def _lead_elsewhere(summary: list[nodes.Node], issue: str) -> None:
    """Have links to places on the page of the issue, such as footnotes, lead there."""
    own = {anchor for child in summary if isinstance(child, nodes.Element) for node in _elements(child) for anchor in node["ids"]}
    for child in summary:
        for node in child.findall(nodes.Element):
            anchor = node.get("refid")
            if anchor is None or anchor in own:
                continue
            if isinstance(node, nodes.reference):
                del node["refid"]
                node["refuri"] = f"{issue}#{anchor}"
            elif isinstance(node, nodes.footnote_reference):
                node.replace_self(
                    nodes.superscript("", "", nodes.reference("", node.astext(), internal=True, refuri=f"{issue}#{anchor}"))
                )


def _elements(node: nodes.Element) -> Iterator[nodes.Element]:
    return node.findall(nodes.Element)
