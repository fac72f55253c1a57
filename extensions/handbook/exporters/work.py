"""The work that every citation format writes, made of an entry, an issue, or the fields of a .bib entry."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..model.people import Person, people_of
from ..model.records import PREPRINT_SERVERS, Paper
from ..text.identifiers import arxiv_address, bare_doi, doi_address
from ..text.latex import EMPTY, NON_TEXT, Text, plain, text

if TYPE_CHECKING:
    from collections.abc import Mapping


_ROLES = ("author", "editor", "translator")
_CONTAINERS = ("journal", "journaltitle", "booktitle")
_OWN = frozenset({*_ROLES, *_CONTAINERS, "title", "year", "month", "day", "date", "doi", "url", "related", "relatedtype"})
_ARXIV = frozenset({"eprint", "archiveprefix", "eprinttype"})
_UNESCAPED = re.compile(r"\\([_%#&~])")
_NOT_IN_ADDRESS = re.compile(r"[{}\\\s]")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_NUMBER = re.compile(r"[0-3]?\d", re.ASCII)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The names of months in .bib files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A citable work, and the preprint that may be cited instead. All text is plain Unicode on one line."""

    key: str
    type: str
    """A type of BibTeX or BibLaTeX, in lower case."""
    authors: tuple[Person, ...] = ()
    others: bool = False
    """Whether there are authors whom the .bib file does not name (``and others``)."""
    editors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    title: Text = EMPTY
    container: Text = EMPTY
    """The title of the journal or book that contains it."""
    date: str = ""
    """``2022``, ``2022-10`` or ``2022-10-26``."""
    doi: str = ""
    arxiv: str = ""
    """Its arXiv identifier, or that of its preprint, without a version."""
    url: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    """All other fields of the .bib entry in its order: names in lower case, and values."""
    preprint: Work | None = None
    """The preprint of a published version, where both have .bib entries."""
    title_zh: str = ""
    """The Chinese title that the weekly gives it."""
    issue: int | None = None
    address: str = ""
    """Its address in the handbook, relative to the root: ``issues/064.html#key``."""
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The ids of its terms, by kind."""

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return int(self.date[:4]) if re.match(r"\d{4}(?!\d)", self.date, re.ASCII) else None

    @property
    def is_preprint(self) -> bool:
        """Whether it has appeared only on a preprint server."""
        return bool(self.server)

    @property
    def server(self) -> str:
        """The preprint server on which it appeared, if it appeared nowhere else."""
        if self.type not in ("misc", "online", "unpublished", "preprint", "article"):
            return ""
        where = self.container.plain or self.get("howpublished") or self.get("publisher")
        for server in sorted(PREPRINT_SERVERS):
            if where.lower().startswith(server.lower()):
                return server
        if self.container.plain or self.type == "article":
            return ""
        return self.get("archiveprefix") or ("arXiv" if self.arxiv and not where else "")

    @property
    def link(self) -> str:
        """The address of its DOI, or the one in the .bib file, or that of arXiv."""
        if self.doi:
            return doi_address(self.doi)
        return self.url or (arxiv_address(self.arxiv) if self.arxiv else "")

    def get(self, *names: str) -> str:
        """Return the first value among the fields *names*, or an empty string."""
        fields = dict(self.fields)
        return next((fields[name] for name in names if fields.get(name)), "")


def work_of_paper(paper: Paper) -> Work:
    """Return a work of a .bib file."""
    work = work_of_fields(paper.type, paper.key, dict(paper.fields))
    return replace(
        work, doi=_address(paper.doi), arxiv=paper.arxiv, url=_address(paper.url), date=work.date if paper.year else ""
    )


def work_of_page(key: str, title: str, path: str, *, authors: tuple[Person, ...], base: str = "", accessed: str = "") -> Work:
    """Return a page of the handbook, or with an empty *path* the whole handbook, as a work: a web page."""
    fields = (("langid", "chinese"), *((("urldate", accessed),) if accessed else ()))
    url = base + path if base else ""
    return Work(key=key, type="online", authors=authors, title=Text(title), url=url, fields=fields, address=path)


def work_of_fields(entry_type: str, key: str, fields: Mapping[str, str]) -> Work:
    """Return a work of the *fields* of a .bib entry: names in lower case, values in LaTeX."""
    people = {role: people_of(fields.get(role, "")) for role in _ROLES}
    server = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    is_arxiv = server.lower() == "arxiv"
    arxiv = plain(fields.get("eprint", "")) if is_arxiv else ""
    container = next((fields[name] for name in _CONTAINERS if fields.get(name)), "")
    handled = _OWN | (_ARXIV if is_arxiv else frozenset())
    return Work(
        key=key,
        type=entry_type,
        authors=people["author"],
        others=fields.get("author", "").endswith(" and others"),
        editors=people["editor"],
        translators=people["translator"],
        title=text(fields.get("title", "")),
        container=text(container),
        date=_date(fields),
        doi=bare_doi(_address(fields.get("doi", ""))),
        arxiv=arxiv,
        url=_address(fields.get("url", "")),
        fields=tuple((name, plain(value)) for name, value in fields.items() if name not in handled and value),
    )


def _address(value: str) -> str:
    """Return an address or DOI without LaTeX escapes, percent-encoded where no format can hold a character."""
    unescaped = NON_TEXT.sub("", _UNESCAPED.sub(r"\1", value))
    return _NOT_IN_ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), unescaped)


def _date(fields: Mapping[str, str]) -> str:
    date = fields.get("date", "").partition("/")[0]
    if _DATE.fullmatch(date):
        return date
    year = fields.get("year", "")
    if not re.fullmatch(r"\d{4}", year, re.ASCII):
        return ""
    month = _month(fields.get("month", "").strip().lower())
    day = fields.get("day", "")
    return year + (f"-{month:02}" if month else "") + (f"-{int(day):02}" if month and _NUMBER.fullmatch(day) else "")


def _month(written: str) -> int:
    """Return the number of a month that is given as a number or by name; otherwise 0."""
    number = int(written) if _NUMBER.fullmatch(written) else 0
    if written[:3] in MONTHS:
        number = MONTHS.index(written[:3]) + 1
    return number if number <= 12 else 0
