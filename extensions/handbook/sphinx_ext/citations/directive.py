"""The directive ``bibliography``: a placeholder, and ids kept for the entries that may come in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from docutils import nodes
from docutils.nodes import make_id
from sphinx.util import logging
from sphinxcontrib.bibtex.bibfile import _make_ids
from sphinxcontrib.bibtex.directives import BibliographyDirective, BibliographyKey, BibliographyValue
from sphinxcontrib.bibtex.nodes import bibliography as bibliography_node

from .domain import LookupBibtexDomain
from .ids import EntryIds, KeptIds, KeptNumbers
from .lookups import Files

logger = logging.getLogger(__name__)


class LookupBibliographyDirective(BibliographyDirective):
    """Puts a bibliography in its place; makes no node per entry, and leaves it to the domain what depends on .bib files."""

    def run(self) -> list[nodes.Node]:
        """Return the header and the placeholder of the bibliography."""
        domain = cast(LookupBibtexDomain, self.env.get_domain("cite"))
        filter_ = self._get_filter()
        bibfiles = self._bibfiles(domain)
        list_ = self.options.get("list", "citation")
        if list_ not in {"bullet", "enumerated", "citation"}:
            self._warn("unknown bibliography list type '%s'.", list_, "list_type_error")
            list_ = "citation"
        number = cast(int, self.env.temp_data.get("bibtex_bibliography_count", 0)) + 1
        self.env.temp_data["bibtex_bibliography_count"] = number
        document = self.state.document
        if not isinstance(document.ids, KeptIds):
            document.ids = KeptIds(document.ids)
        node = bibliography_node("", docname=self.env.docname)
        node["ids"] += self._ids(self.config.bibtex_bibliography_id.format(bibliography_count=number))
        document.note_explicit_target(node, node)
        files = domain.bib_index.files(bibfiles) if self.arguments else domain.bib_index.whole
        keyprefix = self.options.get("keyprefix", "")
        ids = self._keep_ids(domain, files, number, keyprefix)
        keys = []
        for key in self.content:
            if files.position(key) is None:
                self._warn('could not find bibtex key "%s"', key, "key_not_found")
            else:
                keys.append(key)
        header = self.config.bibtex_bibliography_header
        header_nodes = self.parse_text_to_nodes(header) if header else []
        bibliography = BibliographyValue(
            line=self.lineno,
            bibfiles=bibfiles,
            style=self.options.get("style", self.config.bibtex_default_style),
            list_=list_,
            enumtype=self.options.get("enumtype", "arabic"),
            start=self.options.get("start", 1),
            labelprefix=self.options.get("labelprefix", ""),
            keyprefix=keyprefix,
            filter_=filter_,
            citation_nodes={},
            keys=keys,
        )
        domain.note_bibliography(BibliographyKey(docname=self.env.docname, id_=node["ids"][0]), bibliography, ids)
        return [*header_nodes, node]

    def _warn(self, message: str, what: str, subtype: str) -> None:
        logger.warning(message, what, location=(self.env.docname, self.lineno), type="bibtex", subtype=subtype)

    def _bibfiles(self, domain: LookupBibtexDomain) -> list[Path]:
        """Return the .bib files that are named, or all."""
        if not self.arguments:
            return domain.bib_index.paths
        found = []
        for name in self.arguments[0].split():
            path = Path(self.env.relfn2path(name)[1]).resolve()
            if path in domain.bibdata.bibfiles:
                found.append(path)
            else:
                self._warn("%s not found or not configured in bibtex_bibfiles", name, "bibfile_error")
        return found

    def _ids(self, wanted: str) -> list[str]:
        """Return an id, or none with a warning when it is taken."""
        id_ = make_id(wanted)
        taken = {id_} if id_ in self.state.document.ids else set()
        return _make_ids(docname=self.env.docname, lineno=self.lineno, ids=taken, raw_id=wanted)

    def _automatic_id(self) -> str:
        """Return the next automatic id."""
        node = nodes.citation()
        self.state.document.note_explicit_target(node, node)
        return cast(str, node["ids"][0])

    def _keep_ids(self, domain: LookupBibtexDomain, files: Files, number: int, keyprefix: str) -> EntryIds:
        """Keep an id for every entry, in the order in which nodes would have got them."""
        document, template = self.state.document, self.config.bibtex_cite_id
        ids = cast(KeptIds, document.ids)
        common: dict[str, Any] = {"keys": files.digest, "whole": not self.arguments, "template": template, "number": number}
        if template:
            by_id, again = domain.bib_index.ids(files, template, number, keyprefix)
            clashing = [keyprefix + key for key in files.in_order({*again, *(by_id[id_] for id_ in ids.taken(by_id))})]
            ids.kept.append(by_id)
            for key in clashing:
                self._ids(template.format(bibliography_count=number, key=key))
            return EntryIds(**common, given={key: self._automatic_id() for key in clashing})
        if not files.size:
            return EntryIds(**common)
        first_id = self._automatic_id()
        prefix, first = next((prefix, n) for prefix, n in document.id_counter.items() if f"{prefix}{n}" == first_id)
        later = KeptNumbers(prefix, range(first + 1, first + files.size + len(ids)))
        taken = []
        last = first + files.size - 1
        for each in sorted(int(id_.removeprefix(prefix)) for id_ in ids if id_ in later):
            if each <= last:
                taken.append(each)
                last += 1
        document.id_counter[prefix] = last
        ids.kept.append(KeptNumbers(prefix, range(first, last + 1)))
        return EntryIds(**common, prefix=prefix, first=first, taken=tuple(taken))
