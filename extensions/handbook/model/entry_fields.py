"""What the fields of a .bib entry say, in one form: dates, DOIs, addresses and preprints, however people write them.

This is the one parse of fields: papers and citable works are both made of what it returns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text.identifiers import arxiv_id, bare_doi, is_doi, is_web_address
from ..text.latex import plain
from ..text.messages import mark as _
from ..text.preprints import ARXIV, PreprintNote, read_preprint, server_of
from .written_dates import day_in, read_date, read_month

if TYPE_CHECKING:
    from collections.abc import Mapping

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?![0-9])", re.ASCII)
_SEASON = re.compile(r"spring|summer|autumn|fall|winter|quarter|q[1-4]|[春夏秋冬]", re.IGNORECASE)
_SIGN = re.compile(r"\{\\([_%#&$~])\}|\\([_%#&$~])(?:\{\})?")
_NAMED_SIGNS = {
    "textasciitilde": "~",
    "sim": "~",
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "lt": "<",
    "gt": ">",
}
_NAMED_SIGN = re.compile(rf"\{{?\$?\\({'|'.join(_NAMED_SIGNS)})(?![A-Za-z])(?:\{{\}})?\$?\}}?|\$([<>])\$")
_LINK = re.compile(
    r"\\(?:url|path|nolinkurl)\s*\{((?:[^{}]|\{[^{}]*\})*)\}|\\href\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}"
)
_ADDRESS = re.compile(r"https?://[^\s{}<>]+[^\s{}<>.,;:)]")
_INTRODUCTION = re.compile(
    r"\b(?:available|from|at|online|url|see|web\s?page|website|link|last|retrieved|doi)\b|[\W_]", re.IGNORECASE
)
_ACCESS = re.compile(r"access|visit|retriev|view|check|访问|引用", re.IGNORECASE)
_OPENREVIEW = re.compile(r"https?://openreview\.net/(?:forum|pdf)\?id=([\w-]+)", re.ASCII)
_SSRN_DOI = re.compile(r"10\.2139/ssrn\.(\d+)", re.IGNORECASE | re.ASCII)
_CONTAINERS = ("journal", "journaltitle", "booktitle", "howpublished", "institution")
"""The fields that may name a preprint server as the place where a work appeared."""
_NUMBER_FIELDS = (*_CONTAINERS, "number", "volume", "pages", "eid", "note", "series", "addendum")
"""The fields that may have the number of a preprint."""
_PLACES = ("journal", "journaltitle", "booktitle", "howpublished", "publisher")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A value that cannot be understood: its field, and what is expected there; empty where that is a web address."""

    field: str
    value: str
    expected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFields:
    """The fields of an entry in one form, in LaTeX, and what is wrong with them.

    ``date`` and ``urldate`` are in ISO 8601 (``2018``, ``2018-07``, ``2018-07-19``), ``doi`` and ``url`` plain text,
    ``eprint`` of arXiv its identifier without a version; what cannot be understood is left out.
    """

    values: Mapping[str, str]
    wrong: tuple[Wrong, ...]
    preprint: frozenset[str] = frozenset()
    """The fields that say only where a preprint is and which number it has there."""

    @property
    def arxiv(self) -> str:
        """The arXiv identifier without a version."""
        return self.values.get("eprint", "") if self.values.get("archiveprefix") == ARXIV else ""

    def server(self, entry_type: str) -> str:
        """Return the preprint server on which the work appeared, if it appeared nowhere else."""
        return server_of(
            entry_type, self.where(entry_type), archive=plain(self.values.get("archiveprefix", "")), arxiv=self.arxiv
        )

    def where(self, entry_type: str) -> str:
        """Return the first that the entry names of its container, its publisher and, for a report, its institution."""
        names = (*_PLACES, "institution") if entry_type in ("report", "techreport") else _PLACES
        return plain(next((self.values[name] for name in names if self.values.get(name)), ""))


def read_fields(entry_type: str, fields: Mapping[str, str]) -> EntryFields:
    """Return what *fields* say: names in lower case, values in LaTeX."""
    reader = _Reader({name: value for name, value in fields.items() if value.strip("{} ")})
    reader.dates()
    reader.access()
    reader.links()
    reader.identifiers()
    reader.preprints(entry_type)
    return EntryFields(values=reader.values, wrong=tuple(reader.wrong), preprint=frozenset(reader.preprint))


class _Reader:
    """Rewrites the fields of one entry step by step."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.values = dict(fields)
        self.wrong: list[Wrong] = []
        self.preprint: set[str] = set()

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    def put(self, name: str, value: str) -> None:
        """Set a field; an empty value removes it."""
        if value:
            self.values[name] = value
        else:
            self.values.pop(name, None)

    def report(self, name: str, value: str, expected: str = "") -> None:
        self.wrong.append(Wrong(field=name, value=value, expected=expected))

    # ------------------------------------------------------------ dates

    def dates(self) -> None:
        """Make ``date`` of date, year, month and day."""
        iso = self.date_of("date", _("write the date as YYYY-MM-DD, YYYY-MM or YYYY")) or self.date_of(
            "year", _("write the year with four digits")
        )
        written = self.get("month")
        month, day = read_month(written) if written.strip("{} ") else (0, 0)
        if written.strip("{} ") and not month and not _SEASON.search(written):
            self.report("month", written, _("write the month as jan, feb, mar … or as a number"))
        if iso and "-" not in iso and month:
            given = plain(self.get("day"))
            iso = day_in(iso, month, int(given) if given.isdecimal() and len(given) <= 2 else day)
        self.put("date", iso)

    def date_of(self, name: str, expected: str) -> str:
        """Return the date in a field, and report what cannot be understood of it."""
        written = self.get(name).strip()
        if not written.strip("{} "):
            return ""
        read = read_date(written)
        possible = _YEAR.match(read.iso) is not None
        if not read.whole or not possible:
            self.report(name, written, expected)
        return read.iso if possible else ""

    def access(self) -> None:
        """Put ``urldate`` into ISO 8601."""
        self.put("urldate", self.date_of("urldate", _("write the date as YYYY-MM-DD, YYYY-MM or YYYY")))

    # ------------------------------------------------------------ links

    def links(self) -> None:
        """Take the address from ``howpublished``, or from a note that has nothing else, if there is no ``url``."""
        for name in ("howpublished", "note"):
            value = self.get(name)
            found = _LINK.search(value) or _ADDRESS.search(value)
            if found is None:
                continue
            address = _identifier(found[1] or found[2] if found.re is _LINK else found[0])
            rest = f"{value[: found.start()]} {value[found.end() :]}"
            is_rest = _INTRODUCTION.sub("", plain(rest))
            accessed = read_date(plain(rest)) if is_rest and _ACCESS.search(rest) else None
            if name == "note" and is_rest and not (accessed and accessed.whole):
                continue
            self.take_link(address)
            if accessed and accessed.whole and accessed.iso:
                self.values.setdefault("urldate", accessed.iso)
                is_rest = ""
            self.put(name, rest.strip(" ,;:.") if is_rest else "")

    def take_link(self, address: str) -> None:
        """Use an address that stands in another field as the DOI or the URL, unless the entry has one."""
        doi = bare_doi(address)
        if doi != address and is_doi(doi):
            self.values.setdefault("doi", doi)
        elif is_web_address(address):
            self.values.setdefault("url", address)

    def identifiers(self) -> None:
        """Put ``doi`` and ``url`` into plain text."""
        written = _identifier(self.get("doi"))
        doi = bare_doi(written)
        if doi and not is_doi(doi):
            self.report("doi", doi, _("write the DOI without an address: 10.1000/182"))
            if is_web_address(written):
                self.values.setdefault("url", written)
            doi = ""
        self.put("doi", doi)
        url = _identifier(self.get("url"))
        if url and not is_web_address(url):
            self.report("url", url)
            first = _ADDRESS.match(url)
            url = first[0] if first else ""
        self.put("url", url)

    # ------------------------------------------------------------ preprints

    def preprints(self, entry_type: str) -> None:
        """Put the number of a preprint into ``eprint``, whatever field it stands in, and name its server in one way."""
        notes = {name: note for name in _NUMBER_FIELDS if name in self.values and (note := self.preprint_in(name))}
        server = next((notes[name].server for name in _CONTAINERS if name in notes), "")
        arxiv = self.arxiv(notes)
        if arxiv:
            self.values |= {"eprint": arxiv, "archiveprefix": ARXIV}
            category = next((note.category for note in notes.values() if note.category), "")
            if category and not self.get("primaryclass") and not self.get("eprintclass"):
                self.values["primaryclass"] = category
        elif number := next((note.number for note in notes.values() if note.number), ""):
            if not self.get("eprint"):
                self.values |= {"eprint": number, "archiveprefix": server or next(iter(notes.values())).server}
        else:
            self.other_servers(entry_type)
            self.unnumbered()
        self.preprint.update(notes)
        for name, note in notes.items():
            if name in _CONTAINERS:
                if not plain(self.get(name)).lower().startswith(note.server.lower()):
                    self.values[name] = note.server
            elif note.number or name == "pages":
                del self.values[name]
            else:
                self.preprint.discard(name)

    def preprint_in(self, name: str) -> PreprintNote | None:
        """Return what a field says of a preprint; ``abs/1810.99804`` is the number of one in the volumes of CoRR."""
        written = plain(self.values[name]).replace("–", "--")
        return read_preprint(f"{ARXIV} {written}" if name in ("volume", "number") and written.startswith("abs/") else written)

    def arxiv(self, notes: Mapping[str, PreprintNote]) -> str:
        """Return the arXiv identifier: that of ``eprint``, the address or the DOI, or the one in another field."""
        eprint = plain(self.get("eprint"))
        written_archive = self.get("archiveprefix") or self.get("eprinttype")
        if eprint and (plain(written_archive) or ARXIV).lower() == ARXIV.lower():
            read = read_preprint(f"{ARXIV} {eprint}")
            number = arxiv_id(eprint) or (read.number if read else "")
            if not number and written_archive:
                self.report("eprint", eprint, _("write the identifier of arXiv: 2210.11610"))
            if number:
                return number
        found = next((note.number for note in notes.values() if note.server == ARXIV and note.number), "")
        return arxiv_id("", self.get("url"), self.get("doi")) or found

    def unnumbered(self) -> None:
        """Report a container such as ``arXiv:XXXXXX``, which should have a number."""
        for name in _CONTAINERS:
            if name in self.values and plain(self.values[name]).lower().startswith(f"{ARXIV}:".lower()):
                self.report(name, self.values[name], _("write the identifier of arXiv: 2210.11610"))

    def other_servers(self, entry_type: str) -> None:
        """Name the server of a preprint that only its address or its DOI tells."""
        if entry_type not in ("misc", "online", "unpublished", "preprint") or any(map(self.get, (*_PLACES, "eprint"))):
            return
        for server, match in (
            ("OpenReview", _OPENREVIEW.match(self.get("url"))),
            ("SSRN", _SSRN_DOI.fullmatch(self.get("doi"))),
        ):
            if match:
                self.values |= {"eprint": match[1], "archiveprefix": server}


def _identifier(value: str) -> str:
    """Return a DOI or an address without the LaTeX in which it is written, its braces and its commands."""
    value = value.strip()
    if not value or ("\\" not in value and value[0] not in "{<$" and "$" not in value):
        return value
    if link := _LINK.fullmatch(_without_braces(value)):
        value = link[1] or link[2] or ""
    value = _SIGN.sub(lambda match: match[1] or match[2], value)
    value = _NAMED_SIGN.sub(lambda match: _NAMED_SIGNS[match[1]] if match[1] else match[2], value)
    return _without_braces(value).removeprefix("<").removesuffix(">").strip()


def _without_braces(value: str) -> str:
    while value.startswith("{") and value.endswith("}") and _is_one_group(value):
        value = value[1:-1].strip()
    return value


def _is_one_group(value: str) -> bool:
    """Tell whether the first brace is closed by the last one."""
    depth = 0
    for place, char in enumerate(value):
        depth += (char == "{") - (char == "}")
        if not depth:
            return place == len(value) - 1
    return False
