"""Which service knows an identifier, and how it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from ..text.folding import fold
from . import arxiv, bib, csl
from .client import Client, Request, ServiceError
from .entries import joined
from .identifiers import Identifier, Scheme, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .record import Record

_AT_ONCE = 50
"""How many papers arXiv is asked for in one request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Where the services are."""

    arxiv: str = "https://export.arxiv.org/api/query"
    doi: str = "https://doi.org"
    anthology: str = "https://aclanthology.org"


def look_up(identifier: Identifier, client: Client, services: Services | None = None) -> Record:
    """Return what the service of *identifier* knows; raise ServiceError with what to do where it gives nothing."""
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
    """Ask arXiv for many papers at once, so that looking them up then costs no request; what fails is left for that."""
    services = services or Services()
    wanted = dict.fromkeys(each.value for each in identifiers if each.scheme is Scheme.ARXIV)
    requests = {value: _arxiv_request([value], services) for value in wanted}
    unknown = [value for value, request in requests.items() if not client.has(request)]
    for start in range(0, len(unknown), _AT_ONCE):
        values = unknown[start : start + _AT_ONCE]
        if len(values) > 1:
            try:
                feeds = client.fetch(_arxiv_request(values, services), arxiv.split)
            except ServiceError:
                return
            for value in values:
                if value in feeds:
                    client.learn(requests[value], feeds[value])


def _arxiv_request(values: list[str], services: Services) -> Request:
    query = urlencode({"id_list": ",".join(values), "max_results": len(values)}, safe="/,")
    return Request(address=f"{services.arxiv}?{query}", accept="application/atom+xml", statuses=(200, 400), sparing=True)


def published(record: Record, client: Client, services: Services | None = None) -> Record | None:
    """Return what is known of the version in print of a preprint; None where no service names one.

    Raise ServiceError where one is named and cannot be had.
    """
    identifier = parse(record.published_as) if record.published_as else None
    if identifier is None or identifier.scheme is Scheme.ARXIV:
        return None
    return look_up(identifier, client, services)


def with_preprint(record: Record, client: Client, services: Services | None = None) -> Record:
    """Return the record of a paper in print with what is known of its preprint, where a service names one of the same title."""
    identifier = parse(record.preprint) if record.preprint else None
    if identifier is None or record.is_preprint:
        return record
    try:
        preprint = look_up(identifier, client, services)
    except ServiceError:  # the paper itself is known: that is enough
        return record
    return joined(record, preprint) if fold(preprint.title.plain) == fold(record.title.plain) else record
