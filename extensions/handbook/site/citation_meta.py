"""The metadata of a work in the head of its page: Highwire tags, as search engines and Zotero read them.

Zotero's translator for embedded metadata decides the type of an item by the last of the tags that names what contains it, so that
the title of a volume of proceedings comes before that of the conference. For all other kinds of works it reads ``z:itemType``,
which it otherwise ignores. A single author whose names both have a space would be read as two, unless a semicolon ends the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exporters.coins import creator
from ..exporters.kinds import kind_of
from ..exporters.languages import language_of
from ..exporters.values import full_container, full_title, page_range
from ..text.identifiers import pdf_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..exporters import Work
    from ..model.people import Person


def citation_tags(work: Work) -> Iterator[tuple[str, str]]:
    """Yield the names and values of the tags in their order; a value may be empty, and then there is no such tag."""
    kind = kind_of(work).zotero
    yield "citation_title", full_title(work).plain or work.key
    yield from _creators("citation_author", work.authors)
    yield from _creators("citation_editor", work.editors)
    yield "citation_publication_date", work.date.replace("-", "/") if work.year else ""
    yield "z:itemType", kind or "document"
    yield from _container(work, kind)
    yield "citation_volume", work.get("volume")
    yield "citation_issue", work.get("number", "issue") if kind in ("journalArticle", "magazineArticle") else ""
    first, last = page_range(work)
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    yield "citation_doi", work.doi
    yield "citation_isbn", work.get("isbn")
    yield "citation_issn", work.get("issn")
    yield "citation_publisher", _publisher(work, kind)
    yield "citation_language", language_of(work)
    yield "citation_public_url", work.url or work.link
    yield "citation_pdf_url", pdf_of(work)


def pdf_of(work: Work) -> str:
    """Return the address of the PDF of a work, or else of its preprint; empty if neither is known."""
    return pdf_address(work.url, work.doi) or pdf_address("", "", work.arxiv)


def _creators(name: str, people: tuple[Person, ...]) -> Iterator[tuple[str, str]]:
    names = [" ".join(creator(person).replace(";", " ").split()) for person in people]
    yield from ((name, f"{each};" if len(names) == 1 and " " in each else each) for each in names)


def _container(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    container = full_container(work).plain
    if kind == "journalArticle":
        yield "citation_journal_title", container
    elif kind == "conferencePaper":
        yield "citation_inbook_title", container
        yield "citation_conference_title", work.get("eventtitle") or container
    elif kind == "bookSection":
        yield "citation_inbook_title", container
    elif kind == "thesis":
        yield "citation_dissertation_institution", work.get("school", "institution")
    elif kind == "report":
        yield "citation_technical_report_institution", work.get("institution", "organization")
        yield "citation_technical_report_number", work.get("number")


def _publisher(work: Work, kind: str) -> str:
    """Return the publisher; of a preprint, its server."""
    return work.server if kind == "preprint" else work.get("publisher")
