"""The spelling of words: the form in which names are equal that differ in hyphens, endings, or British and American spelling.

``static/search/words.js`` has the same rules for the browser; ``words.json`` is the table for both.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ..fulltext.tokens import END, PLUS, SHARP, key, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

MIN_STEM = 3
"""An ending is removed only if so many letters are left."""
MAX_PLAIN = 5
"""A short British ending, such as -our and -ise, is replaced in longer words only."""
_SIGNS = str.maketrans({PLUS: "+", SHARP: "#"})
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


@lru_cache
def tables() -> dict[str, list[str]]:
    """Return the tables of words by name."""
    data: dict[str, list[str]] = json.loads((files(__package__) / "words.json").read_text(encoding="utf-8"))
    return data


@lru_cache
def _spelling() -> list[tuple[str, str]]:
    return [(old, new) for old, new in map(str.split, tables()["spelling"])]


@lru_cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of the words before and after the subject of a question."""

    def any_of(name: str) -> str:
        return "|".join(sorted(map(re.escape, tables()[name]), key=len, reverse=True))

    return re.compile(f"(?:{any_of('before')})(?![a-z0-9])"), re.compile(f"(?<![a-z0-9])(?:{any_of('after')})$")


def american(word: str) -> str:
    """Return a word of letters in American spelling; a regular ending is replaced in other words too, always alike."""
    for old, new in _spelling():
        if word.endswith(old) and (len(old) > MIN_STEM or len(word) > MAX_PLAIN):
            return word.removesuffix(old) + new
    return word


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a word of letters without the endings -s, -ing, -ed and -e."""
    if not word.isascii() or not word.isalpha() or len(word) <= MIN_STEM:
        return word
    word = american(word)
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif re.search("(?:ss|x|ch|sh|zz)es$", word):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > MIN_STEM:
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= MIN_STEM and _VOWEL.search(base):
            word = _DOUBLED.sub(r"\1", base) if len(base) > MIN_STEM else base
            break
    return word[:-1] if word.endswith("e") and len(word) > MIN_STEM else word


def spelled(text: str) -> str:
    """Return the words of a text in one line: Han characters without spaces, other words with one around each."""
    return _line(tokens(text))


def _line(words: Iterable[str]) -> str:
    line = "".join([f" {word[:-1]} " if word[-1] == END else word[0] for word in words])
    return " ".join(line.translate(_SIGNS).split())


def core(line: str) -> str:
    """Return a spelled line without the words of a question around its subject, unless nothing else is in it."""
    before, after = _around()
    while True:
        match = before.match(line)
        rest = line[match.end() :].strip() if match else line
        match = after.search(rest)
        rest = rest[: match.start()].strip() if match else rest
        if not rest or rest == line:
            return line
        line = rest


def near(text: str) -> str:
    """Return the key that all spellings of a name share; empty if it has no words."""
    return near_key(tokens(text))


def near_key(words: Iterable[str]) -> str:
    """Return the key that all spellings of a name share, by the words of one of them."""
    line = core(_line(words)).replace("的", "")
    joined = "".join(stem(word) for word in line.split())
    return key(tokens(joined), "near")
