"""The records of a library, made once: where nothing that the records of an issue depend on has changed, their rows are kept."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ..library.plain import Texts
from ..text.digests import digest_of
from .searchable import Row, in_all_words, of_issue, row, undated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..library.library import Library
    from ..model.records import Page
    from ..text.messages import Translate
    from .searchable import SearchRecord


class Made(NamedTuple):
    """The rows of an issue."""

    of: str
    """The digest of everything that its records depend on."""
    rows: tuple[Row, ...]


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
    ) -> None:
        """Make the rows.

        *files* has the digest of each page and .bib file by its path, and *former* the rows of each issue as they were last made,
        by docname. Without digests, all records are made. *others* are the editions in other languages, by whose words the
        records are found too, and *translations* is a digest of what all editions say.
        """
        self._library, self._say, self._files = library, say, files
        self._texts = Texts(library, say)
        self._others = [(other, Texts(other, its), its) for other, its in others]
        profiles = [files[page.path] for page in library.pages if page.profile] if files is not None else []
        self._all = digest_of([library.identity, profiles, translations])
        """What every record depends on."""
        self._pages = tuple(library.issues.values())
        self._starts: list[int] = []
        self._records: dict[int, SearchRecord] = {}
        self.rows: list[Row] = []
        self.made: dict[str, Made] = {}
        for page in self._pages:
            self._starts.append(len(self.rows))
            digest = self._digest(page) if files is not None else ""
            made = (former or {}).get(page.docname)
            if not (made and digest and made.of == digest):
                made = Made(digest, tuple(self._rows_of(self._of_issue(page), len(self.rows))))
            self.made[page.docname] = made
            self.rows += made.rows
        rest = in_all_words(undated(library, self._texts, say), (undated(*each) for each in self._others))
        self.rows += self._rows_of(rest, len(self.rows))

    def take(self, number: int) -> SearchRecord:
        """Return a record by its number, and forget it."""
        if number not in self._records:
            place = bisect_right(self._starts, number) - 1
            self._records.update(enumerate(self._of_issue(self._pages[place]), self._starts[place]))
        return self._records.pop(number)

    def _of_issue(self, page: Page) -> Iterator[SearchRecord]:
        """Return the records of an issue, which the words of all editions find."""
        own = of_issue(self._library, page, self._texts, self._say)
        others = ((other, other.by_docname[page.docname], texts, say) for other, texts, say in self._others)
        return in_all_words(own, (of_issue(*each) for each in others))

    def _rows_of(self, records: Iterator[SearchRecord], start: int) -> Iterator[Row]:
        for number, record in enumerate(records, start):
            self._records[number] = record
            yield row(record)

    def _digest(self, page: Page) -> str:
        """Return a digest of what the records of an issue depend on.

        These are its page, the people of the handbook, the terms and works of its entries, and what its references show.
        """
        files = self._files
        assert files is not None
        of: list[object] = [self._all, files[page.path]]
        for entry in self._library.presented(page):
            of.append(entry.item.id)
            of += ((work.key, files[work.location.path]) for work in (entry.paper, entry.published) if work)
            of += ((term.id, files[term.location.path]) for terms in entry.terms.values() for term in terms)
            of += self._texts.references(entry.item.summary)
        for section in page.sections:
            of += self._texts.references(section.text)
        return digest_of(of)
