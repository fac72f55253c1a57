"""Which terms a paper should carry, proposed from its title, its abstract and the affiliations of its authors.

Precision comes first: a proposal that is wrong costs a person more than one that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import has_han, unaccent
from ..model import TERM_KINDS, Term
from ..vocabulary import Vocabulary
from .record import Record

_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")


def propose(vocabulary: Vocabulary, record: Record) -> dict[str, tuple[Term, ...]]:
    """Return the terms of each kind that the record speaks of, in the order in which they come up.

    A topic or a method counts if one of its names is in the title, or a name of several words or an acronym is in the abstract.
    An institution counts if one of its names is in an affiliation.
    """
    title, abstract = _words(record.title.plain), _words(record.abstract)
    places = [_words(place) for place in record.affiliations]
    proposed: dict[str, tuple[Term, ...]] = {}
    for kind in TERM_KINDS:
        found: dict[Term, int] = {}
        for term in vocabulary.of_kind(kind):
            names = tuple(_names(term))
            if kind == "institution":
                at = _first((place, name) for place in places for name in names)
            else:
                at = _first((title, name) for name in names)
                if at is None:
                    at = _first((abstract, name) for name in names if len(name) > 1)
                    at = None if at is None else at + 1000
            if at is not None:
                found[term] = at
        proposed[kind] = tuple(sorted(found, key=lambda term: (found[term], term.id)))
    return proposed


def _names(term: Term) -> Iterator[tuple[str, ...]]:
    for name in (term.en, *term.aliases, *(term.misnomers if term.kind == "institution" else ())):
        if not has_han(name):
            words = _words(name)
            if words:
                yield tuple(words)


def _words(value: str) -> list[str]:
    """Return the words of *value*, in lower case but for acronyms, and in the singular."""
    return [_singular(word) for word in _WORD.findall(value)]


def _singular(word: str) -> str:
    if sum(char.isupper() for char in word) > 1:
        return word.removesuffix("s")
    plain = unaccent(word)
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain


def _first(pairs: Iterator[tuple[list[str], tuple[str, ...]]]) -> int | None:
    """Return the first place at which a name stands in its text, over all pairs."""
    places = []
    for text, name in pairs:
        size = len(name)
        places += [at for at in range(len(text) - size + 1) if tuple(text[at : at + size]) == name][:1]
    return min(places, default=None)
