"""People: their names as bibliographies have them, their profiles, and the parser of BibTeX's names, which is that of pybtex."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pybtex.database import InvalidNameString
from pybtex.database import Person as PybtexPerson

from ..text.latex import plain
from .name_lists import read_list
from .pickling import quickly_pickled
from .surnames import is_east_asian, is_surname

if TYPE_CHECKING:
    from .problems import Location

MAX_NAME_CHARS = 1_000
"""Longer names are not parsed."""
_PLAIN_NAME = re.compile(r"([A-Z][a-z]+(?:-[A-Z][a-z]+)*), ([A-Z][a-z.]*(?:[ -][A-Z][a-z.]*)*)", re.ASCII)
"""A name such as ``Doe, Jane B.``, which nine of ten are: it needs no parser."""
_EXTENDED = re.compile(r'\s*"?\s*(?:family|given|prefix|suffix)(?:-i)?\s*=', re.IGNORECASE)
_EXTENDED_PART = re.compile(r'\s*"?\s*([A-Za-z-]+)\s*=\s*((?:\{(?:[^{}]|\{[^{}]*\})*\}|[^,{}]|\{|\})*)"?\s*(?:,|$)')


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as a bibliography names them: ``van de`` (particle) ``Kar`` (family), ``Mozes`` (given), ``Jr.`` (lineage)."""

    family: str
    given: str = ""
    particle: str = ""
    lineage: str = ""

    @property
    def is_east_asian(self) -> bool:
        """Whether the name is in Han characters, kana or hangul: the family name comes first, and no space parts the two."""
        return (
            is_east_asian(self.family) and (not self.given or is_east_asian(self.given)) and not (self.particle or self.lineage)
        )

    @property
    def name(self) -> str:
        """The name in reading order: ``Mozes van de Kar``, 邓禾苗."""
        if self.is_east_asian:
            return self.family + self.given
        return " ".join(part for part in (self.given, self.particle, self.family, self.lineage) if part)

    @property
    def inverted(self) -> str:
        """The name with the family name first: ``van de Kar, Mozes``, 邓禾苗."""
        if self.is_east_asian:
            return self.family + self.given
        family = " ".join(part for part in (self.particle, self.family) if part)
        return ", ".join(part for part in (family, self.lineage, self.given) if part)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The head of a person's page: the spellings of their name that are one person."""

    id: str
    people: tuple[Person, ...]
    """Every spelling, at least one; lists show the first that a bibliography has."""
    zh: str = ""
    orcid: str = ""
    """The ORCID iD without the address before it."""
    location: Location = field(repr=False)
    names_at: Location = field(repr=False, compare=False)
    """The place of the spellings in the file."""

    @property
    def names(self) -> tuple[str, ...]:
        """The spellings in reading order, the Chinese name last."""
        return tuple(dict.fromkeys((*(person.name for person in self.people), *filter(None, (self.zh,)))))

    @property
    def docname(self) -> str:
        """The docname of the page."""
        return self.location.path.removesuffix(".md")

    def title(self, *, is_chinese: bool) -> str:
        """Return the title of the page: in a Chinese handbook the Chinese name, if there is one."""
        return self.zh if is_chinese and self.zh else self.people[0].name


def split_names(value: str) -> list[str]:
    """Return the names in the value of a field of persons (``A and B and others``) as written, without the ``others``."""
    return [*read_list(value).names] if value else []


def parse_name(written: str) -> Person | None:
    """Return the person of a name in any order that BibTeX allows, its parts as written; None if it cannot be parsed."""
    if len(written) > MAX_NAME_CHARS:
        return None
    if _EXTENDED.match(written):
        return _extended(written)
    try:
        parsed = PybtexPerson(written)
    except InvalidNameString:
        return None
    if not parsed.last_names:
        return None
    return _in_order(
        Person(
            family=" ".join(parsed.last_names),
            given=" ".join([*parsed.first_names, *parsed.middle_names]),
            particle=" ".join(parsed.prelast_names),
            lineage=" ".join(parsed.lineage_names),
        ),
        inverted="," in written,
    )


def _in_order(person: Person, *, inverted: bool) -> Person:
    """Return an East Asian name whose parts only a space parts with the family name first, as it is written."""
    parts = person.given.split()
    if inverted or len(parts) != 1 or not person.is_east_asian:
        return person
    if is_surname(person.family) and not is_surname(parts[0]):
        return person
    return Person(family=parts[0], given=person.family)


def _extended(written: str) -> Person | None:
    """Return the person of a name whose parts BibLaTeX names: ``family=Gulden, given=Rob, prefix=van``."""
    parts = {match[1].lower(): match[2].strip().strip('"').strip() for match in _EXTENDED_PART.finditer(written)}
    family = parts.get("family") or parts.get("given", "")
    given = parts.get("given", "") if parts.get("family") else ""
    return (
        Person(family=family, given=given, particle=parts.get("prefix", ""), lineage=parts.get("suffix", "")) if family else None
    )


@lru_cache(maxsize=65536)
def parse_latex_name(written: str) -> Person | None:
    """Return the person of a name in LaTeX, its parts as plain text; None if it cannot be parsed or has no letter."""
    if match := _PLAIN_NAME.fullmatch(written):
        return Person(family=match[1], given=match[2])
    person = parse_name(written)
    if person is None:
        return None
    person = Person(
        family=plain(person.family), given=plain(person.given), particle=plain(person.particle), lineage=plain(person.lineage)
    )
    if not person.family and person.given:
        person = replace(person, family=person.given, given="")
    return person if any(char.isalnum() for char in person.family) else None


def people_of(value: str) -> tuple[Person, ...]:
    """Return the persons that the value of a field names, in LaTeX; a name that cannot be parsed is left out."""
    people = map(parse_latex_name, split_names(value))
    return tuple(person for person in people if person is not None)
