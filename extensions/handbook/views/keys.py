"""Keys of views: digests of what a view is made of, found without making the view.

While its key is the same, a view shows the same, so that a build makes only the views whose key has changed. A key may change
without its view; the view then decides.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ..library.citing import mentions_by_item
from ..library.entries import author_id
from ..model.records import ITEM_KINDS, TERM_KINDS
from ..related.facts import AUTHOR
from .author_places import author_places
from .charts import CHARTED, CHARTS
from .entry_digests import digest, people_digest, vocabulary_digest
from .labels import issue_label, page_label
from .listings import AUTHORS_OF, COUNTED, PAPERS_OF
from .view import BY_TERM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..library.entries import Author, Entry
    from ..library.library import Library
    from ..model.records import Mention, Page
    from ..related.ranking import Lists
    from .author_places import AuthorPlaces
    from .entry_digests import IssueDigests
    from .lists import ListPlan


_ID = attrgetter("item.id")


class TermKeys(NamedTuple):
    """The keys of the terms of a build, which most edits leave as they are."""

    about: str
    """A digest of what all of them are made of: the vocabulary and the periods."""
    issues: Mapping[str, IssueDigests]
    """The digests of the entries of which they are made."""
    keys: dict[str, str]
    """By kind and id."""


class ViewKeys:
    """The keys of the views of one library."""

    def __init__(
        self,
        library: Library,
        records: Mapping[str, str],
        issues: Mapping[str, IssueDigests],
        whole: str,
        *,
        divides: bool = True,
        known: TermKeys | None = None,
    ) -> None:
        """*whole* is a digest of everything; *divides* tells whether long lists are divided over pages, which a book does not.

        *known* are the keys of terms of the last build.
        """
        self._library = library
        self._divides = divides
        self._records = records
        self._issues = issues
        self._entries = {key: each for issue in issues.values() for key, each in issue.entries.items()}
        self._row = {key: each.row for key, each in self._entries.items()}
        self._full = {key: each.full for key, each in self._entries.items()}
        self._keys_of_entries: dict[str, str] = {}
        self._keys_of_issues: dict[str, str] = {}
        self._named_people: dict[str, str] = {}
        self._whole = whole
        """The digest of everything, the key of a view of the whole library."""
        self.vocabulary = vocabulary_digest(library)
        """The digest of all that is shown of terms."""
        self.terms = self._terms(known, digest(self.vocabulary, repr(library.periods)))
        """The keys of all terms that were asked for."""
        others = [page for page in library.pages if not page.issue and not page.term]
        self.people = people_digest(library)
        """The digest of the people who have a page."""
        self._frame = digest(self.vocabulary, self.people, *(repr(page_label(page)) for page in others))
        """The digest of what many views show: terms, people, and the pages that are neither."""
        names = (self._entries[key].names for key in library.entries)
        self.author_names = digest(self.people, *(page.docname for page in others), *names)
        """The digest of who the authors of each entry are, and of where they may be listed; no title changes it."""
        self.people_of = {key: each.people for key, each in self._entries.items()}
        """The ids of the authors of each entry."""

    def of(self, name: str, argument: str = "") -> str:
        """Return the key of the view *name*; of one that nothing is known of, the digest of everything."""
        return self._of_list(name) or self._of_page(name, argument) or self._of_term(name, argument) or self._whole

    def _of_list(self, name: str) -> str:
        library = self._library
        if name in CHARTS:
            return digest(name, self._frame, self._dates, *self._terms_of(CHARTED.get(name, ())))
        if name in COUNTED:
            return digest(name, self.vocabulary, vocabulary_digest(library.source), *self._terms_of((COUNTED[name],)))
        if name in AUTHORS_OF or name == "authors":
            return digest(name, self._frame, self.author_names, *map(self.row, self._listed(AUTHORS_OF.get(name, ""))))
        if name in PAPERS_OF:
            return digest("papers", self._frame, *self._rows(library.by_year.get(int(PAPERS_OF[name]), ())))
        return ""

    def _listed(self, letter: str) -> Iterable[str]:
        """Return the ids of the entries in the list of the authors of a letter; one that is divided over pages has none."""
        places = self._places_of_authors
        return self._library.entries if letter in places.parts and not self._divides else places.entries.get(letter, ())

    def _terms_of(self, kinds: Iterable[str]) -> Iterable[str]:
        """Yield the digest of the terms of these kinds that the entries of each issue have."""
        return (issue.terms[kind] for kind in kinds for issue in self._issues.values())

    def _of_page(self, name: str, argument: str) -> str:
        library = self._library
        if name in ("entry", "entry-facts") and argument in self._entries:
            return self._of_issue(library.entries[argument].docname)
        if name in ("issue", "issue-card", "citations") and (page := library.issue(argument)):
            return self._of_issue(page.docname)
        if name == "references" and (page := library.by_docname.get(argument)):
            return digest("references", *(self._work(mention.target) for mention in page.mentions if mention.role == "cite"))
        return ""

    def _of_issue(self, docname: str) -> str:
        """Return the key of all views of an issue and of the heads of its entries: its page has all of them."""
        if docname not in self._keys_of_issues:
            own = self._issues[docname]
            people = [key for each in own.entries.values() for key in each.people]
            links = map(self._links.get, people, repeat(""))
            self._keys_of_issues[docname] = digest("issue", self._frame, own.key, *links)
        return self._keys_of_issues[docname]

    def _terms(self, known: TermKeys | None, about: str) -> TermKeys:
        """Return those of the *known* keys of terms that are as they were: no issue has changed of which they cover an entry."""
        if known is None or known.about != about:
            return TermKeys(about, self._issues, {})
        pairs = ((known.issues.get(name), self._issues.get(name)) for name in known.issues.keys() | self._issues.keys())
        issues = (issue for former, own in pairs if former is not own for issue in (former, own) if issue)
        changed = {name for issue in issues for name in issue.covering.split()}
        return TermKeys(about, self._issues, {name: key for name, key in known.keys.items() if name not in changed})

    def _of_term(self, name: str, argument: str) -> str:
        kind, _colon, term_name = argument.partition(":")
        term = self._library.vocabulary.find(kind, term_name) if name in BY_TERM else None
        if term is None:
            return ""
        keys, term_id = self.terms.keys, f"{kind}:{term.id}"
        if term_id not in keys:
            covering = map(self._full.__getitem__, map(_ID, self._library.covering(term)))
            keys[term_id] = digest("term", term_id, self.terms.about, *covering)
        return keys[term_id]

    def label(self, mention: Mention) -> str:
        """Return the key of the label of what a role or a link names."""
        entry = self._entries.get(mention.target)
        if mention.role in ITEM_KINDS:
            return entry.row if entry else ""
        issue = self._library.issue(mention.target) if mention.role in ("issue", "any") else None
        of_terms = self.vocabulary if mention.role in (*TERM_KINDS, "any") else ""
        return f"{entry.row if entry else ''}{repr(issue_label(issue)) if issue else ''}{of_terms}"

    def paper(self, key: str, related: Lists, reasons: str) -> str:
        """Return the key of the page of a work; *reasons* says why each of the *related* papers is one."""
        library = self._library
        entry = library.entries.get(key)
        citing = self._citing(key)
        if entry is None or entry.item.kind != "paper":
            paper = library.works[key]
            people = [author_id(person) for person in paper.authors]
            links = (f"{each}{each in self._places_of_authors.ids}" for each in people)
            return digest("cited", self._frame, repr(paper), *map(self._link, people), *links, *citing)
        at, ids = self._places[key]
        around = [self._row[other] for other in (*ids[max(at - 1, 0) : at], *ids[at + 1 : at + 2])]
        named = [self._named(mention) for mention in self._mentions[entry.docname].get(key, ())]
        return digest(
            "presented",
            self._entry(key),
            f"{at and ids[at - 1]} {len(around)}",
            *around,
            *citing,
            reasons,
            *self._related((related,)),
            *named,
        )

    def papers(self, page: Page, related: Mapping[str, Lists], reasons: Mapping[str, str]) -> str:
        """Return the key of the pages of all papers of an issue: while it is the same, the key of each is."""
        own, citing = self._issues[page.docname].entries, self._library.citing
        parts = [self._of_issue(page.docname), *map(self._named, page.mentions)]
        for key in own:
            if key in citing:
                parts += self._citing(key)
            parts.append(reasons.get(key, ""))
        return digest(*parts, *self._related(related.get(key, ()) for key in own))

    def _related(self, lists: Iterable[Lists]) -> Iterable[str]:
        """Return the keys of what is shown of the related papers in *lists*, and of the authors whom they share."""
        rows: list[str] = []
        people: set[str] = set()
        for other, _score, why in chain.from_iterable(lists):
            rows.append(self._row[other])
            for kind, names in why:
                if kind == AUTHOR:
                    people.update(name for _kind, name in names)
        return chain(rows, map(self._named_person, sorted(people)))

    def _citing(self, key: str) -> list[str]:
        """Return the keys of what cites a work."""
        entries, pages = self._library.citing.get(key, ((), ()))
        return [*self._rows(entries), *(repr((page.docname, page.issue)) for page in pages)]

    def row(self, key: str) -> str:
        """Return the digest of all that lists show of an entry; of what is none it is empty."""
        return self._row.get(key, "")

    @cached_property
    def objects(self) -> str:
        """The digest of all that a reference can name: issues, entries and terms."""
        return digest(self.vocabulary, *(repr(issue_label(page)) for page in self._library.issues.values()), *self._row.values())

    @cached_property
    def frame_of_authors(self) -> str:
        """The key of all lists of authors but for what they show of papers: while it is the same, they are the same lists."""
        others = (self._row[key] for key, entry in self._library.entries.items() if entry.item.kind != "paper")
        return digest(self._frame, self.author_names, *others)

    def listing(self, plan: ListPlan) -> str:
        """Return the key of a page with a list; it is empty for one that lists neither entries nor authors."""
        if not plan.entries and not plan.authors:
            return ""
        return digest(plan.docname, self._frame, *self._rows(plan.entries), *map(self._author, plan.authors))

    def citations(self, entries: Iterable[Entry]) -> str:
        """Return the key of the records of the citations of *entries*."""
        return digest("citations", *self._rows(entries))

    def terms_of(self, page: Page) -> str:
        """Return the key of which terms the entries of an issue have."""
        return digest(*self._issues[page.docname].terms.values())

    def covering(self, page: Page) -> str:
        """Return the terms that cover any entry of an issue, as IssueDigests has them."""
        return self._issues[page.docname].covering

    def rows_of_tables(self, entries: Iterable[Entry]) -> str:
        """Return the key of the rows that tables of all papers have of *entries*: they have the terms too."""
        return digest("tables", self.vocabulary, *map(self._full.__getitem__, map(_ID, entries)))

    def _rows(self, entries: Iterable[Entry]) -> Iterable[str]:
        return map(self._row.__getitem__, map(_ID, entries))

    def _entry(self, key: str) -> str:
        """Return the key of the head of an entry."""
        if key not in self._keys_of_entries:
            digests = self._entries[key]
            self._keys_of_entries[key] = digest("entry", self._frame, digests.full, *map(self._link, digests.people))
        return self._keys_of_entries[key]

    @cached_property
    def _places_of_authors(self) -> AuthorPlaces:
        return author_places(self._library)

    def _link(self, key: str) -> str:
        """Return the derived page to which the name of an author leads."""
        return self._links.get(key, "")

    @cached_property
    def _links(self) -> Mapping[str, str]:
        return self._places_of_authors.pages

    def _named_person(self, key: str) -> str:
        """Return the key of the label of an author whom papers share."""
        if key not in self._named_people:
            self._named_people[key] = f"{self._places_of_authors.people[key]!r}{self._link(key)}"
        return self._named_people[key]

    def _author(self, author: Author) -> str:
        return "\0".join((author.id, self._link(author.id), *map(author_id, author.spellings), *self._rows(author.entries)))

    def _work(self, key: str) -> str:
        """Return the key of what is shown of a work where it is cited."""
        library = self._library
        paper = library.works.get(key)
        entry = library.entries.get(library.work_key(key))
        shown = self._entries[entry.item.id].row if entry else ""
        return f"{key}{shown}{'' if entry and entry.paper is paper else repr(paper)}"

    def _named(self, mention: Mention) -> str:
        return self._work(mention.target) if mention.role == "cite" else self.label(mention)

    @cached_property
    def _dates(self) -> str:
        """The digest of the issues and of the number of entries of each."""
        issues = self._library.issues.values()
        return digest(*(repr((page.docname, page.issue, len(self._issues[page.docname].entries))) for page in issues))

    @cached_property
    def _places(self) -> dict[str, tuple[int, tuple[str, ...]]]:
        """The position of each entry among those of its issue, and the ids of these."""
        places: dict[str, tuple[int, tuple[str, ...]]] = {}
        for page in self._library.issues.values():
            ids = tuple(entry.item.id for entry in self._library.presented(page))
            places.update((key, (at, ids)) for at, key in enumerate(ids))
        return places

    @cached_property
    def _mentions(self) -> defaultdict[str, dict[str, list[Mention]]]:
        """What the text of each entry names, by the docname of its issue and by its id."""
        mentions: defaultdict[str, dict[str, list[Mention]]] = defaultdict(dict)
        for page in self._library.issues.values():
            for mention, item in mentions_by_item(page):
                if item is not None:
                    mentions[page.docname].setdefault(item.id, []).append(mention)
        return mentions
