"""From the fields of a bibliography entry to a Paper, with a problem for each value that a paper cannot have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model.people import Person, parse_latex_name, split_names
from ..model.problems import Location, Problem, problem
from ..model.records import PREPRINT_SERVERS, Paper
from ..text.identifiers import arxiv_id, bare_doi, is_doi
from ..text.latex import is_latex, plain
from ..text.messages import mark as _
from .allowed import refused_command
from .limits import MAX_BIB_TITLE_CHARS
from .names import is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

PERSON_FIELDS = ("author", "editor")
ENTRY_TYPES = frozenset(
    {
        *("article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings", "manual", "mastersthesis"),
        *("misc", "phdthesis", "proceedings", "techreport", "unpublished"),
        *("dataset", "online", "report", "software", "thesis"),
    }
)
"""The types of BibTeX, and those of BibLaTeX that works of this field have."""

_CONTAINERS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
"""The required field that names the container, by the type of the entry."""
_OTHER_CONTAINERS = ("journal", "booktitle", "howpublished", "school", "institution")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d", re.ASCII)
_YEAR_OF_MEETING = re.compile(r"\s*\b(?:19|20)\d\d\b\s*")
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_:+.-]*", re.ASCII)
_ESCAPE = re.compile(r"\\([_%#&])")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry as a file has it: fields in LaTeX by name in lower case, with the places of their values."""

    type: str
    key: str
    location: Location
    fields: dict[str, str] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return the value of a field; empty if there is none."""
        return self.fields.get(name, "")

    def wrong(self, name: str, value: str, expected: str) -> Problem:
        """Return the problem of a field whose value is not what is expected."""
        return problem("bib-value", self.place(name), key=self.key, field=name, value=value, expected=expected)

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
    problems.extend(_remove_refused_commands(raw))
    authors = _people(raw, problems)
    if raw.get("related") and raw.get("relatedtype") != "origpubas":
        problems.append(raw.wrong("relatedtype", raw.get("relatedtype"), _("write origpubas")))
    problems.extend(_missing_fields(raw))
    title = _title(raw, problems)
    year, doi, url = _year(raw, problems), _doi(raw, problems), _url(raw, problems)
    arxiv = arxiv_id(raw.get("eprint") if _is_of_arxiv(raw) else "", url, doi)
    containers = (_CONTAINERS.get(raw.type, ""), *_OTHER_CONTAINERS)
    container = plain(next((raw.get(name) for name in containers if raw.get(name)), ""))
    return Paper(
        key=raw.key,
        type=raw.type,
        title=title,
        authors=authors,
        year=year,
        meeting=plain(raw.get("eventtitle")),
        venue=_venue(raw, container, arxiv),
        container=container,
        volume=plain(raw.get("volume")),
        number=plain(raw.get("number")),
        pages=plain(raw.get("pages")),
        doi=doi,
        arxiv=arxiv,
        url=url,
        preprint_key=raw.get("related").strip() if raw.get("relatedtype") == "origpubas" else "",
        fields=tuple(raw.fields.items()),
        location=raw.location,
    )


def _remove_refused_commands(raw: RawEntry) -> Iterator[Problem]:
    """Yield a problem for each value that is not LaTeX or has a command that is not allowed, and remove the latter."""
    for name, value in list(raw.fields.items()):
        if "^^" in value:
            yield raw.wrong(name, value, _("two carets begin a character of TeX; write the character itself"))
            del raw.fields[name]
            continue
        if not _FIELD_NAME.fullmatch(name):
            expected = _("the name of a field has letters, digits and hyphens only")
            yield problem("bib-value", raw.place(name), key=raw.key, field="@", value=name, expected=expected)
            del raw.fields[name]
            continue
        if "\\" not in value:
            continue
        if not is_latex(value):
            yield raw.wrong(name, value, _("write LaTeX; a backslash begins a command"))
        elif command := refused_command(value):
            yield raw.wrong(name, command, _("only commands for signs, accents and styles are allowed"))
            del raw.fields[name]


def _role(raw: RawEntry) -> str:
    """Return the field of those who stand as authors: the editors where there are no authors."""
    return "author" if raw.get("author") else "editor"


def _people(raw: RawEntry, problems: list[Problem]) -> tuple[Person, ...]:
    people = []
    for written in split_names(raw.get(_role(raw))):
        person = parse_latex_name(written)
        if person is None:
            problems.append(raw.wrong("author", written, _("write names as `Family, Given`, joined by `and`")))
        else:
            people.append(person)
    return tuple(people)


def _missing_fields(raw: RawEntry) -> Iterator[Problem]:
    for name in ("title", "year", _CONTAINERS.get(raw.type, "")):
        if name and not raw.get(name):
            yield raw.lacks(name)
    if not raw.get(_role(raw)) and not raw.get("organization"):
        yield raw.lacks("author")


def _year(raw: RawEntry, problems: list[Problem]) -> int | None:
    year = raw.get("year")
    if year and not _YEAR.fullmatch(year):
        problems.append(raw.wrong("year", year, _("write the year with four digits")))
        return None
    return int(year) if year else None


def _title(raw: RawEntry, problems: list[Problem]) -> str:
    title = plain(raw.get("title"))
    if len(title) > MAX_BIB_TITLE_CHARS:
        part, limit = _("the value"), MAX_BIB_TITLE_CHARS
        problems.append(problem("too-large", raw.place("title"), part=part, size=len(title), limit=limit))
        del raw.fields["title"]
        return raw.key
    return title or raw.key


def _doi(raw: RawEntry, problems: list[Problem]) -> str:
    doi = bare_doi(raw.get("doi")).replace("\\_", "_")
    if doi and not is_doi(doi):
        problems.append(raw.wrong("doi", doi, _("write the DOI without an address: 10.1000/182")))
        return ""
    return doi


def _url(raw: RawEntry, problems: list[Problem]) -> str:
    url = _ESCAPE.sub(r"\1", raw.get("url"))
    if url and not is_web_address(url):
        problems.append(problem("unsafe-link", raw.place("url"), url=url))
        return ""
    return url


def _is_of_arxiv(raw: RawEntry) -> bool:
    archive = raw.get("archiveprefix") or raw.get("eprinttype") or "arxiv"
    return archive.lower() == "arxiv"


def _venue(raw: RawEntry, container: str, arxiv: str) -> str:
    """Return the short name of the venue: the meeting without its year, else the journal, else the preprint server."""
    meeting = plain(raw.get("eventtitle"))
    if meeting:
        return _YEAR_OF_MEETING.sub(" ", meeting).strip()
    for server in PREPRINT_SERVERS:
        if container.lower().startswith(server.lower()):
            return server
    return container or ("arXiv" if arxiv else "")
