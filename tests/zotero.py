"""What Zotero makes of the head of a page: the rules of its translator for embedded metadata (April 2026) that apply here.

The rules stand here in our own words. A tag is a statement of RDF if the part before its first separator, or of a name with
several separators the part after it, is a prefix that the translator knows; such a tag does not count for the type of the item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

PREFIXES = frozenset(
    {"bib", "bibo", "dc", "dcterms", "prism", "foaf", "vcard", "link", "z", "eprint", "eprints", "og", "article", "book", "music"}
    | {"video", "so", "codemeta", "rdf"}
)
TYPES = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_inbook_title": "publicationTitle",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_conference_title": "conferenceName",
    "citation_dissertation_institution": "university",
    "citation_technical_report_institution": "institution",
    "citation_technical_report_number": "number",
    "citation_publisher": "publisher",
    "citation_isbn": "ISBN",
    "citation_issn": "ISSN",
    "citation_doi": "DOI",
    "citation_public_url": "url",
    "citation_language": "language",
}
"""The fields of tags; later tags of this table win, and of several equal tags of a page the first does."""


@dataclass(kw_only=True)
class Item:
    """What Zotero saves."""

    type: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    creators: list[tuple[str, str, str]] = field(default_factory=list)
    """Role, last name and first name."""
    pdf: str = ""


def item_of(tags: Sequence[tuple[str, str]]) -> Item:
    """Return the item of a page whose head has these *tags*: the name, or else the property, and the content."""
    item = Item()
    named_type = ""
    for names, value in tags:
        for name in names.split():
            parts = re.split(r"[.:_]", name)
            prefix = parts[1].lower() if len(parts) > 2 and parts[1].lower() in PREFIXES else parts[0].lower()
            if prefix in PREFIXES:
                named_type = named_type or (value if name.partition(":")[2] == "itemType" and prefix == "z" else "")
            elif name in TYPES:
                item.type = TYPES[name]
    item.type = item.type or named_type or "journalArticle"
    first: dict[str, str] = {}
    for name, value in tags:
        first.setdefault(name, value)
    item.fields = {own: " ".join(first[name].split()) for name, own in FIELDS.items() if first.get(name, "").strip()}
    if pages := _pages(first.get("citation_firstpage", ""), first.get("citation_lastpage", "")):
        item.fields["pages"] = pages
    for role in ("author", "editor"):
        values = [value for name, value in tags if name == f"citation_{role}"]
        item.creators += _creators(values, role)
    item.pdf = first.get("citation_pdf_url", "")
    return item


def _pages(first: str, last: str) -> str:
    first, last = (re.sub("[-–]", "-", page).split("-")[0 if page is first else -1].strip() for page in (first, last))
    return f"{first}-{last}" if first and last else first


def _creators(values: Sequence[str], role: str) -> list[tuple[str, str, str]]:
    creators, former = [], ""
    for value in values:
        names = re.split(r"\s*;\s*", value)
        if len(names) == len(values) == 1:
            parts = re.split(r"\s*,\s*", value)
            if len(parts) > 1 and " " in parts[0] and " " in parts[1]:
                names = parts
        for name in map(str.strip, names):
            if name and name != former:
                former = name
                creators.append((role, *_parts(name)))
    return creators


def _parts(name: str) -> tuple[str, str]:
    """Return last and first name: with a comma what stands before and after it, otherwise the last word and the rest."""
    bare = re.sub(r"[\s.,/\[\]:]+$", "", name)
    if "," in name:
        last, _comma, first = bare.partition(",")
        return last, _with_initials(first.split(",")[0].strip())
    first, _space, last = bare.rpartition(" ")
    return last, _with_initials(first)


def _with_initials(first: str) -> str:
    """Return a first name with a full stop after each initial; the last one of the whole name has been cut off before."""
    names = re.split(r"[\s.]+|(?=-)", re.sub(r"[\s.,]+$", "", first))
    return " ".join(f"{name}." if re.fullmatch("-?[A-ZЀ-Я]", name) else name for name in names).replace(" -", "-")
