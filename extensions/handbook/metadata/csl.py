"""Records from the CSL-JSON of the registries behind doi.org: Crossref with its own types and additions, DataCite, and others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..model.people import Person
from ..model.records import PREPRINT_SERVERS
from ..text.identifiers import arxiv_doi, arxiv_id, bare_doi, doi_address
from ..text.latex import Text
from ..text.messages import mark as _
from .errors import GIVE_FILE, TRY_LATER, ServiceError
from .record import Record, has_tex, listed, of_markup, one_line, person, person_of_parts
from .venues import of_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .transport import Answer

SOURCE = "doi.org"
_TYPES = {
    **dict.fromkeys(("article-journal", "journal-article", "article-magazine", "article-newspaper", "review"), "article"),
    **dict.fromkeys(("paper-conference", "proceedings-article", "proceedings-paper"), "inproceedings"),
    **dict.fromkeys(("chapter", "book-chapter", "book-section", "book-part", "entry-encyclopedia"), "incollection"),
    **dict.fromkeys(("book", "monograph", "edited-book", "reference-book"), "book"),
    **dict.fromkeys(("thesis", "dissertation"), "phdthesis"),
    **dict.fromkeys(("report", "report-component"), "techreport"),
    **dict.fromkeys(("article", "posted-content", "preprint"), "preprint"),
    "dataset": "dataset",
    "software": "software",
}
"""Types of BibTeX by the types of CSL and of Crossref, which occur in the same answers."""
_NAME_PARTS = ("family", "given", "suffix", "non-dropping-particle", "literal", "name")
_SERIES = ("lecture notes in", "communications in computer", "advances in intelligent", "ifip advances")


def read(answer: Answer, doi: str) -> Record:
    """Return the record; raise ServiceError if the answer is not CSL-JSON, or has no title.

    JSON is UTF-8 whatever the header says; every value may be missing or of another type.
    """
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and isinstance(data.get("message"), dict):  # the envelope of Crossref's own interface
        data = data["message"]
    title = _title(data) if isinstance(data, dict) else ""
    if not isinstance(data, dict) or not title:
        raise ServiceError(_("the response for {doi} contains no metadata"), GIVE_FILE, doi=doi)
    return _record(data, title, doi)


def read_found(answer: Answer) -> tuple[Record, ...]:
    """Return the records that a search of Crossref has found; raise ServiceError if the answer is invalid."""
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        data = None
    message = data.get("message") if isinstance(data, dict) else None
    if not isinstance(message, dict) or not isinstance(message.get("items"), list):
        raise ServiceError(_("the response of Crossref is invalid"), TRY_LATER)
    works = [work for work in message["items"] if isinstance(work, dict) and of_markup(_first(work.get("title")))]
    return tuple(_record(work, _title(work), one_line(work.get("DOI"))) for work in works)


def _title(data: dict[str, Any]) -> str:
    """Return the title with the subtitle; empty if there is none."""
    title, subtitle = of_markup(_first(data.get("title"))), of_markup(_first(data.get("subtitle")))
    return f"{title}: {subtitle}" if title and subtitle and subtitle.casefold() not in title.casefold() else title


def _record(data: dict[str, Any], title: str, doi: str) -> Record:
    year, month = _date(data)
    place = _place(data, year)
    given_doi = bare_doi(one_line(data.get("DOI"))) or doi
    authors = tuple(_people(data.get("author")))
    return Record(
        source=SOURCE,
        type=place.type,
        title=Text(title),
        authors=authors,
        editors=tuple(_people(data.get("editor"))) if not authors else (),
        year=year,
        month=month,
        container=Text(place.container),
        meeting=place.meeting,
        publisher=place.publisher,
        volume=one_line(data.get("volume")),
        number=one_line(data.get("issue")),
        pages=one_line(data.get("page")).replace("--", "–").replace("-", "–"),
        eid=one_line(data.get("article-number")),
        doi=given_doi,
        arxiv=arxiv_id("", doi=given_doi),
        url=doi_address(given_doi),
        abstract=of_markup(data.get("abstract")).removeprefix("Abstract").strip(),
        affiliations=tuple(dict.fromkeys(_affiliations(data))),
        published_as=_related(data, "is-preprint-of"),
        preprint=_related(data, "has-preprint") or _related(data, "is-version-of", of_arxiv=True),
        withdrawn=title.casefold().startswith(("retracted", "withdrawn")),
        updates=tuple(_updates(data)),
        notes=tuple(_notes(title, authors)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a work was published, and its type of BibTeX, which depends on that."""

    type: str
    container: str = ""
    meeting: str = ""
    publisher: str = ""


def _place(data: dict[str, Any], year: int | None) -> _Place:
    kind = _TYPES.get(one_line(data.get("type")).lower(), "misc")
    publisher = of_markup(data.get("publisher"))
    containers = [of_markup(value) for value in listed(data.get("container-title")) if of_markup(value)]
    containers.sort(key=lambda name: name.lower().startswith(_SERIES))
    if kind == "preprint":
        server = _server(data, containers)
        if server and server != "arXiv":
            return _Place(type="article", container=server)
        return _Place(type="misc", publisher="" if server else publisher)
    meeting = ""
    if kind in ("inproceedings", "incollection"):
        event = data.get("event")
        event_names = [of_markup(data.get("event-title")), of_markup(event.get("name") if isinstance(event, dict) else event)]
        meeting = of_names(*filter(None, event_names), *containers, year=year)
    kind = "inproceedings" if meeting else kind
    return _Place(type=kind, container=next(iter(containers), ""), meeting=meeting, publisher=publisher)


def _notes(title: str, authors: tuple[Person, ...]) -> Iterator[tuple[str, str]]:
    if has_tex(title):
        yield _("the title contains a formula or a TeX command: write it as plain text"), ""
    letters = [char for char in title if char.isalpha()]
    if len(letters) > 10 and sum(char.isupper() for char in letters) > 0.8 * len(letters):
        yield _("the title is in capitals: write it as the paper does"), ""
    if any(len(author.family) > 3 and author.family.isupper() and author.given for author in authors):
        yield _("a name is in capitals: write it as the paper does"), ""


def _server(data: dict[str, Any], containers: list[str]) -> str:
    """Return the preprint server, in the handbook's spelling if it is a known one."""
    places = data.get("institution")
    institutions = [of_markup(place.get("name")) for place in listed(places) if isinstance(place, dict)]
    names = [*institutions, *containers, of_markup(data.get("publisher")), of_markup(data.get("group-title"))]
    for name in names:
        for server in sorted(PREPRINT_SERVERS):
            if name.lower().startswith(server.lower()):
                return server
    return next(filter(None, names), "")


def _people(value: object) -> Iterator[Person]:
    for name in listed(value):
        if not isinstance(name, dict):
            continue
        parts = {part: of_markup(name.get(part)) for part in _NAME_PARTS}
        whole = parts["literal"] or parts["name"]
        if parts["family"]:
            human = person_of_parts(parts["family"], parts["given"], parts["non-dropping-particle"], parts["suffix"])
        elif whole.count(",") == 1 and not parts["given"]:  # DataCite: Family, Given
            family, _comma, given = whole.partition(",")
            human = person_of_parts(family, given)
        elif whole:
            human = Person(family=whole)
        else:
            human = person(parts["given"])
        if human:
            yield human


def _affiliations(data: dict[str, Any]) -> Iterator[str]:
    for author in listed(data.get("author")):
        for place in listed(author.get("affiliation")) if isinstance(author, dict) else ():
            name = of_markup(place.get("name") if isinstance(place, dict) else place)
            if name:
                yield name


def _date(data: dict[str, Any]) -> tuple[int | None, int | None]:
    for name in ("issued", "published", "published-print", "published-online", "posted", "created"):
        value = data.get(name)
        if not isinstance(value, dict):
            continue
        parts = listed(_first(value.get("date-parts")))
        numbers = [int(part) for part in parts if str(part).isascii() and str(part).isdigit() and len(str(part)) <= 4]
        if numbers and 1500 <= numbers[0] < 2100:
            return numbers[0], numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else None
    return None, None


def _updates(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for notice in listed(data.get("updated-by")):
        if isinstance(notice, dict) and (kind := one_line(notice.get("type")).lower().replace("-", "_")):
            yield kind, bare_doi(one_line(notice.get("DOI")))


def _related(data: dict[str, Any], relation: str, *, of_arxiv: bool = False) -> str:
    """Return the DOI of the first work that has the *relation* to this one."""
    relations = data.get("relation")
    for work in listed(relations.get(relation)) if isinstance(relations, dict) else ():
        if isinstance(work, dict) and one_line(work.get("id-type")).lower() in ("doi", "arxiv", ""):
            value = bare_doi(one_line(work.get("id")))
            arxiv = arxiv_id(value, value, value)
            if arxiv:
                return arxiv_doi(arxiv)
            if value.startswith("10.") and not of_arxiv:
                return value
    return ""


def _first(value: object) -> Any:
    return next(iter(listed(value)), None)
