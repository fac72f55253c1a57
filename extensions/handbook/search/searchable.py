"""The records of the search: one for each entry, issue, term and section of the guide, in the order of results."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ..fulltext.documents import Document
from ..fulltext.tokens import exact
from ..model import places
from ..model.records import ITEM_KINDS, TERM_KINDS, Page, Section, Term
from ..text.folding import slug
from ..text.messages import Translate
from ..text.messages import mark as _
from ..views.labels import english_title, where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..library.entries import Entry
    from ..library.library import Library

GUIDE = "guide"
"""The kind of a section of a page that is neither an issue nor a term."""
GUIDE_FOLDERS = (f"{places.GUIDE}/", f"{places.REFERENCE}/")
KINDS = (*ITEM_KINDS, "issue", *TERM_KINDS, GUIDE)
"""The kinds of records, in the order in which the facet lists them."""

_ROLE = re.compile(r"\{(?:hb:)?([a-z]+)(?::[a-z]+)?\}`([^`]*)`")
_TARGET = re.compile(r"\s*<[^<>]*>\s*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_EMPHASIS = re.compile(r"(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1")
_MARKUP = re.compile(r"`+|^:{3,}.*$|^%.*$|^\([^()\s]+\)=\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """One result of a search: an item, an issue, a term, or a section of the guide."""

    kind: str
    id: str
    docname: str
    anchor: str = ""
    titles: tuple[str, ...]
    """The titles in Chinese and English that there are; a result shows the second below the first."""
    other_names: tuple[str, ...] = ()
    """Further names that rank like titles when the whole query is one of them: aliases, misnomers, keys, numbers."""
    authors: tuple[str, ...] = ()
    """The names of all its authors, or of those who made it."""
    names: tuple[str, ...] = ()
    """All names of its terms, and of its venues."""
    text: str = ""
    where: str = ""
    """Venue and year as in lists."""
    people: tuple[str, ...] = ()
    """The first authors."""
    more_people: bool = False
    institutions: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    issue: int | None = None
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The ids of its own terms, by kind."""


def records(library: Library, say: Translate = str) -> Iterator[SearchRecord]:
    """Yield all records: items and issues, newest first, then terms, then sections of the guide."""
    names = {(term.kind, term.id): _names(term) for term in library.vocabulary}
    texts = _Texts(library)
    for page in library.issues.values():
        for entry in library.presented(page):
            yield _entry(entry, names, texts, say)
        yield _issue(page, texts, say)
    for term in library.vocabulary:
        yield _term(library, term, texts)
    for page in library.pages:
        if page.path.startswith(GUIDE_FOLDERS):
            for section in page.sections:
                yield _section(page, section, texts)


def _names(term: Term) -> tuple[str, ...]:
    return tuple(dict.fromkeys((term.zh, term.en, *term.aliases, *term.misnomers)))


def _entry(entry: Entry, names: Mapping[tuple[str, str], tuple[str, ...]], texts: _Texts, say: Translate) -> SearchRecord:
    item, reference = entry.item, entry.reference
    works = tuple(dict.fromkeys(work for work in (reference, entry.paper) if work))
    people = tuple(dict.fromkeys(person.name for work in works for person in work.authors)) or item.people
    ids = [name for work in works for name in (work.key, work.arxiv, work.arxiv and f"arXiv {work.arxiv}", work.doi)]
    earlier = (item.reported_as, *(work.title for work in works[1:]))
    places = [name for work in works for name in (where(work), work.container)]
    carried = [name for kind, terms in entry.terms.items() for term in terms for name in names[kind, term.id]]
    year = reference.year if reference else item.date.year if item.date else None
    return SearchRecord(
        kind=item.kind,
        id=item.id,
        docname=entry.docname,
        anchor=item.anchor,
        titles=tuple(title for title in (item.title, english_title(entry)) if title),
        other_names=tuple(dict.fromkeys(name for name in (item.id, *earlier, *ids) if name)),
        authors=people,
        names=tuple(dict.fromkeys(name for name in (*carried, *places, _number(entry.issue.number, say)) if name)),
        text=texts.plain(item.summary),
        where=where(reference) if reference else str(year or ""),
        people=people[:3],
        more_people=len(people) > 3,
        institutions=tuple(term.zh for term in entry.terms["institution"]),
        year=year,
        venue=reference.venue if reference else "",
        issue=entry.issue.number,
        terms={kind: tuple(term.id for term in terms) for kind, terms in entry.terms.items()},
    )


def _issue(page: Page, texts: _Texts, say: Translate) -> SearchRecord:
    issue = page.issue
    assert issue is not None
    return SearchRecord(
        kind="issue",
        id=str(issue.number),
        docname=page.docname,
        titles=(f"{_number(issue.number, say)} {issue.title}",),
        other_names=(_number(issue.number, say), str(issue.number), issue.title),
        authors=issue.contributors,
        text=" ".join(texts.plain(section.text) for section in page.sections),
        where=issue.date.text if issue.date else "",
        year=issue.date.year if issue.date else None,
        issue=issue.number,
    )


def _number(number: int, say: Translate) -> str:
    return say(_("No. {number}")).format(number=number)


def _term(library: Library, term: Term, texts: _Texts) -> SearchRecord:
    page = library.by_docname[term.location.path.removesuffix(".md")]
    return SearchRecord(
        kind=term.kind,
        id=term.id,
        docname=page.docname,
        titles=tuple(dict.fromkeys((term.zh, term.en))),
        other_names=tuple(dict.fromkeys((*term.aliases, *term.misnomers, term.id))),
        names=tuple(name for name in (term.parent_zh, term.parent_en) if name),
        text=" ".join(texts.plain(section.text) for section in page.sections),
    )


def _section(page: Page, section: Section, texts: _Texts) -> SearchRecord:
    top = page.sections[0]
    anchor = "" if section is top else section.anchor
    return SearchRecord(
        kind=GUIDE,
        id=f"{page.docname}#{anchor}" if anchor else page.docname,
        docname=page.docname,
        anchor=anchor,
        titles=(texts.plain(section.title),),
        where="" if section is top else texts.plain(top.title),
        text=texts.plain(section.text),
    )


class _Texts:
    """Converts Markdown to plain text: roles become the names that they show, links their text, and markup is removed."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def plain(self, markdown: str) -> str:
        """Return *markdown* as one line of plain text, without citations."""
        text = _ROLE.sub(self._shown, markdown) if "{" in markdown else markdown
        text = _LINK.sub(r"\1", text) if "](" in text else text
        text = _EMPHASIS.sub(r"\2", text) if "*" in text else text
        return " ".join(_MARKUP.sub("", text).split())

    def _shown(self, match: re.Match[str]) -> str:
        role, content = match[1], match[2]
        if role == "cite":
            return ""
        if _TARGET.search(content):
            return _TARGET.sub("", content)
        if role in TERM_KINDS:
            term = self._library.vocabulary.find(role, content)
            return term.zh if term else content
        entry = self._library.entries.get(content)
        return entry.item.title if entry else content


@cache
def venue_id(venue: str) -> str:
    """Return the id of a venue as a value of its facet, which is part of addresses."""
    return slug(venue)


def words_of(record: SearchRecord) -> Iterable[str]:
    """Return the texts by which a record is found, the most important first."""
    return (*record.titles, *record.other_names, *record.authors, *record.names, record.text)


_exact = lru_cache(1 << 14)(exact)


def document(record: SearchRecord) -> Document:
    """Return what is indexed of *record*: its texts by field, and a key for each of its exact names."""
    fields = {
        "text": (record.text,),
        "title": record.titles,
        "name": tuple(name for name in record.other_names if not any(name in title for title in record.titles)),
        "people": record.authors,
        "terms": record.names,
    }
    keys = (_exact(name) for name in (*record.titles, *record.other_names))
    return Document(fields=fields, keys=tuple(dict.fromkeys(key for key in keys if key)))


def digest(record: SearchRecord) -> str:
    """Return a digest of everything that a record holds."""
    return hashlib.blake2b(repr(record).encode(errors="surrogatepass"), digest_size=12).hexdigest()
