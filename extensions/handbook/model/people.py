"""A person as a bibliography names them, and the parser of BibTeX's names, which is that of pybtex."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString
from pybtex.database import Person as PybtexPerson

from ..text.latex import plain
from .pickling import quickly_pickled

MAX_NAME_CHARS = 1_000
"""Longer names are not parsed."""
_PLAIN_NAME = re.compile(r"([A-Z][a-z]+(?:-[A-Z][a-z]+)*), ([A-Z][a-z.]*(?:[ -][A-Z][a-z.]*)*)", re.ASCII)
"""A name such as ``Doe, Jane B.``, which nine of ten are: it needs no parser."""


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as a bibliography names them: ``van de`` (particle) ``Kar`` (family), ``Mozes`` (given), ``Jr.`` (lineage)."""

    family: str
    given: str = ""
    particle: str = ""
    lineage: str = ""

    @property
    def name(self) -> str:
        """The name in reading order: ``Mozes van de Kar``."""
        return " ".join(part for part in (self.given, self.particle, self.family, self.lineage) if part)

    @property
    def inverted(self) -> str:
        """The name with the family name first: ``van de Kar, Mozes``."""
        family = " ".join(part for part in (self.particle, self.family) if part)
        return ", ".join(part for part in (family, self.lineage, self.given) if part)


def split_names(value: str) -> list[str]:
    """Return the names in the value of a field of persons (``A and B and others``) as written, without the ``others``."""
    return [name for name in split_name_list(value) if name.strip().lower() != "others"] if value else []


def parse_name(written: str) -> Person | None:
    """Return the person of a name in any order that BibTeX allows, its parts as written; None if it cannot be parsed."""
    if len(written) > MAX_NAME_CHARS:
        return None
    try:
        parsed = PybtexPerson(written)
    except InvalidNameString:
        return None
    if not parsed.last_names:
        return None
    return Person(
        family=" ".join(parsed.last_names),
        given=" ".join([*parsed.first_names, *parsed.middle_names]),
        particle=" ".join(parsed.prelast_names),
        lineage=" ".join(parsed.lineage_names),
    )


@lru_cache(maxsize=65536)
def parse_latex_name(written: str) -> Person | None:
    """Return the person of a name in LaTeX, its parts as plain text; None if it cannot be parsed."""
    if match := _PLAIN_NAME.fullmatch(written):
        return Person(family=match[1], given=match[2])
    person = parse_name(written)
    return person and Person(
        family=plain(person.family),
        given=plain(person.given),
        particle=plain(person.particle),
        lineage=plain(person.lineage),
    )


def people_of(value: str) -> tuple[Person, ...]:
    """Return the persons that the value of a field names, in LaTeX; a name that cannot be parsed is left out."""
    people = map(parse_latex_name, split_names(value))
    return tuple(person for person in people if person is not None)
