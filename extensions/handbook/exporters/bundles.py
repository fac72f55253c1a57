"""The citations of a library: the work of each entry, its text in each format, and bundles of papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..model.places import paper_docname
from ..model.records import TERM_KINDS, Page, Paper, Term
from .coins import coins
from .formats import FORMATS
from .work import Work, work_of_page, work_of_paper

if TYPE_CHECKING:
    from ..library.entries import Author, Entry
    from ..library.library import Library
    from ..model.identity import Identity
    from ..model.people import Person

BUNDLE_FORMATS = ("bibtex", "ris", "csl-json")
"""The formats of every bundle, and of the files beside the page of a work."""
EXTRA_FORMATS = ("biblatex", "gbt7714-2025", "gbt7714-2015", "apa", "ieee")
"""The additional formats of the bundles of an issue and of all papers, from which pages take single records."""
PAGE_FORMATS = ("gbt7714-2025", "gbt7714-2015", "apa", "ieee", "bibtex", "biblatex", "ris", "csl-json", "markdown", "myst")
"""The formats in which a page offers citations, in the order shown."""
EXPORT_FORMATS = ("bibtex", "ris", "csl-json", "gbt7714-2025")
"""The formats in which the search page exports its results."""
MIN_PAPERS_OF_AUTHOR = 5
"""An author with fewer papers has no bundle: bundles of all authors would be more files than all others together."""
FOLDER = "cite"
"""The folder of the bundles below the root of the site."""

RecordTexts = Mapping[str, str]
"""The record of one work in several formats: its text, by format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A list of papers with files of its own, named by kind and id; entries are the papers, in the order of the library."""

    kind: str
    id: str
    entries: tuple[Entry, ...]
    former: tuple[str, ...] = ()
    """Its former ids: copies of its files stay at their addresses."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of its files."""
        return (*BUNDLE_FORMATS, *EXTRA_FORMATS) if self.kind in ("issue", "all") else BUNDLE_FORMATS


def address(kind: str, bundle_id: str, suffix: str) -> str:
    """Return the path of a file of a bundle, relative to the root of the site."""
    return f"{FOLDER}/{kind}/{bundle_id}{suffix}" if bundle_id else f"{FOLDER}/{kind}{suffix}"


def addresses_of_work(key: str) -> dict[str, str]:
    """Return the paths of the files of the work *key*, which stand beside its page, by format."""
    return {name: f"{paper_docname(key)}{FORMATS[name].suffix}" for name in BUNDLE_FORMATS}


class Citations:
    """Caches the citable work and the OpenURL of each of *entries*, by identifier; both are made on first use."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._works: dict[str, Work | None] = {}
        self._coins: dict[str, str] = {}

    def work(self, entry: Entry) -> Work | None:
        """Return the version of *entry* to cite, with its preprint beside it; None where there is nothing to cite."""
        if entry.item.id not in self._works:
            self._works[entry.item.id] = work_of_entry(self._entries.get(entry.item.id, entry))
        return self._works[entry.item.id]

    def coins(self, entry: Entry) -> str:
        """Return the OpenURL of *entry*; empty where there is nothing to cite."""
        if entry.item.id not in self._coins:
            work = self.work(entry)
            self._coins[entry.item.id] = coins(work) if work else ""
        return self._coins[entry.item.id]

    def use_coins(self, coins: Mapping[str, str]) -> None:
        """Take over the OpenURLs of entries, by identifier, that were made of the same works."""
        self._coins |= coins

    @property
    def made_coins(self) -> Mapping[str, str]:
        """The OpenURLs that have been made or taken over, by identifier."""
        return self._coins

    def records(self, entry: Entry) -> RecordTexts:
        """Return the record of *entry* in each format of the bundle of its issue; empty where there is nothing to cite."""
        work = self.work(entry)
        return records_of_work(work, (*BUNDLE_FORMATS, *EXTRA_FORMATS)) if work else {}


def records_of_work(work: Work, formats: Iterable[str] = BUNDLE_FORMATS) -> RecordTexts:
    """Return the record of *work* in each of *formats*."""
    return {name: FORMATS[name].record(work) for name in formats}


_CITATIONS: WeakKeyDictionary[Library, Citations] = WeakKeyDictionary()


def citations_of(library: Library) -> Citations:
    """Return the cache of the works of *library*, which are the same in all its editions; it lives as long as the library."""
    return _CITATIONS.setdefault(library.source, Citations(library.source.entries))


def cited(entry: Entry) -> tuple[Paper, ...]:
    """Return the works of .bib files on which the records of *entry* depend: the version to cite, and its preprint."""
    reference = entry.reference
    if reference is None:
        return ()
    return (reference, entry.paper) if entry.published and entry.paper else (reference,)


def papers(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return those of *entries* that can be cited."""
    return tuple(entry for entry in entries if entry.reference)


def _bundle(kind: str, bundle_id: str, entries: tuple[Entry, ...]) -> Bundle | None:
    citable = papers(entries)
    return Bundle(kind=kind, id=bundle_id, entries=citable) if citable else None


def bundle_of_all(library: Library) -> Bundle | None:
    """Return the bundle of all papers; like the functions below, return None where it would be empty."""
    return _bundle("all", "", tuple(library.entries.values()))


def bundle_of_issue(library: Library, page: Page) -> Bundle | None:
    """Return the bundle of an issue; its id is the name of its page."""
    return _bundle("issue", page.docname.rpartition("/")[2], library.presented(page))


def bundle_of_year(library: Library, year: str) -> Bundle | None:
    """Return the bundle of the papers whose version to cite appeared in that year."""
    return _bundle("year", year, library.by_year.get(int(year), ())) if year else None


def bundle_of_term(library: Library, term: Term) -> Bundle | None:
    """Return the bundle of a term and all narrower terms."""
    bundle = _bundle(term.kind, term.id, library.covering(term))
    return replace(bundle, former=library.vocabulary.former(term)) if bundle else None


def bundle_of_author(author: Author) -> Bundle | None:
    """Return the bundle of an author; None where they have too few papers for one."""
    bundle = _bundle("author", author.id, author.entries) if len(author.entries) >= MIN_PAPERS_OF_AUTHOR else None
    if bundle is None or len(bundle.entries) < MIN_PAPERS_OF_AUTHOR:
        return None
    return replace(bundle, former=tuple(anchor for anchor in author.anchors if anchor != author.id))


def bundles(library: Library, terms: Iterable[Term] | None = None, authors: Iterable[Author] | None = None) -> Iterator[Bundle]:
    """Yield every bundle: that of all papers, then those of issues, years, *terms* and *authors*, by default all of them.

    All editions have the same.
    """
    library = library.source
    candidates = [bundle_of_all(library)]
    candidates += (bundle_of_issue(library, page) for page in library.issues.values())
    candidates += (bundle_of_year(library, str(year or "")) for year in library.by_year)
    named = (term for kind in TERM_KINDS for term in library.vocabulary.of_kind(kind)) if terms is None else terms
    candidates += (bundle_of_term(library, term) for term in named)
    candidates += map(bundle_of_author, library.authors.values() if authors is None else authors)
    yield from (bundle for bundle in candidates if bundle)


def works(entries: Iterable[Entry]) -> Iterator[Work]:
    """Yield the work of each of *entries*, in order; skip entries that are no paper or are in no .bib file."""
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
        address=f"{paper_docname(entry.item.id)}.html",
        terms=tuple((kind, tuple(term.id for term in terms)) for kind, terms in entry.terms.items()),
    )


def work_of_issue(
    page: Page, *, handbook: str, identity: Identity, authors: tuple[Person, ...], base: str = "", accessed: str = ""
) -> Work:
    """Return the page of an issue as a work: a web page of the *handbook*, which is given by its name.

    *base* is the address of the site with a slash at its end, *accessed* the date of access.
    """
    assert page.issue is not None
    key = f"handbook-{page.issue.number:03}"
    heading = f"{handbook}{identity.colon}{identity.heading(page.issue.number)}"
    langid = "chinese" if identity.is_chinese else ""
    path = f"{page.docname}.html"
    return work_of_page(key, heading, path, authors=authors, langid=langid, base=base, accessed=accessed)
