"""How text is folded and cut into words; ``static/search/tokens.js`` is the same rule for a browser.

* Text is folded character by character: compatibility form, no accents, lower case, simplified Chinese.
* A run of Han characters (or kana, or hangul) becomes its overlapping pairs, and its last character by itself. So every
  piece of it is a run of words: 训练模型 is 训练 练模 模型 型, and 练模型 is found as 练模 模型.
* A run of other letters and digits, with the plus signs and hashes behind it, becomes one word that ends in END: so no word
  is the beginning of another, and a prefix is never taken for a word.
* Everything else separates.
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
"""Ends a word that is not Han. Like the three below it is a letter, for an index that keeps letters only, of no text here."""
BREAK = "\u01c1"
"""Stands between two texts of one record, so that no phrase goes from one into the other."""
PLUS, SHARP = "\u01c2", "\u01c3"

LATIN = {**ASCII_LETTERS, "ς": "σ"}
"""Letters without a decomposition, as they are typed."""
HAN = "\u3005\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u1100-\u11ff\u3400-\u9fff\U00020000-\U0003ffff"
"""Characters that are written without spaces between words: Han, kana, letters of hangul; the inside of a character class."""

_HAN = re.compile(f"[{HAN}]")
_RUN = re.compile(f"[{HAN}]+|(?:(?![{HAN}{END}{BREAK}{PLUS}{SHARP}_])\\w)+[+#]*")
_SIGNS = str.maketrans({"+": PLUS, "#": SHARP})
_EXACT_BITS = 52


@lru_cache
def variants() -> dict[str, str]:
    """Return the traditional characters with the simplified ones (from OpenCC, see docs/reference/dependencies.md)."""
    pairs = json.loads((files(__package__) / "variants.json").read_text(encoding="utf-8"))["pairs"]
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def fold_char(char: str) -> str:
    """Return the folded form of one character; nothing for an accent that stands by itself."""
    if char < "\x80":
        return char.lower()
    plain = "".join(each for each in unicodedata.normalize("NFKD", char) if unicodedata.category(each)[0] != "M")
    lower = "".join(LATIN.get(each, each) for each in plain.lower())
    return "".join(variants().get(each, each) for each in lower if unicodedata.category(each)[0] != "M")


class _Folded(dict[int, str]):
    """The folded form of each character that has been met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_char(chr(code))
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return the form in which two spellings are equal."""
    return text.translate(_FOLDED)


def tokens(text: str) -> list[str]:
    """Return the words of a text, in order."""
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        if _HAN.match(run):
            found += (run[at : at + 2] for at in range(len(run)))
        else:
            found.append(run.translate(_SIGNS) + END)
    return found


def joined(texts: Iterable[str]) -> list[str]:
    """Return the words of several texts, with a BREAK after each that has any."""
    found: list[str] = []
    for text in texts:
        words = tokens(text)
        if words:
            found += [*words, BREAK]
    return found


def exact(text: str) -> str:
    """Return the word that stands for *text* as a whole, by which it is found when it is all that is asked for.

    It is a hash (FNV-1a of 52 bits) of its words; empty where it has none.
    """
    words = tokens(text)
    if not words:
        return ""
    value = 0xCBF29CE484222325
    for byte in " ".join(words).encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{END}{value >> (64 - _EXACT_BITS):013x}"
