"""The reader of .bib files: bytes in, papers and problems out, through pybtex."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, InvalidNameString
from pybtex.database import Person as PybtexPerson
from pybtex.database.input.bibtex import month_names
from pybtex.textutils import normalize_whitespace

from ..model.problems import Location, Problem, problem
from ..model.records import PREPRINT_SERVERS, BibFile, Paper, Person
from ..text.latex import is_latex, plain
from ..text.messages import mark as _
from .allowed import LARGEST_BIB, LONGEST_NAME, refused_command
from .files import decode
from .names import bad_identifier, is_identifier, is_web_address
from .scanner import Parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pybtex.scanner import PybtexSyntaxError

PERSON_FIELDS = ("author", "editor")
_CONTAINERS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
ENTRY_START = re.compile(r"^[ \t]*(?=@\s*\w+\s*[{(])", re.MULTILINE)
"""Where a line begins with an entry: the text is cut there, so that an entry that is not closed swallows no other."""
_OTHER_CONTAINERS = ("journal", "booktitle", "howpublished", "school", "institution")
ENTRY_TYPES = frozenset(
    {
        *("article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings", "manual", "mastersthesis"),
        *("misc", "phdthesis", "proceedings", "techreport", "unpublished"),
        *("dataset", "online", "report", "software", "thesis"),
    }
)
"""The types of BibTeX, and those of BibLaTeX that works of this field have."""

_ARXIV_ID = re.compile(r"(?:arxiv:)?((?:\d{4}\.\d{4,5})|(?:[a-z.-]+/\d{7}))(?:v\d+)?", re.IGNORECASE | re.ASCII)
_ARXIV_IN_URL = re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/(.+?)(?:\.pdf)?/?", re.IGNORECASE)
_ARXIV_IN_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
_PLAIN_NAME = re.compile(r"([A-Z][a-z]+(?:-[A-Z][a-z]+)*), ([A-Z][a-z.]*(?:[ -][A-Z][a-z.]*)*)", re.ASCII)
_YEAR = re.compile(r"\s*\b(?:19|20)\d\d\b\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _RawEntry:
    """An entry as a file has it: fields in LaTeX by name in lower case, with the places of their values."""

    type: str
    key: str
    fields: dict[str, str]
    location: Location
    places: dict[str, Location]


def read_bib(path: str, data: bytes) -> BibFile:
    """Return the papers of a .bib file in the order of the file; an entry that cannot be read is reported and left out."""
    if len(data) > LARGEST_BIB:
        part, top = _("the file"), Location(path=path, line=1)
        return BibFile(path=path, papers=(), problems=(problem("too-large", top, part=part, size=len(data), limit=LARGEST_BIB),))
    text, decoding = decode(data, path)
    problems = list(decoding)
    papers: dict[str, Paper] = {}
    for raw in _entries(text, path, problems):
        if raw.key in papers:
            other = f"{path}:{papers[raw.key].location.line}"
            problems.append(problem("duplicate-key", raw.location, key=raw.key, other=other))
            continue
        papers[raw.key] = _paper(raw, problems)
    return BibFile(path=path, papers=tuple(papers.values()), problems=tuple(problems))


def pybtex_entry(paper: Paper) -> Entry:
    """Return *paper* as pybtex has it, for styles and writers; text is as in the file, in LaTeX.

    A name that cannot be read has been reported, and is left out.
    """
    entry = Entry(paper.type)
    entry.key = paper.key
    for name, value in paper.fields:
        if name in PERSON_FIELDS:
            for written in split_name_list(value):
                with suppress(InvalidNameString):
                    entry.add_person(PybtexPerson(written), name)
        else:
            entry.fields[name] = value
    return entry


def _entries(text: str, path: str, problems: list[Problem]) -> Iterator[_RawEntry]:
    """Yield the entries.

    The text is cut where a line begins with an entry, so that one that is not closed does not swallow those after it.
    """
    macros = dict(month_names)
    starts = [0, *(match.start() for match in ENTRY_START.finditer(text)), len(text)]
    line = 1
    for start, end in pairwise(starts):
        yield from _chunk(text[start:end], path, line, macros, problems)
        line += text.count("\n", start, end)


def _chunk(text: str, path: str, first_line: int, macros: dict[str, str], problems: list[Problem]) -> Iterator[_RawEntry]:
    broken = False

    def place(line: int) -> Location:
        return Location(path=path, line=first_line + min(line, text.rstrip().count("\n") + 1) - 1)

    def at(index: int) -> Location:
        return Location(path=path, line=first_line + text.count("\n", 0, index), col=index - text.rfind("\n", 0, index))

    def note(error: PybtexSyntaxError) -> None:
        nonlocal broken
        if not broken:  # what follows in a broken entry is a consequence
            reason = str(error.args[0])
            reason = reason if error.error_type == "syntax error" else f"{error.error_type} {reason}"
            problems.append(problem("bib-syntax", place(parser.lineno), reason=reason))
        broken = True

    parser = Parser(text, macros=macros, handle_error=note)
    for command, content in parser:
        if broken:
            return
        if command.lower() in ("string", "preamble"):
            continue
        key, pairs = content
        location = replace(at(parser.command_start), col=at(text.index(key, parser.command_start)).col)
        if not is_identifier(key):
            problems.append(bad_identifier(key, location))
            continue
        fields: dict[str, str] = {}
        places: dict[str, Location] = {}
        for (name, parts), start in zip(pairs, parser.starts, strict=True):
            if name.lower() in fields:
                once = _("give it once; the first is used")
                problems.append(problem("bib-value", at(start), key=key, field=name, value="".join(parts), expected=once))
            fields.setdefault(name.lower(), normalize_whitespace("".join(parts)))
            places.setdefault(name.lower(), at(start))
        yield _RawEntry(type=command.lower(), key=key, fields=fields, location=location, places=places)


def _paper(raw: _RawEntry, problems: list[Problem]) -> Paper:
    entry_type, key, fields, location = raw.type, raw.key, {**raw.fields}, raw.location

    def report(code: str, **params: object) -> None:
        place = raw.places.get(str(params.get("field")), location)
        problems.append(problem(code, place, key=key, **params))

    if entry_type not in ENTRY_TYPES:
        report("bib-value", field="@", value=entry_type, expected=_("use a type of BibTeX: article, inproceedings, misc …"))
    for name, value in raw.fields.items():
        if "\\" not in value:
            continue
        if not is_latex(value):
            report("bib-value", field=name, value=value, expected=_("write LaTeX; a backslash begins a command"))
        elif command := refused_command(value):
            report("bib-value", field=name, value=command, expected=_("only signs, accents and styles are written as commands"))
            del fields[name]
    role = "author" if fields.get("author") else "editor"
    authors = _people(fields.get(role, ""), report)
    container_field = _CONTAINERS.get(entry_type, "")
    if fields.get("related") and fields.get("relatedtype") != "origpubas":
        report("bib-value", field="relatedtype", value=fields.get("relatedtype", ""), expected=_("write origpubas"))
    for required in ("title", "year", container_field):
        if required and not fields.get(required):
            report("bib-field", field=required)
    if not fields.get(role) and not fields.get("organization"):
        report("bib-field", field="author")
    year = fields.get("year", "")
    if year and not re.fullmatch(r"(?:1[5-9]|20)\d\d", year, re.ASCII):
        report("bib-value", field="year", value=year, expected=_("write the year with four digits"))
        year = ""
    doi = fields.get("doi", "").removeprefix("https://doi.org/").replace("\\_", "_")
    if doi and not _DOI.fullmatch(doi):
        report("bib-value", field="doi", value=doi, expected=_("write it without an address: 10.1000/182"))
        doi = ""
    url = fields.get("url", "").replace("\\_", "_").replace("\\%", "%").replace("\\#", "#").replace("\\&", "&")
    if url and not is_web_address(url):
        problems.append(problem("unsafe-link", raw.places["url"], url=url))
        url = ""
    arxiv = arxiv_id(fields.get("eprint", "") if _is_arxiv(fields) else "", url, doi)
    container = plain(next((fields[name] for name in (container_field, *_OTHER_CONTAINERS) if fields.get(name)), ""))
    return Paper(
        key=key,
        type=entry_type,
        title=plain(fields.get("title", "")) or key,
        authors=authors,
        year=int(year) if year else None,
        meeting=plain(fields.get("eventtitle", "")),
        venue=_venue(fields, container, arxiv),
        container=container,
        volume=plain(fields.get("volume", "")),
        number=plain(fields.get("number", "")),
        pages=plain(fields.get("pages", "")),
        doi=doi,
        arxiv=arxiv,
        url=url,
        preprint_key=fields.get("related", "").strip() if fields.get("relatedtype", "") == "origpubas" else "",
        fields=tuple(fields.items()),
        location=location,
    )


def _people(value: str, report: Callable[..., None]) -> tuple[Person, ...]:
    people = []
    for written in split_name_list(value) if value else ():
        if written.strip().lower() == "others":
            continue
        person = _person(written)
        if person is None:
            report("bib-value", field="author", value=written, expected=_("write Family, Given, joined by « and »"))
        else:
            people.append(person)
    return tuple(people)


@lru_cache(maxsize=65536)
def _person(written: str) -> Person | None:
    """Return the person of a name as BibTeX has it; None where it cannot be read.

    A plain «Family, Given», as nine of ten names are, need not be taken apart to be put together again.
    """
    if match := _PLAIN_NAME.fullmatch(written):
        return Person(family=match[1], given=match[2])
    if len(written) > LONGEST_NAME:
        return None
    try:
        person = PybtexPerson(written)
    except InvalidNameString:
        return None
    if not person.last_names:
        return None
    return Person(
        family=plain(" ".join(person.last_names)),
        given=plain(" ".join([*person.first_names, *person.middle_names])),
        particle=plain(" ".join(person.prelast_names)),
        lineage=plain(" ".join(person.lineage_names)),
    )


def _is_arxiv(fields: dict[str, str]) -> bool:
    prefix = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    return prefix.lower() == "arxiv"


def arxiv_id(eprint: str, url: str = "", doi: str = "") -> str:
    """Return the arXiv identifier, without a version, that one of the three names; empty where none does."""
    for text, pattern in ((eprint, None), (url, _ARXIV_IN_URL), (doi, _ARXIV_IN_DOI)):
        match = pattern.fullmatch(text) if pattern else None
        found = _ARXIV_ID.fullmatch((match[1] if match else "") if pattern else text.strip())
        if found:
            return found[1]
    return ""


def _venue(fields: dict[str, str], container: str, arxiv: str) -> str:
    """Return the short name of where it appeared: the meeting without its year, else the journal, else the preprint server."""
    meeting = plain(fields.get("eventtitle", ""))
    if meeting:
        return _YEAR.sub(" ", meeting).strip()
    for server in PREPRINT_SERVERS:
        if container.lower().startswith(server.lower()):
            return server
    return container or ("arXiv" if arxiv else "")
