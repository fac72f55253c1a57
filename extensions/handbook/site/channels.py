"""What has a feed: the periodical, each term, people with a page, the errata and the updates; and which subjects a feed shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ..library.entries import Entry
from ..model.places import DOCS, ISSUES, UPDATES, UPDATES_PAGE
from ..model.records import Page, Term
from ..text.messages import mark as _
from ..views.labels import page_label, profile_label, term_label
from ..views.listings import errata as list_errata
from ..views.rows import ErratumRow, Label, UpdateRow
from ..views.updates import update_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..library.entries import Author
    from ..library.library import Library
    from .place import Site

MAX_POSTS = 50
"""A feed shows at most this many subjects, the newest ones, so that its size does not grow with the handbook."""
FOLDER = "feeds"
"""The folder of all feeds but that of the periodical."""
ATOM, JSON = ".xml", ".json"
UNLISTED = ("weekly", "errata", UPDATES)
"""The kinds of feeds whose page need not show all that the feed shows."""
WEEKLY = ("atom.xml", "feed.json")
"""The addresses of the feed of the periodical, in Atom and in JSON."""
FRONT, ERRATA = "index", f"{DOCS}/errata"
"""The docnames of the front page and of the list of errata."""

Subject = Entry | Page | tuple[str, ErratumRow] | UpdateRow
"""What a post is about: an entry, the page of an issue, an erratum with the date of its issue, or an update."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What one feed is about: a kind and an id that name it for ever, its page, and its newest subjects."""

    kind: str
    id: str
    home: Label
    """The page that it follows."""
    subjects: tuple[Subject, ...]
    """Those without a date, which is a mistake in their issue, have no post."""
    date: str = ""
    """The day of a feed that has no subjects yet."""
    former: tuple[str, ...] = ()
    """Its former ids: the same feed stays at their addresses."""

    @property
    def addresses(self) -> tuple[str, str]:
        """Where it is in Atom and in JSON, relative to the root of the site."""
        return addresses(self.kind, self.id)

    @property
    def docnames(self) -> Iterator[str]:
        """The pages of which it shows something: its own, and those of its subjects."""
        yield self.home.docname
        yield from map(_docname, self.subjects)

    def title(self, site: Site) -> str:
        """Return its title: the name of the site, and that of its page."""
        name = site.say(_("Errata")) if self.kind == "errata" else self.home.zh
        return site.name if self.kind == "weekly" else f"{site.name} · {name}"


def _docname(subject: Subject) -> str:
    if isinstance(subject, tuple):
        return subject[1].label.docname
    return subject.label.docname if isinstance(subject, UpdateRow) else subject.docname


def addresses(kind: str, channel_id: str) -> tuple[str, str]:
    """Return where a feed is in Atom and in JSON, relative to the root of the site."""
    if kind == "weekly":
        return WEEKLY
    stem = f"{FOLDER}/{kind}/{channel_id}" if channel_id else f"{FOLDER}/{kind}"
    return f"{stem}{ATOM}", f"{stem}{JSON}"


def is_dated(subject: Subject) -> bool:
    """Tell whether the issue of a subject has a date, without which there can be no post."""
    if isinstance(subject, tuple):
        return bool(subject[0])
    if isinstance(subject, UpdateRow):
        return True
    return subject.issue is not None and subject.issue.date is not None


def weekly(library: Library) -> Iterator[Channel]:
    """Yield the feed of the periodical: each issue, followed by what it presents, newest first."""
    subjects = tuple(islice(_issues_and_entries(library), MAX_POSTS))
    if any(map(is_dated, subjects)):
        yield Channel(kind="weekly", id="", home=Label(kind="page", id=FRONT, zh="", docname=FRONT), subjects=subjects)


def _issues_and_entries(library: Library) -> Iterator[Subject]:
    for page in library.issues.values():
        yield page
        yield from library.presented(page)


def terms(library: Library) -> Iterator[Channel]:
    """Yield the feed of each term that has entries: those that carry it or a narrower term."""
    for term in library.vocabulary:
        yield from of_term(library, term)


def of_term(library: Library, term: Term) -> Iterator[Channel]:
    """Yield the feed of a term, if one of its newest entries has a date."""
    entries = library.covering(term)[:MAX_POSTS]
    if any(map(is_dated, entries)):
        former = library.vocabulary.former(term)
        yield Channel(kind=term.kind, id=term.id, home=term_label(term), subjects=entries, former=former)


def people(library: Library) -> Iterator[Channel]:
    """Yield the feed of each person who has a page of their own, and entries."""
    for author in library.authors.values():
        yield from of_person(library, author)


def of_person(library: Library, author: Author) -> Iterator[Channel]:
    """Yield the feed of a person, if they have a page and one of their newest entries has a date."""
    entries = author.entries[:MAX_POSTS]
    if author.profile and any(map(is_dated, entries)):
        title = author.profile.title(is_chinese=library.identity.is_chinese)
        yield Channel(kind="author", id=author.id, home=profile_label(author.profile, title), subjects=entries)


def errata(library: Library) -> Iterator[Channel]:
    """Yield the feed of the errata, if there are any and a page lists them."""
    if ERRATA not in library.by_docname:
        return
    rows = []
    for group in list_errata(library).groups:
        issue = library.issues[int(group.head.id)].issue
        date = issue.date.first_day.isoformat() if issue and issue.date else ""
        rows += [(date, row) for row in group.rows if isinstance(row, ErratumRow)]
    if any(map(is_dated, rows[:MAX_POSTS])):
        home = Label(kind="page", id=ERRATA, zh="", docname=ERRATA)
        yield Channel(kind="errata", id="", home=home, subjects=tuple(rows[:MAX_POSTS]))


def updates(library: Library) -> Iterator[Channel]:
    """Yield the feed of the updates, if a page lists them; before there are any, it has the day of the newest issue."""
    home = library.by_docname.get(UPDATES_PAGE)
    dates = (page.issue.date for page in library.issues.values() if page.issue and page.issue.date)
    newest = next(dates, None)
    rows = tuple(islice(update_rows(library), MAX_POSTS))
    if home is not None and (rows or newest):
        day = newest.first_day.isoformat() if newest else ""
        yield Channel(kind=UPDATES, id="", home=page_label(home), subjects=rows, date=day)


SOURCES: tuple[Callable[[Library], Iterator[Channel]], ...] = (weekly, terms, people, errata, updates)
"""All feeds, one function for each kind of page that has them."""


def channels(library: Library) -> Iterator[Channel]:
    """Yield everything that has a feed."""
    for source in SOURCES:
        yield from source(library)


def channel_of(library: Library, docname: str) -> Channel | None:
    """Return what a reader of a page can subscribe to: what the page lists, or the periodical on its own pages."""
    page = library.by_docname.get(docname)
    if page is not None and page.term is not None:
        return next(of_term(library, page.term), None)
    if page is not None and page.profile is not None:
        author = library.authors.get(page.profile.id)
        return next(of_person(library, author), None) if author else None
    if docname == ERRATA:
        return next(errata(library), None)
    if docname == UPDATES_PAGE:
        return next(updates(library), None)
    if docname in (FRONT, f"{ISSUES}/index") or (page is not None and page.issue is not None):
        return next(weekly(library), None)
    return None
