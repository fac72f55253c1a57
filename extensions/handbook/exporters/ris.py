"""RIS: one tag per line, ``TY`` first, ``ER`` last, line ends CR LF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kinds import kind_of
from .languages import FIELDS, language_of
from .values import article_number, date_parts, full_container, full_title, genre, page_range, year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.people import Person
    from .work import Work


def ris(work: Work) -> str:
    """Return a record."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _tags(work) if value or tag == "ER")


def _tags(work: Work) -> Iterator[tuple[str, str]]:
    kind = kind_of(work).ris
    container = full_container(work).plain
    start, end = page_range(work)
    yield "TY", kind
    yield "ID", work.key
    yield from (("AU", _name(person)) for person in work.authors)
    yield from (("A2", _name(person)) for person in work.editors)
    yield from (("A4", _name(person)) for person in work.translators)
    yield "TI", full_title(work).plain
    yield "T2", container
    yield "C3", container if kind == "CONF" else ""
    yield "T3", work.get("series")
    yield "PY", year(work)
    yield "DA", _date(work.date)
    yield "Y2", _date(work.get("urldate"))
    yield "VL", work.get("volume")
    yield "IS", work.get("number", "issue")
    yield "SP", start or article_number(work)
    yield "EP", end
    yield "ET", work.get("edition")
    yield "PB", work.get("publisher", "institution", "school", "organization", "howpublished") or work.server
    yield "CY", work.get("address", "location")
    yield "SN", work.get("isbn", "issn") or (work.get("number") if kind == "PAT" else "")
    yield "M3", "Preprint" if kind == "UNPB" else genre(work, language_of(work))
    yield "DO", work.doi
    yield "UR", work.url or work.link
    yield "UR", work.link if work.doi and work.url not in ("", work.link) else ""  # bibutils ignores DO
    yield "AN", f"arXiv:{work.arxiv}" if work.arxiv else ""
    yield "N1", f"arXiv:{work.arxiv}" if work.arxiv else ""  # bibutils ignores AN too
    yield "LA", work.get(*FIELDS)
    yield "N1", work.get("note")
    yield "ER", ""


def _date(written: str) -> str:
    """Return a date as ``2020/03/09``; what is no date as it is written."""
    year, *rest = date_parts(written) or [0]
    return "/".join((f"{year:04}", *(f"{part:02}" for part in rest))) if year else written


def _name(person: Person) -> str:
    """Return ``Family, Given, Suffix`` with the particle before the family name.

    The name of a group ends with a comma, so that no reader splits it.
    """
    family = " ".join(part for part in (person.particle, person.family) if part)
    parts = [family, person.given, person.lineage] if person.lineage else [family, person.given]
    if person.given or person.lineage:
        return ", ".join(parts)
    return f"{family}," if " " in family else family
