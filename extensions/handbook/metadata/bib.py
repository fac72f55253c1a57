"""Records from BibTeX: from an answer of the ACL Anthology, or from a file that a person gives."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from ..model.entry_fields import read_fields
from ..model.written_dates import MONTH_NAMES, MONTHS, read_month
from ..reading.bibliography import read_bib
from ..text.latex import plain, text
from ..text.messages import mark as _
from ..text.preprints import ARXIV
from .errors import TRY_LATER, ServiceError
from .record import Record
from .venues import of_acl_id, of_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..model.entry_fields import EntryFields
    from ..model.problems import Problem
    from ..model.records import Paper
    from .transport import Answer

SOURCE = "ACL Anthology"
_CONTAINERS = ("booktitle", "journal", "journaltitle", "howpublished")
_LOSSES = frozenset({"bib-syntax", "bad-id", "duplicate-key", "not-utf8", "too-large", "bib-value", "unsafe-link"})
_ARXIV = frozenset({"eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass"})
_RELATED = frozenset({"related", "relatedtype", "relatedstring", "relatedoptions"})
"""Fields with keys of the file, which has other keys in the handbook."""
_IN_ONE_FORM = ("doi", "url", "urldate")
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

    The file is from another source: fields may be missing, and values may be such that the handbook cannot read them.
    """
    bib = read_bib(path, data)
    return bib.papers, tuple(problem for problem in bib.problems if problem.code in _LOSSES)


def of_paper(paper: Paper, source: str, *, acl_id: str = "") -> Record:
    """Return the record of an entry; *acl_id* is its identifier in the ACL Anthology, if it is from there.

    The entry of a file that a person gives keeps its fields as they are.
    """
    fields = dict(paper.fields)
    read = read_fields(paper.type, fields)
    container = text(next((fields[name] for name in _CONTAINERS if fields.get(name)), ""))
    is_preprint = read.server(paper.type) == ARXIV
    kind = "misc" if is_preprint else {"conference": "inproceedings"}.get(paper.type, paper.type)
    meeting = plain(fields.get("eventtitle", "")) or of_acl_id(acl_id)
    if not meeting and not acl_id and kind == "inproceedings":
        meeting = of_names(container.plain, year=paper.year)
    role_is_editor = not fields.get("author")
    return Record(
        source=source,
        type=kind,
        title=text(fields.get("title", "")),
        authors=() if role_is_editor else paper.authors,
        editors=paper.authors if role_is_editor else (),
        year=paper.year,
        container=container,
        meeting=meeting,
        publisher=plain(fields.get("publisher", "")),
        volume=paper.volume,
        number=paper.number,
        pages=plain(fields.get("pages", "")).replace("-", "–"),
        eid=plain(fields.get("eid", "")),
        doi=paper.doi,
        arxiv=read.arxiv,
        category=plain(read.values.get("primaryclass", "") or read.values.get("eprintclass", "")),
        url=paper.url.rstrip("/") if acl_id else paper.url,
        abstract=plain(fields.get("abstract", "")),
        notes=tuple(_to_review(fields)),
        extra=tuple((name, value) for name, value in paper.fields if name not in _NOT_COPIED) if acl_id else (),
        given=() if acl_id else tuple(_given(fields, read, is_preprint=is_preprint)),
    )


def _to_review(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if fields.get("author", "").endswith(" and others"):
        yield _("the list of authors is incomplete: complete {value}"), "author"
    if related := fields.get("related"):
        yield _("the file relates it to {value}: write the key that this work has in the handbook in `related`"), related


def _given(fields: Mapping[str, str], read: EntryFields, *, is_preprint: bool) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry as the handbook keeps them: as written, but for identifiers, dates and names of months."""
    wrong = {each.field for each in read.wrong}
    only_preprint = read.preprint if is_preprint else read.preprint - {*_CONTAINERS, "institution"}
    for name, value in fields.items():
        if name in _RELATED or (read.arxiv and (name in _ARXIV or name in only_preprint)):
            continue
        if name in _IN_ONE_FORM and name not in wrong:
            yield name, read.values.get(name, "")
        elif name == "month" and value.strip().lower() in MONTH_NAMES:
            yield name, MONTHS[read_month(value)[0] - 1]
        elif name == "year":
            yield name, value.strip("{} ")
        else:
            yield name, value


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
