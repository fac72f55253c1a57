"""Look-ups made from the data of the domain: entries of .bib files, citations by page, and entries shown by page."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from docutils.nodes import make_id
from pybtex.plugin import find_plugin
from sphinxcontrib.bibtex.directives import BibliographyKey, BibliographyValue
from sphinxcontrib.bibtex.domain import Citation

from .state import CitationRefs, digest_of
from .upstream.pybtex import entry_state

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from pybtex.database import Entry
    from sphinxcontrib.bibtex.bibfile import BibData

PLAINTEXT = find_plugin("pybtex.backends", "plaintext")()


class BibFiles:
    """The .bib files of a bibliography, with the position of every key."""

    def __init__(self, bibfiles: Iterable[Path], index: BibIndex) -> None:
        self.keys_of: dict[Path, Collection[str]] = {
            path: index.bibdata.bibfiles[path].keys for path in bibfiles if path in index.bibdata.bibfiles
        }
        self.offsets: dict[Path, int] = {}
        self.size = 0
        for path, keys in self.keys_of.items():
            self.offsets[path] = self.size
            self.size += len(keys)
        self.digest = digest_of([index.digests[path] for path in self.keys_of])
        self._places = index.places

    def __iter__(self) -> Iterator[str]:
        for keys in self.keys_of.values():
            yield from keys

    def position(self, key: str) -> int | None:
        """Return how many keys precede this one; None if no file has it."""
        path, number = self._places.get(key, (None, 0))
        offset = None if path is None else self.offsets.get(path)
        return None if offset is None else offset + number

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Return the keys that the files have, in the order of the files."""
        with_positions = ((self.position(key), key) for key in keys)
        return [key for _position, key in sorted((position, key) for position, key in with_positions if position is not None)]


class BibIndex:
    """Look-ups for the .bib files; each is made when it is first used."""

    def __init__(self, bibdata: BibData) -> None:
        self.bibdata = bibdata
        self.paths = list(bibdata.bibfiles)
        self.places = {key: (path, number) for path, file in bibdata.bibfiles.items() for number, key in enumerate(file.keys)}
        self.digests = {path: digest_of(list(file.keys)) for path, file in bibdata.bibfiles.items()}
        self._files: dict[tuple[Path, ...], BibFiles] = {}
        self._ids: dict[tuple[BibFiles, str, int, str], tuple[dict[str, str], list[str]]] = {}
        self._entries: dict[str, bytes] = {}

    @cached_property
    def whole(self) -> BibFiles:
        """All files."""
        return BibFiles(self.paths, self)

    def files(self, bibfiles: Iterable[Path]) -> BibFiles:
        """Return the files at these paths."""
        paths = tuple(bibfiles)
        if paths not in self._files:
            self._files[paths] = BibFiles(paths, self)
        return self._files[paths]

    def ids(self, files: BibFiles, template: str, number: int, keyprefix: str) -> tuple[dict[str, str], list[str]]:
        """Return the keys by the ids that a template makes of them, and the keys whose id an earlier key has."""
        cache_key = (files, template, number, keyprefix)
        if cache_key not in self._ids:
            key_by_id: dict[str, str] = {}
            duplicates = []
            for key in files:
                id_ = make_id(template.format(bibliography_count=number, key=keyprefix + key))
                if key_by_id.setdefault(id_, key) != key:
                    duplicates.append(key)
            self._ids[cache_key] = key_by_id, duplicates
        return self._ids[cache_key]

    def entry_digest(self, entry: Entry) -> bytes:
        """Return a digest of an entry."""
        if entry.key not in self._entries:
            self._entries[entry.key] = digest_of(entry_state(entry))
        return self._entries[entry.key]


class CitedIndex:
    """Which page cites which keys, and in which order keys are first cited."""

    def __init__(self, references: CitationRefs, docnames: Iterable[str]) -> None:
        self.pages = defaultdict[str, set[str]](set)
        self.keys: dict[str, set[str]] = {}
        self.rank: dict[str, int] = {}
        for docname in docnames:
            self.keys[docname] = set()
            for key in references.keys_on(docname):
                self.pages[key].add(docname)
                self.keys[docname].add(key)
                self.rank.setdefault(key, len(self.rank))


class ShownIndex:
    """Which entries the bibliographies show, and to which of them a citation leads."""

    def __init__(self, citations: Iterable[Citation], bibliographies: Mapping[BibliographyKey, BibliographyValue]) -> None:
        self.by_bibliography = defaultdict[BibliographyKey, list[Citation]](list)
        self._on_page: dict[tuple[str, str], tuple[int, Citation]] = {}
        self._anywhere: dict[str, tuple[int, Citation]] = {}
        self._tooltips: dict[tuple[BibliographyKey, str], str] = {}
        for number, citation in enumerate(citations):
            self.by_bibliography[citation.bibliography_key].append(citation)
            if bibliographies[citation.bibliography_key].list_ == "citation":
                here = (citation.bibliography_key.docname, citation.key)
                # of several with one key the last is cited, at the position of the first
                self._on_page[here] = self._on_page.get(here, (number,))[0], citation
                self._anywhere[citation.key] = self._anywhere.get(citation.key, (number,))[0], citation

    def __contains__(self, key: str) -> bool:
        return key in self._anywhere

    def names(self, target: str) -> bool:
        """Return whether the target of a reference names an entry that is shown."""
        return any(key.strip() in self for key in target.split(","))

    def cited(self, docname: str, keys: Iterable[str]) -> list[Citation]:
        """Return the citations that keys on a page lead to: those of the page first, both in the order of bibliographies."""
        ranked = []
        for key in keys:
            on_page = self._on_page.get((docname, key))
            number_and_citation = on_page or self._anywhere.get(key)
            if number_and_citation:
                ranked.append((not on_page, *number_and_citation))
        return [citation for _elsewhere, _number, citation in sorted(ranked, key=lambda item: item[:2])]

    def tooltip(self, citation: Citation) -> str | None:
        """Return the title of links to a citation, if it has one."""
        if citation.tooltip_entry is None:
            return None
        place = (citation.bibliography_key, citation.key)
        if place not in self._tooltips:
            self._tooltips[place] = citation.tooltip_entry.text.render(PLAINTEXT).replace("\\url ", "")
        return self._tooltips[place]
