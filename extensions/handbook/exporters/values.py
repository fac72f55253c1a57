"""What several formats read out of the fields of a work: its whole title, pages, number, edition, kind of thesis, dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..text.folding import has_han
from ..text.latex import Text
from .kinds import kind_name

if TYPE_CHECKING:
    from .work import Work

_RANGE = re.compile(r"(?P<start>[\w.:]+)\s*[-–—]+\s*(?P<end>[\w.:]+)")
_PAGE = re.compile(r".*\d.*|[ivxlcdm]+", re.IGNORECASE)
_DASHES = re.compile(r"\s*(?:–|—|-{2,})\s*")
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?=T|$|/)", re.ASCII)
_ENDS = ("?", "!", ":", "：", "？", "！", "—")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_EDITION = re.compile(r"(?:第\s*)?(\d+)\s*(?:st|nd|rd|th)?\.?\s*(?:ed\.?|edn\.?|edition|版)?", re.IGNORECASE | re.ASCII)
_EDITION_WORD = re.compile(rf"({'|'.join(ORDINALS)})(?:\s+(?:ed\.?|edn\.?|edition))?", re.IGNORECASE)

_DOCTOR = frozenset({"phdthesis", "phd thesis", "ph.d. thesis"})
_MASTER = frozenset({"mathesis", "mastersthesis", "master's thesis", "master’s thesis", "master thesis"})
_GENRES = {"en": ("PhD thesis", "Master's thesis"), "zh": ("博士学位论文", "硕士学位论文")}
_KEYS = {
    "candthesis": "Candidate thesis",
    "bathesis": "Bachelor's thesis",
    "resreport": "Research report",
    "techreport": "Technical report",
}
"""Words that BibLaTeX has keys for."""


def full_title(work: Work) -> Text:
    """Return the title with the subtitle."""
    return _with_subtitle(work.title, work.get("subtitle"))


def full_container(work: Work) -> Text:
    """Return the title of the container with its subtitle."""
    return _with_subtitle(work.container, work.get("booksubtitle", "journalsubtitle"))


def _with_subtitle(title: Text, subtitle: str) -> Text:
    if not subtitle or not title.plain or subtitle.casefold() in title.plain.casefold():
        return title
    colon = "：" if has_han(title.plain) else ": "
    between = ("" if has_han(title.plain) else " ") if title.plain.endswith(_ENDS) else colon
    return Text(f"{title.plain}{between}{subtitle}", title.protected)


def pages(work: Work) -> str:
    """Return the pages with one hyphen between the ends of a range."""
    return _DASHES.sub("-", work.get("pages"))


def page_range(work: Work) -> tuple[str, str]:
    """Return the first and the last page; several ranges, and what is no range, are the first."""
    written = work.get("pages")
    match = _RANGE.fullmatch(written)
    if match and _PAGE.fullmatch(match["start"]) and _PAGE.fullmatch(match["end"]):
        return match["start"], match["end"]
    return pages(work), ""


def article_number(work: Work) -> str:
    """Return the number by which an article without pages is found."""
    return work.get("eid", "articleno", "article-number", "articlenumber", "elocation-id")


def edition_number(written: str) -> int:
    """Return the number of an edition, written ``2``, ``2nd``, ``Second`` or ``第2版``; 0 where it is not a number."""
    if match := _EDITION.fullmatch(written.strip()):
        return int(match[1])
    word = _EDITION_WORD.fullmatch(written.strip())
    return ORDINALS.index(word[1].lower()) + 1 if word else 0


def genre(work: Work, language: str = "en") -> str:
    """Return what sort of thesis or report a work is, in words of its language: by its field ``type``, or by its entry."""
    written = work.get("type")
    words = _GENRES.get(language.partition("-")[0], _GENRES["en"])
    if written.lower() in _DOCTOR or (not written and work.type == "phdthesis"):
        return words[0] if not written or written.lower() == "phdthesis" else written
    if written.lower() in _MASTER or (not written and work.type == "mastersthesis"):
        return words[1] if not written or written.lower() in ("mathesis", "mastersthesis") else written
    return _KEYS.get(written.lower(), written) if kind_name(work) != "patent" else ""


def year(work: Work) -> str:
    """Return the year of publication; a date that has none as it is written."""
    return str(work.year) if work.year is not None else work.date


def date_parts(written: str) -> list[int]:
    """Return year, month and day of a date as far as they are known; nothing where there is no such date."""
    match = _DATE.match(written.strip())
    if match is None:
        return []
    parts = [int(part) for part in match.groups() if part]
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return parts[:1]
    if len(parts) > 2 and not 1 <= parts[2] <= 31:
        return parts[:2]
    return parts


def csl_date(written: str) -> dict[str, Any]:
    """Return a date of CSL: its parts, or as it is written where it is no date."""
    parts = date_parts(written)
    if parts:
        return {"date-parts": [parts]}
    return {"literal": written} if written.strip() else {}
