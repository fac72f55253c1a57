"""BibTeX and BibLaTeX: the fields of a .bib file in one canonical form, which either program reads without a warning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.latex import Text, escape
from .biblatex_fields import FIELDS
from .work import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.people import Person
    from .work import Work

_TO_BIBTEX = {
    "online": "misc",
    "preprint": "misc",
    "dataset": "misc",
    "software": "misc",
    "report": "techreport",
    "thesis": "phdthesis",
    "conference": "inproceedings",
}
_TO_BIBLATEX = {
    "preprint": "online",
    "techreport": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "conference": "inproceedings",
}
_FIELD_NAMES = {  # of BibLaTeX, by those of BibTeX
    "address": "location",
    "school": "institution",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "key": "sortkey",
    "annote": "annotation",
}
_BIBTEX_FIELD_NAMES = {new: old for old, new in _FIELD_NAMES.items() if old != "school"}
_THESES = {"phdthesis": "phdthesis", "mastersthesis": "mathesis", "thesis": "phdthesis"}
_KINDS = {"thesis": _THESES, "report": {"techreport": "techreport", "report": "techreport"}}
"""The value of the field ``type``, which BibLaTeX requires for theses and reports."""
_EVENTS = frozenset({"inproceedings", "proceedings", "unpublished"})
"""The types with a field for the name of the meeting; other types have it as a note."""
_WORD = re.compile(r"[^\s/]+")
_VERBATIM = frozenset({"doi", "url", "eprint", "file", "pdf"})
_NOT_VERBATIM = str.maketrans({char: f"%{ord(char):02X}" for char in "{}\\^"})
"""The characters with which TeX could begin a command; an address holds them percent-encoded."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_:+.-]*", re.ASCII)


def bibtex(work: Work) -> str:
    """Return an entry for BibTeX: accents as commands, year and month."""
    kind = _TO_BIBTEX.get(work.type, work.type)
    container = {"article": "journal"}.get(kind, "booktitle")
    fields: list[tuple[str, str]] = [
        *_people(work, ascii_letters=True),
        ("title", protected(work.title, ascii_letters=True)),
        (container, protected(work.container, ascii_letters=True)),
        ("year", work.date[:4]),
        ("month", _month(work.date)),
    ]
    field_names = {**_BIBTEX_FIELD_NAMES, "institution": "school"} if kind in _THESES else _BIBTEX_FIELD_NAMES
    fields += ((field_names.get(name, name), _value(name, value, ascii_letters=True)) for name, value in work.fields)
    if kind not in _EVENTS:
        fields = [field for field in fields if field[0] != "eventtitle"]
        fields.append(("note", escape(work.get("eventtitle"), ascii_letters=True)))
    if work.arxiv:
        fields += [("eprint", _value("eprint", work.arxiv)), ("archiveprefix", "arXiv"), ("eprinttype", "arxiv")]
    return _entry(kind, work.key, [*fields, *_links(work)])


def biblatex(work: Work) -> str:
    """Return an entry for BibLaTeX and Biber: Unicode, dates in ISO 8601, the field names of its data model.

    Fields that the data model does not allow for the type are left out.
    """
    kind = _TO_BIBLATEX.get(work.type, work.type)
    if kind == "misc" and work.is_preprint:
        kind = "online"
    container = {"article": "journaltitle"}.get(kind, "booktitle")
    fields: list[tuple[str, str]] = [
        *_people(work, ascii_letters=False),
        ("title", protected(work.title)),
        (container, protected(work.container)),
        ("date", work.date),
    ]
    if kind in _KINDS and not work.get("type"):
        fields.append(("type", _KINDS[kind].get(work.type, "")))
    fields += ((_FIELD_NAMES.get(name, name), _value(name, value)) for name, value in work.fields)
    if work.arxiv:
        fields += [("eprint", _value("eprint", work.arxiv)), ("eprinttype", "arxiv")]
    allowed = FIELDS.get(kind, FIELDS["misc"])
    if kind not in _EVENTS:
        fields.append(("addendum", escape(work.get("eventtitle"))))
    return _entry(kind, work.key, [(name, value) for name, value in (*fields, *_links(work)) if name in allowed])


def _entry(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    values: dict[str, str] = {}
    for name, value in fields:
        if value and _NAME.fullmatch(name):
            values.setdefault(name, value)
    body = "".join(f"  {name} = {value if name == 'month' else '{' + value + '}'},\n" for name, value in values.items())
    kind = kind if _NAME.fullmatch(kind) else "misc"
    return f"@{kind}{{{key},\n{body}}}\n"


def _people(work: Work, *, ascii_letters: bool) -> Iterator[tuple[str, str]]:
    for role, people in (("author", work.authors), ("editor", work.editors), ("translator", work.translators)):
        names = [name_of(person, ascii_letters=ascii_letters) for person in people]
        if role == "author" and work.others:
            names.append("others")
        yield role, " and ".join(names)


def _links(work: Work) -> Iterator[tuple[str, str]]:
    yield "doi", work.doi.translate(_NOT_VERBATIM)
    yield "url", work.url.translate(_NOT_VERBATIM)


def _month(date: str) -> str:
    return MONTHS[int(date[5:7]) - 1] if len(date) > 4 else ""


def _value(name: str, value: str, *, ascii_letters: bool = False) -> str:
    if name in _VERBATIM:
        return value.translate(_NOT_VERBATIM)
    if name == "pages":
        value = value.replace("–", "\0")
    return escape(value, ascii_letters=ascii_letters).replace("\0", "--")


def name_of(person: Person, *, ascii_letters: bool = False) -> str:
    """Return a name as BibTeX parses it, ``van de Kar, Jr., Mozes``, with braces around what BibTeX would split wrongly."""
    particle, family, lineage, given = (
        escape(part, ascii_letters=ascii_letters) for part in (person.particle, person.family, person.lineage, person.given)
    )
    if _needs_braces(person.family, alone=not (person.given or person.particle or person.lineage)):
        family = f"{{{family}}}"
    given, lineage = (f"{{{part}}}" if "," in part or _has_and(part) else part for part in (given, lineage))
    last = f"{particle} {family}" if particle else family
    if lineage:
        return f"{last}, {lineage}, {given or '{}'}"
    return f"{last}, {given}" if given else last


def _has_and(part: str) -> bool:
    return " and " in f" {part.lower()} "


def _needs_braces(family: str, *, alone: bool) -> bool:
    """Return whether BibTeX would take a part of *family* for a particle, a given name or another person."""
    if "," in family or _has_and(family) or family.lower() == "others" or (alone and " " in family):
        return True
    first = next((char for char in family if char.isalpha()), "")
    return first.islower() or (" " in family and any(word[:1].islower() for word in family.split()))


def protected(title: Text, *, ascii_letters: bool = False) -> str:
    """Return a title in LaTeX with braces around capitals that must stay: those that the .bib file protects, and acronyms."""
    ranges = protected_ranges(title)
    parts: list[str] = []
    end = 0
    for start, stop in ranges:
        parts += [escape(title.plain[end:start], ascii_letters=ascii_letters), "{"]
        parts += [escape(title.plain[start:stop], ascii_letters=ascii_letters), "}"]
        end = stop
    parts.append(escape(title.plain[end:], ascii_letters=ascii_letters))
    return "".join(parts)


def protected_ranges(title: Text) -> list[tuple[int, int]]:
    """Return the ranges whose capitals a style must not change, sorted and without overlaps."""
    ranges = [*title.protected]
    for word in _WORD.finditer(title.plain):
        ranges += ((word.start() + start, word.start() + stop) for start, stop in _acronyms(word[0]))
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(stop, merged[-1][1])
        elif any(char.isupper() for char in title.plain[start:stop]):
            merged.append((start, stop))
    return merged


def _acronyms(word: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of *word* with a capital where a common word has none: ``BERT``, ``arXiv``, ``T5``, ``U-Net``."""
    parts = [*re.finditer(r"[^\W_]+", word)]
    for part in parts:
        text = part[0]
        if any(char.isupper() for char in text[1:]) or (text[0].isupper() and any(char.isdigit() for char in text)):
            yield part.span()
        elif len(text) == 1 and text.isupper() and len(parts) > 1 and "-" in word:
            yield part.start(), len(word.rstrip("”’.,:;!?)]"))
            return
