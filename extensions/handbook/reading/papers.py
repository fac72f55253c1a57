"""From the fields of a bibliography entry to a Paper, with a problem for each value that a paper cannot have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..model.entry_fields import Wrong, read_fields
from ..model.name_lists import NameList, read_list
from ..model.people import Person, parse_latex_name
from ..model.problems import Location, Problem, problem
from ..model.records import Paper
from ..text.identifiers import FIELD_NAME
from ..text.latex import plain
from ..text.messages import mark as _
from ..text.preprints import SERVERS
from .allowed import allowed_latex
from .limits import MAX_BIB_TITLE_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterator

PERSON_FIELDS = ("author", "editor")
ENTRY_TYPES = frozenset(
    {
        *("article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings", "manual", "mastersthesis"),
        *("misc", "phdthesis", "proceedings", "techreport", "unpublished"),
        *("artwork", "audio", "bookinbook", "collection", "dataset", "electronic", "image", "inreference", "jurisdiction"),
        *("legal", "legislation", "letter", "movie", "music", "mvbook", "mvcollection", "mvproceedings", "mvreference", "online"),
        *("patent", "performance", "periodical", "reference", "report", "review", "software", "standard", "suppbook"),
        *("suppcollection", "suppperiodical", "thesis", "video", "www"),
        *("archive", "database", "map", "newspaper", "preprint"),
    }
)
"""The types of BibTeX, of BibLaTeX, and of the styles for GB/T 7714."""
_OF_NOBODY = frozenset({"standard", "legislation", "jurisdiction", "periodical", "newspaper", "proceedings", "mvproceedings"})
"""The types of works that need no author: a body or nobody answers for them."""

_CONTAINERS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
"""The required field that names the container, by the type of the entry."""
_OTHER_NAMES = {"year": "date", "journal": "journaltitle"}
"""The names that BibLaTeX gives to required fields."""
_OTHER_CONTAINERS = ("journal", "journaltitle", "booktitle", "howpublished", "school", "institution")
_VERBATIM = frozenset({"file", "pdf", "local-url"})
"""Fields with paths of files, which no format prints as text."""
_YEAR_OF_MEETING = re.compile(r"\s*\b(?:19|20)\d\d\b\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry as a file has it: fields in LaTeX by name in lower case, with the places of their values."""

    type: str
    key: str
    location: Location
    fields: dict[str, str] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    undefined: set[str] = field(default_factory=set)
    """The fields whose value names a string that is not defined, which has been reported."""

    def get(self, name: str) -> str:
        """Return the value of a field; empty if there is none."""
        return self.fields.get(name, "")

    def wrong(self, name: str, value: str, expected: str) -> Problem:
        """Return the problem of a field whose value is not what is expected."""
        return problem("bib-value", self.place(name), key=self.key, field=name, value=value, expected=expected)

    def cannot_read(self, wrong: Wrong) -> Problem:
        """Return the problem of a value that could not be understood."""
        if not wrong.expected:
            return problem("unsafe-link", self.place(wrong.field), url=wrong.value)
        return self.wrong(wrong.field, wrong.value, wrong.expected)

    def lacks(self, name: str) -> Problem:
        """Return the problem of a field that the entry does not have."""
        return problem("bib-field", self.place(name), key=self.key, field=name)

    def place(self, name: str) -> Location:
        """Return the place of a field, or of the entry if there is no such field."""
        return self.places.get(name, self.location)


def read_paper(raw: RawEntry, problems: list[Problem]) -> Paper:
    """Return the paper of an entry, and add what is wrong with it to *problems*."""
    if raw.type not in ENTRY_TYPES:
        problems.append(raw.wrong("@", raw.type, _("use a type of BibTeX: article, inproceedings, misc …")))
        raw = replace(raw, type="misc")
    problems.extend(_remove_refused_commands(raw))
    names = read_list(raw.get(_role(raw)))
    authors = _people(raw, names, problems)
    if raw.get("related") and raw.get("relatedtype") != "origpubas":
        problems.append(raw.wrong("relatedtype", raw.get("relatedtype"), _("write origpubas")))
    problems.extend(_missing_fields(raw, names))
    title = _title(raw, problems)
    read = read_fields(raw.type, raw.fields)
    problems.extend(map(raw.cannot_read, read.wrong))
    values = read.values
    containers = (_CONTAINERS.get(raw.type, ""), *_OTHER_CONTAINERS)
    container = plain(next((values[name] for name in containers if values.get(name)), ""))
    return Paper(
        key=raw.key,
        type=raw.type,
        title=title,
        authors=authors,
        others=names.others,
        year=int(values["date"][:4]) if "date" in values else None,
        meeting=plain(raw.get("eventtitle")),
        venue=_venue(plain(raw.get("eventtitle")), container, read.server(raw.type) or ("arXiv" if read.arxiv else "")),
        container=container,
        volume=plain(values.get("volume", "")),
        number=plain(values.get("number", "")),
        pages=plain(values.get("pages", "")),
        doi=values.get("doi", ""),
        arxiv=read.arxiv,
        url=values.get("url", ""),
        preprint_key=raw.get("related").strip() if raw.get("relatedtype") == "origpubas" else "",
        fields=tuple(raw.fields.items()),
        location=raw.location,
    )


def _remove_refused_commands(raw: RawEntry) -> Iterator[Problem]:
    """Yield a problem for each value with something that is not allowed in LaTeX, and take that out of the value."""
    for name, value in list(raw.fields.items()):
        if not FIELD_NAME.fullmatch(name):
            expected = _("the name of a field has letters, digits and hyphens only")
            yield problem("bib-value", raw.place(name), key=raw.key, field="@", value=name, expected=expected)
            del raw.fields[name]
            continue
        if ("\\" not in value and "^^" not in value) or name in _VERBATIM:
            continue
        raw.fields[name], refused = allowed_latex(value)
        if refused == "\\":
            yield raw.wrong(name, value, _("write LaTeX; a backslash begins a command"))
        elif refused == "^^":
            yield raw.wrong(name, refused, _("two carets begin a character of TeX; write the character itself"))
        elif refused:
            yield raw.wrong(name, refused, _("only commands for signs, accents and styles are allowed"))


def _role(raw: RawEntry) -> str:
    """Return the field of those who stand as authors: the editors where there are no authors; empty if nobody is named."""
    return next((name for name in PERSON_FIELDS if raw.get(name).strip("{} ")), "")


def _people(raw: RawEntry, names: NameList, problems: list[Problem]) -> tuple[Person, ...]:
    people = []
    for written in names.names:
        person = parse_latex_name(written)
        if person is None:
            problems.append(raw.wrong("author", written, _("write names as `Family, Given`, joined by `and`")))
        else:
            people.append(person)
    return tuple(people)


def _missing_fields(raw: RawEntry, names: NameList) -> Iterator[Problem]:
    for name in ("title", "year", _CONTAINERS.get(raw.type, "")):
        if (
            name
            and not any(raw.get(other).strip("{} ") for other in (name, _OTHER_NAMES.get(name, "")))
            and name not in raw.undefined
        ):
            yield raw.lacks(name)
    if not names.names and not raw.get("organization") and raw.type not in _OF_NOBODY:
        yield raw.lacks("author")


def _title(raw: RawEntry, problems: list[Problem]) -> str:
    title = plain(raw.get("title"))
    if len(title) > MAX_BIB_TITLE_CHARS:
        part, limit = _("the value"), MAX_BIB_TITLE_CHARS
        problems.append(problem("too-large", raw.place("title"), part=part, size=len(title), limit=limit))
        del raw.fields["title"]
        return raw.key
    return title or raw.key


def _venue(meeting: str, container: str, server: str) -> str:
    """Return the short name of the venue: the meeting without its year, else the journal, else the preprint server."""
    if meeting:
        return _YEAR_OF_MEETING.sub(" ", meeting).strip()
    for name in SERVERS:
        if container.lower().startswith(name.lower()):
            return name
    return container or server
