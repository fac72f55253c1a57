"""The files of the bundles of citations and the tables of all papers, of which a build makes the parts that have changed.

A file in the output folder notes what they were made of. While it does not exist, all of them are made anew.
"""

from __future__ import annotations

import json
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from ..editing.disk import read_if_any, replace_file, write_file
from ..exporters import FORMATS, bundles
from ..exporters.bundles import citations_of
from ..exporters.joining import Part, cut, frame, joined
from ..model.records import TERM_KINDS
from ..site import interface
from ..views.lists import some_authors
from .citation_cache import records_of
from .disk import names_below
from .sources import sources_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from ..library.entries import Author
    from ..library.library import Library
    from ..model.records import Page, Term
    from ..views import ViewKeys

OF_AUTHORS = (f"{bundles.FOLDER}/author/",)
OF_TERMS = tuple(f"{bundles.FOLDER}/{kind}/" for kind in TERM_KINDS)
"""How the paths of the files of bundles of authors and of terms begin, few of which an edit changes."""
STATE = ".buildinfo.citations"
"""The file in an output folder that holds the keys and the lengths of the parts of these files."""
RECORD_FORMATS = tuple(name for name in (*bundles.BUNDLE_FORMATS, *bundles.EXTRA_FORMATS) if name in FORMATS)
"""The formats of the bundle of all papers, from whose files every other bundle is cut."""
TABLES = {form: f"{interface.FOLDER}/{name}" for name, form in interface.TABLES.items()}
"""Where the tables of all papers are, by format."""


class BundleFiles:
    """The files of one build."""

    def __init__(self, library: Library, keys: ViewKeys, outdir: Path, doctreedir: Path) -> None:
        self._library, self._keys, self._outdir, self._doctreedir = library, keys, outdir, doctreedir
        self._papers = {page.docname: bundles.papers(library.presented(page)) for page in library.issues.values()}
        self._pages = [page for page in library.issues.values() if self._papers[page.docname]]
        self._former = _state(outdir / STATE)
        self._key_of = {page.docname: keys.citations(self._papers[page.docname]) for page in self._pages}
        self._terms_of = {page.docname: self._noted_terms(page) for page in self._pages}
        self._cut: dict[str, dict[str, bytes]] = {}
        """The record of each paper, by format."""
        self._present = names_below(outdir, bundles.FOLDER)
        of_authors, of_terms = ({path for path in self._present if path.startswith(of)} for of in (OF_AUTHORS, OF_TERMS))
        authors, terms = None, None
        self._kept: set[str] = set()
        """The files of bundles that are those of the last build, because none of their papers has changed."""
        if self._former["authors"] == [keys.author_names, len(of_authors)]:
            authors = self._changed_authors()
            self._kept |= of_authors
        if self._former["vocabulary"] == [keys.vocabulary, len(of_terms)]:
            terms = self._changed_terms()
            self._kept |= of_terms - {*self._paths_of(terms)}
        self._bundles = [bundle for bundle in bundles.bundles(library, terms, authors) if bundle.kind != "all"]

    def _noted_terms(self, page: Page) -> tuple[str, str]:
        """Return the key of the papers of an issue and of the terms of its entries, and the terms that cover these."""
        keys = self._keys
        return f"{self._key_of[page.docname]} {keys.terms_of(page)} {keys.vocabulary}", keys.covering(page)

    def _changed_terms(self) -> list[Term]:
        """Return the terms of those issues, as they were and as they are, of which a paper or its terms have changed."""
        former, vocabulary = self._former["terms"], self._library.source.vocabulary
        docnames = {name for name in former.keys() | self._terms_of.keys() if former.get(name) != [*self._terms_of.get(name, ())]}
        noted = (of.get(docname, ("", "")) for docname in docnames for of in (former, self._terms_of))
        names = {tuple(name.split(":")) for _key, names in noted for name in names.split()}
        return [term for kind, term_id in sorted(names) if (term := vocabulary.get(kind, term_id))]

    def _paths_of(self, terms: Iterable[Term]) -> Iterator[str]:
        """Yield the paths of the files of the bundles of terms."""
        for term in terms:
            for each in (term.id, *self._library.source.vocabulary.former(term)):
                yield from (bundles.address(term.kind, each, FORMATS[name].suffix) for name in bundles.BUNDLE_FORMATS)

    def _changed_authors(self) -> Iterable[Author]:
        """Return the authors of the entries of those issues of which an entry has changed."""
        people_of, known = self._keys.people_of, self._former["lengths"]
        changed = (self._papers[page.docname] for page in self._pages if self._key_of[page.docname] not in known)
        ids = frozenset(person for entries in changed for entry in entries for person in people_of[entry.item.id])
        return some_authors(self._library, ids, people_of).values()

    def write(self) -> set[str]:
        """Write the files that have changed, and return the paths of all of them below the root of the site."""
        (self._outdir / STATE).unlink(missing_ok=True)  # until all are written, nothing is known of them
        state: dict[str, Any] = {"version": sources_version(), "joined": {}, "lengths": self._lengths}
        names = {bundles.address("all", "", FORMATS[name].suffix): name for name in RECORD_FORMATS} if self._pages else {}
        for path, name in names.items():
            state["joined"][path] = self._join(path, name, self._key_of, partial(self._records, name))
        of_tables = {page.docname: self._keys.rows_of_tables(self._papers[page.docname]) for page in self._pages}
        for name, path in TABLES.items():
            state["joined"][path] = self._join(path, name, of_tables, partial(self._rows, name))
        kept = {name: key for name, key in self._former["bundles"].items() if self._keeps(name)}
        state["bundles"] = kept | {f"{each.kind}/{each.id}": self._keys.citations(each.entries) for each in self._bundles}
        written = {*names, *TABLES.values(), *self._kept, *self._write_bundles(state["bundles"])}
        state["authors"] = [self._keys.author_names, sum(path.startswith(OF_AUTHORS) for path in written)]
        state["vocabulary"] = [self._keys.vocabulary, sum(path.startswith(OF_TERMS) for path in written)]
        state["terms"] = self._terms_of
        index = f"{bundles.FOLDER}/index.json"
        replace_file(self._outdir / index, self._index().encode())
        replace_file(self._outdir / STATE, json.dumps(state).encode())
        return {*written, index}

    def _keeps(self, name: str) -> bool:
        """Return whether the files of a bundle are kept, which has them all or none."""
        kind, _slash, bundle_id = name.partition("/")
        return bundles.address(kind, bundle_id, FORMATS[bundles.BUNDLE_FORMATS[0]].suffix) in self._kept

    def _join(self, path: str, name: str, keys: Mapping[str, str], make: Callable[[Page], bytes]) -> list[tuple[str, int]]:
        """Write a file of the parts of all issues, and return their lengths."""
        known = [(key, length) for key, length in self._former["joined"].get(path, ())]
        file = self._outdir / path
        if [key for key, _length in known] == [keys[page.docname] for page in self._pages] and file.is_file():
            return known
        former = read_if_any(file) or b""
        parts = (Part(keys[page.docname], partial(make, page)) for page in self._pages)
        data, lengths = joined(FORMATS[name], parts, former, known)
        if data != former or not file.is_file():
            write_file(file, data)
        return lengths

    def _records(self, name: str, page: Page) -> bytes:
        records = records_of(self._library, page, self._doctreedir)
        return frame(FORMATS[name])[1].join(records[entry.item.id][name].encode() for entry in self._papers[page.docname])

    def _rows(self, name: str, page: Page) -> bytes:
        works = (citations_of(self._library).work(entry) for entry in self._papers[page.docname])
        return "".join(FORMATS[name].record(work) for work in works if work).encode()

    @cached_property
    def _lengths(self) -> dict[str, list[list[int]]]:
        """The lengths of the records of each issue in each format, by the key of the issue."""
        known = self._former["lengths"]
        return {key: known.get(key) or self._measured(page) for page in self._pages if (key := self._key_of[page.docname])}

    def _measured(self, page: Page) -> list[list[int]]:
        records = records_of(self._library, page, self._doctreedir)
        return [[len(records[entry.item.id][name].encode()) for entry in self._papers[page.docname]] for name in RECORD_FORMATS]

    def _write_bundles(self, keys: Mapping[str, str]) -> Iterator[str]:
        """Write the bundles that have changed, and yield the paths of all of them."""
        for bundle in self._bundles:
            name = f"{bundle.kind}/{bundle.id}"
            is_same = self._former["bundles"].get(name) == keys[name]
            for form in filter(None, map(FORMATS.get, bundle.formats)):
                addresses = [bundles.address(bundle.kind, each, form.suffix) for each in (bundle.id, *bundle.former)]
                if not is_same or not self._present.issuperset(addresses):
                    data = self._bundle(form.id, [entry.item.id for entry in bundle.entries])
                    for address in addresses:
                        replace_file(self._outdir / address, data)
                yield from addresses

    def _bundle(self, name: str, ids: Iterable[str]) -> bytes:
        head, between, tail = frame(FORMATS[name])
        if name not in self._cut:
            self._cut[name] = self._cut_out(name)
        return b"".join((head, between.join(map(self._cut[name].__getitem__, ids)), tail))

    def _cut_out(self, name: str) -> dict[str, bytes]:
        """Return the record of each paper in a format by its identifier, cut out of the file of all papers."""
        at = RECORD_FORMATS.index(name)
        records = (
            (entry.item.id, length)
            for page in self._pages
            for entry, length in zip(self._papers[page.docname], self._lengths[self._key_of[page.docname]][at], strict=True)
        )
        whole = (self._outdir / bundles.address("all", "", FORMATS[name].suffix)).read_bytes()
        return cut(FORMATS[name], whole, records)

    def _index(self) -> str:
        """Return the positions of records as JSON: the name and the keys of each issue, and by format their lengths in bytes."""
        issues: list[list[object]] = []
        for page in self._library.issues.values():
            ids = [entry.item.id for entry in self._papers[page.docname]]
            lengths = self._lengths[self._key_of[page.docname]] if ids else [[] for _name in RECORD_FORMATS]
            issues.append([page.docname.rpartition("/")[2], ids, *lengths])
        described = {
            name: {"suffix": form.suffix, "head": form.head, "between": form.between, "tail": form.tail, "type": form.media_type}
            for name in RECORD_FORMATS
            if (form := FORMATS[name])
        }
        return json.dumps({"formats": described, "issues": issues}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _state(path: Path) -> dict[str, Any]:
    """Return what is known of the files in an output folder."""
    try:
        state = json.loads(path.read_bytes())
    except (OSError, ValueError):
        state = None
    is_ours = isinstance(state, dict) and state.get("version") == sources_version()
    return state if is_ours else {"joined": {}, "lengths": {}, "bundles": {}, "authors": [], "vocabulary": [], "terms": {}}
