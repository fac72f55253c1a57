"""What each type of entry is in GB/T 7714, CSL, RIS and Zotero: one table for all formats."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .work import Work


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work, by its names in four vocabularies."""

    mark: str
    """The mark of GB/T 7714 (annex A)."""
    csl: str
    ris: str
    zotero: str


_BOOK = Kind("M", "book", "BOOK", "book")
_CHAPTER = Kind("M", "chapter", "CHAP", "bookSection")
_PAPER = Kind("C", "paper-conference", "CONF", "conferencePaper")
_THESIS = Kind("D", "thesis", "THES", "thesis")
_REPORT = Kind("R", "report", "RPRT", "report")
_WEB = Kind("EB", "webpage", "ELEC", "webpage")
_COLLECTION = Kind("G", "book", "BOOK", "book")
_ENTRY = Kind("M", "entry-encyclopedia", "ENCYC", "encyclopediaArticle")
_OTHER = Kind("Z", "document", "GEN", "")

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "archive": Kind("A", "document", "GEN", "document"),
        "article": Kind("J", "article-journal", "JOUR", "journalArticle"),
        "artwork": Kind("Z", "graphic", "ART", "artwork"),
        "audio": Kind("Z", "song", "SOUND", "audioRecording"),
        "book": _BOOK,
        "bookinbook": _CHAPTER,
        "booklet": Kind("M", "pamphlet", "BOOK", "book"),
        "collection": _COLLECTION,
        "conference": _PAPER,
        "database": Kind("DB", "dataset", "DATA", "dataset"),
        "dataset": Kind("DS", "dataset", "DATA", "dataset"),
        "electronic": _WEB,
        "image": Kind("Z", "graphic", "ART", "artwork"),
        "inbook": _CHAPTER,
        "incollection": _CHAPTER,
        "inproceedings": _PAPER,
        "inreference": _ENTRY,
        "jurisdiction": Kind("Z", "legal_case", "CASE", "case"),
        "legislation": Kind("Z", "legislation", "STAT", "statute"),
        "letter": Kind("Z", "manuscript", "PCOMM", "letter"),  # APA lists no personal communications
        "magazine": Kind("J", "article-magazine", "MGZN", "magazineArticle"),
        "manual": Kind("M", "report", "RPRT", "report"),
        "map": Kind("CM", "map", "MAP", "map"),
        "mastersthesis": _THESIS,
        "misc": _OTHER,
        "movie": Kind("Z", "motion_picture", "VIDEO", "videoRecording"),
        "music": Kind("Z", "song", "SOUND", "audioRecording"),
        "mvbook": _BOOK,
        "mvcollection": _COLLECTION,
        "mvproceedings": Kind("C", "book", "CONF", "book"),
        "mvreference": _BOOK,
        "newspaper": Kind("N", "article-newspaper", "NEWS", "newspaperArticle"),
        "online": _WEB,
        "patent": Kind("P", "patent", "PAT", "patent"),
        "periodical": Kind("J", "periodical", "JFULL", "journalArticle"),
        "phdthesis": _THESIS,
        "preprint": Kind("PP", "article", "UNPB", "preprint"),
        "proceedings": Kind("C", "book", "CONF", "book"),
        "reference": _BOOK,
        "report": _REPORT,
        "review": Kind("J", "review", "JOUR", "journalArticle"),
        "software": Kind("CP", "software", "COMP", "computerProgram"),
        "standard": Kind("S", "standard", "STAND", "standard"),
        "suppbook": _CHAPTER,
        "suppcollection": _CHAPTER,
        "techreport": _REPORT,
        "thesis": _THESIS,
        "unpublished": Kind("Z", "manuscript", "UNPB", "manuscript"),
        "video": Kind("Z", "motion_picture", "VIDEO", "videoRecording"),
        "www": _WEB,
    }
)
"""The kinds by type of entry of BibTeX, BibLaTeX and their styles for GB/T 7714."""

_SUBTYPES = frozenset({"newspaper", "magazine"})
_IN_BOOKS = frozenset({"inbook", "suppbook"})


def kind_name(work: Work) -> str:
    """Return the type whose kind *work* is of.

    A preprint is one whatever its entry says; an article in a newspaper may be an ``@article``; an ``@inbook`` without a
    ``booktitle`` is the book that its title names, as in BibTeX.
    """
    if work.is_preprint:
        return "preprint"
    if work.type == "article" and work.get("entrysubtype") in _SUBTYPES:
        return work.get("entrysubtype")
    if work.type in _IN_BOOKS and not work.container.plain:
        return "book"
    return work.type


def kind_of(work: Work) -> Kind:
    """Return the kind of *work*."""
    return KINDS.get(kind_name(work), _OTHER)
