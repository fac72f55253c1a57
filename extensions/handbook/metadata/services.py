"""The services of metadata: which one knows an identifier, and how it is queried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from ..text.folding import fold
from . import arxiv, bib, csl, ror
from .entries import joined
from .errors import ServiceError
from .identifiers import Identifier, Scheme, parse
from .transport import Request

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .client import Client
    from .record import Record

MAX_PAPERS_IN_REQUEST = 50
"""How many papers are requested from arXiv at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The addresses of the services."""

    arxiv: str = "https://export.arxiv.org/api/query"
    doi: str = "https://doi.org"
    anthology: str = "https://aclanthology.org"
    ror: str = "https://api.ror.org/v2/organizations"


def look_up(identifier: Identifier, client: Client, services: Services | None = None) -> Record:
    """Return the record from the service of *identifier*; raise ServiceError, with what to do, if there is none."""
    services = services or Services()
    value = identifier.value
    if identifier.scheme is Scheme.ARXIV:
        return client.fetch(_arxiv_request([value], services), lambda answer: arxiv.read(answer, value))
    if identifier.scheme is Scheme.DOI:
        accept = "application/vnd.citationstyles.csl+json"
        request = Request(address=f"{services.doi}/{quote(value, safe='/')}", accept=accept)
        return client.fetch(request, lambda answer: csl.read(answer, value))
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


def _arxiv_request(values: list[str], services: Services) -> Request:
    query = urlencode({"id_list": ",".join(values), "max_results": len(values)}, safe="/,")
    return Request(address=f"{services.arxiv}?{query}", accept="application/atom+xml", statuses=(200, 400), sparing=True)


def published_version(record: Record, client: Client, services: Services | None = None) -> Record | None:
    """Return the record of the published version of a preprint; None if no service names one.

    Raise ServiceError if one is named and its service gives no record.
    """
    identifier = parse(record.published_as) if record.published_as else None
    if identifier is None or identifier.scheme is Scheme.ARXIV:
        return None
    return look_up(identifier, client, services)


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
