"""The directive ``bibliography``: inserts a placeholder and reserves ids for the entries that may replace it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.util import logging
from sphinxcontrib.bibtex.directives import BibliographyKey, BibliographyValue
from sphinxcontrib.bibtex.nodes import bibliography as bibliography_node

from .ids import EntryIds
from .upstream.docutils import automatic_id, reserve_automatic_ids, reserved_ids
from .upstream.sphinxcontrib_bibtex import StockDirective

if TYPE_CHECKING:
    from docutils import nodes

    from .domain import LookupBibtexDomain
    from .lookups import BibFiles

logger = logging.getLogger(__name__)

LIST_TYPES = ("bullet", "enumerated", "citation")


class LookupBibliographyDirective(StockDirective):
    """Inserts a bibliography without making a node for each entry; the domain handles everything that depends on .bib files."""

    def run(self) -> list[nodes.Node]:
        """Return the header and the placeholder of the bibliography."""
        domain = cast("LookupBibtexDomain", self.env.get_domain("cite"))
        filter_ = self.parsed_filter()
        paths = self._paths(domain)
        list_type = self._list_type()
        number = self.next_number()
        node = self._placeholder(number)
        files = domain.bib_index.files(paths) if self.arguments else domain.bib_index.whole
        keyprefix = self.options.get("keyprefix", "")
        ids = self._reserve_ids(domain, files, number, keyprefix)
        keys = self._listed_keys(files)
        header = self.config.bibtex_bibliography_header
        header_nodes = self.parse_text_to_nodes(header) if header else []
        bibliography = BibliographyValue(
            line=self.lineno,
            bibfiles=paths,
            style=self.options.get("style", self.config.bibtex_default_style),
            list_=list_type,
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

    def _warn(self, message: str, argument: str, subtype: str) -> None:
        logger.warning(message, argument, location=(self.env.docname, self.lineno), type="bibtex", subtype=subtype)

    def _paths(self, domain: LookupBibtexDomain) -> list[Path]:
        """Return the .bib files that the argument names; all if there is no argument."""
        if not self.arguments:
            return domain.bib_index.paths
        paths = []
        for name in self.arguments[0].split():
            path = Path(self.env.relfn2path(name)[1]).resolve()
            if path in domain.bibdata.bibfiles:
                paths.append(path)
            else:
                self._warn("%s not found or not configured in bibtex_bibfiles", name, "bibfile_error")
        return paths

    def _list_type(self) -> str:
        list_type = cast("str", self.options.get("list", "citation"))
        if list_type in LIST_TYPES:
            return list_type
        self._warn("unknown bibliography list type '%s'.", list_type, "list_type_error")
        return "citation"

    def _placeholder(self, number: int) -> bibliography_node:
        reserved_ids(self.state.document)
        node = bibliography_node("", docname=self.env.docname)
        node["ids"] += self.explicit_ids(self.config.bibtex_bibliography_id.format(bibliography_count=number))
        self.state.document.note_explicit_target(node, node)
        return node

    def _listed_keys(self, files: BibFiles) -> list[str]:
        """Return the keys in the content of the directive; warn about those that no .bib file has."""
        keys = []
        for key in self.content:
            if files.position(key) is None:
                self._warn('could not find bibtex key "%s"', key, "key_not_found")
            else:
                keys.append(key)
        return keys

    def _reserve_ids(self, domain: LookupBibtexDomain, files: BibFiles, number: int, keyprefix: str) -> EntryIds:
        """Reserve an id for every entry, in the order in which the stock directive makes nodes."""
        document, template = self.state.document, self.config.bibtex_cite_id
        common: dict[str, Any] = {"keys": files.digest, "whole": not self.arguments, "template": template, "number": number}
        if not template:
            if not files.size:
                return EntryIds(**common)
            return EntryIds(**common, **reserve_automatic_ids(document, files.size)._asdict())
        ids = reserved_ids(document)
        key_by_id, duplicates = domain.bib_index.ids(files, template, number, keyprefix)
        conflicting = {*duplicates, *(key_by_id[id_] for id_ in ids.conflicts(key_by_id))}
        ids.reserved.append(key_by_id)
        given = {}
        for key in files.in_order(conflicting):
            self.explicit_ids(template.format(bibliography_count=number, key=keyprefix + key))  # logs that the id is taken
            given[keyprefix + key] = automatic_id(document)
        return EntryIds(**common, given=given)
