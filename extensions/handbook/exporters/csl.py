"""CSL-JSON, for citeproc processors, pandoc and Zotero."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .kinds import kind_of
from .languages import language_of
from .values import article_number, csl_date, edition_number, full_container, full_title, genre, pages

if TYPE_CHECKING:
    from ..model.people import Person
    from .work import Work

_JOURNALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "periodical"})
"""The types whose ``number`` in a .bib file is that of an issue."""


def csl_json(work: Work) -> str:
    """Return an item on one line."""
    return json.dumps(item_of(work), ensure_ascii=False, separators=(",", ":"))


def item_of(work: Work) -> dict[str, Any]:
    """Return a work as an item of the CSL data schema; a preprint is an ``article``, the only type for preprints."""
    kind = kind_of(work).csl
    language = language_of(work)
    edition = edition_number(work.get("edition"))
    values: dict[str, Any] = {
        "id": work.key,
        "citation-key": work.key,
        "type": kind,
        "author": [_name(person) for person in work.authors],
        "editor": [_name(person) for person in work.editors],
        "translator": [_name(person) for person in work.translators],
        "title": full_title(work).plain,
        "container-title": full_container(work).plain if kind != "article" else "",
        "collection-title": work.get("series"),
        "event-title": work.get("eventtitle"),
        "issued": csl_date(work.date),
        "accessed": csl_date(work.get("urldate")),
        "volume": work.get("volume"),
        "issue": work.get("number", "issue") if kind in _JOURNALS else "",
        "number": _number(work, kind),
        "page": pages(work) or ("" if kind in _JOURNALS else article_number(work)),
        "edition": str(edition) if edition else work.get("edition"),
        "version": work.get("version"),
        "genre": genre(work, language),
        "publisher": _publisher(work),
        "publisher-place": work.get("address", "location"),
        "authority": work.get("organization") if kind == "standard" else "",
        "archive": "arXiv" if work.arxiv and kind != "article" else "",
        "archive_location": work.arxiv if kind != "article" else "",
        "DOI": work.doi,
        "ISBN": work.get("isbn"),
        "ISSN": work.get("issn"),
        "URL": work.url or work.link,
        "language": language,
        "note": f"arXiv:{work.arxiv}" if work.arxiv and kind != "article" else work.get("note"),
    }
    return {name: value for name, value in values.items() if value}


def _publisher(work: Work) -> str:
    return work.get("publisher", "institution", "school", "organization") or work.server or work.get("howpublished")


def _number(work: Work, kind: str) -> str:
    """Return the number of a report, patent or standard, the identifier of a preprint, or the number of an article."""
    if kind == "article" and work.arxiv:
        return f"arXiv:{work.arxiv}"
    if kind in _JOURNALS:
        return "" if work.get("pages") else article_number(work)
    return work.get("number")


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
