"""Proposals of terms for a paper, from its title, its abstract and the affiliations of its authors.

Precision comes before recall: a wrong proposal costs an editor more than a missing one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.records import TERM_KINDS, Term
from ..text.folding import has_han, unaccent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..library.vocabulary import Vocabulary
    from .record import Record

_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")


_EXAMPLES = re.compile(r"\b(?:such as|tasks like|e\.g\.|for instance|for example)[^.;)]*", re.IGNORECASE)
"""Examples in an abstract, which are not what the paper is about."""
_SUBJECTS = (("cs.CL", "natural language processing"), ("cs.CV", "computer vision"), ("q-bio", "life sciences"))
"""Topics by the beginning of arXiv's primary category."""
_ANTHOLOGY = re.compile(r"10\.(?:18653|3115)/v1/|https://aclanthology\.org/", re.ASCII)


def propose(vocabulary: Vocabulary, record: Record) -> dict[str, tuple[Term, ...]]:
    """Return the terms of each kind that the record mentions, in the order of their first mention.

    A topic counts if one of its names is in the title or twice in the abstract, or by the category at arXiv; a method if it is
    in the title or, with a name of several words, in the abstract, unless it is only the broader term of several methods
    there; an institution if it is in an affiliation.
    """
    proposed = {
        "topic": _topics(vocabulary, record),
        "method": _methods(vocabulary, record),
        "institution": _institutions(vocabulary, record),
    }
    return {kind: proposed[kind] for kind in TERM_KINDS}


def _topics(vocabulary: Vocabulary, record: Record) -> tuple[Term, ...]:
    title, abstract = _words(record.title.plain), _words(_EXAMPLES.sub(" ", record.abstract))
    places: dict[Term, int] = {}
    for term in vocabulary.of_kind("topic"):
        names = _names(term)
        in_title, in_abstract = _places(title, names), _places(abstract, names)
        if in_title or len(in_abstract) > 1:
            places[term] = min(in_title) if in_title else len(title) + min(in_abstract)
    for subject in _subjects(record):
        field = vocabulary.find("topic", subject)
        if field is not None:
            places.setdefault(field, len(title) + len(abstract))
    return _in_order(places)


def _methods(vocabulary: Vocabulary, record: Record) -> tuple[Term, ...]:
    title, abstract = _words(record.title.plain), _words(record.abstract)
    places: dict[Term, int] = {}
    for term in vocabulary.of_kind("method"):
        names = _names(term)
        in_title, in_abstract = _places(title, names), _places(abstract, [name for name in names if len(name) > 1])
        if in_title or in_abstract:
            places[term] = min(in_title) if in_title else len(title) + min(in_abstract)
    narrower = Counter(broader for term in places for broader in vocabulary.broader(term))
    return _in_order({term: place for term, place in places.items() if narrower[term] < 2 or place < len(title)})


def _institutions(vocabulary: Vocabulary, record: Record) -> tuple[Term, ...]:
    places: dict[Term, int] = {}
    for number, place in enumerate(record.affiliations):
        words = _words(place)
        for term in vocabulary.of_kind("institution"):
            if _places(words, _names(term)):
                places.setdefault(term, number)
    return _in_order(places)


def unknown_affiliations(vocabulary: Vocabulary, record: Record) -> tuple[str, ...]:
    """Return the affiliations in which no institution of the vocabulary occurs."""
    names = [_names(term) for term in vocabulary.of_kind("institution")]
    return tuple(place for place in record.affiliations if not any(_places(_words(place), of_term) for of_term in names))


def _subjects(record: Record) -> Iterator[str]:
    for beginning, subject in _SUBJECTS:
        if record.category.startswith(beginning):
            yield subject
    if _ANTHOLOGY.match(record.doi) or _ANTHOLOGY.match(record.url):
        yield "natural language processing"


def _in_order(places: Mapping[Term, int]) -> tuple[Term, ...]:
    return tuple(sorted(places, key=lambda term: (places[term], term.id)))


@lru_cache(maxsize=16384)
def _names(term: Term) -> tuple[tuple[str, ...], ...]:
    names = (term.en, *term.aliases, *(term.misnomers if term.kind == "institution" else ()))
    in_words = (tuple(_words(name)) for name in names if not has_han(name))
    return tuple(words for words in in_words if len("".join(words)) > 2)  # two letters are ambiguous


def _words(value: str) -> list[str]:
    """Return the words of *value*, in the singular, and in lower case except for acronyms."""
    return [_singular(word) for word in _WORD.findall(value)]


def _singular(word: str) -> str:
    if sum(char.isupper() for char in word) > 1:
        return word.removesuffix("s")
    plain = unaccent(word)
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain


def _places(text: list[str], names: Iterable[tuple[str, ...]]) -> set[int]:
    """Return the indices in *text* at which one of the *names* begins."""
    return {at for name in names for at in range(len(text) - len(name) + 1) if tuple(text[at : at + len(name)]) == name}
