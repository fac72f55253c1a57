"""Entries of .bib files in the form of the handbook, made from records."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from string import ascii_lowercase
from typing import TYPE_CHECKING

from ..editing.bib import format_entry
from ..exporters.bibtex import name_of, protected
from ..text.folding import pinyin
from ..text.latex import escape
from ..text.messages import mark as _

if TYPE_CHECKING:
    from collections.abc import Container

    from .record import Record

_CONTAINERS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "inbook": "booktitle",
    "phdthesis": "school",
    "mastersthesis": "school",
    "thesis": "school",
    "techreport": "institution",
    "report": "institution",
}
_ARTICLES = frozenset({"a", "an", "the"})
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
_ACCENT = re.compile(r"\{\\(['`^\"~=.])\{([A-Za-z])\}\}")
_BREAKS = re.compile(r"[{}\\\s]")


def key_of(record: Record, taken: Container[str] = (), tried: dict[str, int] | None = None) -> str:
    """Return the key: family name of the first author, year, and first word of the title that is not an article.

    It is lower-case ASCII. If it is in *taken*, keys in lower case, a letter is appended. *tried* notes how many endings of each
    key are taken, so that many records of one key take no time by the square of their number.
    """
    people = record.authors or record.editors
    family = " ".join(part for part in (people[0].particle, people[0].family) if part) if people else ""
    words = [_ascii(word) for word in record.title.plain.split()]
    words = [word for word in words if word]
    word = next((word for word in words if word not in _ARTICLES), words[0] if words else "")
    key = f"{_ascii(family) or 'anonymous'}{record.year or ''}{word}"[:60]
    if key not in taken:
        return key
    tried = {} if tried is None else tried
    for place in count(tried.get(key, 0)):
        free = key + (ascii_lowercase[place + 1] if place < 25 else f"-{place + 2}")
        tried[key] = place
        if free not in taken:
            return free
    raise AssertionError


def fields_of(record: Record) -> dict[str, str]:
    """Return the fields of a .bib entry, in LaTeX without outer braces."""
    if record.given:
        return _fields_given(record)
    container = _CONTAINERS.get(record.type, "")
    is_arxiv = record.arxiv and record.type == "misc"
    place = _tex(record.container.plain) if container == "journal" else _short(protected(record.container, ascii_letters=True))
    if container in ("school", "institution"):
        place = place or _tex(record.publisher)
    elif not container and not is_arxiv:
        container = "howpublished"
        place = place or ("" if record.type == "book" else _tex(record.publisher))
    people = _short(" and ".join(name_of(person, ascii_letters=True) for person in record.authors))
    editors = _short(" and ".join(name_of(person, ascii_letters=True) for person in record.editors))
    fields = {
        "author": people,
        "editor": editors if not people else "",
        "title": _short(protected(record.title, ascii_letters=True)),
        container or "howpublished": place if container else "",
        "eventtitle": _tex(record.meeting),
        "publisher": _tex(record.publisher) if record.type == "book" else "",
        "year": str(record.year or ""),
        "volume": _tex(record.volume),
        "number": _tex(record.number),
        "pages": _tex(record.pages),
        "eid": _tex(record.eid) if not record.pages else "",
        "doi": _verbatim(record.doi),
        "eprint": _verbatim(record.arxiv),
        "archivePrefix": "arXiv" if record.arxiv else "",
        "primaryClass": _verbatim(record.category) if record.arxiv else "",
        "url": _verbatim(record.url),
    }
    return {**fields, **dict(record.extra)}


def _fields_given(record: Record) -> dict[str, str]:
    """Return the fields of an entry that a person gives, with the identifier at arXiv and the short name of the meeting."""
    fields = {name: _verbatim(value) if name in ("doi", "url") else value for name, value in record.given}
    if record.meeting:
        fields.setdefault("eventtitle", _tex(record.meeting))
    fields |= dict(record.extra)
    if record.arxiv:
        fields |= {"eprint": _verbatim(record.arxiv), "archivePrefix": "arXiv", "primaryClass": _verbatim(record.category)}
    return fields


def entry_of(record: Record, key: str, *, preprint_key: str = "") -> str:
    """Return the entry as text; *preprint_key* is the key of the preprint of which it is the published version."""
    fields = fields_of(record)
    if preprint_key:
        fields |= {"related": preprint_key, "relatedtype": "origpubas"}
    return format_entry(record.type, key, fields)


def joined(published: Record, preprint: Record) -> Record:
    """Return the record of a published paper, with the identifiers of its preprint, which has the same title."""
    return replace(
        published,
        arxiv=preprint.arxiv or published.arxiv,
        category=preprint.category or published.category,
        abstract=published.abstract or preprint.abstract,
        affiliations=published.affiliations or preprint.affiliations,
        authors=published.authors or preprint.authors,
    )


def missing(record: Record) -> list[tuple[str, str]]:
    """Return what the entry lacks, and what a person should review: messages, each with its ``{value}``."""
    fields = fields_of(record)
    container = _CONTAINERS.get(record.type, "")
    has = {**fields, "year": record.year, "journal": fields.get("journal") or fields.get("journaltitle")}
    lacks = [name for name in ("title", "year", container) if name and not has.get(name)]
    if not record.authors and not record.editors:
        lacks.insert(0, "author")
    remarks = [(_("{value} is unknown: fill it in"), name) for name in lacks]
    if record.type == "inproceedings" and not record.meeting:
        remarks.append((_("write the short name of the meeting with its year in {value}"), "eventtitle"))
    if record.type in ("misc", "article") and record.journal_reference and not record.published_as:
        remarks.append(
            (
                _("arXiv gives this journal reference; check whether the entry should describe the published version: {value}"),
                record.journal_reference,
            )
        )
    if record.type in ("inproceedings", "article") and not record.arxiv and not record.is_preprint:
        remarks.append((_("if there is a preprint, write its identifier in {value}"), "eprint"))
    return [*remarks, *record.notes]


def _ascii(value: str) -> str:
    return _NOT_IN_KEY.sub("", pinyin(value).replace(" ", ""))


def _tex(value: str) -> str:
    return _short(escape(value, ascii_letters=True))


def _short(latex: str) -> str:
    """Return LaTeX in the form of the handbook: accents without inner braces, quotation marks and dashes of TeX."""
    latex = _ACCENT.sub(r"{\\\1\2}", latex)
    for sign, tex in (("“", "``"), ("”", "''"), ("—", "---"), ("–", "--")):
        latex = latex.replace(sign, tex)
    return latex


def _verbatim(value: str) -> str:
    """Return an identifier or an address; characters that would end the field or the line are percent-encoded."""
    return _BREAKS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), value)
