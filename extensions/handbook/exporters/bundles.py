"""What is cited of a library: the work of each entry, its records in each format, and the bundles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..model.records import TERM_KINDS, Page, Paper, Person, Term
from .coins import coins
from .formats import FORMATS
from .work import Work, work_of_page, work_of_paper

if TYPE_CHECKING:
    from ..library.entries import Author, Entry
    from ..library.library import Library
    from ..model.identity import Identity

BUNDLED = ("bibtex", "ris", "csl-json")
"""The formats of every bundle."""
ALSO = ("biblatex", "gbt7714-2025", "gbt7714-2015", "apa", "ieee")
"""The further formats of the bundles of an issue and of all: those from which a page takes single records."""
ON_PAGES = ("gbt7714-2025", "gbt7714-2015", "apa", "ieee", "bibtex", "biblatex", "ris", "csl-json", "markdown", "myst")
"""The formats in which a page cites, in their order there."""
OF_SELECTIONS = ("bibtex", "ris", "csl-json", "gbt7714-2025")
"""The formats in which the results of a search are exported."""
FROM = 5
"""An author has a bundle from so many papers on: a bundle for each author would be more files than all others together."""
FOLDER = "cite"

Records = Mapping[str, str]
"""What is written of a work, by format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A list of papers that has files: kind and id name them, entries are the papers, in the order of the library."""

    kind: str
    id: str
    entries: tuple[Entry, ...]
    former: tuple[str, ...] = ()
    """Ids that it had before: its files stand at their addresses too."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats in which there are files."""
        return (*BUNDLED, *ALSO) if self.kind in ("issue", "all") else BUNDLED


def address(kind: str, bundle_id: str, suffix: str) -> str:
    """Return where a file of a bundle is, relative to the root of the site."""
    return f"{FOLDER}/{kind}/{bundle_id}{suffix}" if bundle_id else f"{FOLDER}/{kind}{suffix}"


class Citations:
    """Caches the works of one library as they are cited, each made when it is first asked for."""

    def __init__(self) -> None:
        self._works: dict[str, Work | None] = {}
        self._coins: dict[str, str] = {}

    def work(self, entry: Entry) -> Work | None:
        """Return the version of *entry* to cite, with its preprint beside it; None where there is nothing to cite."""
        if entry.item.id not in self._works:
            self._works[entry.item.id] = work_of_entry(entry)
        return self._works[entry.item.id]

    def coins(self, entry: Entry) -> str:
        """Return the OpenURL of *entry*; empty where there is nothing to cite."""
        if entry.item.id not in self._coins:
            work = self.work(entry)
            self._coins[entry.item.id] = coins(work) if work else ""
        return self._coins[entry.item.id]

    def records(self, entry: Entry) -> Records:
        """Return what is written of *entry* in each format that is cited on pages."""
        work = self.work(entry)
        return {name: FORMATS[name].record(work) for name in (*BUNDLED, *ALSO) if name in FORMATS} if work else {}


_CITATIONS: WeakKeyDictionary[Library, Citations] = WeakKeyDictionary()


def citations_of(library: Library) -> Citations:
    """Return the cache of the works of *library*; it lives as long as the library does."""
    return _CITATIONS.setdefault(library, Citations())


def cited(entry: Entry) -> tuple[Paper, ...]:
    """Return the works of .bib files on which the records of *entry* depend: the one to cite, and its preprint."""
    reference = entry.reference
    if reference is None:
        return ()
    return (reference, entry.paper) if entry.published and entry.paper else (reference,)


def papers(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return those of *entries* that can be cited."""
    return tuple(entry for entry in entries if entry.reference)


def _bundle(kind: str, bundle_id: str, entries: tuple[Entry, ...]) -> Bundle | None:
    found = papers(entries)
    return Bundle(kind=kind, id=bundle_id, entries=found) if found else None


def bundle_of_all(library: Library) -> Bundle | None:
    """Return the bundle of everything; None, as of the others, where there is no paper in it."""
    return _bundle("all", "", tuple(library.entries.values()))


def bundle_of_issue(library: Library, page: Page) -> Bundle | None:
    """Return the bundle of an issue; its id is the name of its page."""
    return _bundle("issue", page.docname.rpartition("/")[2], library.presented(page))


def bundle_of_year(library: Library, year: str) -> Bundle | None:
    """Return the bundle of the papers whose version to cite is of that year."""
    return _bundle("year", year, library.by_year.get(int(year), ())) if year else None


def bundle_of_term(library: Library, term: Term) -> Bundle | None:
    """Return the bundle of a term with all narrower ones."""
    bundle = _bundle(term.kind, term.id, library.covering(term))
    return replace(bundle, former=library.vocabulary.former(term)) if bundle else None


def bundle_of_author(author: Author) -> Bundle | None:
    """Return the bundle of an author; None where they have too few papers for one."""
    return _bundle("author", author.id, author.entries) if len(author.entries) >= FROM else None


def bundles(library: Library) -> Iterator[Bundle]:
    """Yield every bundle: that of all, then issues, years, terms and authors."""
    found = [bundle_of_all(library)]
    found += (bundle_of_issue(library, page) for page in library.issues.values())
    found += (bundle_of_year(library, str(year or "")) for year in library.by_year)
    found += (bundle_of_term(library, term) for kind in TERM_KINDS for term in library.vocabulary.of_kind(kind))
    found += map(bundle_of_author, library.authors.values())
    yield from (bundle for bundle in found if bundle)


def works(entries: Iterable[Entry]) -> Iterator[Work]:
    """Yield the works of *entries* in their order; what is no paper, or is in no .bib file, has none."""
    for entry in entries:
        work = work_of_entry(entry)
        if work is not None:
            yield work


def work_of_entry(entry: Entry) -> Work | None:
    """Return the version of *entry* to cite, with its preprint beside it; None where there is nothing to cite."""
    paper = entry.reference
    if paper is None:
        return None
    work = work_of_paper(paper)
    preprint = work_of_paper(entry.paper) if entry.published and entry.paper else None
    return replace(
        work,
        preprint=preprint,
        arxiv=work.arxiv or (preprint.arxiv if preprint else ""),
        title_zh=entry.item.title,
        issue=entry.issue.number,
        address=f"{entry.docname}.html#{entry.item.id}",
        terms=tuple((kind, tuple(term.id for term in terms)) for kind, terms in entry.terms.items()),
    )


def work_of_issue(
    page: Page, *, handbook: str, identity: Identity, authors: tuple[Person, ...], base: str = "", accessed: str = ""
) -> Work:
    """Return the page of an issue as a work: a page of the web in the *handbook* (its name).

    *base* is the address of the handbook with a slash at its end, *accessed* the day on which it was read.
    """
    assert page.issue is not None
    key = f"handbook-{page.issue.number:03}"
    heading = f"{handbook}{identity.colon}{identity.heading(page.issue.number)}"
    langid = "chinese" if identity.is_chinese else ""
    path = f"{page.docname}.html"
    return work_of_page(key, heading, path, authors=authors, langid=langid, base=base, accessed=accessed)
