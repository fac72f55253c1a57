"""How Chinese is read: the pinyin of texts, and the sounds of characters, without tones.

The tables that tell it take a quarter of a second to load. What they have told is remembered, and a build leaves it for the next,
which needs the tables only for what is new.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Readings(NamedTuple):
    """What is remembered."""

    tables: str
    """The version of the tables."""
    pinyin: dict[str, str]
    """The pinyin of texts, syllables parted by spaces."""
    sounds: dict[str, tuple[str, ...]]
    """The sounds of characters, the most frequent first; a character that is not Chinese has itself."""


_PINYIN: dict[str, str] = {}
_SOUNDS: dict[str, tuple[str, ...]] = {}


def pinyin(text: str) -> str:
    """Return *text* with Han characters in pinyin."""
    if text not in _PINYIN:
        from pypinyin import lazy_pinyin

        _PINYIN[text] = " ".join(lazy_pinyin(text))
    return _PINYIN[text]


def sounds(characters: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the sounds of each of *characters*, which are of one character each."""
    chars = [*characters]
    if new := [char for char in chars if char not in _SOUNDS]:
        from pypinyin import Style
        from pypinyin import pinyin as readings_of

        found = readings_of(new, style=Style.NORMAL, heteronym=True)
        _SOUNDS.update((char, tuple(readings)) for char, readings in zip(new, found, strict=True))
    return {char: _SOUNDS[char] for char in chars}


@cache
def _tables() -> str:
    return version("pypinyin")


def remembered() -> Readings:
    """Return all that is remembered."""
    return Readings(_tables(), dict(_PINYIN), dict(_SOUNDS))


def remember(readings: Readings | None) -> None:
    """Remember what an earlier process has left, if it had the same tables."""
    if readings and readings.tables == _tables():
        _PINYIN.update(readings.pinyin)
        _SOUNDS.update(readings.sounds)
