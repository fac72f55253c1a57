"""The records of a library, made once: where nothing that a group of records depends on has changed, their rows are kept."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ..library.plain import Texts
from ..text.digests import digest_of
from .searchable import Row, in_all_words, of_guide, of_issue, of_people, of_terms, row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..library.library import Library
    from ..model.records import Page
    from ..text.messages import Translate
    from .searchable import SearchRecord


class Made(NamedTuple):
    """The rows of a group."""

    of: str
    """The digest of everything that its records depend on."""
    rows: tuple[Row, ...]


class Group(NamedTuple):
    """Records that are made together, which is what costs: those of an issue, or all of one kind that has no date."""

    name: str
    of: str
    """The digest of everything that they depend on; empty for records that are made each time."""
    records: Callable[[], Iterator[SearchRecord]]


class Records:
    """The rows of all records, in the order of :func:`~handbook.search.searchable.records`, and each record until it is taken."""

    def __init__(
        self,
        library: Library,
        say: Translate = str,
        files: Mapping[str, str] | None = None,
        former: Mapping[str, Made] | None = None,
        *,
        others: Sequence[tuple[Library, Translate]] = (),
        translations: str = "",
        authors: str = "",
    ) -> None:
        """Make the rows.

        *files* has the digest of each page and .bib file by its path, and *former* the rows of each group as they were last made,
        by its name. Without digests, all records are made. *others* are the editions in other languages, by whose words the
        records are found too, *translations* is a digest of what all editions say, and *authors* one of who all authors are.
        """
        self._library, self._say, self._files = library, say, files
        self._texts = Texts(library, say)
        self._others = [(other, Texts(other, its), its) for other, its in others]
        profiles = [files[page.path] for page in library.pages if page.profile] if files is not None else []
        self._all = digest_of([library.identity, profiles, translations])
        """What every record depends on."""
        self._authors = authors
        self._named = _digests_of_names((library, *(other for other, _its in others)))
        """A digest of the names of each term, which its definition is not among."""
        self._groups = tuple(self._all_groups())
        self._starts: list[int] = []
        self._records: dict[int, SearchRecord] = {}
        self.rows: list[Row] = []
        self.made: dict[str, Made] = {}
        for group in self._groups:
            self._starts.append(len(self.rows))
            made = (former or {}).get(group.name) if group.of else None
            if made is None or made.of != group.of:
                made = Made(group.of, tuple(self._rows_of(group.records(), len(self.rows))))
            if group.of:
                self.made[group.name] = made
            self.rows += made.rows

    def take(self, number: int) -> SearchRecord:
        """Return a record by its number, and forget it."""
        if number not in self._records:
            place = bisect_right(self._starts, number) - 1
            self._records.update(enumerate(self._groups[place].records(), self._starts[place]))
        return self._records.pop(number)

    def _all_groups(self) -> Iterator[Group]:
        for page in self._library.issues.values():
            of = self._digest(page) if self._files is not None else ""
            yield Group(page.docname, of, partial(self._of_issue, page))
        yield Group("terms", self._digest_of_terms() if self._files is not None else "", partial(self._undated, of_terms))
        yield Group("people", self._digest_of_people() if self._authors else "", partial(self._undated, of_people))
        yield Group("guide", "", partial(self._undated, of_guide))

    def _of_issue(self, page: Page) -> Iterator[SearchRecord]:
        """Return the records of an issue, which the words of all editions find."""
        own = of_issue(self._library, page, self._texts, self._say)
        others = ((other, other.by_docname[page.docname], texts, say) for other, texts, say in self._others)
        return in_all_words(own, (of_issue(*each) for each in others))

    def _undated(self, make: Callable[[Library, Texts, Translate], Iterator[SearchRecord]]) -> Iterator[SearchRecord]:
        """Return the records that *make* makes of a library, which the words of all editions find."""
        return in_all_words(make(self._library, self._texts, self._say), (make(*each) for each in self._others))

    def _rows_of(self, records: Iterator[SearchRecord], start: int) -> Iterator[Row]:
        for number, record in enumerate(records, start):
            self._records[number] = record
            yield row(record)

    def _digest(self, page: Page) -> str:
        """Return a digest of what the records of an issue depend on.

        These are its page, the people of the handbook, the names of the terms and the works of its entries, and what its
        references show.
        """
        files = self._files
        assert files is not None
        of: list[object] = [self._all, files[page.path]]
        for entry in self._library.presented(page):
            of.append(entry.item.id)
            of += ((work.key, files[work.location.path]) for work in (entry.paper, entry.published) if work)
            of += (self._named[term.kind, term.id] for terms in entry.terms.values() for term in terms)
            of += self._texts.references(entry.item.summary)
        return digest_of([*of, *self._named_in(page)])

    def _digest_of_terms(self) -> str:
        """Return a digest of what the records of terms depend on: their heads, their pages and what the references there show."""
        files = self._files
        assert files is not None
        pages = [page for page in self._library.pages if page.term]
        texts = (name for page in pages for name in self._named_in(page))
        return digest_of([self._all, *self._named.values(), *(files[page.path] for page in pages), *texts])

    def _digest_of_people(self) -> str:
        """Return a digest of what the records of people depend on: who they are, and what the references of their pages show."""
        pages = (page for page in self._library.pages if page.profile)
        return digest_of([self._all, self._authors, *(name for page in pages for name in self._named_in(page))])

    def _named_in(self, page: Page) -> Iterator[str]:
        """Yield what the references in the text of a page show."""
        return (name for section in page.sections for name in self._texts.references(section.text))


def _digests_of_names(libraries: Iterable[Library]) -> dict[tuple[str, str], str]:
    """Return a digest of the head of each term in all editions, by its kind and id."""
    heads: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for library in libraries:
        for term in library.vocabulary:
            heads[term.kind, term.id].append(repr(term))
    return {key: digest_of(head) for key, head in heads.items()}
