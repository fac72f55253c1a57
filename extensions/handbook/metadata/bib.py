"""Records from BibTeX: from an answer of the ACL Anthology, or from a file that a person gives."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from ..reading.bibliography import read_bib
from ..text.latex import plain, text
from ..text.messages import mark as _
from .errors import TRY_LATER, ServiceError
from .record import Record
from .venues import of_acl_id, of_names

if TYPE_CHECKING:
    from ..model.problems import Problem
    from ..model.records import Paper
    from .transport import Answer

SOURCE = "ACL Anthology"
_ARXIV_JOURNAL = re.compile(r"arxiv(?: preprint)?(?: arxiv:(\S+))?.*", re.IGNORECASE)
_CONTAINERS = ("booktitle", "journal", "journaltitle", "howpublished")
_KEY = re.compile(rb"^([ \t]*@\s*\w+\s*[{(]\s*)([^\s,{}\"=]+)(?=\s*,)", re.MULTILINE)
_NOT_IN_KEY = re.compile(rb"^[^A-Za-z0-9]+|[^A-Za-z0-9:._-]")
_LOSSES = frozenset({"bib-syntax", "bad-id", "duplicate-key", "not-utf8"})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?=$|[-/])", re.ASCII)
_NOT_COPIED = frozenset(
    {
        *("author", "editor", "title", "booktitle", "journal", "year", "month", "volume", "number", "pages", "eid", "doi"),
        *("eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass", "url", "abstract", "eventtitle", "publisher"),
        *("related", "relatedtype", "keywords", "copyright", "file", "timestamp", "biburl", "bibsource", "urldate", "issn"),
        *("isbn", "address", "language", "note", "groups", "owner", "shorttitle", "howpublished"),
        *("date", "journaltitle", "location", "crossref", "xref", "xdata", "ids", "day"),
    }
)
"""The fields that a record holds otherwise, and those that the handbook does not use; others are copied to the entry."""


def read(answer: Answer, identifier: str) -> Record:
    """Return the record of a paper of the Anthology; raise ServiceError if the answer is not BibTeX with one entry."""
    path = f"{identifier}.bib"
    papers, _problems = read_file(path, _utf8(answer))
    if len(papers) != 1:
        raise ServiceError(_("the response of the ACL Anthology is invalid"), TRY_LATER)
    return of_paper(papers[0], SOURCE, acl_id=identifier)


def read_file(path: str, data: bytes) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """Return the entries of a .bib file, and the problems that make entries or characters get lost.

    The file is from another source: its keys may not be valid in the handbook (DBLP's have slashes), and fields may be missing.
    """
    bib = read_bib(path, _KEY.sub(lambda match: match[1] + _NOT_IN_KEY.sub(b"-", match[2]), data))
    return bib.papers, tuple(problem for problem in bib.problems if problem.code in _LOSSES)


def of_paper(paper: Paper, source: str, *, acl_id: str = "") -> Record:
    """Return the record of an entry; *acl_id* is its identifier in the ACL Anthology, if it has one."""
    fields = dict(paper.fields)
    container = text(next((fields[name] for name in _CONTAINERS if fields.get(name)), ""))
    kind = {"conference": "inproceedings", "online": "misc"}.get(paper.type, paper.type)
    arxiv = paper.arxiv
    journal = _ARXIV_JOURNAL.fullmatch(container.plain) if kind in ("article", "misc") else None
    if journal:  # a preprint in the form of search engines: journal = {arXiv preprint arXiv:2210.11610}
        arxiv = arxiv or (re.sub(r"v\d+$", "", journal[1]) if journal[1] else "")
        kind = "misc"
    meeting = plain(fields.get("eventtitle", "")) or of_acl_id(acl_id)
    if not meeting and not acl_id and kind == "inproceedings":
        meeting = of_names(container.plain, year=paper.year)
    year = _YEAR.match(fields.get("date", ""))  # the date of BibLaTeX
    incomplete = fields.get("author", "").endswith(" and others")
    role_is_editor = not fields.get("author")
    return Record(
        source=source,
        type=kind,
        title=text(fields.get("title", "")),
        authors=() if role_is_editor else paper.authors,
        editors=paper.authors if role_is_editor else (),
        year=paper.year or (int(year[0]) if year else None),
        container=container,
        meeting=meeting,
        publisher=plain(fields.get("publisher", "")),
        volume=paper.volume,
        number=paper.number,
        pages=plain(fields.get("pages", "")).replace("-", "–"),
        eid=plain(fields.get("eid", "")),
        doi=paper.doi,
        arxiv=arxiv,
        category=plain(fields.get("primaryclass", "") or fields.get("eprintclass", "")),
        url=paper.url.rstrip("/") if acl_id else paper.url,
        abstract=plain(fields.get("abstract", "")),
        notes=((_("the list of authors is incomplete: complete {value}"), "author"),) if incomplete else (),
        extra=tuple((name, value) for name, value in paper.fields if name not in _NOT_COPIED),
    )


def _utf8(answer: Answer) -> bytes:
    """Return the body in UTF-8, converted from the encoding that the header names if it is not UTF-8."""
    try:
        answer.body.decode()
    except UnicodeDecodeError:
        try:
            name = codecs.lookup(answer.charset).name
            if name in ("iso8859-1", "iso8859-15", "cp1252", "gb18030", "gbk", "gb2312", "utf-16"):
                return answer.body.decode(name).encode()
        except (LookupError, UnicodeDecodeError):
            pass
    return answer.body
