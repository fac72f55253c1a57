"""Where the names of authors lead: to a page of their own, or to their place in a list that is divided over pages.

These follow from the authors of all entries, which take long to gather. Most edits change none of them, so that a build takes
over what an earlier one has found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from ..model.places import author_docname, author_list_docname

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..library.entries import Author
    from ..library.library import Library
    from ..model.people import Person

MIN_ENTRIES_OF_PAGE = 2
"""An author with so many entries has a page of their own."""


class AuthorPlaces(NamedTuple):
    """What pages need to know of all authors."""

    ids: frozenset[str]
    entries: Mapping[str, tuple[str, ...]]
    """The ids of the entries of the authors of each letter that has one list, by letter, newest first."""
    parts: Mapping[str, Mapping[str, tuple[str, ...]]]
    """The lists of those letters that have several, by letter and by their own first letters: the ids of their authors."""
    pages: Mapping[str, str]
    """The derived page of each author with several entries, or their place in a divided list, by id.

    An author with a page that a contributor has written has neither.
    """
    people: Mapping[str, Person]
    """Each author with several entries by id, as lists name them: those whom papers can share."""

    def page(self, key: str) -> str:
        """Return the derived page of an author, or their place in a divided list; empty if they have neither."""
        return self.pages.get(key, "")

    @property
    def letters(self) -> frozenset[str]:
        """The letters with which their names begin."""
        return frozenset((*self.entries, *self.parts))


_PLACES: WeakKeyDictionary[Library, AuthorPlaces] = WeakKeyDictionary()


def author_places(library: Library) -> AuthorPlaces:
    """Return the places of the authors of *library*, found once."""
    if library not in _PLACES:
        places = {key: f"{author_list_docname(letters)}#{key}" for key, letters in library.part_of_author.items()}
        several = {key: each for key, each in library.authors.items() if len(each.entries) >= MIN_ENTRIES_OF_PAGE}
        pages = {**places, **{key: author_docname(key) for key in several}}
        _PLACES[library] = AuthorPlaces(
            ids=frozenset(library.authors),
            entries=_entries_of_lists(library),
            parts={letter: {each: _ids(authors) for each, authors in of.items()} for letter, of in library.author_parts.items()},
            pages={key: page for key, page in pages.items() if not library.authors[key].profile},
            people={key: author.person for key, author in several.items()},
        )
    return _PLACES[library]


def _entries_of_lists(library: Library) -> dict[str, tuple[str, ...]]:
    lists = {letter: authors for letter, authors in library.authors_by_letter.items() if letter not in library.author_parts}
    found = {letter: {entry.item.id for author in authors for entry in author.entries} for letter, authors in lists.items()}
    return {letter: tuple(sorted(ids, key=library.rank.__getitem__)) for letter, ids in found.items()}


def _ids(authors: Iterable[Author]) -> tuple[str, ...]:
    return tuple(author.id for author in authors)


def use_author_places(library: Library, places: AuthorPlaces) -> None:
    """Have *places*, which were found for a library with the same authors, hold for this one."""
    _PLACES[library] = places


def author_page(library: Library, key: str) -> str:
    """Return what AuthorPlaces.page says in *library*."""
    return author_places(library).page(key)
