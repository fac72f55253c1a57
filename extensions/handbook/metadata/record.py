"""The record of a paper, in one form for all services, and the names and markup in their answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from ..model.people import Person, parse_name
from ..model.records import PREPRINT_SERVERS
from ..text.latex import EMPTY, Text, text
from ..text.markup import unmarked

_LINEAGE = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)
_COMMAND = re.compile(r"\\[A-Za-z]+|[\\$^{}]")
_ESCAPED = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_BROKEN_HYPHEN = re.compile(r"(?<=\w)-\s+(?=[a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A paper as a service describes it; text is plain Unicode on one line, empty if the service gives none."""

    source: str
    """The usual name of the service."""
    type: str
    """A type of BibTeX."""
    title: Text = EMPTY
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    year: int | None = None
    month: int | None = None
    container: Text = EMPTY
    """The journal, the proceedings or the preprint server."""
    meeting: str = ""
    """The short name of the meeting with its year, if that is certain."""
    publisher: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    """With an en dash."""
    eid: str = ""
    doi: str = ""
    arxiv: str = ""
    category: str = ""
    """The primary class of arXiv."""
    url: str = ""
    abstract: str = ""
    affiliations: tuple[str, ...] = ()
    published_as: str = ""
    """The DOI of the published version, if the service names one."""
    preprint: str = ""
    """The DOI of the preprint, if the service names one."""
    journal_reference: str = ""
    """Where the paper was published, as its authors write at arXiv."""
    comment: str = ""
    """What its authors write at arXiv: pages, the meeting that has accepted it, …"""
    withdrawn: bool = False
    updates: tuple[tuple[str, str], ...] = ()
    """What Crossref calls updates: the kind of each (``retraction``, ``correction``) and the DOI of its notice."""
    notes: tuple[tuple[str, str], ...] = ()
    """What a person should review: messages, each with its ``{value}``."""
    extra: tuple[tuple[str, str], ...] = ()
    """Other fields of a .bib file, unchanged, in LaTeX."""
    given: tuple[tuple[str, str], ...] = ()
    """All fields of an entry of a file that a person gives, in LaTeX, but those of arXiv; empty for a service."""

    @property
    def is_preprint(self) -> bool:
        """Whether it describes a version on a preprint server."""
        return self.type == "misc" or (self.type == "article" and self.container.plain in PREPRINT_SERVERS)


def one_line(value: object) -> str:
    """Return a value as text on one line, without unprintable characters; empty if it is not text."""
    if not isinstance(value, str):
        return ""
    printable = "".join(char if char.isprintable() or char.isspace() else "" for char in value)
    return _SPACE.sub(" ", printable).strip()


def listed(value: object) -> list[Any]:
    """Return the values of a list in JSON; one value is a list of its own, and null an empty one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def person(name: str) -> Person | None:
    """Return the person with a name in reading order (``Mozes van de Kar``); None if it has no letter.

    If nothing marks the family name, it is taken to be the last word, with the particles before it.
    """
    name = one_line(name).strip(" :,;")
    if not any(char.isalpha() for char in name):
        return None
    words = name.replace(",", " ").split()
    lineage = words.pop() if len(words) > 2 and _LINEAGE.fullmatch(words[-1]) else ""
    if is_group(name) or len(words) == 1:
        return Person(family=name)
    parsed = parse_name(" ".join(words))
    return replace(parsed, lineage=lineage) if parsed else Person(family=name)


def is_doubtful(name: str) -> bool:
    """Tell whether the family name in *name* is uncertain: in Shixiang Shane Gu, but not in Victor S. Bursztyn."""
    words = name.replace(".", ". ").split()
    middle = [word for word in words[1:-1] if not word.endswith(".") and word[:1].isupper() and len(word) > 1]
    return bool(middle) and not is_group(name)


def is_group(name: str) -> bool:
    """Tell whether *name* is that of a group rather than of one person."""
    words = name.lower().split()
    groups = {"collaboration", "consortium", "team", "group", "project", "initiative", "network", "community", "contributors"}
    groups |= {"workshop", "lab", "labs", "alliance", "committee", "foundation", "institute", "research", "authors"}
    return len(words) > 1 and (words[-1] in groups or words[0] in ("the", "team"))


def person_of_parts(family: str, given: str = "", particle: str = "", lineage: str = "") -> Person | None:
    """Return the person whose name a service gives in parts; the family name may begin with a particle."""
    family, given, particle, lineage = (one_line(part) for part in (family, given, particle, lineage))
    if not family:
        return person(given)
    words = family.split()
    while given and not particle and len(words) > 1 and words[0].islower() and words[0].isalpha():
        count = next((index for index, word in enumerate(words) if not word.islower()), len(words) - 1)
        particle, words = " ".join(words[:count]), words[count:]
    return Person(family=" ".join(words), given=given, particle=particle, lineage=lineage)


def of_markup(value: object) -> str:
    """Return the text of a value with HTML, MathML or JATS markup, as in Crossref's titles and abstracts."""
    text = one_line(unmarked(one_line(value), every_tag=True))
    if _ESCAPED.search(text):  # some publishers escape what they give twice
        text = one_line(unmarked(text, every_tag=True))
    return re.sub(r"\s+([,.;:?!])", r"\1", text)


def of_tex(value: object) -> Text:
    """Return the text of a title from arXiv, where authors write accents and simple formulas in TeX."""
    line = _BROKEN_HYPHEN.sub("-", one_line(value)) if isinstance(value, str) and "-\n" in value else one_line(value)
    return text(line) if line.count("{") == line.count("}") else Text(line)


def has_tex(value: str) -> bool:
    """Tell whether a plain *value* still contains TeX."""
    return _COMMAND.search(value) is not None
