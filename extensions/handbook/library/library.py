"""The library: all pages and bibliographies joined, immutable and in a canonical order, with the look-ups."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from ..model.identity import Identity
from ..model.records import TERM_KINDS, BibFile, Item, Page, Paper, Term
from ..model.updates import History
from ..text.folding import fold_name
from .citing import citing, work_key
from .dividing import by_letter, divided_authors
from .entries import Author, Entry, author_id
from .people import People
from .periods import Period, Periods, periods_of
from .selection import select
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.people import Person, Profile
    from ..model.problems import Problem


class Library:
    """All pages and bibliographies of the handbook, joined.

    Issues and entries come newest first, entries of one issue in the order of the page, terms by id, papers in the order of
    the .bib files.
    """

    def __init__(
        self,
        pages: Iterable[Page],
        bibs: Iterable[BibFile],
        problems: Iterable[Problem] = (),
        identity: Identity | None = None,
        *,
        source: Library | None = None,
        history: History | None = None,
    ) -> None:
        self.identity = identity or Identity()
        self._source = source
        self.history = history or History()
        """What was corrected in its facts, as far as that is known."""
        self.pages = tuple(sorted(pages, key=lambda page: page.path))
        self.bibs = tuple(sorted(bibs, key=lambda bib: bib.path))
        self.problems = tuple(problems)
        """The problems of the identity, and of files that were not read."""
        self.vocabulary = Vocabulary(page.term for page in self.pages if page.term)
        self.people = People(page.profile for page in self.pages if page.profile)
        self.works: dict[str, Paper] = {}
        for bib in self.bibs:
            for paper in bib.papers:
                self.works.setdefault(paper.key, paper)
        self.published: dict[str, Paper] = {}
        for paper in self.works.values():
            if paper.preprint_key:
                self.published.setdefault(paper.preprint_key, paper)
        issues: dict[int, Page] = {}
        for page in self.pages:
            if page.issue:
                issues.setdefault(page.issue.number, page)
        self.issues: dict[int, Page] = dict(sorted(issues.items(), reverse=True))
        oldest: dict[str, Item] = {}
        for page in reversed(self.issues.values()):
            for item in page.items:
                oldest.setdefault(item.id, item)
        self.entries: dict[str, Entry] = {
            item.id: self._entry(item, page)
            for page in self.issues.values()
            for item in page.items
            if oldest[item.id] is item  # an item presented twice counts where it was first; the checks report it
        }
        self._covering: dict[tuple[str, str], tuple[Entry, ...]] = {}
        self._presented: dict[str, tuple[Entry, ...]] = {}

    @property
    def source(self) -> Library:
        """The library of the handbook itself, of which an edition in another language has only the texts changed."""
        return self._source or self

    def _entry(self, item: Item, page: Page) -> Entry:
        assert page.issue is not None
        terms = {}
        for kind in TERM_KINDS:
            named = (self.vocabulary.find(kind, use.text) for use in item.uses(kind))
            terms[kind] = tuple({term.id: term for term in named if term}.values())
        return Entry(
            item=item,
            issue=page.issue,
            docname=page.docname,
            paper=self.works.get(item.id) if item.kind == "paper" else None,
            published=self.published.get(item.id) if item.kind == "paper" else None,
            terms=terms,
        )

    @cached_property
    def by_docname(self) -> dict[str, Page]:
        """All pages by docname."""
        return {page.docname: page for page in self.pages}

    @cached_property
    def periods(self) -> Periods:
        """The quarters or years that the issues cover, the oldest first."""
        return periods_of(page.issue.date for page in self.issues.values() if page.issue and page.issue.date)

    @cached_property
    def period_of(self) -> dict[int, Period | None]:
        """The period of each issue, by its number."""
        return {number: self.periods.of(page.issue.date if page.issue else None) for number, page in self.issues.items()}

    def issue(self, name: str) -> Page | None:
        """Return the page of the issue with that number; ``latest`` is the newest one."""
        if name == "latest":
            return next(iter(self.issues.values()), None)
        is_number = name.isascii() and name.isdigit() and len(name) < 10
        return self.issues.get(int(name)) if is_number else None

    def presented(self, page: Page) -> tuple[Entry, ...]:
        """Return the entries of an issue in the order of its page, without items that an older issue presents."""
        if page.path not in self._presented:
            pairs = ((self.entries[item.id], item) for item in page.items)
            self._presented[page.path] = tuple(entry for entry, item in pairs if entry.presents(item))
        return self._presented[page.path]

    @cached_property
    def by_year(self) -> dict[int | None, tuple[Entry, ...]]:
        """The papers by the year of the version to cite, the newest year first, papers without a year last."""
        papers: defaultdict[int | None, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.reference:
                papers[entry.reference.year].append(entry)
        return {year: tuple(papers[year]) for year in sorted(papers, key=lambda year: -(year or 0))}

    @cached_property
    def rank(self) -> dict[str, int]:
        """The rank of each entry in the order of all, by identifier; the newest is 0."""
        return {entry_id: rank for rank, entry_id in enumerate(self.entries)}

    @cached_property
    def _postings(self) -> dict[tuple[str, str], tuple[Entry, ...]]:
        postings: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            for kind, terms in entry.terms.items():
                for term in terms:
                    postings[kind, term.id].append(entry)
        return {key: tuple(entries) for key, entries in postings.items()}

    def carrying(self, term: Term) -> tuple[Entry, ...]:
        """Return the entries that carry *term* itself, newest first."""
        return self._postings.get((term.kind, term.id), ())

    def covering(self, term: Term) -> tuple[Entry, ...]:
        """Return the entries that carry *term* or a narrower one, newest first, each once."""
        if not self.vocabulary.narrower(term):
            return self.carrying(term)
        key = (term.kind, term.id)
        if key not in self._covering:
            found = {entry.item.id: entry for part in self.vocabulary.with_narrower(term) for entry in self.carrying(part)}
            self._covering[key] = tuple(found[each] for each in sorted(found, key=self.rank.__getitem__))
        return self._covering[key]

    def together(self, term: Term) -> list[tuple[Term, int]]:
        """Return the terms that entries carry together with *term*, with their counts, the most frequent first.

        Broader and narrower terms are left out: they occur with *term* by definition.
        """
        related = {(other.kind, other.id) for other in (*self.vocabulary.broader(term), *self.vocabulary.with_narrower(term))}
        terms = {}
        counts: Counter[tuple[str, str]] = Counter()  # by kind and id, whose hashes are much faster than those of terms
        for entry in self.covering(term):
            named = {(other.kind, other.id): other for kind in entry.terms.values() for other in kind}
            terms.update(named)
            counts.update(named.keys() - related)
        return [(terms[key], count) for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]

    @cached_property
    def authors(self) -> dict[str, Author]:
        """The authors of the works, and the speakers of the tutorials, that the handbook presents, by id.

        The page of a person merges the spellings of their name, and counts them among the people of other items too.
        """
        return self.authors_of(self.entries.values())

    def authors_of(self, presented: Iterable[Entry]) -> dict[str, Author]:
        """Return the authors of some entries, newest first, by id: those of whom it has all entries are as in ``authors``."""
        spellings: defaultdict[str, dict[str, Person]] = defaultdict(dict)
        entries: defaultdict[str, list[Entry]] = defaultdict(list)
        profiles: dict[str, Profile] = {}
        for entry in presented:
            for key, person, profile in self.people_of(entry):
                if profile:
                    profiles[key] = profile
                spellings[key].setdefault(author_id(person) if profile else key, person)
                own = entries[key]
                if not own or own[-1] is not entry:
                    own.append(entry)
        return {
            key: _author(key, tuple(spellings[key].values()), tuple(entries[key]), profiles.get(key)) for key in sorted(spellings)
        }

    def people_of(self, entry: Entry) -> Iterator[tuple[str, Person, Profile | None]]:
        """Yield the people of an entry who are among the authors: their id there, their name, and the head of their page."""
        for person in entry.reference.authors if entry.reference else self._speakers(entry):
            profile = self.people.of(person)
            yield profile.id if profile else author_id(person), person, profile

    def _speakers(self, entry: Entry) -> Iterator[Person]:
        """Yield those of the people of an entry without a work who have a page, by the first spelling that it has."""
        profiles = map(self.people.named, entry.item.people)
        yield from (profile.people[0] for profile in profiles if profile)

    @cached_property
    def authors_by_letter(self) -> dict[str, tuple[Author, ...]]:
        """The authors by the letter of their page."""
        return by_letter(self.authors.values())

    @cached_property
    def author_parts(self) -> dict[str, dict[str, tuple[Author, ...]]]:
        """The authors of each letter that has too many for one list, by the first letters of their names."""
        parts = {letter: divided_authors(authors) for letter, authors in self.authors_by_letter.items()}
        return {letter: authors for letter, authors in parts.items() if authors}

    @cached_property
    def part_of_author(self) -> dict[str, str]:
        """The first letters of the list that has an author, by id, for authors of letters that have several lists."""
        parts = [part for parts in self.author_parts.values() for part in parts.items()]
        return {author.id: letters for letters, authors in reversed(parts) for author in authors}

    @cached_property
    def by_venue(self) -> dict[str, tuple[Entry, ...]]:
        """The papers by venue, newest first; those without a venue under an empty name."""
        venues: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.reference:
                venues[entry.reference.venue].append(entry)
        return {venue: tuple(entries) for venue, entries in venues.items()}

    def papers(
        self,
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

        A term, given by its id or one of its names, includes its narrower terms; an author is given by name; the year is that of
        the version to cite. Raise selection.UnknownNameError, a LookupError, for a name that the handbook does not have.
        """
        return select(self, issue=issue, topic=topic, institution=institution, method=method, author=author, year=year, keys=keys)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels that pages give to places, ``(label)=``."""
        return frozenset(label for page in self.pages for label in page.labels)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The citation keys that pages cite."""
        return frozenset(mention.target for page in self.pages for mention in page.mentions if mention.role == "cite")

    @cached_property
    def citing(self) -> dict[str, tuple[tuple[Entry, ...], tuple[Page, ...]]]:
        """The entries, newest first, and the pages, by path, that cite each work, by the key of work_key."""
        return citing(self.pages, self.entries, self.works)

    @cached_property
    def uncovered(self) -> dict[str, Paper]:
        """The works of which no issue presents any version, by key in alphabetical order."""
        keys = sorted(
            key for key, paper in self.works.items() if key not in self.entries and paper.preprint_key not in self.entries
        )
        return {key: self.works[key] for key in keys}

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """The keys of works by their former keys."""
        return {former: paper.key for paper in self.works.values() for former in paper.formerly}

    def key_today(self, key: str) -> str:
        """Return the key that a work has today whose key was *key*; any other identifier stays what it is."""
        return key if key in self.works or key in self.entries else self._renamed.get(key, key)

    def work_key(self, key: str) -> str:
        """Return the key under which the handbook has the work *key*: that of its entry, if an issue presents any version."""
        return work_key(key, self.entries, self.works)


def _author(key: str, spellings: tuple[Person, ...], entries: tuple[Entry, ...], profile: Profile | None) -> Author:
    """Return the author whom bibliographies name by *spellings*; the first of them is the one that *profile* has first."""
    if profile:
        order = {fold_name(person.name): rank for rank, person in enumerate(profile.people)}
        spellings = tuple(sorted(spellings, key=lambda person: order.get(fold_name(person.name), len(order))))
    return Author(id=key, person=spellings[0], entries=entries, spellings=spellings, profile=profile)
