"""The digests of entries, the parts of keys that cost most: those of the last build for all issues whose records are the same."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from ..model.records import TERM_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..library.entries import Entry
    from ..library.library import Library

_VOCABULARIES: WeakKeyDictionary[Library, str] = WeakKeyDictionary()


class EntryDigests(NamedTuple):
    """The digests of an entry."""

    row: str
    """Of all that labels, rows and citations of it are made of."""
    full: str
    """Of all that its own head is made of, its terms as the page names them included: which they are, the vocabulary says."""
    people: tuple[str, ...]
    """The ids of those of its people who are among the authors of the handbook."""
    names: str
    """Of its id and of the names of its people."""


class IssueDigests(NamedTuple):
    """The digests of the entries of an issue, by id, and the digest of what they were made of."""

    key: str
    entries: Mapping[str, EntryDigests]
    terms: Mapping[str, str]
    """The digest of the terms of each kind that each of the entries has."""
    covering: str
    """The terms that cover any of the entries, as ``kind:id`` with a space between them."""


def digest(*parts: str) -> str:
    """Return the digest of *parts*."""
    return hashlib.blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=16).hexdigest()


def people_digest(library: Library) -> str:
    """Return the digest of the people who have a page."""
    return digest(*map(repr, library.people))


def vocabulary_digest(library: Library) -> str:
    """Return the digest of all that is shown of terms, and of their order, made once for a library."""
    if library not in _VOCABULARIES:
        _VOCABULARIES[library] = digest(*(f"{term!r}{term.location.path}" for term in library.vocabulary))
    return _VOCABULARIES[library]


def issue_digests(
    library: Library, records: Mapping[str, str], bibs: Mapping[str, str], former: Mapping[str, IssueDigests]
) -> dict[str, IssueDigests]:
    """Return the digests of the entries of each issue, by docname; those of *former* where nothing has changed.

    *records* has a digest of the record of each page, *bibs* one of each .bib file.
    """
    about = digest(vocabulary_digest(library), people_digest(library))
    found = {}
    for page in library.issues.values():
        entries = library.presented(page)
        works = [work for entry in entries for work in (entry.paper, entry.published) if work]
        files = dict.fromkeys(work.location.path for work in works)
        shown = (f"{entry.item.id} {bool(entry.paper)} {entry.published.key if entry.published else ''}" for entry in entries)
        key = digest(about, records[page.docname], *(bibs[path] for path in files), *shown)
        known = former.get(page.docname)
        if known is None or known.key != key:
            digests = {entry.item.id: _of_entry(library, entry) for entry in entries}
            known = IssueDigests(key, digests, _terms_of(entries), _covering(library, entries))
        found[page.docname] = known
    return found


def _terms_of(entries: Iterable[Entry]) -> dict[str, str]:
    return {kind: digest(*(" ".join(term.id for term in entry.terms[kind]) for entry in entries)) for kind in TERM_KINDS}


def _covering(library: Library, entries: Iterable[Entry]) -> str:
    carried = {term for entry in entries for terms in entry.terms.values() for term in terms}
    covering = (each for term in carried for each in (term, *library.vocabulary.broader(term)))
    return " ".join(sorted({f"{term.kind}:{term.id}" for term in covering}))


def _of_entry(library: Library, entry: Entry) -> EntryDigests:
    item = entry.item
    row = digest(
        repr((item.kind, item.id, item.title, item.title_en, item.genre, item.people)),
        repr((entry.issue, entry.docname, entry.paper, entry.published)),
    )
    people = tuple(key for key, _person, _profile in library.people_of(entry))
    names = digest(item.id, repr(entry.reference.authors if entry.reference else item.people))
    return EntryDigests(row, digest(row, repr(item)), people, names)
