"""Which papers are meant: entries by issue, term, author, year and key, for the command line, bundles and Python."""

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

_NONE = {
    "issue": _("there is no issue {name}"),
    "topic": _("there is no topic {name}"),
    "institution": _("there is no institution {name}"),
    "method": _("there is no method {name}"),
    "author": _("no paper is by {name}"),
    "year": _("no paper is of the year {name}"),
    "key": _("there is no paper with the key {name}"),
}


class Selectable(Protocol):
    """What papers are selected from: the part of a Library that is used here."""

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
    """A name that the handbook does not have: ``kind`` (issue, topic … key), ``name``, and the ``close`` one, if any."""

    def __init__(self, kind: str, name: str, close: str) -> None:
        super().__init__(kind, name, close)
        self.kind, self.name, self.close = kind, name, close

    def message(self, translate: Translate = str) -> str:
        """Return what is wrong and what may be meant, in the language of *translate*."""
        said = translate(_NONE[self.kind]).format(name=self.name)
        return translate(_("{message}; did you mean {close}?")).format(message=said, close=self.close) if self.close else said

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
    """Return the papers that fulfil all conditions given, newest first; those of *keys* in the order of the keys.

    A term is named by its id or by one of its names, and covers the narrower ones; an author by name, in either order, or by
    id; the year is that of the version to cite. Items that are no papers are left out, and so are papers that no .bib file
    has. Raise UnknownNameError for what the handbook does not have.
    """
    wanted = [_by_issue(library, str(issue))] if issue is not None else []
    for kind, name in zip(TERM_KINDS, (topic, institution, method), strict=True):
        if name is not None:
            wanted.append(_by_term(library, kind, name))
    if author is not None:
        wanted.append(_by_author(library, author))
    if year is not None:
        wanted.append(_by_year(library, str(year)))
    order = [_by_key(library, key) for key in dict.fromkeys(keys)] or library.entries
    chosen = (library.entries[entry_id] for entry_id in dict.fromkeys(order) if all(entry_id in each for each in wanted))
    return tuple(entry for entry in chosen if entry.reference is not None)


def _near(name: str, known: Iterable[int]) -> str:
    """Return the number nearest to the one written, or an empty string where none is written or known."""
    numbers = list(known)
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
    found = [author for author in library.authors.values() if folded and folded in _spellings(author)]
    if not found:
        people = [author.person for author in library.authors.values()]
        names = dict.fromkeys(spelling for person in people for spelling in (person.name, person.inverted))
        raise UnknownNameError("author", name, closest(name, names))
    return {entry_id for author in found for entry_id in _ids(author.entries)}


def _spellings(author: Author) -> Iterator[str]:
    person = author.person
    yield from map(fold, (author.id, person.name, person.inverted))
    yield fold(person.family + person.given)  # Chinese order


def _by_year(library: Selectable, name: str) -> set[str]:
    papers = ((entry, entry.reference.year) for entry in library.entries.values() if entry.reference)
    found = _ids(entry for entry, year in papers if year is not None and str(year) == name)
    if not found:
        years = {entry.reference.year for entry in library.entries.values() if entry.reference and entry.reference.year}
        raise UnknownNameError("year", name, _near(name, sorted(years, reverse=True)))
    return found


def _by_key(library: Selectable, key: str) -> str:
    """Return the identifier of the entry of *key*, which may be that of the published version."""
    entry = library.entries.get(key)
    if entry is not None and entry.reference is not None:
        return key
    paper = library.works.get(key)
    if paper is not None and paper.preprint_key in library.entries:
        return paper.preprint_key
    known = [*(entry.item.id for entry in library.entries.values() if entry.reference)]
    raise UnknownNameError("key", key, closest(key, known))
