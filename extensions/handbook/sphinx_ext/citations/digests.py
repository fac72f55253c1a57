"""What tells whether a page shows its citations as it did when it was last written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import NamedTuple

from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import Citation
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle

from .formatting import Formatter
from .lookups import ShownIndex
from .records import Mark, digest_of, targets_of


class PageDigests(NamedTuple):
    """Makes the digests of pages from what is shown in a build."""

    shown: ShownIndex
    marks: Mapping[tuple[BibliographyKey, str], Mark]
    formatter: Formatter
    reference_style: BaseReferenceStyle

    def of(self, xrefs: Mapping[str, Iterable[tuple[str, str, str]]]) -> dict[str, bytes]:
        """Return for each page a digest of what it shows of its citations, given what may be references to them."""
        pages = defaultdict[str, list[object]](list)
        for bibliography_key, citations in self.shown.by_bibliography.items():
            pages[bibliography_key.docname].append(
                [(each.citation_id, each.key, each.formatted_entry.label, self._mark(each).text) for each in citations]
            )
        for docname, references in xrefs.items():
            for domain, role, target in references:
                if domain or self.shown.names(target):
                    pages[docname].append(self._reference(docname, role if domain else "p", target))
        return {docname: digest_of(shown) for docname, shown in pages.items()}

    def _reference(self, docname: str, role: str, target: str) -> list[object]:
        """Return what tells apart what a reference shows and where it leads."""
        shown: list[object] = [role, target]
        with suppress(ValueError):  # malformed: said when it is resolved
            for each in self.shown.cited(docname, targets_of(target)):
                mark = self._mark(each)
                text = self.formatter.reference(self.reference_style, role, each, mark)
                shown += [each.bibliography_key.docname, each.citation_id, text, mark.tooltip]
        return shown

    def _mark(self, citation: Citation) -> Mark:
        return self.marks[citation.bibliography_key, citation.key]
