"""Which capitals of an English title stay where a style sets it in small letters: acronyms, abbreviations and proper names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..text.latex import Text

_WORD = re.compile(r"[^\s/]+")
_ABBREVIATION = re.compile(r"(?<![\w.])(?:[A-Z]\.(?:[A-Z]\.)+|[A-Z]+(?:[&/][A-Z]+)+(?!\w)|[A-Z]\*|[B-HJ-Z](?![\w.'’-])|I(?!\w))")
"""``U.S.``, ``R&D``, ``I/O``, ``A*``, the pronoun ``I``, and letters that stand alone as names: ``C``, ``Q``."""
_PROPER = (
    *("Adam", "Africa", "African", "America", "American", "Amazon", "Android", "Asia", "Asian", "Australian", "Bayes"),
    *("Bayesian", "Bernoulli", "Boltzmann", "Brazilian", "British", "Canadian", "Cantonese", "Dirichlet", "Egyptian"),
    *("Euclidean", "Europe", "European", "Facebook", "Fisher", "Fourier", "Gauss", "Gaussian", "Google", "Hamiltonian"),
    *("Hessian", "Hilbert", "Hopfield", "Indian", "Iranian", "Israeli", "Jacobian", "Kalman", "Kullback", "Lagrangian"),
    *("Langevin", "Laplace", "Latin", "Leibler", "Linux", "Lipschitz", "Mandarin", "Markov", "Markovian", "Mexican"),
    *("Monte Carlo", "Nash", "Newton", "Poisson", "Python", "Reddit", "Riemannian", "Shannon", "Shapley", "Sinkhorn"),
    *("Swiss", "Turing", "Twitter", "Wasserstein", "Wikipedia"),
)
"""Names that are common in titles of the subject; those of languages and countries are known from the CLDR."""
_NO_COUNTRIES = frozenset({"XA", "XB", "ZZ", "QO", "EZ"})
_COMMON_WORDS = frozenset({"Turkey", "Chad", "Polish", "Ewe"})
"""Names that are more often other words, at the beginning of a sentence or of a title in capitals."""


@cache
def _names() -> re.Pattern[str]:
    """Return the pattern of proper names: languages with a code of two letters, countries, and the names above."""
    english = Locale("en")
    languages = (name for code, name in english.languages.items() if len(code) == 2 and " " not in name)
    countries = (name for code, name in english.territories.items() if code.isalpha() and code not in _NO_COUNTRIES)
    names = sorted({*languages, *countries, *_PROPER} - _COMMON_WORDS, key=len, reverse=True)
    months = "|".join(english.months["format"]["wide"].values())
    return re.compile(rf"\b(?:(?:{'|'.join(map(re.escape, names))})\b|(?:{months})(?=\.? \d)|(?<=\d )(?:{months})\b)")


def proper_names(title: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of proper names in an English title."""
    yield from (match.span() for match in _names().finditer(title))


def protected_ranges(title: Text) -> list[tuple[int, int]]:
    """Return the ranges whose capitals a style must not change, sorted and without overlaps."""
    ranges = [*title.protected, *(match.span() for match in _ABBREVIATION.finditer(title.plain))]
    for word in _WORD.finditer(title.plain):
        ranges += ((word.start() + start, word.start() + stop) for start, stop in _acronyms(word[0]))
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(stop, merged[-1][1])
        elif any(char.isupper() for char in title.plain[start:stop]):
            merged.append((start, stop))
    return merged


def _acronyms(word: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of *word* with a capital where a common word has none: ``BERT``, ``arXiv``, ``T5``, ``U-Net``."""
    parts = [*re.finditer(r"[^\W_]+", word)]
    for part in parts:
        text = part[0]
        if any(char.isupper() for char in text[1:]) or (text[0].isupper() and any(char.isdigit() for char in text)):
            yield part.span()
        elif len(text) == 1 and text.isupper() and len(parts) > 1 and "-" in word:
            yield part.start(), len(word.rstrip("”’.,:;!?)]"))
            return
