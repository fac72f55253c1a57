"""The records of the search: one for each entry, issue, term and section of the guide, in the order of results."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from ..fulltext.documents import Document
from ..library.plain import Texts
from ..model import places
from ..model.places import paper_docname
from ..model.records import ITEM_KINDS, TERM_KINDS, TUTORIAL, Page, Section, Term
from ..text.folding import slug
from ..text.messages import Translate, counted
from ..text.messages import mark as _
from ..views.labels import english_title, person_label
from . import facts
from .keys import keys_of, name_keys, of_authors
from .words import near

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..library.entries import Author, Entry
    from ..library.library import Library
    from ..model.records import Erratum, Paper

GUIDE = "guide"
"""The kind of a section of a page that is neither an issue nor a term."""
GUIDE_FOLDERS = (f"{places.GUIDE}/", f"{places.REFERENCE}/")
PERSON = "person"
"""The kind of an author."""
MIN_ENTRIES_OF_PERSON = 2
MAX_ENTRIES_PER_PERSON = 1000
"""An author without a page of their own is a result only with so many entries, and with one of so many of all entries."""
KINDS = (ITEM_KINDS[0], TUTORIAL, *ITEM_KINDS[1:], "issue", *TERM_KINDS, PERSON, GUIDE)
"""The kinds of records, in the order in which the facet lists them."""
NUMBER = _("No. {number}")
"""An issue as results name it."""


_SHORT_NAME = re.compile(r"([^\s:：]{2,30})[:：]")
"""The name of a model or a method with which many titles begin: ``MetaICL: Learning to Learn In Context``."""


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
    """The names of all its authors, or of those who made it, in every spelling."""
    names: tuple[str, ...] = ()
    """All names of its terms."""
    near_names: tuple[str, ...] = ()
    """Words to which a term is the nearest answer; they count no more than its text."""
    facts: tuple[str, ...] = ()
    """Its venues and dates, what kind of thing it is, and what it links to."""
    text: str = ""
    errata: tuple[str, ...] = ()
    """What the periodical printed wrong in it, what is right, and why."""
    keys: tuple[str, ...] = ()
    """The names of its identifiers and of its authors, each with its kind: ``arxiv:2210.11610``, ``author:huang j``."""
    also: tuple[tuple[str, ...], ...] = ()
    """Names by which it is found, to tell why: first the term that has them, empty if they are its own, then the names."""
    has: tuple[str, ...] = ()
    """What it has of facts.HAS_NAMES."""
    where: str = ""
    """Venue and year as in lists, or a date in words."""
    people: tuple[str, ...] = ()
    """The first authors."""
    more_people: bool = False
    institutions: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    issue: int | None = None
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The ids of its own terms, by kind."""


def digest(record: SearchRecord) -> str:
    """Return a digest of everything that a record holds."""
    return hashlib.blake2b(repr(record).encode(errors="surrogatepass"), digest_size=12).hexdigest()


def records(library: Library, say: Translate = str, others: Iterable[tuple[Library, Translate]] = ()) -> Iterator[SearchRecord]:
    """Yield all records: items and issues, newest first, then terms, authors, and sections of the guide.

    Each is found by the words of the *others* too, the editions of the handbook in other languages.
    """
    yield from in_all_words(_records(library, say), (_records(other, own) for other, own in others))


def in_all_words(own: Iterable[SearchRecord], others: Iterable[Iterable[SearchRecord]]) -> Iterator[SearchRecord]:
    """Yield the records of one edition, each found by the words of the same record of the *others* too."""
    found = [{(record.kind, record.id): record for record in other} for other in others]
    for record in own:
        for edition in found:
            if other := edition.get((record.kind, record.id)):
                record = _with_words_of(record, other)
        yield record


def _with_words_of(record: SearchRecord, other: SearchRecord) -> SearchRecord:
    """Return a record that is found by the words of the *other* too, the same in another language."""
    titles = [title for title in other.titles if title not in record.titles]
    own = _unique((*record.also[0], *titles))[1:] if record.also else ()
    return replace(
        record,
        other_names=_unique((*record.other_names, *titles, *other.other_names)),
        authors=_unique((*record.authors, *other.authors)),
        names=_unique((*record.names, *other.names)),
        facts=_unique((*record.facts, *other.facts)),
        text=" ".join(_unique((record.text, other.text))),
        errata=_unique((*record.errata, *other.errata)),
        also=(("", *own), *record.also[1:]) if own else record.also,
    )


def _records(library: Library, say: Translate) -> Iterator[SearchRecord]:
    texts = Texts(library, say)
    for page in library.issues.values():
        yield from of_issue(library, page, texts, say)
    for undated in (of_terms, of_people, of_guide):
        yield from undated(library, texts, say)


def of_issue(library: Library, page: Page, texts: Texts, say: Translate) -> Iterator[SearchRecord]:
    """Yield the records of the items of an issue, and that of the issue."""
    for entry in library.presented(page):
        yield _entry(library, entry, texts, say)
    yield _issue(library, page, texts, say)


def of_terms(library: Library, texts: Texts, _say: Translate) -> Iterator[SearchRecord]:
    """Yield the records of terms."""
    for term in library.vocabulary:
        yield _term(library, term, texts)


def of_people(library: Library, texts: Texts, say: Translate) -> Iterator[SearchRecord]:
    """Yield the records of authors: of those with a page, and of those with many entries."""
    enough = max(MIN_ENTRIES_OF_PERSON, len(library.entries) // MAX_ENTRIES_PER_PERSON)
    for author in library.authors.values():
        if author.profile or len(author.entries) >= enough:
            yield _person(library, author, texts, say)


def of_guide(library: Library, texts: Texts, _say: Translate) -> Iterator[SearchRecord]:
    """Yield the records of the sections of the guide."""
    for page in library.pages:
        if page.path.startswith(GUIDE_FOLDERS):
            for section in page.sections:
                yield _section(page, section, texts)


def _shown_names(term: Term) -> tuple[str, ...]:
    return tuple(dict.fromkeys((term.zh, term.en, *term.aliases)))


def _entry(library: Library, entry: Entry, texts: Texts, say: Translate) -> SearchRecord:
    item, reference, language = entry.item, entry.reference, library.identity.language
    works = tuple(dict.fromkeys(work for work in (reference, entry.paper) if work))
    people = tuple(dict.fromkeys(person.name for work in works for person in work.authors)) or item.people
    spellings = [name for person in people if (profile := library.people.named(person)) for name in profile.names]
    ids = [name for work in works for name in (work.key, work.arxiv, work.arxiv and f"arXiv {work.arxiv}", work.doi)]
    earlier = (item.reported_as, *(work.title for work in works[1:]))
    carried = [(term, _shown_names(term)) for terms in entry.terms.values() for term in terms]
    own = _unique((item.id, *earlier, *ids))
    year = reference.year if reference else item.date.year if item.date else None
    return SearchRecord(
        kind=item.counted_as,
        id=item.id,
        docname=paper_docname(item.id) if item.kind == "paper" else entry.docname,
        anchor="" if item.kind == "paper" else item.anchor,
        titles=tuple(title for title in (item.title, english_title(entry)) if title),
        other_names=own,
        authors=_unique((*people, *spellings)),
        names=_unique(name for term, shown in carried for name in (*shown, *term.misnomers)),
        facts=_unique((*facts.words(entry, works, language, say), _number(entry.issue.number, say))),
        text=texts.plain(item.summary),
        errata=_errata(item.errata),
        keys=_unique((*facts.identifiers(entry, works), *_authors(works, item.people))),
        also=(("", *own), *(shown for _term, shown in carried)),
        has=facts.has(entry),
        where=reference.where if reference else item.date.in_words(language) if item.date else "",
        people=people[:3],
        more_people=len(people) > 3,
        institutions=tuple(term.zh for term in entry.terms["institution"]),
        year=year,
        venue=reference.venue if reference else "",
        issue=entry.issue.number,
        terms={kind: tuple(term.id for term in terms) for kind, terms in entry.terms.items()},
    )


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _authors(works: Iterable[Paper], people: Iterable[str]) -> Iterator[str]:
    if not works:
        yield from of_authors(people)
    for work in works:
        yield from of_authors(work.authors)


def _errata(errata: Iterable[Erratum]) -> tuple[str, ...]:
    return tuple(" ".join(part for part in (each.printed, each.correct, each.evidence) if part) for each in errata)


def _issue(library: Library, page: Page, texts: Texts, say: Translate) -> SearchRecord:
    issue, language = page.issue, library.identity.language
    assert issue is not None
    number = _number(issue.number, say)
    return SearchRecord(
        kind="issue",
        id=str(issue.number),
        docname=page.docname,
        titles=(f"{number} {issue.title}",),
        other_names=_unique((number, f"issue {issue.number}", str(issue.number), issue.title)),
        authors=issue.contributors,
        facts=(" ".join(map(str, facts.years((), issue.date))), *facts.dates(issue.date, language)),
        text=" ".join(texts.plain(section.text) for section in page.sections),
        errata=_errata(page.errata),
        has=("erratum",) if page.errata else (),
        where=issue.date.in_words(language) if issue.date else "",
        year=issue.date.year if issue.date else None,
        issue=issue.number,
    )


def _number(number: int, say: Translate) -> str:
    return say(NUMBER).format(number=number)


def _term(library: Library, term: Term, texts: Texts) -> SearchRecord:
    page = library.by_docname[term.location.path.removesuffix(".md")]
    return SearchRecord(
        kind=term.kind,
        id=term.id,
        docname=page.docname,
        titles=tuple(dict.fromkeys((term.zh, term.en))),
        other_names=tuple(dict.fromkeys((*term.aliases, *term.misnomers, term.id))),
        names=tuple(name for name in (term.parent_zh, term.parent_en) if name),
        near_names=term.near,
        also=(("", *term.aliases),),
        text=" ".join(texts.plain(section.text) for section in page.sections),
    )


def _person(library: Library, author: Author, texts: Texts, say: Translate) -> SearchRecord:
    profile = author.profile
    names = profile.names if profile else tuple(person.name for person in author.spellings)
    title = profile.title(is_chinese=library.identity.is_chinese) if profile else names[0]
    label = person_label(library, author.person, title)
    page = library.by_docname.get(label.docname) if profile else None
    spellings = profile.people if profile else author.spellings
    return SearchRecord(
        kind=PERSON,
        id=author.id,
        docname=label.docname,
        anchor=label.anchor,
        titles=_unique((title, *names))[:2],
        other_names=_unique((title, *names))[2:],
        text=" ".join(texts.plain(section.text) for section in page.sections) if page else "",
        keys=_unique(key for spelling in spellings for key in of_authors((spelling,))),
        also=(("", *names),),
        where=counted(say, _("{count} entry"), _("{count} entries"), len(author.entries)),
    )


def _section(page: Page, section: Section, texts: Texts) -> SearchRecord:
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


@cache
def venue_id(venue: str) -> str:
    """Return the id of a venue as a value of its facet, which is part of addresses."""
    return slug(venue)


def fields_of(record: SearchRecord) -> dict[str, tuple[str, ...]]:
    """Return the texts by which a record is found, by the field of the index."""
    return {
        "text": (record.text, *record.near_names, *record.errata),
        "title": record.titles,
        "name": tuple(name for name in record.other_names if not any(name in title for title in record.titles)),
        "people": record.authors,
        "terms": (*record.names, *record.facts),
    }


def words_of(record: SearchRecord) -> Iterable[str]:
    """Return all texts by which a record is found."""
    return (text for texts in fields_of(record).values() for text in texts)


def document(record: SearchRecord) -> Document:
    """Return what is indexed of *record*: its texts by field, and keys for its names, its identifiers and its authors."""
    short = (match[1] for title in record.titles if record.issue is not None and (match := _SHORT_NAME.match(title)))
    names = name_keys((*record.titles, *record.other_names, *short))
    return Document(fields=fields_of(record), keys=_unique((*names, *map(near, record.near_names), *keys_of(record.keys))))
