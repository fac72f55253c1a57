"""The services of metadata: which one knows an identifier, and how it is queried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from ..text.folding import fold
from . import arxiv, bib, csl, datacite, ror
from .entries import joined
from .errors import ServiceError
from .identifiers import Identifier, Scheme, parse
from .transport import Request

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .client import Client
    from .record import Record
    from .transport import Answer

MAX_PAPERS_IN_REQUEST = 50
"""How many papers are requested from arXiv at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The addresses of the services."""

    arxiv: str = "https://export.arxiv.org/api/query"
    doi: str = "https://doi.org"
    anthology: str = "https://aclanthology.org"
    crossref: str = "https://api.crossref.org/works"
    ror: str = "https://api.ror.org/v2/organizations"


def look_up(identifier: Identifier, client: Client, services: Services | None = None) -> Record:
    """Return the record from the service of *identifier*; raise ServiceError, with what to do, if there is none."""
    services = services or Services()
    value = identifier.value
    if identifier.scheme is Scheme.ARXIV:
        return client.fetch(_arxiv_request([value], services), lambda answer: arxiv.read(answer, value))
    if identifier.scheme is Scheme.DOI:
        return client.fetch(_doi_request(value, services), lambda answer: _of_registry(answer, value))
    request = Request(
        address=f"{services.anthology}/{quote(value)}.bib", accept="application/x-bibtex, text/plain;q=0.9, */*;q=0.1"
    )
    return client.fetch(request, lambda answer: bib.read(answer, value))


def look_ahead(identifiers: Iterable[Identifier], client: Client, services: Services | None = None) -> None:
    """Request many papers from arXiv at once, so that look_up needs no further request; errors are left to look_up."""
    services = services or Services()
    values = dict.fromkeys(identifier.value for identifier in identifiers if identifier.scheme is Scheme.ARXIV)
    requests = {value: _arxiv_request([value], services) for value in values}
    unknown = [value for value, request in requests.items() if not client.has(request)]
    for start in range(0, len(unknown), MAX_PAPERS_IN_REQUEST):
        batch = unknown[start : start + MAX_PAPERS_IN_REQUEST]
        if len(batch) > 1:
            try:
                feeds = client.fetch(_arxiv_request(batch, services), arxiv.split)
            except ServiceError:
                return
            for value in batch:
                if value in feeds:
                    client.learn(requests[value], feeds[value])


def _doi_request(doi: str, services: Services) -> Request:
    accept = f"{datacite.MEDIA_TYPE}, application/vnd.citationstyles.csl+json;q=0.9"
    return Request(address=f"{services.doi}/{quote(doi, safe='/')}", accept=accept)


def _of_registry(answer: Answer, doi: str) -> Record:
    """Return the record of an answer behind doi.org: DataCite has its own form, the other registries have CSL-JSON."""
    return datacite.read(answer, doi) if datacite.MARK in answer.body else csl.read(answer, doi)


def _arxiv_request(values: list[str], services: Services) -> Request:
    query = urlencode({"id_list": ",".join(values), "max_results": len(values)}, safe="/,")
    return Request(address=f"{services.arxiv}?{query}", accept="application/atom+xml", statuses=(200, 400), sparing=True)


def published_version(record: Record, client: Client, services: Services | None = None) -> Record | None:
    """Return the record of the published version of a preprint; None if there is none.

    If arXiv names none, and its authors say that it has been accepted, Crossref is searched for it. Raise ServiceError if one is
    named and its service gives no record.
    """
    named = record.published_as or (_search(record, client, services) if is_promised(record) else "")
    identifier = parse(named) if named else None
    if identifier is None or identifier.scheme is Scheme.ARXIV:
        return None
    return look_up(identifier, client, services)


def is_promised(record: Record) -> bool:
    """Tell whether the authors of a preprint say that it has been accepted or published."""
    return bool(record.is_preprint and (record.journal_reference or arxiv.is_accepted(record.comment)))


def _search(record: Record, client: Client, services: Services | None = None) -> str:
    """Return the DOI of the published version that Crossref finds: of the same title and first author; empty if it finds none."""
    services = services or Services()
    author = record.authors[0].family if record.authors else ""
    query = urlencode({"query.bibliographic": f"{record.title.plain} {author}".strip(), "rows": 5})
    try:
        found = client.fetch(Request(address=f"{services.crossref}?{query}", accept="application/json"), csl.read_found)
    except ServiceError:  # it is only a search: what arXiv knows is enough
        return ""
    same = (other for other in found if not other.is_preprint and fold(other.title.plain) == fold(record.title.plain))
    return next((other.doi for other in same if other.authors and fold(other.authors[0].family) == fold(author)), "")


def with_preprint(record: Record, client: Client, services: Services | None = None) -> Record:
    """Return the record of a published paper, joined with that of its preprint if a service names one of the same title."""
    identifier = parse(record.preprint) if record.preprint else None
    if identifier is None or record.is_preprint:
        return record
    try:
        preprint = look_up(identifier, client, services)
    except ServiceError:  # the record of the paper itself is enough
        return record
    return joined(record, preprint) if fold(preprint.title.plain) == fold(record.title.plain) else record


def organization(name: str, client: Client, services: Services | None = None) -> ror.Organization:
    """Return the organization of ROR with that name; raise ServiceError if there is none."""
    services = services or Services()
    request = Request(address=f"{services.ror}?{urlencode({'affiliation': name})}", accept="application/json")
    return client.fetch(request, lambda answer: ror.read(answer, name))
