"""Records from DataCite's own JSON, which tells datasets, models and software from texts; CSL-JSON calls all of them articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..model.people import Person
from ..text.identifiers import arxiv_id, bare_doi, doi_address
from ..text.latex import EMPTY, Text
from ..text.messages import mark as _
from .errors import GIVE_FILE, ServiceError
from .record import Record, listed, of_markup, one_line, person_of_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .transport import Answer

MARK = b'"creators"'
"""The field by which an answer is told from CSL-JSON, in which a text cannot have these quotation marks."""
MEDIA_TYPE = "application/vnd.datacite.datacite+json"
SOURCE = "DataCite"
_TYPES = {
    **dict.fromkeys(("dataset", "datapaper", "collection", "image", "sound", "audiovisual"), "dataset"),
    **dict.fromkeys(("software", "model", "workflow", "computationalnotebook"), "software"),
    "dissertation": "phdthesis",
    **dict.fromkeys(("report", "projectreport"), "techreport"),
    "book": "book",
    "journalarticle": "article",
    "conferencepaper": "inproceedings",
    "bookchapter": "incollection",
}
"""Types of BibTeX by DataCite's general type of a resource, in lower case; the others are texts of no known kind."""


def read(answer: Answer, doi: str) -> Record:
    """Return the record; raise ServiceError if the answer is not DataCite's JSON, or has no title."""
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        data = None
    titles = [of_markup(each.get("title")) for each in _dicts(data, "titles") if not each.get("titleType")]
    if not isinstance(data, dict) or not any(titles):
        raise ServiceError(_("the response for {doi} contains no metadata"), GIVE_FILE, doi=doi)
    types = data.get("types")
    general = one_line(types.get("resourceTypeGeneral")) if isinstance(types, dict) else ""
    publisher = data.get("publisher")
    given_doi = bare_doi(one_line(data.get("doi"))) or doi
    year = str(data.get("publicationYear") or "")
    return Record(
        source=SOURCE,
        type=_TYPES.get(general.lower(), "misc"),
        title=Text(next(filter(None, titles))),
        authors=tuple(_people(data)),
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        container=Text(of_markup(container.get("title"))) if isinstance(container := data.get("container"), dict) else EMPTY,
        publisher=of_markup(publisher.get("name") if isinstance(publisher, dict) else publisher),
        doi=given_doi,
        arxiv=arxiv_id("", doi=given_doi),
        url=doi_address(given_doi),
        abstract=next((of_markup(each.get("description")) for each in _dicts(data, "descriptions")), ""),
        affiliations=tuple(dict.fromkeys(_affiliations(data))),
        published_as=next(_related(data, "IsPreprintOf", "IsPreviousVersionOf"), ""),
    )


def _dicts(data: object, name: str) -> list[dict[str, Any]]:
    """Return the objects in a list of the record."""
    return [each for each in listed(data.get(name)) if isinstance(each, dict)] if isinstance(data, dict) else []


def _people(data: dict[str, Any]) -> Iterator[Person]:
    for creator in _dicts(data, "creators"):
        family, given = of_markup(creator.get("familyName")), of_markup(creator.get("givenName"))
        name = of_markup(creator.get("name"))
        if creator.get("nameType") != "Organizational" and not family and name.count(",") == 1:
            family, _comma, given = name.partition(",")
        is_person = bool(family) and creator.get("nameType") != "Organizational"
        human = person_of_parts(family, given) if is_person else Person(family=name) if name else None
        if human:
            yield human


def _affiliations(data: dict[str, Any]) -> Iterator[str]:
    for creator in _dicts(data, "creators"):
        for place in listed(creator.get("affiliation")):
            if name := of_markup(place.get("name") if isinstance(place, dict) else place):
                yield name


def _related(data: dict[str, Any], *relations: str) -> Iterator[str]:
    """Yield the DOIs of the works that have one of the *relations* to this one."""
    for work in _dicts(data, "relatedIdentifiers"):
        is_doi = one_line(work.get("relatedIdentifierType")).upper() == "DOI"
        value = bare_doi(one_line(work.get("relatedIdentifier"))) if is_doi else ""
        if value and work.get("relationType") in relations:
            yield value
