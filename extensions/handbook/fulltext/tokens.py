"""Folding of text and its division into words; ``static/fulltext/tokens.js`` has the same rules for the browser.

* Text is folded character by character: compatibility form, no accents, no invisible characters, lower case, simplified Chinese.
* A run of Han characters (or kana, or hangul) becomes its overlapping pairs and its last character. So every substring of it is
  a sequence of words: 训练模型 becomes 训练 练模 模型 型, and 练模型 is found as 练模 模型.
* A run of other letters and digits, with the plus signs and hashes after it, becomes one word that ends with END. So no word is a
  prefix of another, and a prefix is never taken for a word.
* All other characters separate words. Words with a hyphen or the like between them are a compound, which also has joined words.
* A word with capitals inside, or with letters and digits, also has inner words, which begin with INNER.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING

from ..text.letters import ASCII_LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

END = "\u01c0"
"""Ends a word that is not Han. Like the three below, it is a letter that occurs in no text."""
INNER = "\u01c1"
"""Begins a word that is only a part of a longer one."""
PLUS, SHARP = "\u01c2", "\u01c3"

LATIN = {**ASCII_LETTERS, "ς": "σ"}
"""Letters that Unicode does not decompose, by what readers type for them."""
HAN = "\u3005\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u1100-\u11ff\u3400-\u9fff\U00020000-\U0003ffff"
"""The content of a character class: characters that are written without spaces between words (Han, kana, hangul letters)."""
JOINERS = "-\u2010\u2012\u2013\u2212.'\u2019_&\u00b7"
"""Characters that join the words of a compound."""
MAX_COMPOUND = 40
"""A joined word has at most this many characters."""
MAX_CACHED = 100
"""A text of at most this many characters is divided only once: it is a name that many documents have, or it has a key too."""

_HAN = re.compile(f"[{HAN}]")
_WORD = f"(?:(?![{HAN}{END}{INNER}{PLUS}{SHARP}_])\\w)+[+#]*"
_RUN = re.compile(f"[{HAN}]+|{_WORD}(?:[{JOINERS}]?{_WORD})*")
_PART = re.compile(_WORD)
_LETTER = re.compile("[^0-9+#]")
_SIGNS = str.maketrans({"+": PLUS, "#": SHARP})
_DROPPED = ("Mn", "Mc", "Me", "Cf")
_EXACT_BITS = 52
_FNV_START, _FNV_PRIME, _FNV_MASK = 0xCBF29CE484222325, 0x100000001B3, 0xFFFFFFFFFFFFFFFF


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a text in order, and its joined and inner words, each with the number of a word at whose place it stands."""

    words: tuple[str, ...]
    more: tuple[tuple[int, str], ...] = ()


@lru_cache
def variants() -> dict[str, str]:
    """Return the simplified character of each traditional or regional one (see docs/reference/dependencies.md)."""
    data = json.loads((files(__package__) / "variants.json").read_text(encoding="utf-8"))
    regional = dict(zip(data["regional"][::2], data["regional"][1::2], strict=True))
    pairs = zip(data["pairs"][::2], data["pairs"][1::2], strict=True)
    return {old: regional.get(new, new) for old, new in pairs} | regional


def _plain(char: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", char) if unicodedata.category(part) not in _DROPPED)


def _simple(plain: str) -> str:
    letters = "".join(LATIN.get(part, part) for part in plain)
    return "".join(variants().get(part, part) for part in letters if unicodedata.category(part) not in _DROPPED)


def fold_char(char: str) -> str:
    """Return the folded form of one character; an accent or an invisible character becomes nothing."""
    return char.lower() if char < "\x80" else _simple(_plain(char).lower())


def _cased(char: str) -> str:
    """Return the folded form of a character with its capitals, if these do not change its length."""
    folded = fold_char(char)
    cased = char if char < "\x80" else _simple(_plain(char))
    return cased if [*map(fold_char, cased)] == [*folded] else folded


class _Folded(dict[int, str]):
    """Caches the folded form of each character."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_char(chr(code))
        return folded


class _Cased(dict[int, str]):
    """Caches the folded form of each character with its capitals."""

    def __missing__(self, code: int) -> str:
        self[code] = cased = _cased(chr(code))
        return cased


_FOLDED, _CASED = _Folded(), _Cased()


def fold_text(text: str) -> str:
    """Return the form in which the spellings of a text are equal."""
    return text.translate(_FOLDED)


def tokens(text: str) -> list[str]:
    """Return the words of a text, in order, without joined and inner words."""
    if text.isascii() and text.isalnum():  # as most identifiers, and most names whose words are joined
        return [text.lower() + END]
    words: list[str] = []
    for run in _RUN.findall(fold_text(text)):
        if _HAN.match(run):
            words += map(add, run, (*run[1:], ""))
        else:
            words += [part.translate(_SIGNS) + END for part in _PART.findall(run)]
    return words


def divided(text: str) -> Text:
    """Return the words of a text with its joined and inner words."""
    return _cached(text) if len(text) <= MAX_CACHED else _divided(text)


def _divided(text: str) -> Text:
    words: list[str] = []
    more: list[tuple[int, str]] = []
    for run in _RUN.findall(text.translate(_CASED)):
        if _HAN.match(run):
            words += map(add, run, (*run[1:], ""))
            continue
        compound = _compound(run)
        for offset, word in compound.more:
            more.append((len(words) + offset, word))
        words += compound.words
    return Text(tuple(words), tuple(more))


_cached = lru_cache(1 << 13)(_divided)


@lru_cache(1 << 14)
def _compound(cased: str) -> Text:
    """Return the words of a run of letters and digits that is folded but for its capitals."""
    run = fold_text(cased)
    parts = [run] if run.isalnum() else _PART.findall(run)
    joined = _joined(parts) if len(parts) > 1 else []
    inner = [] if run.isalpha() and cased[1:].islower() else _inner(cased)
    return Text(tuple(part.translate(_SIGNS) + END for part in parts), (*joined, *inner))


def _joined(parts: list[str]) -> list[tuple[int, str]]:
    """Return the joined words of a compound: all of it, and each two neighbours, unless they are only digits."""
    spans = [(0, len(parts) - 1)] if len(parts) == 2 else [(0, len(parts) - 1), *pairwise(range(len(parts)))]
    found = []
    for start, end in spans:
        word = "".join(parts[start : end + 1])
        if len(word) <= MAX_COMPOUND and _LETTER.search(word):
            word = word.translate(_SIGNS) + END
            found += [(start, word), (end, word)]
    return found


def _inner(cased: str) -> list[tuple[int, str]]:
    """Return the inner words of the words of a compound."""
    found = []
    for number, word in enumerate(_PART.findall(cased)):
        pieces = inner_pieces(word.rstrip("+#"))
        for at, piece in enumerate(pieces if len(pieces) > 1 else ()):
            if piece[0] in "0123456789":
                continue
            names = [piece] if len(piece) > 1 else []
            if at + 1 < len(pieces) > 2 and pieces[at + 1][0] in "0123456789":
                names.append(piece + pieces[at + 1])
            found += [(number, INNER + name + END) for name in dict.fromkeys(map(fold_text, names))]
    return found


def inner_pieces(word: str) -> list[str]:
    """Divide a word where letters and digits meet, before a capital after a small letter, and before the last capital of some."""
    kinds = [0 if char in "0123456789" else 2 if fold_char(char) != char else 1 for char in word]
    starts = [0]
    for at in range(1, len(word)):
        before, here = kinds[at - 1], kinds[at]
        ends_capitals = before == here == 2 and kinds[at + 1 : at + 3] == [1, 1]
        if (before == 0) != (here == 0) or (before == 1 and here == 2) or ends_capitals:
            starts.append(at)
    return [word[start:end] for start, end in pairwise([*starts, len(word)])]


def exact(text: str, kind: str = "") -> str:
    """Return the key of *text* as a whole, by which a document is found when a query is exactly this text.

    Empty if there are no words. Keys of different *kinds* are different.
    """
    return key(divided(text).words, kind)


def key(words: Sequence[str], kind: str = "") -> str:
    """Return the key of the words of a text: a hash of them (52 bits of FNV-1a)."""
    if not words:
        return ""
    return f"{END}{_hashed(_start(kind), ' '.join(words).encode()) >> (64 - _EXACT_BITS):013x}"


@lru_cache
def _start(kind: str) -> int:
    return _hashed(_FNV_START, f"{kind}\n".encode()) if kind else _FNV_START


def _hashed(value: int, data: bytes) -> int:
    """Continue a hash with *data*."""
    prime, mask = _FNV_PRIME, _FNV_MASK
    for byte in data:
        value = ((value ^ byte) * prime) & mask
    return value
