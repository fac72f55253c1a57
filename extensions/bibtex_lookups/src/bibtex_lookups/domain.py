"""The citation domain: stores what pages cite and show, makes the citations, and resolves references to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from pybtex.richtext import Tag
from pybtex.style import FormattedEntry
from sphinx.addnodes import pending_xref
from sphinx.util import logging
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.style.referencing import format_references
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo

from .digests import PageDigests
from .filters import filtered_entries
from .formatting import Formatter
from .lookups import BibFiles, BibIndex, CitedIndex, ShownIndex
from .state import CitationDigests, CitationRefs, FormattedText, digest_of
from .upstream.docutils import release_ids
from .upstream.sphinxcontrib_bibtex import clear_entry_ids, docnames_in_order, set_entry_id, targets_by_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from pybtex.database import Entry
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.directives import BibliographyKey, BibliographyValue

    from .ids import EntryIds

logger = logging.getLogger(__name__)


class LookupBibtexDomain(BibtexDomain):
    """Has the output of the stock domain, and uses look-ups instead of scans."""

    data_version: ClassVar = BibtexDomain.data_version + 1000
    initial_data: ClassVar = {
        **BibtexDomain.initial_data,
        "citation_refs": CitationRefs(),
        "entry_ids": {},  # docname -> bibliography -> ids
        "xrefs": {},  # docname -> domain, role and target of every reference that may be a citation
        "formatted": {},  # cache key -> FormattedText
        "references": {},  # cache key -> digest of the text of a reference
        "digests": {},  # docname -> digest of the citations that the page shows
    }

    _bib_index: BibIndex | None = None
    _cited: CitedIndex | None = None
    _shown: ShownIndex | None = None
    _formatter: Formatter | None = None

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._citation_digests: dict[tuple[BibliographyKey, str], CitationDigests] = {}

    @property
    def references(self) -> CitationRefs:
        """The citation references by page."""
        return cast("CitationRefs", self.data["citation_refs"])

    @property
    def entry_ids(self) -> dict[str, dict[BibliographyKey, EntryIds]]:
        """The ids that pages reserve for the entries of their bibliographies, by docname."""
        return cast("dict[str, dict[BibliographyKey, EntryIds]]", self.data["entry_ids"])

    @property
    def bib_index(self) -> BibIndex:
        """Look-ups for the .bib files."""
        if self._bib_index is None or self._bib_index.bibdata is not self.bibdata:
            self._bib_index = BibIndex(self.bibdata)
        return self._bib_index

    @property
    def cited(self) -> CitedIndex:
        """Which page cites which keys."""
        if self._cited is None:
            self._cited = CitedIndex(self.references, docnames_in_order(self.env))
        return self._cited

    @property
    def shown(self) -> ShownIndex:
        """Which entries the bibliographies show."""
        if self._shown is None:
            self._shown = ShownIndex(self.citations, self.bibliographies)
        return self._shown

    @property
    def formatter(self) -> Formatter:
        """The formatter of entries and references, with its caches."""
        if self._formatter is None:
            self._formatter = Formatter(self.data["formatted"], self.data["references"])
        return self._formatter

    # reading

    def clear_doc(self, docname: str) -> None:
        """Remove the data of a page; keep its digest, which describes the page as it was last written."""
        for bibliography_key in self.entry_ids.pop(docname, ()):
            del self.bibliographies[bibliography_key]
        self.references.by_page.pop(docname, None)
        self.data["xrefs"].pop(docname, None)
        self.citations.clear()  # made again by env_updated

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Add the data of pages that another process has read."""
        for docname in sorted(docnames):
            for bibliography_key, ids in otherdata["entry_ids"].get(docname, {}).items():
                self.note_bibliography(bibliography_key, otherdata["bibliographies"][bibliography_key], ids)
            if docname in otherdata["citation_refs"].by_page:
                self.references.by_page[docname] = otherdata["citation_refs"].by_page[docname]
            if docname in otherdata["xrefs"]:
                self.data["xrefs"][docname] = otherdata["xrefs"][docname]

    def note_bibliography(self, key: BibliographyKey, bibliography: BibliographyValue, ids: EntryIds) -> None:
        """Store a bibliography; all bibliographies that use all .bib files share one list of their paths."""
        if ids.whole:
            bibliography = bibliography._replace(bibfiles=self.bib_index.paths)
        self.bibliographies[key] = bibliography
        self.entry_ids.setdefault(key.docname, {})[key] = ids

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Store which references of a page may be citations, and release the ids reserved for entries."""
        xrefs = [
            (node.get("refdomain", ""), node["reftype"], node["reftarget"])
            for node in document.findall(pending_xref)
            if node.get("refdomain", "") in ("", "cite") and "reftarget" in node
        ]
        if xrefs:
            self.data["xrefs"][docname] = tuple(dict.fromkeys(xrefs))
        release_ids(document)

    def outdated(self) -> list[str]:
        """Return the pages that were read when their .bib files had other keys; ids and warnings depend on these."""
        return [
            docname
            for docname, bibliographies in self.entry_ids.items()
            if any(ids.keys != self.files(bibliography_key).digest for bibliography_key, ids in bibliographies.items())
        ]

    def files(self, bibliography_key: BibliographyKey) -> BibFiles:
        """Return the .bib files of a bibliography."""
        if self.entry_ids[bibliography_key.docname][bibliography_key].whole:
            return self.bib_index.whole
        return self.bib_index.files(self.bibliographies[bibliography_key].bibfiles)

    # between reading and writing

    def env_updated(self) -> list[str]:
        """Make the citations, and return the pages whose references or bibliographies have changed."""
        self._cited = self._shown = self._formatter = None
        self._citation_digests.clear()
        in_order = sorted(self.bibliographies.items(), key=lambda item: item[0].docname)
        self.data["bibliographies"] = dict(in_order)
        super().env_updated()
        for bibliography in self.bibliographies.values():
            clear_entry_ids(bibliography)
        digests = PageDigests(self.shown, self._citation_digests, self.formatter, self.reference_style).of(self.data["xrefs"])
        changed = [docname for docname, digest in digests.items() if self.data["digests"].get(docname) != digest]
        self.data.update(digests=digests, formatted=self.formatter.entries, references=self.formatter.references)
        return changed

    def get_all_cited_keys(self, docnames: Iterable[str]) -> Iterator[str]:
        """Yield all keys that the pages cite, in the order of the pages."""
        for docname in docnames:
            yield from self.references.keys_on(docname)

    def get_filtered_entries(self, bibliography_key: BibliographyKey) -> Iterator[tuple[str, Entry]]:
        """Yield the entries of a bibliography that its filter matches or that it lists, in the order of the .bib files."""
        bibliography, files = self.bibliographies[bibliography_key], self.files(bibliography_key)
        return filtered_entries(bibliography_key, bibliography, files, self.bibdata.data.entries, self.cited)

    def get_sorted_entries(self, bibliography_key: BibliographyKey, docnames: list[str]) -> Iterator[tuple[str, Entry]]:
        """Yield the entries of a bibliography in the order of their first citation, then the entries not cited."""
        rank = self.cited.rank
        yield from sorted(self.get_filtered_entries(bibliography_key), key=lambda item: rank.get(item[0], len(rank)))

    def get_formatted_entries(
        self, bibliography_key: BibliographyKey, docnames: list[str], tooltips: bool, tooltips_style: str
    ) -> Iterator[tuple[Entry, FormattedEntry, FormattedEntry | None]]:
        """Yield the entries of a bibliography, sorted, labelled and formatted in its style, each with the text of its tooltip."""
        bibliography = self.bibliographies[bibliography_key]
        files, ids = self.files(bibliography_key), self.entry_ids[bibliography_key.docname][bibliography_key]
        style = self.formatter.style(bibliography.style)
        entries = style.sort(dict(self.get_sorted_entries(bibliography_key, docnames)).values())
        for bare_label, entry in zip(style.format_labels(entries), entries, strict=False):
            label = bibliography.labelprefix + bare_label
            digest = self.bib_index.entry_digest(entry)
            text = self.formatter.entry(bibliography.style, entry, digest, label)
            tooltip = self.formatter.entry(tooltips_style or bibliography.style, entry, digest, label) if tooltips else None
            key = bibliography.keyprefix + entry.key
            set_entry_id(bibliography, key, ids.id_of(key, files.position(entry.key) or 0))
            yield entry, *self._noted(bibliography_key, entry, label, text, tooltip)

    def _noted(
        self, bibliography_key: BibliographyKey, entry: Entry, label: str, text: FormattedText, tooltip: FormattedText | None
    ) -> tuple[FormattedEntry, FormattedEntry | None]:
        """Store the digests of an entry, and return its text and tooltip; log a missing field and return the message as text."""
        bibliography = self.bibliographies[bibliography_key]
        error = text.error or (tooltip.error if tooltip else "")
        digests = CitationDigests(
            entry=self.bib_index.entry_digest(entry),
            text=digest_of(error) if error else text.digest,
            tooltip=tooltip.digest if tooltip and not error else b"",
        )
        self._citation_digests[bibliography_key, bibliography.keyprefix + entry.key] = digests
        if error:
            location = (bibliography_key.docname, bibliography.line)
            logger.warning("%s", error, location=location, type="bibtex", subtype="missing_field")
            return FormattedEntry(entry.key, Tag("b", error), label), None
        formatted = FormattedEntry(entry.key, text.text, label)
        return formatted, FormattedEntry(entry.key, tooltip.text, label) if tooltip else None

    # writing

    def resolve_xref(  # type: ignore[override]  # several keys give several links, as in the stock domain
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        """Return the links to the entries that a role cites."""
        targets = targets_by_key(target)
        for key in targets:
            if key not in self.shown:
                logger.warning('could not find bibtex key "%s"', key, location=node, type="bibtex", subtype="key_not_found")
        references = [
            (
                citation.entry,
                citation.formatted_entry,
                SphinxReferenceInfo(
                    builder=builder,
                    fromdocname=fromdocname,
                    todocname=citation.bibliography_key.docname,
                    citation_id=citation.citation_id,
                    title=self.shown.tooltip(citation),
                    pre_text=targets[citation.key].pre,
                    post_text=targets[citation.key].post,
                ),
            )
            for citation in self.shown.cited(fromdocname, targets)
        ]
        result = nodes.inline(rawsource=target, classes=["bibtex-citation"])
        result += format_references(self.reference_style, typ, references).render(self.backend)
        return result

    def resolve_any_xref(  # type: ignore[override]
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.Element]]:
        """Return the links to the entries that a target names, if it names one."""
        if not self.shown.names(target):
            return []
        return [("p", self.resolve_xref(env, fromdocname, builder, "p", target, node, contnode))]
