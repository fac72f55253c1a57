"""Look-ups that follow from what is kept: into the .bib files, which page cites what, and which entry is shown where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from docutils.nodes import make_id
from pybtex.database import Entry
from pybtex.plugin import find_plugin
from sphinxcontrib.bibtex.bibfile import BibData
from sphinxcontrib.bibtex.directives import BibliographyKey, BibliographyValue
from sphinxcontrib.bibtex.domain import Citation

from .records import CitationRefs, digest_of

PLAINTEXT = find_plugin("pybtex.backends", "plaintext")()


class Files:
    """The .bib files of a bibliography: where in them a key comes."""

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
        """Return how many keys come before this one; None if it is in none of the files."""
        path, number = self._places.get(key, (None, 0))
        offset = None if path is None else self.offsets.get(path)
        return None if offset is None else offset + number

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Return those of the keys that are in the files, in the order of the files."""
        placed = ((self.position(key), key) for key in keys)
        return [key for _position, key in sorted((position, key) for position, key in placed if position is not None)]


class BibIndex:
    """Look-ups into the .bib files, made as they are asked for."""

    def __init__(self, bibdata: BibData) -> None:
        self.bibdata = bibdata
        self.paths = list(bibdata.bibfiles)
        self.places = {key: (path, number) for path, file in bibdata.bibfiles.items() for number, key in enumerate(file.keys)}
        self.digests = {path: digest_of(list(file.keys)) for path, file in bibdata.bibfiles.items()}
        self._files: dict[tuple[Path, ...], Files] = {}
        self._ids: dict[tuple[Files, str, int, str], tuple[dict[str, str], list[str]]] = {}
        self._entries: dict[str, bytes] = {}

    @cached_property
    def whole(self) -> Files:
        """All files."""
        return Files(self.paths, self)

    def files(self, bibfiles: Iterable[Path]) -> Files:
        """Return the files at these paths."""
        paths = tuple(bibfiles)
        if paths not in self._files:
            self._files[paths] = Files(paths, self)
        return self._files[paths]

    def ids(self, files: Files, template: str, number: int, keyprefix: str) -> tuple[dict[str, str], list[str]]:
        """Return the keys by the ids that a template makes of them, and the keys whose id another key has already."""
        known = (files, template, number, keyprefix)
        if known not in self._ids:
            by_id: dict[str, str] = {}
            again = []
            for key in files:
                id_ = make_id(template.format(bibliography_count=number, key=keyprefix + key))
                if by_id.setdefault(id_, key) != key:
                    again.append(key)
            self._ids[known] = by_id, again
        return self._ids[known]

    def entry_digest(self, entry: Entry) -> bytes:
        """Return what tells this state of an entry from any other."""
        if entry.key not in self._entries:
            self._entries[entry.key] = digest_of((entry.key, entry.original_type, entry))
        return self._entries[entry.key]


class CitedIndex:
    """Which page cites what."""

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
    """Which entry is shown where."""

    def __init__(self, citations: Iterable[Citation], bibliographies: Mapping[BibliographyKey, BibliographyValue]) -> None:
        self.by_bibliography = defaultdict[BibliographyKey, list[Citation]](list)
        self._on_page: dict[tuple[str, str], tuple[int, Citation]] = {}
        self._anywhere: dict[str, tuple[int, Citation]] = {}
        self._tooltips: dict[tuple[BibliographyKey, str], str] = {}
        for number, citation in enumerate(citations):
            self.by_bibliography[citation.bibliography_key].append(citation)
            if bibliographies[citation.bibliography_key].list_ == "citation":
                here = (citation.bibliography_key.docname, citation.key)
                # of several, the last one is cited, in the place of the first
                self._on_page[here] = self._on_page.get(here, (number,))[0], citation
                self._anywhere[citation.key] = self._anywhere.get(citation.key, (number,))[0], citation

    def __contains__(self, key: str) -> bool:
        return key in self._anywhere

    def names(self, target: str) -> bool:
        """Return whether a target that need not be a citation names an entry that is shown."""
        return any(key.strip() in self for key in target.split(","))

    def cited(self, docname: str, keys: Iterable[str]) -> list[Citation]:
        """Return the citations to which keys on a page lead: first those of the page itself, in the order of bibliographies."""
        found = []
        for key in keys:
            local = self._on_page.get((docname, key))
            place = local or self._anywhere.get(key)
            if place:
                found.append((not local, *place))
        return [citation for _elsewhere, _number, citation in sorted(found, key=lambda each: each[:2])]

    def tooltip(self, citation: Citation) -> str | None:
        """Return the title of links to a citation."""
        if citation.tooltip_entry is None:
            return None
        where = (citation.bibliography_key, citation.key)
        if where not in self._tooltips:
            self._tooltips[where] = citation.tooltip_entry.text.render(PLAINTEXT).replace("\\url ", "")
        return self._tooltips[where]
