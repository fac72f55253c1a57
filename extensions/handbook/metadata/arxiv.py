"""Records from the answers of arXiv's API: an Atom feed with elements of arXiv's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from ..text.identifiers import arxiv_address, arxiv_id, bare_doi
from ..text.latex import Text, unknown_commands
from ..text.messages import mark as _
from .errors import TRY_LATER, NotFoundError, ServiceError
from .record import Record, is_doubtful, of_tex, one_line, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .transport import Answer

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_PAPER = r"(?<!previous )(?<!earlier )\b(?:paper|article|submission|manuscript|preprint|report|version)"
_WITHDRAWN = re.compile(
    rf"{_PAPER} (?:has been|has now been|is|is now|was) withdrawn\b(?! from (?!arxiv))|"
    rf"(?:^|[.;:,] |{_PAPER} )withdrawn(?=[.,;:!]|$| (?:by|due|because|as|since|for|until|pending|owing)\b)|"
    r"\bwithdr[ae]wn? (?:this|the) (?:paper|article|submission|manuscript|preprint)\b",
    re.IGNORECASE,
)
"""What authors write at arXiv who have withdrawn a paper; one withdrawn from a meeting is still there."""
_ACCEPTED = re.compile(
    r"\b(?i:accept(?:ed|ance)|to appear|appear(?:s|ed|ing)?|published|publication|camera[- ]ready|in proceedings|proceedings of|"
    r"presented at|oral|spotlight|findings)\b|\b[A-Z][A-Za-z-]*[A-Z]\w*\s?['’]?(?:19|20)?\d\d\b"
)
_FIRST_WORDS = 60
"""In how many characters of an abstract it is said that the paper has been withdrawn; it replaces the abstract then."""
_DATE = re.compile(r"(\d{4})-(\d\d)-\d\dT")
SOURCE = "arXiv"


def read(answer: Answer, identifier: str) -> Record:
    """Return the record of the paper with that identifier; raise ServiceError if the feed has none, or is invalid."""
    for entry in _feed(answer).iter(f"{_ATOM}entry"):
        address = _text(entry, f"{_ATOM}id")
        if "/api/errors" in address:
            reason = _text(entry, f"{_ATOM}summary")[:200]
            raise NotFoundError(_("arXiv rejects {identifier}: {reason}"), identifier=identifier, reason=reason)
        if arxiv_id("", address).lower() == identifier.lower():
            return _record(entry, identifier)
    raise NotFoundError(_("arXiv has no paper {identifier}"), _("check the spelling"), identifier=identifier)


def split(answer: Answer) -> dict[str, bytes]:
    """Return a feed for each paper of a feed, by identifier; raise ServiceError if the feed is invalid."""
    feed = _feed(answer)
    feeds: dict[str, bytes] = {}
    for entry in feed.findall(f"{_ATOM}entry"):
        identifier = arxiv_id("", _text(entry, f"{_ATOM}id")).lower()
        if identifier:
            alone = feed.makeelement(feed.tag, {})
            alone.append(entry)
            feeds[identifier] = etree.tostring(alone, encoding="utf-8")
    return feeds


def _feed(answer: Answer) -> etree._Element:
    """Return the root of a feed. A document type declaration is refused, and no entity of it is ever replaced or loaded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        feed = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise ServiceError(_("the response of arXiv is invalid"), TRY_LATER) from None
    if feed.tag != f"{_ATOM}feed" or feed.getroottree().docinfo.doctype:
        raise ServiceError(_("the response of arXiv is invalid"), TRY_LATER)
    return feed


def _record(entry: etree._Element, identifier: str) -> Record:
    title = of_tex(entry.findtext(f"{_ATOM}title"))
    names = [of_tex(author.findtext(f"{_ATOM}name")).plain for author in entry.iter(f"{_ATOM}author")]
    published = _DATE.match(_text(entry, f"{_ATOM}published"))
    comment = _text(entry, f"{_ARXIV}comment")
    category = entry.find(f"{_ARXIV}primary_category")
    abstract = _text(entry, f"{_ATOM}summary")
    withdrawn = any(_WITHDRAWN.search(text) for text in (comment, abstract[:_FIRST_WORDS]))
    if not title.plain:
        raise ServiceError(_("the response of arXiv is invalid"), TRY_LATER)
    return Record(
        source=SOURCE,
        type="misc",
        title=title,
        authors=tuple(filter(None, map(person, names))),
        year=int(published[1]) if published else None,
        container=Text("arXiv"),
        arxiv=identifier,
        category=one_line(category.get("term")) if category is not None else "",
        url=arxiv_address(identifier),
        abstract=of_tex(abstract).plain,
        affiliations=tuple(dict.fromkeys(_affiliations(entry))),
        published_as=bare_doi(_text(entry, f"{_ARXIV}doi").split(" ")[0]),
        journal_reference=_text(entry, f"{_ARXIV}journal_ref"),
        comment=comment,
        withdrawn=withdrawn,
        notes=tuple(_notes(entry.findtext(f"{_ATOM}title"), names, comment)),
    )


def is_accepted(comment: str) -> bool:
    """Tell whether the comment of authors says that a paper has been published or accepted."""
    return _ACCEPTED.search(comment) is not None


def _notes(title: str | None, names: list[str], comment: str) -> Iterator[tuple[str, str]]:
    if is_accepted(comment):
        yield _("its authors say at arXiv: {value}"), comment
    doubtful = ", ".join(filter(is_doubtful, names))
    if doubtful:
        yield _("check which part is the family name: {value}"), doubtful
    if unknown_commands(title or ""):
        yield _("the title contains a formula or a TeX command: write it as plain text"), ""


def _affiliations(entry: etree._Element) -> Iterator[str]:
    for author in entry.iter(f"{_ATOM}author"):
        yield from filter(None, (one_line(place.text) for place in author.iter(f"{_ARXIV}affiliation")))


def _text(element: etree._Element, tag: str) -> str:
    return one_line(element.findtext(tag))
