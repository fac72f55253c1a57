"""CSL-JSON, for citeproc processors, pandoc and Zotero."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..text.folding import has_han

if TYPE_CHECKING:
    from ..model.people import Person
    from .work import Work

_TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "proceedings": "book",
    "book": "book",
    "booklet": "pamphlet",
    "incollection": "chapter",
    "inbook": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "online": "webpage",
    "dataset": "dataset",
    "software": "software",
    "preprint": "article",
    "unpublished": "manuscript",
}


def csl_json(work: Work) -> str:
    """Return an item on one line."""
    return json.dumps(item_of(work), ensure_ascii=False, separators=(",", ":"))


def csl_type(work: Work) -> str:
    """Return the CSL type of a work; a preprint is an ``article``, the only type for preprints."""
    return "article" if work.is_preprint else _TYPES.get(work.type, "document")


def item_of(work: Work) -> dict[str, Any]:
    """Return a work as an item of the CSL data schema."""
    kind = csl_type(work)
    pages = work.get("pages").replace("–", "-")
    values: dict[str, Any] = {
        "id": work.key,
        "citation-key": work.key,
        "type": kind,
        "author": [_name(person) for person in work.authors],
        "editor": [_name(person) for person in work.editors],
        "translator": [_name(person) for person in work.translators],
        "title": work.title.plain,
        "container-title": work.container.plain if kind != "article" else "",
        "collection-title": work.get("series"),
        "event-title": work.get("eventtitle"),
        "issued": _date(work.date),
        "accessed": _date(work.get("urldate")),
        "volume": work.get("volume"),
        "issue": work.get("number", "issue") if kind == "article-journal" else "",
        "number": f"arXiv:{work.arxiv}" if kind == "article" and work.arxiv else _number(work, kind),
        "page": pages or work.get("eid"),
        "edition": work.get("edition"),
        "version": work.get("version"),
        "genre": work.get("type"),
        "publisher": work.get("publisher", "institution", "school", "organization") or work.server or work.get("howpublished"),
        "publisher-place": work.get("address", "location"),
        "archive": "arXiv" if work.arxiv and kind != "article" else "",
        "archive_location": work.arxiv if kind != "article" else "",
        "DOI": work.doi,
        "ISBN": work.get("isbn"),
        "ISSN": work.get("issn"),
        "URL": work.url or work.link,
        "language": language(work),
        "note": f"arXiv:{work.arxiv}" if work.arxiv and kind != "article" else work.get("note"),
    }
    return {name: value for name, value in values.items() if value}


def language(work: Work) -> str:
    """Return the language of the work: the one that the .bib file names, or Chinese for a title with Han, or English."""
    named = {"chinese": "zh-CN", "japanese": "ja", "portuguese": "pt"}.get(work.get("langid"), "")
    return named or ("zh-CN" if has_han(work.title.plain) else "en")


def _number(work: Work, kind: str) -> str:
    return "" if kind == "article-journal" else work.get("number")


def _date(written: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in written.split("-")]]} if written else {}


def _name(person: Person) -> dict[str, str]:
    if not (person.given or person.particle or person.lineage):
        return {"literal": person.family}
    values = {
        "family": person.family,
        "given": person.given,
        "non-dropping-particle": person.particle,
        "suffix": person.lineage,
    }
    return {name: value for name, value in values.items() if value}
