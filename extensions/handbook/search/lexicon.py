"""The words that the search suggests: words of letters, names in Chinese, and the characters of each sound."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..fulltext.tokens import fold_text
from ..model.records import TERM_KINDS
from ..text import readings
from ..text.folding import has_han, unaccent
from .searchable import GUIDE, PERSON, words_of
from .words import spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .searchable import SearchRecord

NAMED_KINDS = (*TERM_KINDS, PERSON)
"""The kinds of records that are suggested by their names."""
MIN_LETTERS = 3
"""Shorter words are not suggested."""
MIN_RECORDS = 2
MANY_RECORDS = 1000
"""Among so many records, a word that is no name is suggested only if MIN_RECORDS have it."""
MAX_HAN_NAME = 24
"""Longer names, such as titles, are not suggested by their sound."""
MAX_READINGS = 3
_LETTERS = "A-Za-z\u00c0-\u024f"
_WORD = re.compile(f"(?<![0-9{_LETTERS}])[{_LETTERS}]{{{MIN_LETTERS},}}(?![0-9{_LETTERS}])")
_TEXT, _NAME = "0", "a"
"""A word is followed by a sign: the logarithm of the number of records that have it, from 0 on, for a name from a on."""
_STEPS = 9


def names(part: int) -> Iterator[str]:
    """Yield the names of the files of the words of one part of the index: words of letters, and names."""
    return (f"lexicon/{part}/{name}.json.gz" for name in ("words", "names"))


class Lexicon:
    """Collects the words and names of records."""

    def __init__(self) -> None:
        self._size = 0
        self._counts: Counter[str] = Counter()
        """The number of records that have a word; sections of the guide do not count."""
        self._of_names: set[str] = set()
        self._han: set[str] = set()
        self._latin: set[str] = set()

    def add(self, record: SearchRecord) -> None:
        """Add a record."""
        self._size += 1
        names = _names_of(record)
        if record.kind != GUIDE:
            self._counts.update({*_words(words_of(record))})
        self._of_names.update(_words(names))
        for name in (*names, *record.near_names):
            if has_han(name):
                self._han.update(_han_name(name))
            elif record.kind in NAMED_KINDS:
                self._latin.add(spelled(name))

    def files(self, part: int) -> dict[str, Any]:
        """Return the content of the files of the words of one part by name."""
        han = sorted(self._han)
        chars = dict.fromkeys([*(common() if han and not part else ()), *sorted({*"".join(han)})])
        content = ([*self._words_of_letters()], {"names": han, "latin": sorted(self._latin - {""}), "sounds": sounds(chars)})
        return dict(zip(names(part), content, strict=True))

    def _words_of_letters(self) -> Iterator[str]:
        """Yield the words of letters in alphabetical order, each with the sign for how often it occurs."""
        least = MIN_RECORDS if self._size >= MANY_RECORDS else 1
        for word, count in sorted(self._counts.items()):
            if word in self._of_names or count >= least:
                first = _NAME if word in self._of_names else _TEXT
                yield f"{word}{chr(ord(first) + min(_STEPS, count.bit_length()))}"


def _names_of(record: SearchRecord) -> tuple[str, ...]:
    """Return the names that are likelier than words of texts: those of terms, and of authors."""
    if record.kind not in NAMED_KINDS:
        return record.authors
    return (*record.titles, *(name for _of, *names in record.also for name in names))


def _words(texts: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(_words_of, texts))


@lru_cache(1 << 13)
def _words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, which for a name is that of many records."""
    return tuple(filter(None, map(_folded, _WORD.findall(text))))


@lru_cache(1 << 15)
def _folded(word: str) -> str:
    """Return a word without accents in lower case; empty if it has other letters than those of English."""
    folded = unaccent(word)
    return folded if folded.isascii() and folded.isalpha() else ""


def _han_name(name: str) -> Iterator[str]:
    """Yield a name with Chinese characters, folded, unless it is too long."""
    if len(name) <= MAX_HAN_NAME:
        yield "".join(fold_text(name).split())


def sounds(characters: Iterable[str]) -> dict[str, str]:
    """Return characters by their sound without tone, as input methods take it.

    A character with several sounds stands below each of the first MAX_READINGS.
    """
    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    for char, its in readings.sounds(characters).items():
        for reading in its[:MAX_READINGS]:
            if reading.isascii() and reading.isalpha() and reading != char:
                by_sound[reading].append(char)
    return {sound: "".join(of) for sound, of in sorted(by_sound.items())}


@cache
def common() -> tuple[str, ...]:
    """Return the 3,755 characters of the first level of GB/T 2312, which are those in common use."""
    rows = (bytes((row, column)) for row in range(0xB0, 0xD8) for column in range(0xA1, 0xFF))
    return tuple(char for pair in rows if (char := pair.decode("gb2312", errors="ignore")))
