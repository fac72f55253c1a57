"""The words that the search suggests: words of letters, names in Chinese, and the characters of each sound."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from ..fulltext.tokens import fold_text
from ..model.records import TERM_KINDS
from ..text.folding import has_han, unaccent
from .searchable import GUIDE, PERSON, words_of
from .words import spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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


def files(part: int, records: Sequence[SearchRecord]) -> dict[str, Any]:
    """Return the content of the files of the words of one part by name."""
    every = dict.fromkeys(name for record in records for name in (*_names_of(record), *record.near_names))
    han = han_names(every)
    chars = dict.fromkeys([*(common() if han and not part else ()), *sorted({*"".join(han)})])
    content = (words_of_letters(records), {"names": han, "latin": latin_names(records), "sounds": sounds(chars)})
    return dict(zip(names(part), content, strict=True))


def _names_of(record: SearchRecord) -> tuple[str, ...]:
    """Return the names that are likelier than words of texts: those of terms, and of authors."""
    if record.kind not in NAMED_KINDS:
        return record.authors
    return (*record.titles, *(name for _of, *names in record.also for name in names))


def words_of_letters(records: Sequence[SearchRecord]) -> list[str]:
    """Return the words of letters in alphabetical order, each with the sign for how often it occurs."""
    counts: Counter[str] = Counter()
    of_names: set[str] = set()
    least = MIN_RECORDS if len(records) >= MANY_RECORDS else 1
    for record in records:
        if record.kind != GUIDE:
            counts.update({*_words(words_of(record))})
        of_names.update(_words(_names_of(record)))
    return [
        f"{word}{chr(ord(_NAME if word in of_names else _TEXT) + min(_STEPS, count.bit_length()))}"
        for word, count in sorted(counts.items())
        if word in of_names or count >= least
    ]


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for word in _WORD.findall(text):
            folded = unaccent(word)
            if folded.isascii() and folded.isalpha():
                yield folded


def han_names(names: Iterable[str]) -> list[str]:
    """Return the names with Chinese characters, folded, each once."""
    folded = (fold_text(name) for name in names if has_han(name) and len(name) <= MAX_HAN_NAME)
    return sorted(dict.fromkeys("".join(name.split()) for name in folded))


def latin_names(records: Iterable[SearchRecord]) -> list[str]:
    """Return the names of terms in letters, as they are spelled in one line, each once."""
    terms = (record for record in records if record.kind in NAMED_KINDS)
    names = (name for record in terms for name in (*_names_of(record), *record.near_names) if not has_han(name))
    return sorted(dict.fromkeys(line for name in names if (line := spelled(name))))


def sounds(characters: Iterable[str]) -> dict[str, str]:
    """Return characters by their sound without tone, as input methods take it.

    A character with several sounds stands below each of the first MAX_READINGS.
    """
    from pypinyin import Style, pinyin  # loading its tables takes a quarter of a second

    chars = [*characters]
    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    for char, readings in zip(chars, pinyin(chars, style=Style.NORMAL, heteronym=True), strict=True):
        for reading in readings[:MAX_READINGS]:
            if reading.isascii() and reading.isalpha() and reading != char:
                by_sound[reading].append(char)
    return {sound: "".join(of) for sound, of in sorted(by_sound.items())}


@cache
def common() -> tuple[str, ...]:
    """Return the 3,755 characters of the first level of GB/T 2312, which are those in common use."""
    rows = (bytes((row, column)) for row in range(0xB0, 0xD8) for column in range(0xA1, 0xFF))
    return tuple(char for pair in rows if (char := pair.decode("gb2312", errors="ignore")))
