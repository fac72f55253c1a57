"""What papers can have in common: terms, authors, citations and words, as the ranking of related papers compares them."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from zlib import crc32

from ..fulltext.tokens import tokens
from ..model.pickling import quickly_pickled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from ..library.entries import Entry
    from ..library.library import Library
    from ..model.records import Term

Named = tuple[str, str]
"""A term or an author: the kind and the id."""

AUTHOR = "author"
"""The kind of an author, beside the kinds of terms."""
_NOT_TEXT = re.compile(r"\{[a-z:]+\}`[^`]*`|\]\([^()\s]*\)|https?://\S+")
"""Roles, whose contents are ids, and addresses."""


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a paper can have in common with others."""

    named: Mapping[Named, tuple[Named, ...]]
    """Its terms, those above them, and its authors, each with what is above it."""
    near: tuple[tuple[Named, Named], ...]
    """Each of its terms with each term that the vocabulary relates to it."""
    cites: frozenset[str]
    """The ids of the papers that its summary cites or names, or that the field ``related`` of its .bib entry names."""
    text: bytes
    """A digest of the text that the words are those of."""
    words: array[int]
    """The checksums of the words of its titles and its summary, each once, in order."""


def papers_of(library: Library) -> dict[str, Entry]:
    """Return the papers that issues present, by id, newest first."""
    return {key: entry for key, entry in library.entries.items() if entry.item.kind == "paper"}


def facts_of(
    library: Library, former: Mapping[str, Facts], same: Mapping[str, AbstractSet[str]] = MappingProxyType({})
) -> dict[str, Facts]:
    """Return the facts of each paper that an issue presents, by id.

    Words of *former* facts are not made again. Papers that are the *same*, with their text, their works and all that these name,
    are left out unless they cite others than then; what a paper cites depends on other papers too.
    """
    papers = papers_of(library)
    cited = _cited(library, papers)
    found = {}
    for key, entry in papers.items():
        if key in same and same[key] == cited.get(key, set()):
            continue
        known = former.get(key)
        terms = [*_terms(library, entry)]
        text = _text(entry)
        digest = hashlib.blake2b(text.encode(), digest_size=16).digest()
        found[key] = Facts(
            named={_name(term): tuple(map(_name, library.vocabulary.broader(term))) for term in terms} | _authors(library, entry),
            near=tuple((_name(term), _name(other)) for term in terms for other in library.vocabulary.related(term)),
            cites=frozenset(cited.get(key, ())),
            text=digest,
            words=known.words if known and known.text == digest else words_of(text),
        )
    return found


def _authors(library: Library, entry: Entry) -> dict[Named, tuple[Named, ...]]:
    """Return the authors of a paper, above whom nothing is."""
    return {(AUTHOR, key): () for key in sorted({key for key, _person, _profile in library.people_of(entry)})}


def _name(term: Term) -> Named:
    return term.kind, term.id


def _terms(library: Library, entry: Entry) -> Iterator[Term]:
    """Yield the terms of an entry and those above them, each once."""
    carried = (term for terms in entry.terms.values() for term in terms)
    yield from {_name(each): each for term in carried for each in (term, *library.vocabulary.broader(term))}.values()


def _cited(library: Library, papers: Mapping[str, Entry]) -> dict[str, set[str]]:
    """Return the papers that each paper cites, of those that cite any."""
    cited: defaultdict[str, set[str]] = defaultdict(set)
    for key in library.citing.keys() & papers.keys():
        for entry in library.citing[key][0]:
            cited[entry.item.id].add(key)
    for key, entry in papers.items():
        for work in (entry.paper, entry.published):
            if work and (named := work.value_of("related")):
                found = {library.work_key(name.strip()) for name in named.split(",")}
                if others := (found - {key}) & papers.keys():
                    cited[key] |= others
    return cited


def _text(entry: Entry) -> str:
    """Return the titles and the summary of a paper, without what is no text in it."""
    title = entry.reference.title if entry.reference else entry.item.title_en
    return "\n".join((entry.item.title, title, _NOT_TEXT.sub(" ", entry.item.summary)))


def words_of(text: str) -> array[int]:
    """Return the checksums of the words of a text, each once, in order; a single character is no word."""
    return array("I", sorted({crc32(word.encode()) for word in tokens(text) if len(word) > 1}))
