"""COinS: a work as an OpenURL in the title of an empty span, read by Zotero and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from .kinds import kind_of
from .values import article_number, full_container, full_title, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.people import Person
    from .work import Work

_SAFE = "/:;,()!*'@$"
"""Characters of a value that need no percent-encoding."""

NOBODY = "Anon"
"""The creator of a work without one: Zotero would otherwise look up the whole work elsewhere."""


def coins(work: Work) -> str:
    """Return the context object of a work: keys and values of OpenURL (ANSI/NISO Z39.88-2004), not yet escaped for HTML.

    The format is Dublin Core, the only one whose type Zotero uses unchanged; volume, issue and pages do not belong to it, and
    strict readers ignore them. Zotero's reader needs more than the standard: the title before the type, otherwise it takes it
    for the title of the journal; at least one creator; and no ``+``, even encoded, which it takes for a space.
    """
    return "&".join(f"{key}={quote(value.replace('+', '＋'), safe=_SAFE)}" for key, value in _pairs(work) if value)


def _pairs(work: Work) -> Iterator[tuple[str, str]]:
    kind = kind_of(work).zotero
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"
    yield "rft.title", full_title(work).plain or work.key
    yield "rft.type", kind
    yield from (("rft.creator", creator) for creator in _creators(work))
    yield "rft.date", work.date
    publisher = work.get("publisher", "institution", "school", "organization") or work.server
    yield "rft.source", "" if kind == "preprint" else full_container(work).plain
    yield "rft.publisher", publisher
    yield "rft.volume", work.get("volume")
    yield "rft.issue", work.get("number", "issue") if kind == "journalArticle" else ""
    yield "rft.pages", pages(work) or article_number(work)
    yield "rft_id", f"info:doi/{work.doi}" if work.doi else ""
    yield "rft.identifier", work.url or work.link
    yield "rft.relation", f"arXiv:{work.arxiv}" if work.arxiv and work.arxiv not in (work.url or work.link) else ""


def _creators(work: Work) -> Iterator[str]:
    people = work.authors or work.editors or work.translators
    yield from map(creator, people)
    if not people:
        yield work.get("organization", "institution", "publisher") or NOBODY


def creator(person: Person) -> str:
    """Return a name for readers that split it at its comma: ``van de Kar, Mozes Jr.``; the name of a group ends with one."""
    family = " ".join(part for part in (person.particle, person.family) if part).replace(",", " ")
    given = " ".join(part for part in (person.given, person.lineage) if part).replace(",", " ")
    return f"{family}, {given}" if given else f"{family},"
