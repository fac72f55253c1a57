"""Folding of text and its division into words; ``static/search/tokens.js`` has the same rules for the browser.

* Text is folded character by character: compatibility form, no accents, lower case, simplified Chinese.
* A run of Han characters (or kana, or hangul) becomes its overlapping pairs and its last character. So every substring of it is
  a sequence of words: 训练模型 becomes 训练 练模 模型 型, and 练模型 is found as 练模 模型.
* A run of other letters and digits, with the plus signs and hashes after it, becomes one word that ends with END. So no word is a
  prefix of another, and a prefix is never taken for a word.
* All other characters separate words.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ..text.letters import ASCII_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

END = "\u01c0"
"""Ends a word that is not Han. Like the three below, it is a letter, which the index requires, and occurs in no text."""
BREAK = "\u01c1"
"""Stands between two texts of one record, so that no phrase matches across them."""
PLUS, SHARP = "\u01c2", "\u01c3"

LATIN = {**ASCII_LETTERS, "ς": "σ"}
"""Letters that Unicode does not decompose, by what readers type for them."""
HAN = "\u3005\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u1100-\u11ff\u3400-\u9fff\U00020000-\U0003ffff"
"""The content of a character class: characters that are written without spaces between words (Han, kana, hangul letters)."""

_HAN = re.compile(f"[{HAN}]")
_RUN = re.compile(f"[{HAN}]+|(?:(?![{HAN}{END}{BREAK}{PLUS}{SHARP}_])\\w)+[+#]*")
_SIGNS = str.maketrans({"+": PLUS, "#": SHARP})
_EXACT_BITS = 52


@lru_cache
def variants() -> dict[str, str]:
    """Return the simplified character of each traditional one (from OpenCC, see docs/reference/dependencies.md)."""
    pairs = json.loads((files(__package__) / "variants.json").read_text(encoding="utf-8"))["pairs"]
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def fold_char(char: str) -> str:
    """Return the folded form of one character; a combining accent becomes nothing."""
    if char < "\x80":
        return char.lower()
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if unicodedata.category(part)[0] != "M")
    lower = "".join(LATIN.get(part, part) for part in plain.lower())
    return "".join(variants().get(part, part) for part in lower if unicodedata.category(part)[0] != "M")


class _Folded(dict[int, str]):
    """Caches the folded form of each character."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_char(chr(code))
        return folded


_FOLDED = _Folded()


def fold_text(text: str) -> str:
    """Return the form in which the spellings of a text are equal."""
    return text.translate(_FOLDED)


def tokens(text: str) -> list[str]:
    """Return the words of a text, in order."""
    words: list[str] = []
    for run in _RUN.findall(fold_text(text)):
        if _HAN.match(run):
            words += (run[at : at + 2] for at in range(len(run)))
        else:
            words.append(run.translate(_SIGNS) + END)
    return words


def tokens_of_texts(texts: Iterable[str]) -> list[str]:
    """Return the words of several texts, with a BREAK after each text that has any."""
    all_words: list[str] = []
    for text in texts:
        words = tokens(text)
        if words:
            all_words += [*words, BREAK]
    return all_words


def exact(text: str) -> str:
    """Return the token of *text* as a whole, by which a record is found first when the query is exactly this text.

    It is a hash (52 bits of FNV-1a) of its words; empty if there are no words.
    """
    words = tokens(text)
    if not words:
        return ""
    value = 0xCBF29CE484222325
    for byte in " ".join(words).encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{END}{value >> (64 - _EXACT_BITS):013x}"
