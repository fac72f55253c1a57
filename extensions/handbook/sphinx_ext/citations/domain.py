"""The domain: what pages cite and show as read, the citations made of it, and the links to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, cast

from docutils import nodes
from pybtex.database import Entry
from pybtex.richtext import Tag
from pybtex.style import FormattedEntry
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinxcontrib.bibtex.directives import BibliographyKey, BibliographyValue
from sphinxcontrib.bibtex.domain import BibtexDomain, get_docnames
from sphinxcontrib.bibtex.style.referencing import format_references
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo

from .digests import PageDigests
from .filters import filtered_entries
from .formatting import Formatter
from .ids import EntryIds, KeptIds
from .lookups import BibIndex, CitedIndex, Files, ShownIndex
from .records import CitationRefs, Mark, digest_of, targets_of

logger = logging.getLogger(__name__)


class LookupBibtexDomain(BibtexDomain):
    """Gives what the stock domain gives, from look-ups."""

    data_version: ClassVar = BibtexDomain.data_version + 1000
    initial_data: ClassVar = {
        **BibtexDomain.initial_data,
        "citation_refs": CitationRefs(),
        "entry_ids": {},  # docname -> bibliography -> ids
        "xrefs": {},  # docname -> role and target of every reference that may be a citation
        "formatted": {},
        "references": {},
        "digests": {},  # docname -> what of its citations the page shows
    }

    _bib_index: BibIndex | None = None
    _cited: CitedIndex | None = None
    _shown: ShownIndex | None = None
    _formatter: Formatter | None = None

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._marks: dict[tuple[BibliographyKey, str], Mark] = {}

    @property
    def references(self) -> CitationRefs:
        """The citation references by page."""
        return cast(CitationRefs, self.data["citation_refs"])

    @property
    def entry_ids(self) -> dict[str, dict[BibliographyKey, EntryIds]]:
        """The ids that pages keep for the entries of their bibliographies, by docname."""
        return cast("dict[str, dict[BibliographyKey, EntryIds]]", self.data["entry_ids"])

    @property
    def bib_index(self) -> BibIndex:
        """Look-ups into the .bib files."""
        if self._bib_index is None or self._bib_index.bibdata is not self.bibdata:
            self._bib_index = BibIndex(self.bibdata)
        return self._bib_index

    @property
    def cited(self) -> CitedIndex:
        """Which page cites what."""
        if self._cited is None:
            self._cited = CitedIndex(self.references, get_docnames(self.env))  # type: ignore[no-untyped-call]
        return self._cited

    @property
    def shown(self) -> ShownIndex:
        """Which entry is shown where."""
        if self._shown is None:
            self._shown = ShownIndex(self.citations, self.bibliographies)
        return self._shown

    @property
    def formatter(self) -> Formatter:
        """What formats entries and references in this build."""
        if self._formatter is None:
            self._formatter = Formatter(self.data["formatted"], self.data["references"])
        return self._formatter

    # reading

    def clear_doc(self, docname: str) -> None:
        """Forget what a page cites and shows; its digest stays, because it tells of the page as written."""
        for bibliography_key in self.entry_ids.pop(docname, ()):
            del self.bibliographies[bibliography_key]
        self.references.by_page.pop(docname, None)
        self.data["xrefs"].pop(docname, None)
        self.citations.clear()  # made anew in env_updated

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for docname in sorted(docnames):
            for bibliography_key, ids in otherdata["entry_ids"].get(docname, {}).items():
                self.note_bibliography(bibliography_key, otherdata["bibliographies"][bibliography_key], ids)
            if docname in otherdata["citation_refs"].by_page:
                self.references.by_page[docname] = otherdata["citation_refs"].by_page[docname]
            if docname in otherdata["xrefs"]:
                self.data["xrefs"][docname] = otherdata["xrefs"][docname]

    def note_bibliography(self, key: BibliographyKey, bibliography: BibliographyValue, ids: EntryIds) -> None:
        """Remember a bibliography; those of all .bib files share one list of them."""
        if ids.whole:
            bibliography = bibliography._replace(bibfiles=self.bib_index.paths)
        self.bibliographies[key] = bibliography
        self.entry_ids.setdefault(key.docname, {})[key] = ids

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Remember which references of a page may be citations, and let go of the ids kept for entries."""
        found = [
            (node.get("refdomain", ""), node["reftype"], node["reftarget"])
            for node in document.findall(pending_xref)
            if node.get("refdomain", "") in ("", "cite") and "reftarget" in node
        ]
        if found:
            self.data["xrefs"][docname] = tuple(dict.fromkeys(found))
        if isinstance(document.ids, KeptIds):
            document.ids = dict(document.ids)

    def outdated(self) -> list[str]:
        """Return the pages whose ids and warnings are those of other keys than the .bib files now have."""
        return [
            docname
            for docname, each in self.entry_ids.items()
            if any(ids.keys != self.files(bibliography_key).digest for bibliography_key, ids in each.items())
        ]

    def files(self, bibliography_key: BibliographyKey) -> Files:
        """Return the .bib files of a bibliography."""
        if self.entry_ids[bibliography_key.docname][bibliography_key].whole:
            return self.bib_index.whole
        return self.bib_index.files(self.bibliographies[bibliography_key].bibfiles)

    # between reading and writing

    def env_updated(self) -> list[str]:
        """Make the citations, and return the pages whose references or bibliographies have changed."""
        self._cited = self._shown = self._formatter = None
        self._marks.clear()
        in_order = sorted(self.bibliographies.items(), key=lambda item: item[0].docname)
        self.data["bibliographies"] = dict(in_order)
        super().env_updated()
        for bibliography in self.bibliographies.values():
            bibliography.citation_nodes.clear()
        digests = PageDigests(self.shown, self._marks, self.formatter, self.reference_style).of(self.data["xrefs"])
        changed = [docname for docname, digest in digests.items() if self.data["digests"].get(docname) != digest]
        self.data.update(digests=digests, formatted=self.formatter.entries, references=self.formatter.references)
        return changed

    def get_all_cited_keys(self, docnames: Iterable[str]) -> Iterator[str]:
        """Yield all keys that pages cite, in the order of the pages."""
        for docname in docnames:
            yield from self.references.keys_on(docname)

    def get_filtered_entries(self, bibliography_key: BibliographyKey) -> Iterator[tuple[str, Entry]]:
        """Yield the entries of a bibliography that its filter lets pass or that it lists, in the order of the .bib files."""
        bibliography, files = self.bibliographies[bibliography_key], self.files(bibliography_key)
        return filtered_entries(bibliography_key, bibliography, files, self.bibdata.data.entries, self.cited)

    def get_sorted_entries(self, bibliography_key: BibliographyKey, docnames: list[str]) -> Iterator[tuple[str, Entry]]:
        """Yield the entries of a bibliography in the order of their first citation, then those that are not cited."""
        rank = self.cited.rank
        yield from sorted(self.get_filtered_entries(bibliography_key), key=lambda item: rank.get(item[0], len(rank)))

    def get_formatted_entries(
        self, bibliography_key: BibliographyKey, docnames: list[str], tooltips: bool, tooltips_style: str
    ) -> Iterator[tuple[Entry, FormattedEntry, FormattedEntry | None]]:
        """Yield the entries of a bibliography as its style sorts, labels and formats them, and with the text of tooltips."""
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
            # the stock domain takes the id from here
            id_ = ids.id_of(key, files.position(entry.key) or 0)
            bibliography.citation_nodes[key] = nodes.citation(ids=[id_])
            error = text.error or (tooltip.error if tooltip else "")
            if error:
                logger.warning(
                    "%s",
                    error,
                    location=(bibliography_key.docname, bibliography.line),
                    type="bibtex",
                    subtype="missing_field",
                )
                self._marks[bibliography_key, key] = Mark(digest, digest_of(error), b"")
                yield entry, FormattedEntry(entry.key, Tag("b", error), label), None
            else:
                self._marks[bibliography_key, key] = Mark(digest, text.digest, tooltip.digest if tooltip else b"")
                yield (
                    entry,
                    FormattedEntry(entry.key, text.text, label),
                    FormattedEntry(entry.key, tooltip.text, label) if tooltip else None,
                )

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
        targets = targets_of(target)
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
