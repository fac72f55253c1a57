"""The reader of catalogues: bytes of a .po file in, the translations of messages and the problems of the file out."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

from ..model.problems import Location, Problem, problem
from .blocks import block_parser
from .files import decode
from .mentions import PageLines, mentions_of
from .refusals import Refusals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
"""The blocks of a text that stands in a page as one paragraph, heading or cell."""
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_LINK = re.compile(r"\]\(\s*<?(?!#)([^)\s>]+)")
"""A link to another page; mentions_of has those within the handbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The text that a catalogue has for a message, and whether the message has changed since (``fuzzy``)."""

    text: str
    location: Location
    is_fuzzy: bool = False


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """A .po file: its translations by message, without messages that have none."""

    path: str
    translations: Mapping[str, Translation]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The texts of the translations that can be shown, by message: a stale one cannot."""
        return {message: each.text for message, each in self.translations.items() if not each.is_fuzzy}


def read_catalogue(path: str, data: bytes, *, is_checked: bool = True) -> Catalogue:
    """Return the catalogue at *path*; one that is no .po file has a problem and no translation.

    A translation is text of an untrusted contributor on any page: one that has markup which such a contributor may not write, or
    that names something else than its message does, has a problem and is left out, unless the
    translations are not to be checked, because the catalogue is only written anew.
    """
    text, problems = decode(data, path)
    found = [*problems]
    translations = {}
    try:
        for message, translation in _translations(path, text):
            wrong = () if "\n" in message or not is_checked else tuple(_wrong(message, translation))
            found += wrong
            if not wrong:
                translations[message] = translation
    except (PoFileError, ValueError, IndexError) as error:
        place = Location(path=path, line=(getattr(error, "lineno", None) or 0) + 1)
        found.append(problem("catalogue-syntax", place, reason=str(error).partition(" on ")[0]))
        translations = {}
    return Catalogue(path=path, translations=translations, problems=tuple(found))


def _translations(path: str, text: str) -> Iterator[tuple[str, Translation]]:
    for message in read_po(io.StringIO(text), ignore_obsolete=True, abort_invalid=True):
        if isinstance(message.id, str) and message.id and isinstance(message.string, str) and message.string:
            place = Location(path=path, line=message.lineno or 1)
            yield message.id, Translation(text=message.string, location=place, is_fuzzy=message.fuzzy)


def _wrong(message: str, translation: Translation) -> Iterator[Problem]:
    """Yield what is wrong with the translation of a message that is no code."""
    text, place = translation.text, translation.location
    lines = text.split("\n")
    refusals = Refusals(path=place.path, page=lines)
    tokens = block_parser(strict=True).parse(text)
    if [token.type for token in tokens] != _PARAGRAPH or "\n" in text:
        yield problem("translation-blocks", place)
        return
    refusals.refuses(tokens[1], 1)  # a paragraph with a link that loses its target is not refused as a whole
    if refusals.problems:
        yield from (replace(each, location=place) for each in refusals.problems)
    elif _named(text) != _named(message):
        yield problem(
            "translation-differs", place, expected=", ".join(_named(message)) or "–", found=", ".join(_named(text)) or "–"
        )


def _named(text: str) -> list[str]:
    """Return what a text names by roles, footnotes and links, in alphabetical order."""
    page = PageLines(path="", lines=[text])
    roles = (f"{mention.role} {mention.target}" for mention in mentions_of(text, 1, page))
    return sorted([*roles, *_FOOTNOTE.findall(text), *_LINK.findall(text)])
