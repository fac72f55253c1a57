"""The undocumented parts of sphinxcontrib-bibtex that this package uses; read from sphinxcontrib-bibtex 2.7.0.

``BibtexDomain.env_updated`` makes the citations: it iterates over ``get_formatted_entries`` of each bibliography, and takes the
id of an entry from the node that ``citation_nodes`` has for its key. ``CiteRole`` calls ``append`` on the citation references.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinxcontrib.bibtex.bibfile import _make_ids
from sphinxcontrib.bibtex.citation_target import CitationTarget, parse_citation_targets
from sphinxcontrib.bibtex.directives import BibliographyDirective, BibliographyValue
from sphinxcontrib.bibtex.domain import Citation, _FilterVisitor, get_docnames
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo
from sphinxcontrib.bibtex.transforms import node_text_transform

if TYPE_CHECKING:
    import ast
    from collections.abc import Set as AbstractSet

    from pybtex.database import Entry
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle

BIBLIOGRAPHY_COUNT = "bibtex_bibliography_count"
ENUMERATION_COUNT = "bibtex_enum_count"


class StockDirective(BibliographyDirective):
    """The directive ``bibliography``, with names for the parts of it that are used one by one."""

    def parsed_filter(self) -> ast.AST:
        """Return the filter that the options ask for; log a warning if they are wrong."""
        return self._get_filter()

    def next_number(self) -> int:
        """Return which bibliography of its page this one is, from 1; call it once."""
        number = cast("int", self.env.temp_data.get(BIBLIOGRAPHY_COUNT, 0)) + 1
        self.env.temp_data[BIBLIOGRAPHY_COUNT] = number
        return number

    def explicit_ids(self, raw_id: str) -> list[str]:
        """Return an id made of a configured text; none, with a warning, if the document has it, and none for an empty text."""
        id_ = nodes.make_id(raw_id)
        taken = {id_} if id_ in self.state.document.ids else set()
        return _make_ids(docname=self.env.docname, lineno=self.lineno, ids=taken, raw_id=raw_id)


def next_enumeration(env: BuildEnvironment, start: int, length: int) -> int:
    """Return the first number of an enumerated list; a *start* below 1 continues the enumerated list before it."""
    if start < 1:
        start = cast("int", env.temp_data.get(ENUMERATION_COUNT, 1))
    env.temp_data[ENUMERATION_COUNT] = start + length
    return start


def docnames_in_order(env: BuildEnvironment) -> list[str]:
    """Return the pages in the order of the tables of contents."""
    return list(get_docnames(env))  # type: ignore[no-untyped-call]


def filter_matches(filter_: ast.AST, entry: Entry, docname: str, citing: AbstractSet[str]) -> bool:
    """Evaluate the filter of a bibliography for an entry and the pages that cite it; raise ValueError if it cannot be."""
    return bool(_FilterVisitor(entry, docname, citing).visit(filter_))  # type: ignore[no-untyped-call]


def targets_by_key(target: str) -> dict[str, CitationTarget]:
    """Return what a role cites, by key; raise ValueError if it is malformed."""
    return {each.key: each for each in parse_citation_targets(target)}


def set_entry_id(bibliography: BibliographyValue, key: str, id_: str) -> None:
    """Store the id of an entry where the stock domain looks for it."""
    bibliography.citation_nodes[key] = nodes.citation(ids=[id_])


def clear_entry_ids(bibliography: BibliographyValue) -> None:
    """Remove the ids when the stock domain has used them."""
    bibliography.citation_nodes.clear()


def reference_text(style: BaseReferenceStyle, role: str, citation: Citation) -> Any:
    """Return the rich text of a reference to one citation, as ``format_references`` makes it, but without an address."""
    data = {
        "entry": citation.entry,
        "formatted_entry": citation.formatted_entry,
        "reference_info": SphinxReferenceInfo(cast("Builder", None), "", "", "", None, "", ""),
        "style": style,
    }
    return style.inner(role).format_data(data)


def link_addresses(node: nodes.Element) -> None:
    """Turn the addresses of LaTeX's url command into links."""
    node_text_transform(node)
