"""Digests of the citations on each page, by which the domain finds the pages that must be written again."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from .state import CitationDigests, digest_of
from .upstream.sphinxcontrib_bibtex import targets_by_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinxcontrib.bibtex.directives import BibliographyKey
    from sphinxcontrib.bibtex.domain import Citation
    from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle

    from .formatting import Formatter
    from .lookups import ShownIndex


class PageDigests(NamedTuple):
    """Computes the digests of pages in one build."""

    shown: ShownIndex
    citation_digests: Mapping[tuple[BibliographyKey, str], CitationDigests]
    formatter: Formatter
    reference_style: BaseReferenceStyle

    def of(self, xrefs: Mapping[str, Iterable[tuple[str, str, str]]]) -> dict[str, bytes]:
        """Return the digest of each page, given domain, role and target of all references that may cite an entry."""
        parts = defaultdict[str, list[object]](list)
        for bibliography_key, citations in self.shown.by_bibliography.items():
            parts[bibliography_key.docname].append(
                [
                    (citation.citation_id, citation.key, citation.formatted_entry.label, self._digests(citation).text)
                    for citation in citations
                ]
            )
        for docname, references in xrefs.items():
            for domain, role, target in references:
                if domain or self.shown.names(target):
                    parts[docname].append(self._reference(docname, role if domain else "p", target))
        return {docname: digest_of(shown) for docname, shown in parts.items()}

    def _reference(self, docname: str, role: str, target: str) -> list[object]:
        """Return what determines the text and the addresses of a reference."""
        parts: list[object] = [role, target]
        with suppress(ValueError):  # a malformed target is reported when it is resolved
            for citation in self.shown.cited(docname, targets_by_key(target)):
                digests = self._digests(citation)
                text = self.formatter.reference(self.reference_style, role, citation, digests)
                parts += [citation.bibliography_key.docname, citation.citation_id, text, digests.tooltip]
        return parts

    def _digests(self, citation: Citation) -> CitationDigests:
        return self.citation_digests[citation.bibliography_key, citation.key]
