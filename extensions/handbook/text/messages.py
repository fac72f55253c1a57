"""Message catalogues: the translation of every string that a person reads, for a page or for the terminal."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from babel.core import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Translate = Callable[[str], str]

DOMAIN = "handbook"


def mark(text: str) -> str:
    """Return *text* unchanged: this marks a string for the catalogue, and the string is translated where it is shown."""
    return text


@lru_cache
def locale_of(language: str) -> Locale:
    """Return the locale of *language* (``zh_CN``, ``zh-cn`` or ``zh``); English if there is no such language."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def catalogue(language: str) -> NullTranslations:
    """Return the translations to *language*, or ones that return the English strings."""
    return _catalogue(locale_of(language))


@lru_cache
def _catalogue(locale: Locale) -> NullTranslations:
    """Return the translations to the language of *locale*, whose name is written with an underscore or a hyphen.

    The catalogue is read from its .po source, so that no compiled file can be out of date.
    """
    folder = files("handbook") / "locale"
    for name in (str(locale), locale.language, "zh_CN" if locale.language == "zh" else ""):
        source = folder / name / "LC_MESSAGES" / f"{DOMAIN}.po"
        if name and source.is_file():
            with source.open("rb") as stream:
                parsed = read_po(stream, locale=str(locale))
            compiled = io.BytesIO()
            write_mo(compiled, parsed)
            compiled.seek(0)
            return GNUTranslations(compiled)
    return NullTranslations()


def counted(say: Translate, one: str, many: str, count: int) -> str:
    """Return what *say* says of *count* things; a language that does not tell one from many has the same text twice."""
    return say(one if count == 1 else many).format(count=count)


def translator(language: str) -> Translate:
    """Return the function that translates a marked string to *language*."""
    return catalogue(language).gettext
