"""The links of entries and terms to other sites, as names and addresses; and the names of genres, kinds and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.identifiers import arxiv_address, doi_address, in_arxiv_doi, registry_of
from ..text.messages import mark as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.records import Link
    from .rows import Version

GENRES = {"survey": _("survey"), "tutorial": _("tutorial")}
KINDS = {"news": _("news"), "viewpoint": _("viewpoint"), "resource": _("resource"), "event": _("event")}
NOTICES = {
    "retraction": _("Retracted"),
    "withdrawal": _("Withdrawn"),
    "correction": _("Corrected"),
    "concern": _("Expression of concern"),
}
"""The notices about a work."""
LINKS = {
    "url": _("web page"),
    "code": _("code"),
    "models": _("models"),
    "data": _("data"),
    "site": _("project site"),
    "docs": _("documentation"),
    "slides": _("slides"),
    "video": _("video"),
}
"""What the links of an item are called, by the names of their options."""

TERMS = {"topic": _("Topics"), "institution": _("Institutions"), "method": _("Methods")}
"""What the terms of a kind are called."""
SAME_AS = {"topic": _("Same concept"), "institution": _("Same institution"), "method": _("Same concept")}
"""What the links of a term to registries are called, by its kind."""


def version_links(version: Version | None) -> Iterator[tuple[str, str]]:
    """Yield the links to a work: arXiv, its PDF, the DOI, the publisher's page."""
    if version is None:
        return
    doi_url = doi_address(version.doi)
    if version.arxiv:
        yield f"arXiv:{version.arxiv}", arxiv_address(version.arxiv)
        yield "PDF", arxiv_address(version.arxiv, "pdf")
    if version.doi and not in_arxiv_doi(version.doi):
        yield f"DOI:{version.doi}", doi_url
    if version.url and version.url != doi_url and "//arxiv.org/" not in version.url:
        yield _("publisher’s page") if version.is_publication else LINKS["url"], version.url


def item_links(links: Iterable[Link]) -> Iterator[tuple[str, str]]:
    """Yield the links that an item names."""
    return ((LINKS[link.name], link.url) for link in links)


def identity_links(identities: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the links to what registries have of the same thing: ``Wikidata Q30642``."""
    return ((" ".join(registry_of(address)), address) for address in identities)
