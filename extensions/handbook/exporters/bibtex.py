"""BibTeX and BibLaTeX: the fields of a .bib file in one canonical form, which either program reads without a warning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.name_lists import read_list
from ..model.people import parse_latex_name
from ..model.written_dates import MONTHS
from ..text.identifiers import FIELD_NAME
from ..text.latex import Text, escape, kept, plain, verbatim
from .biblatex_fields import FIELDS
from .capitals import protected_ranges
from .values import date_parts
from .work import CONTAINERS

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
_YEARS = re.compile(r"\d{4}\s*[-–/]+\s*(?:\d\d){1,2}", re.ASCII)
_OF_PREPRINTS = frozenset({"volume", "number", "pages", "note"})
"""Fields that may have said nothing but the number of a preprint: the styles of BibTeX print it from nowhere else."""
_ONE_MONTH = re.compile(r"\w*\.?", re.ASCII)
_VERBATIM = frozenset({"doi", "url", "eprint", "file", "pdf"})


def bibtex(work: Work) -> str:
    """Return an entry for BibTeX: accents as commands, year and month."""
    kind = _TO_BIBTEX.get(work.type, work.type)
    container = {"article": "journal"}.get(kind, "booktitle")
    fields: list[tuple[str, str]] = [
        *_people(work, ascii_letters=True),
        ("title", _as_written(work, work.title, "title", ascii_letters=True)),
        (container, _as_written(work, work.container, *CONTAINERS, ascii_letters=True)),
        ("year", _year(work)),
        ("month", _month(work)),
    ]
    field_names = {**_BIBTEX_FIELD_NAMES, "institution": "school"} if kind in _THESES else _BIBTEX_FIELD_NAMES
    fields += ((field_names.get(name, name), _value(work, name, value, ascii_letters=True)) for name, value in work.fields)
    fields += ((name, kept(value, ascii_letters=True)) for name, value in work.source if name in _OF_PREPRINTS)
    if kind not in _EVENTS:
        fields = [field for field in fields if field[0] != "eventtitle"]
        fields.append(("note", escape(work.get("eventtitle"), ascii_letters=True)))
    if work.arxiv:
        fields += [("eprint", _value(work, "eprint", work.arxiv)), ("archiveprefix", "arXiv"), ("eprinttype", "arxiv")]
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
        ("title", _as_written(work, work.title, "title")),
        (container, _as_written(work, work.container, *CONTAINERS)),
        ("date", work.date),
    ]
    if kind in _KINDS and not work.get("type"):
        fields.append(("type", _KINDS[kind].get(work.type, "")))
    fields += ((_FIELD_NAMES.get(name, name), _value(work, name, value)) for name, value in work.fields)
    if work.arxiv:
        fields += [("eprint", _value(work, "eprint", work.arxiv)), ("eprinttype", "arxiv")]
    allowed = FIELDS.get(kind, FIELDS["misc"])
    if kind not in _EVENTS:
        fields.append(("addendum", escape(work.get("eventtitle"))))
    return _entry(kind, work.key, [(name, value) for name, value in (*fields, *_links(work)) if name in allowed])


def _entry(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    values: dict[str, str] = {}
    for name, value in fields:
        if value and FIELD_NAME.fullmatch(name):
            values.setdefault(name, value)
    values = {name: value if name == "month" and value in MONTHS else f"{{{value}}}" for name, value in values.items()}
    body = "".join(f"  {name} = {value},\n" for name, value in values.items())
    kind = kind if FIELD_NAME.fullmatch(kind) else "misc"
    return f"@{kind}{{{key},\n{body}}}\n"


def _people(work: Work, *, ascii_letters: bool) -> Iterator[tuple[str, str]]:
    for role, people in (("author", work.authors), ("editor", work.editors), ("translator", work.translators)):
        listed = read_list(work.written(role))
        written = {parse_latex_name(name): name for name in listed.names if "\\" in name or "$" in name}
        names = [
            kept(written.get(person, ""), ascii_letters=ascii_letters) or name_of(person, ascii_letters=ascii_letters)
            for person in people
        ]
        if names and (listed.others if work.source else work.others and role == "author"):
            names.append("others")
        yield role, " and ".join(names)


def _links(work: Work) -> Iterator[tuple[str, str]]:
    yield "doi", verbatim(work.doi)
    yield "url", verbatim(work.url)


def _year(work: Work) -> str:
    """Return the year, or what the file says where that is a range of years or no year."""
    written = work.written("year")
    is_year = work.date and not _YEARS.fullmatch(plain(written))
    return work.date[:4] if is_year else kept(written, ascii_letters=True) or work.date[:4]


def _month(work: Work) -> str:
    """Return the name of a month as BibTeX has it, or what the file says where that is more or less than one month."""
    parts = date_parts(work.date)
    month = MONTHS[parts[1] - 1] if len(parts) > 1 else ""
    written = work.written("month")
    if _ONE_MONTH.fullmatch(written):
        return month or written.lower()
    return kept(written, ascii_letters=True) or month


def _as_written(work: Work, value: Text, *names: str, ascii_letters: bool = False) -> str:
    """Return a title as the .bib file has it; in canonical form where it has another text, or TeX could not safely read it."""
    source = work.written(*names)
    same = kept(source, ascii_letters=ascii_letters) if source and plain(source) == value.plain else ""
    return same or protected(value, ascii_letters=ascii_letters)


def _value(work: Work, name: str, value: str, *, ascii_letters: bool = False) -> str:
    if name in _VERBATIM:
        return verbatim(value)
    source = work.written(name)
    if source and plain(source) == value and (same := kept(source, ascii_letters=ascii_letters)):
        return same
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
    written = _joined(particle, family, lineage, given)
    if _is_plain(written):
        return written
    braced = [part and f"{{{part}}}" for part in (particle, family, lineage, given)]
    ways = (written, _joined(particle, *braced[1:]), _joined(*braced))
    return next((way for way in ways if read_list(way) == ((way,), False) and parse_latex_name(way) == person), ways[-1])


def _joined(particle: str, family: str, lineage: str, given: str) -> str:
    last = f"{particle} {family}" if particle else family
    if lineage:
        return f"{last}, {lineage}, {given or '{}'}"
    return f"{last}, {given}" if given else last


def _is_plain(written: str) -> bool:
    """Tell whether a name has nothing that may part it from another or be more than a name."""
    if not written.isascii() or "\\text" in written or {";", "&", "="} & {*written}:
        return False
    return not written.rstrip(".,").endswith(("al", "others"))


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
