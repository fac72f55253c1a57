"""The reader of catalogues: bytes of a .po file in, the translations of messages and the problems of the file out."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

from ..model.problems import Location, Problem, problem
from .files import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The text that a catalogue has for a message, and whether the message has changed since (``fuzzy``)."""

    text: str
    location: Location
    is_fuzzy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A .po file: its translations by message, without messages that have none."""

    path: str
    translations: Mapping[str, Translation]
    problems: tuple[Problem, ...] = ()


def read_catalogue(path: str, data: bytes) -> Catalogue:
    """Return the catalogue at *path*; one that is no .po file has a problem and no translation."""
    text, problems = decode(data, path)
    try:
        parsed = read_po(io.StringIO(text), ignore_obsolete=True, abort_invalid=True)
        return Catalogue(path=path, translations=dict(_translations(path, parsed)), problems=problems)
    except (PoFileError, ValueError, IndexError) as error:
        line = getattr(error, "lineno", None) or 1
        wrong = problem("catalogue-syntax", Location(path=path, line=line), reason=str(error).partition(" on ")[0])
        return Catalogue(path=path, translations={}, problems=(*problems, wrong))


def _translations(path: str, parsed: object) -> Iterator[tuple[str, Translation]]:
    for message in parsed:  # type: ignore[attr-defined]
        if isinstance(message.id, str) and message.id and isinstance(message.string, str) and message.string:
            place = Location(path=path, line=message.lineno or 1)
            yield message.id, Translation(text=message.string, location=place, is_fuzzy=message.fuzzy)
