"""The transform that replaces the placeholder of a bibliography by its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.nodes import bibliography as bibliography_node
from sphinxcontrib.bibtex.transforms import BibliographyTransform

from .upstream.sphinxcontrib_bibtex import link_addresses, next_enumeration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxcontrib.bibtex.domain import Citation

    from .domain import LookupBibtexDomain


class LookupBibliographyTransform(BibliographyTransform):
    """Runs before the stock transform, which then finds no placeholder."""

    default_priority = BibliographyTransform.default_priority - 1

    def run(self, **kwargs: object) -> None:
        """Replace the placeholders by lists of entries."""
        domain = cast("LookupBibtexDomain", self.env.get_domain("cite"))
        for placeholder in list(self.document.findall(bibliography_node)):
            # a builder that joins pages, such as latex, changes env.docname, but not the placeholder
            key = BibliographyKey(docname=placeholder["docname"], id_=placeholder["ids"][0])
            entries = self._list(domain, key, domain.shown.by_bibliography.get(key, []))
            placeholder.replace_self(entries if entries.children else nodes.target())

    def _list(self, domain: LookupBibtexDomain, key: BibliographyKey, citations: list[Citation]) -> nodes.Element:
        bibliography = domain.bibliographies[key]
        if bibliography.list_ == "citation":
            references = domain.references.ids_on(key.docname)
            return nodes.container("", *(self._entry(key, citation, nodes.citation, references) for citation in citations))
        items = [self._entry(key, citation, nodes.list_item) for citation in citations]
        if bibliography.list_ == "bullet":
            return nodes.bullet_list("", *items)
        start = next_enumeration(self.env, bibliography.start, len(items))
        return nodes.enumerated_list("", *items, enumtype=bibliography.enumtype, start=start)

    def _entry(
        self,
        key: BibliographyKey,
        citation: Citation,
        node_class: type[nodes.Element],
        references: Mapping[str, list[str]] | None = None,
    ) -> nodes.Element:
        node = node_class(ids=[citation.citation_id], docname=key.docname)
        if references is not None:
            if citation.key in references:
                node["backrefs"] = references[citation.key]
            node += nodes.label("", citation.formatted_entry.label, support_smartquotes=False)
        node += self.backend.paragraph(citation.formatted_entry)
        link_addresses(node)
        return node
