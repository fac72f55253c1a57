"""The forms of a name: for comparing it with others, for sorting, and for anchors."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from . import readings
from .letters import ASCII_LETTERS

_NOT_WORD = re.compile(r"[\W_]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_CHINESE = r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
"""Han characters and their punctuation."""
_HAN_RUN = re.compile(rf"({_CHINESE}(?:(?i:[^a-z\n])*{_CHINESE})?)")  # ignoring case in all of it takes 15 ms to compile


def unaccent(text: str) -> str:
    """Return *text* in lower case, in compatibility form and without accents (``Ｄollár`` gives ``dollar``)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "".join(ASCII_LETTERS.get(char, char) for char in plain)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the form that all spellings of a name share: without case, width, accents, spaces and punctuation.

    Plus signs and the hash are spelled out, because ``C`` and ``C++`` are two names.
    """
    return text.translate(_FOLDED) if text.isascii() else _fold(text)


def _fold(text: str) -> str:
    spelled_out = unaccent(text).replace("+", "p\0lus").replace("#", "s\0harp")
    return _NOT_WORD.sub("", spelled_out.replace("\0", "\u02d0"))


_FOLDED = {number: _fold(chr(number)) or None for number in range(128)}
"""The folded form of each ASCII character; None for those that are left out."""


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """Return the form that spellings of a person's name share: like fold, but words stay apart unless a hyphen joins them.

    ``Li Anwu`` and ``Lian Wu`` are two people; a name in Han characters is written with or without spaces.
    """
    return fold(name) if has_han(name) else " ".join(filter(None, map(fold, name.split())))


@lru_cache(maxsize=65536)
def pinyin(text: str) -> str:
    """Return *text* with Han characters in pinyin without tones, in lower case; other characters unaccented."""
    return unaccent(readings.pinyin(text) if has_han(text) else text)


def has_han(text: str) -> bool:
    """Tell whether *text* has a Han character."""
    return _HAN.search(text) is not None


def has_chinese(text: str) -> bool:
    """Tell whether *text* has a Han character or a mark of Chinese punctuation."""
    return _HAN_RUN.search(text) is not None


def han_runs(text: str) -> list[str]:
    """Return *text* in parts, of which every second one is Chinese: Han characters with the digits and signs between them."""
    return _HAN_RUN.split(text)


def slug(text: str) -> str:
    """Return an anchor for *text* of lower-case ASCII letters, digits and single hyphens; empty if *text* has none of them."""
    return _NOT_SLUG.sub("-", pinyin(text)).strip("-")


def initial(text: str) -> str:
    """Return the letter A to Z under which an alphabetical index lists *text*, or ``#``."""
    letters = [char for char in pinyin(text) if char.isalnum()]
    return letters[0].upper() if letters and "a" <= letters[0] <= "z" else "#"
