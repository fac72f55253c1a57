"""Folding of names: what counts as the same name, how names sort, and what may stand in an anchor."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .letters import ASCII_LETTERS

_NOT_WORD = re.compile(r"[\W_]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def unaccent(text: str) -> str:
    """Return *text* in lower case, in compatibility form and without accents (``Ｄollár`` gives ``dollar``)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "".join(ASCII_LETTERS.get(char, char) for char in plain)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the form in which two spellings of one name are equal: no case, width, accent, space or punctuation.

    Plus signs and the hash are kept, because ``C`` and ``C++`` are two names.
    """
    kept = unaccent(text).replace("+", "p\0lus").replace("#", "s\0harp")
    return _NOT_WORD.sub("", kept.replace("\0", "\u02d0"))


@lru_cache(maxsize=65536)
def pinyin(text: str) -> str:
    """Return *text* with Han characters in pinyin without tones, in lower case; other characters unaccented."""
    if not _HAN.search(text):
        return unaccent(text)
    from pypinyin import lazy_pinyin  # its tables take a quarter of a second to load, and checking needs none

    return unaccent(" ".join(lazy_pinyin(text)))


def has_han(text: str) -> bool:
    """Tell whether *text* has a Han character."""
    return _HAN.search(text) is not None


def slug(text: str) -> str:
    """Return an anchor of ASCII letters, digits and single hyphens for *text*; empty if nothing is left."""
    return _NOT_SLUG.sub("-", pinyin(text)).strip("-")


def initial(text: str) -> str:
    """Return the letter A to Z under which *text* stands in an alphabetical index, or ``#``."""
    letters = [char for char in pinyin(text) if char.isalnum()]
    return letters[0].upper() if letters and "a" <= letters[0] <= "z" else "#"
