"""RIS: one tag per line, ``TY`` first, ``ER`` last, line ends CR LF."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.people import Person
    from .work import Work

_TYPES = {
    "article": "JOUR",
    "inproceedings": "CONF",
    "conference": "CONF",
    "proceedings": "CONF",
    "incollection": "CHAP",
    "inbook": "CHAP",
    "book": "BOOK",
    "booklet": "BOOK",
    "phdthesis": "THES",
    "mastersthesis": "THES",
    "thesis": "THES",
    "techreport": "RPRT",
    "report": "RPRT",
    "manual": "RPRT",
    "online": "ELEC",
    "dataset": "DATA",
    "software": "COMP",
    "preprint": "UNPB",
    "unpublished": "UNPB",
}


def ris(work: Work) -> str:
    """Return a record."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _tags(work) if value or tag == "ER")


def ris_type(work: Work) -> str:
    """Return the RIS type of a work; a work that appeared only on a preprint server is unpublished."""
    return "UNPB" if work.is_preprint else _TYPES.get(work.type, "GEN")


def _tags(work: Work) -> Iterator[tuple[str, str]]:
    kind = ris_type(work)
    yield "TY", kind
    yield "ID", work.key
    yield from (("AU", _name(person)) for person in work.authors)
    yield from (("A2", _name(person)) for person in work.editors)
    yield from (("A4", _name(person)) for person in work.translators)
    yield "TI", work.title.plain
    yield "T2", work.container.plain
    yield "C3", work.container.plain if kind == "CONF" else ""
    yield "T3", work.get("series")
    yield "PY", work.date[:4]
    yield "DA", work.date.replace("-", "/")
    yield "VL", work.get("volume")
    yield "IS", work.get("number", "issue")
    start, _, end = work.get("pages", "eid").partition("–")
    yield "SP", start
    yield "EP", end
    yield "ET", work.get("edition")
    yield "PB", work.get("publisher", "institution", "school", "organization", "howpublished") or work.server
    yield "CY", work.get("address", "location")
    yield "SN", work.get("isbn", "issn")
    yield "M3", "Preprint" if kind == "UNPB" else work.get("type")
    yield "DO", work.doi
    yield "UR", work.url or work.link
    yield "UR", work.link if work.doi and work.url not in ("", work.link) else ""  # bibutils ignores DO
    yield "AN", f"arXiv:{work.arxiv}" if work.arxiv else ""
    yield "N1", f"arXiv:{work.arxiv}" if work.arxiv else ""  # bibutils ignores AN too
    yield "LA", work.get("langid", "language")
    yield "N1", work.get("note")
    yield "ER", ""


def _name(person: Person) -> str:
    """Return ``Family, Given, Suffix`` with the particle before the family name.

    The name of a group ends with a comma, so that no reader splits it.
    """
    family = " ".join(part for part in (person.particle, person.family) if part)
    parts = [family, person.given, person.lineage] if person.lineage else [family, person.given]
    if person.given or person.lineage:
        return ", ".join(parts)
    return f"{family}," if " " in family else family
