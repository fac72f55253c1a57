"""The records of a library, made once: where nothing that a group of records depends on has changed, they are not made again.

What is kept of them are their digests, and their columns, which are unpickled only where a file that shows one is made again.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from ..library.plain import Texts
from ..model.pickling import Shelf
from ..text.digests import digest_of
from ..views.entry_digests import vocabulary_digest
from .columns import COLUMNS, columns
from .searchable import digest, in_all_words, of_guide, of_issue, of_people, of_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..library.library import Library
    from ..model.records import BibFile, Page
    from ..text.messages import Translate
    from .columns import Columns
    from .searchable import SearchRecord


class Made(NamedTuple):
    """The digests of a group."""

    own: str
    """That of its own pages."""
    of: str
    """That of everything that its records depend on."""
    digests: tuple[str, ...]
    """That of each record."""
    shown: dict[str, str]
    """That of each of its columns."""


class Kept(NamedTuple):
    """What a build keeps for the next, by the name of the group."""

    inputs: str
    """The digest of all that records depend on beside the own pages of their group and works."""
    bibs: dict[str, tuple[str, frozenset[str]]]
    """The digest of each .bib file, and the keys of its works and of the preprints that they are the published versions of."""
    made: dict[str, Made]
    shown: dict[str, str]
    """The digest of each column."""
    columns: Shelf[dict[str, tuple[Any, ...]]]
    """The part of each group in each column, by the name of the column."""


class Group(NamedTuple):
    """Records that are made together, which is what costs: those of an issue, or all of one kind that has no date."""

    name: str
    own: str
    """The digest of its own pages; empty for records that are made each time."""
    pages: Sequence[Page]
    """Its own pages."""
    of: Callable[[], str]
    """Returns the digest of everything that they depend on."""
    records: Callable[[], Iterator[SearchRecord]]


class Records:
    """The digests and columns of all records, in the order of searchable.records, and each record until it is taken."""

    def __init__(
        self,
        library: Library,
        say: Translate = str,
        files: Mapping[str, str] | None = None,
        former: Kept | None = None,
        *,
        others: Sequence[tuple[Library, Translate]] = (),
        translations: str = "",
        authors: str = "",
    ) -> None:
        """Make the records that are not as they were.

        *files* has the digest of each page and .bib file by its path, and *former* is what the last build has kept. Without
        digests, all records are made. *others* are the editions in other languages, by whose words the records are found too,
        *translations* is a digest of what all editions say, and *authors* one of who all authors are. While these and the names
        of all terms and entries are the same, only groups whose own pages or works have changed are looked at.
        """
        self._library, self._say, self._files = library, say, files or {}
        self._texts = Texts(library, say)
        self._others = [(other, Texts(other, its), its) for other, its in others]
        profiles = [self._files.get(page.path) for page in library.pages if page.profile]
        self._all = digest_of([library.identity, profiles, translations])
        """What every record depends on."""
        self._authors = authors
        self._libraries = library, *(other for other, _its in others)
        self._names = digest_of([*map(vocabulary_digest, self._libraries)])
        """A digest of the names of all terms, which definitions are not among."""
        self._named = cache(self._digest_of_name)
        self._groups = tuple(self._all_groups())
        self._starts: list[int] = []
        self._records: dict[int, SearchRecord] = {}
        self.digests: list[str] = []
        entries = library.entries.values()
        titles = [*library.entries], [entry.item.title for entry in entries], [entry.docname for entry in entries]
        bibs = {bib.path: (self._files.get(bib.path, ""), _keys_of(bib)) for bib in library.bibs}
        self.kept = Kept(digest_of([self._all, self._names, titles]), bibs, {}, {}, Shelf())
        """What a later build can use."""
        former = former or Kept("", {}, {}, {}, Shelf())
        same = {group.name: former.made[group.name] for group in self._same(former)}
        made_now: dict[str, Columns] = {}
        for group in self._groups:
            self._starts.append(len(self.digests))
            made = same.get(group.name)
            if made is None:
                made, made_now[group.name] = self._make(group)
            self.kept.made[group.name] = made
            self.digests += made.digests
        self._keep_columns(former, made_now)
        self.shown = {name: digest_of([self._names, each]) for name, each in self.kept.shown.items()}
        """The digest of each column of all records, and of the names of terms."""

    def _keep_columns(self, former: Kept, made_now: Mapping[str, Columns]) -> None:
        """Keep the columns: those of *former* that are the same, and else with the parts of the groups that were *made_now*."""
        for name in COLUMNS:
            shown = self.kept.shown[name] = digest_of([(group, made.shown[name]) for group, made in self.kept.made.items()])
            if former.shown.get(name) != shown:
                before = former.columns.get(name, {})
                parts = {group: (made_now[group][name] if group in made_now else before[group]) for group in self.kept.made}
                self.kept.columns[name] = parts
        self.kept.columns.take(former.columns.keys() - self.kept.columns.keys(), former.columns)

    def _same(self, former: Kept) -> Iterator[Group]:
        """Yield the groups whose records are as they were."""
        changed = former.bibs.items() ^ self.kept.bibs.items()
        works = {key for _path, (_digest, keys) in changed for key in keys}
        for group in self._groups:
            if group.own and (made := former.made.get(group.name)):
                is_around_same = self.kept.inputs == former.inputs and not (works and works & self._works_in(group.pages))
                if made.own == group.own if is_around_same else made.of == group.of():
                    yield group

    def column(self, name: str) -> list[Any]:
        """Return a column of all records."""
        return [*chain.from_iterable(self.kept.columns[name].values())]

    def take(self, number: int) -> SearchRecord:
        """Return a record by its number, and forget it."""
        if number not in self._records:
            place = bisect_right(self._starts, number) - 1
            self._records.update(enumerate(self._groups[place].records(), self._starts[place]))
        return self._records.pop(number)

    def _all_groups(self) -> Iterator[Group]:
        pages = self._library.pages
        for page in self._library.issues.values():
            yield Group(page.docname, self._own([page]), [page], partial(self._digest, page), partial(self._of_issue, page))
        terms, people = [page for page in pages if page.term], [page for page in pages if page.profile]
        yield Group("terms", self._own(terms), terms, partial(self._digest_of_terms, terms), partial(self._undated, of_terms))
        own = digest_of([self._authors, self._own(people)]) if self._authors else ""
        yield Group("people", own, people, partial(self._digest_of_people, people), partial(self._undated, of_people))
        yield Group("guide", "", [], str, partial(self._undated, of_guide))

    def _own(self, pages: Iterable[Page]) -> str:
        """Return the digest of pages; empty if those of files are not known."""
        return digest_of([self._files[page.path] for page in pages]) if self._files else ""

    def _works_in(self, pages: Iterable[Page]) -> set[str]:
        """Return the keys of the works that pages present or cite."""
        presented = {item.id for page in pages for item in page.items}
        return presented.union(self._texts.cited("\n".join(text for page in pages for text in _texts_of(page))))

    def _of_issue(self, page: Page) -> Iterator[SearchRecord]:
        """Return the records of an issue, which the words of all editions find."""
        own = of_issue(self._library, page, self._texts, self._say)
        others = ((other, other.by_docname[page.docname], texts, say) for other, texts, say in self._others)
        return in_all_words(own, (of_issue(*each) for each in others))

    def _undated(self, make: Callable[[Library, Texts, Translate], Iterator[SearchRecord]]) -> Iterator[SearchRecord]:
        """Return the records that *make* makes of a library, which the words of all editions find."""
        return in_all_words(make(self._library, self._texts, self._say), (make(*each) for each in self._others))

    def _make(self, group: Group) -> tuple[Made, Columns]:
        """Make the records of a group, which come next; return their digests and their columns."""
        records = [*group.records()]
        self._records.update(enumerate(records, len(self.digests)))
        found = columns(records)
        shown = {name: digest_of(column) for name, column in found.items()}
        return Made(group.own, group.of() if group.own else "", tuple(map(digest, records)), shown), found

    def _digest(self, page: Page) -> str:
        """Return a digest of what the records of an issue depend on.

        These are its page, the people of the handbook, the names of the terms and the works of its entries, and what its
        references show.
        """
        of: list[object] = [self._all, self._files[page.path]]
        for entry in self._library.presented(page):
            of.append(entry.item.id)
            of += ((work.key, self._files[work.location.path]) for work in (entry.paper, entry.published) if work)
            of += (self._named(term.kind, term.id) for terms in entry.terms.values() for term in terms)
        return digest_of([*of, *self._shown_in(page)])

    def _digest_of_terms(self, pages: Sequence[Page]) -> str:
        """Return a digest of what the records of terms depend on: their heads, their pages and what the references there show."""
        texts = (name for page in pages for name in self._shown_in(page))
        return digest_of([self._all, self._names, *(self._files[page.path] for page in pages), *texts])

    def _digest_of_people(self, pages: Sequence[Page]) -> str:
        """Return a digest of what the records of people depend on: who they are, and what the references of their pages show."""
        return digest_of([self._all, self._authors, *(name for page in pages for name in self._shown_in(page))])

    def _shown_in(self, page: Page) -> Iterator[str]:
        """Yield what the references in the text of a page show."""
        return chain.from_iterable(map(self._texts.references, _texts_of(page)))

    def _digest_of_name(self, kind: str, term_id: str) -> str:
        """Return a digest of the head of a term in all editions."""
        return digest_of([library.vocabulary.get(kind, term_id) for library in self._libraries])


def _texts_of(page: Page) -> Iterator[str]:
    """Yield the texts of a page that records show."""
    yield from (item.summary for item in page.items)
    yield from (section.text for section in page.sections)


def _keys_of(bib: BibFile) -> frozenset[str]:
    """Return the keys of the works of a file, and of the preprints that they are the published versions of."""
    return frozenset(key for paper in bib.papers for key in (paper.key, paper.preprint_key) if key)
