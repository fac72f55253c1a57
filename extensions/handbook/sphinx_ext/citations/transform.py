"""The transform that puts the entries of a bibliography in the place of its placeholder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from docutils import nodes
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import Citation
from sphinxcontrib.bibtex.nodes import bibliography as bibliography_node
from sphinxcontrib.bibtex.transforms import BibliographyTransform, node_text_transform

from .domain import LookupBibtexDomain


class LookupBibliographyTransform(BibliographyTransform):
    """Fills bibliographies before the stock transform would."""

    default_priority = BibliographyTransform.default_priority - 1

    def run(self, **kwargs: object) -> None:
        """Replace the placeholders by lists of entries."""
        domain = cast(LookupBibtexDomain, self.env.get_domain("cite"))
        for placeholder in list(self.document.findall(bibliography_node)):
            # when pages are joined, the page is that of the node
            key = BibliographyKey(docname=placeholder["docname"], id_=placeholder["ids"][0])
            filled = self._list(domain, key, domain.shown.by_bibliography.get(key, []))
            placeholder.replace_self(filled if filled.children else nodes.target())

    def _list(self, domain: LookupBibtexDomain, key: BibliographyKey, citations: list[Citation]) -> nodes.Element:
        bibliography = domain.bibliographies[key]
        if bibliography.list_ == "citation":
            references = domain.references.ids_on(key.docname)
            return nodes.container("", *(self._entry(key, each, nodes.citation, references) for each in citations))
        items = [self._entry(key, each, nodes.list_item) for each in citations]
        if bibliography.list_ == "bullet":
            return nodes.bullet_list("", *items)
        count = self.env.temp_data
        start = bibliography.start if bibliography.start >= 1 else cast(int, count.get("bibtex_enum_count", 1))
        count["bibtex_enum_count"] = start + len(items)
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
        node_text_transform(node)
        return node
