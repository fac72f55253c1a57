"""The selection of papers by issue, term, author, year and key, for the command line, bundles and Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ..model.records import TERM_KINDS, Page, Paper, Term
from ..text.folding import fold
from ..text.guesses import closest
from ..text.messages import Translate
from ..text.messages import mark as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .entries import Author, Entry
    from .vocabulary import Vocabulary

_MESSAGES = {
    "issue": _("there is no issue {name}"),
    "topic": _("there is no topic {name}"),
    "institution": _("there is no institution {name}"),
    "method": _("there is no method {name}"),
    "author": _("there is no paper by {name}"),
    "year": _("there is no paper of the year {name}"),
    "key": _("there is no paper with the key {name}"),
}


class Selectable(Protocol):
    """The part of a Library from which papers are selected."""

    entries: dict[str, Entry]
    issues: dict[int, Page]
    works: dict[str, Paper]
    vocabulary: Vocabulary

    @property
    def authors(self) -> Mapping[str, Author]:
        """The authors by id."""

    def issue(self, name: str) -> Page | None:
        """Return the page of an issue by its number or ``latest``."""

    def covering(self, term: Term) -> tuple[Entry, ...]:
        """Return the entries that carry *term* or a narrower one."""


class UnknownNameError(LookupError):
    """A name that the handbook does not have: its ``kind`` (issue, topic … key), ``name``, and a ``close`` name, if any."""

    def __init__(self, kind: str, name: str, close: str) -> None:
        super().__init__(kind, name, close)
        self.kind, self.name, self.close = kind, name, close

    def message(self, translate: Translate = str) -> str:
        """Return the message with the suggestion, in the language of *translate*."""
        message = translate(_MESSAGES[self.kind]).format(name=self.name)
        if not self.close:
            return message
        return translate(_("{message}; did you mean {close}?")).format(message=message, close=self.close)

    def __str__(self) -> str:
        return self.message()


def select(
    library: Selectable,
    *,
    issue: int | str | None = None,
    topic: str | None = None,
    institution: str | None = None,
    method: str | None = None,
    author: str | None = None,
    year: int | str | None = None,
    keys: Iterable[str] = (),
) -> tuple[Entry, ...]:
    """Return the papers that fulfil all conditions given, newest first; with *keys*, in the order of the keys.

    A term is given by its id or one of its names, and includes its narrower terms; an author by name, in either order, or by
    id; the year is that of the version to cite. Items other than papers, and papers that no .bib file has, are left out.
    Raise UnknownNameError for a name that the handbook does not have.
    """
    conditions = [_by_issue(library, str(issue))] if issue is not None else []
    for kind, name in zip(TERM_KINDS, (topic, institution, method), strict=True):
        if name is not None:
            conditions.append(_by_term(library, kind, name))
    if author is not None:
        conditions.append(_by_author(library, author))
    if year is not None:
        conditions.append(_by_year(library, str(year)))
    order = [_by_key(library, key) for key in dict.fromkeys(keys)] or library.entries
    chosen = (library.entries[entry_id] for entry_id in dict.fromkeys(order) if all(entry_id in ids for ids in conditions))
    return tuple(entry for entry in chosen if entry.reference is not None)


def _near(name: str, candidates: Iterable[int]) -> str:
    """Return the candidate nearest to the number *name*; empty if *name* is not a number or there are no candidates."""
    numbers = list(candidates)
    if not numbers or not (name.isascii() and name.isdigit() and len(name) < 10):
        return ""
    return str(min(numbers, key=lambda number: abs(number - int(name))))


def _ids(entries: Iterable[Entry]) -> set[str]:
    return {entry.item.id for entry in entries}


def _by_issue(library: Selectable, name: str) -> set[str]:
    page = library.issue(name)
    if page is None or page.issue is None:
        raise UnknownNameError("issue", name, _near(name, library.issues))
    return _ids(entry for entry in library.entries.values() if entry.issue.number == page.issue.number)


def _by_term(library: Selectable, kind: str, name: str) -> set[str]:
    term = library.vocabulary.find(kind, name)
    if term is None:
        raise UnknownNameError(kind, name, library.vocabulary.suggest(kind, name))
    return _ids(library.covering(term))


def _by_author(library: Selectable, name: str) -> set[str]:
    folded = fold(name)
    authors = [author for author in library.authors.values() if folded and folded in _spellings(author)]
    if not authors:
        authors = [*library.authors.values()]
        people = [person for author in authors for person in author.spellings]
        names = dict.fromkeys(spelling for person in people for spelling in (person.name, person.inverted))
        names.update(dict.fromkeys(name for author in authors if author.profile for name in author.profile.names))
        raise UnknownNameError("author", name, closest(name, names))
    return {entry_id for author in authors for entry_id in _ids(author.entries)}


def _spellings(author: Author) -> Iterator[str]:
    yield fold(author.id)
    profile = author.profile
    for person in (*author.spellings, *(profile.people if profile else ())):
        yield from map(fold, (person.name, person.inverted, person.family + person.given))  # the last is the Chinese order
    yield from (fold(name) for name in (author.anchors if profile else ()))
    yield from (fold(name) for name in (profile.names if profile else ()))


def _by_year(library: Selectable, name: str) -> set[str]:
    papers = ((entry, entry.reference.year) for entry in library.entries.values() if entry.reference)
    ids = _ids(entry for entry, year in papers if year is not None and str(year) == name)
    if not ids:
        years = {entry.reference.year for entry in library.entries.values() if entry.reference and entry.reference.year}
        raise UnknownNameError("year", name, _near(name, sorted(years, reverse=True)))
    return ids


def _by_key(library: Selectable, key: str) -> str:
    """Return the identifier of the entry of *key*, which may be the key of the published version."""
    entry = library.entries.get(key)
    if entry is not None and entry.reference is not None:
        return key
    paper = library.works.get(key)
    if paper is not None and paper.preprint_key in library.entries:
        return paper.preprint_key
    keys = [entry.item.id for entry in library.entries.values() if entry.reference]
    raise UnknownNameError("key", key, closest(key, keys))
