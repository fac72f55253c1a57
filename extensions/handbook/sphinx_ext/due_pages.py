"""Which derived pages of a site are to be written: each has a key, found without making it, and a digest of what it shows.

Both are in a manifest in the output folder. A page whose key is the same is not made, and one that shows the same is not written.
The lists of authors and of their papers are most of the lists, and to gather all authors takes long: where the authors are the
same, only the lists of those are looked at of whom a paper has changed. The pages of all papers of an issue have one key too.
"""

from __future__ import annotations

import json
from functools import partial
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from .. import views
from ..editing.disk import replace_file
from ..model.places import paper_docname
from ..related.ranking import ranking_of
from ..text.anchors import anchor_of
from ..views.entry_digests import digest
from ..views.lists import AUTHOR_FOLDERS, other_plans, plans_of_authors, plans_of_some_authors
from .digests import view_keys
from .head import card
from .internals.sphinx import output_paths
from .shells import above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from sphinx.builders.html import StandaloneHTMLBuilder

    from ..views.lists import ListPlan
    from .domain import HandbookDomain

MANIFEST = ".buildinfo.pages"
"""The file in an output folder that holds the digests of its derived pages, by docname."""
ABOUT = ""
"""The name in the manifest of what all its pages are made by, the shells, the code and the address of the site, and of what all
lists of authors are made of."""


class Derived(NamedTuple):
    """A derived page: where it is, its record, and the docname of the issue that presents the work, or nothing."""

    docname: str
    page: views.PaperPage | views.ListPage
    issue: str = ""


class Plan(NamedTuple):
    """A derived page before it is made."""

    docname: str
    key: str
    """The key of its record; empty for one that is made to be compared."""
    page: Callable[[], views.PaperPage | views.ListPage | None]
    issue: str = ""
    """The docname of the issue that presents the work."""
    work: str = ""
    row: str = ""
    """The digest of what lists show of the work."""


class Known(NamedTuple):
    """What a manifest knows of a page."""

    key: str = ""
    shown: str = ""
    row: str = ""


class DuePages:
    """Finds the pages of one build that are due."""

    def __init__(
        self,
        builder: StandaloneHTMLBuilder,
        domain: HandbookDomain,
        made_by: str,
        former: dict[str, str],
        present: AbstractSet[str],
    ) -> None:
        """*former* is the manifest of the last build, and *present* has the paths of the pages that are there."""
        self._builder, self._domain, self._made_by = builder, domain, made_by
        self._path_of, self._present = output_paths(builder), present
        self._frame = digest(made_by, *_titles_of_lists(domain))
        self._frames: dict[str, str] = {}
        known = former.pop(ABOUT, "")
        self._known_issues = {docname: key for docname, key in former.items() if " " not in key}
        self.former = {docname: known for docname, known in former.items() if docname not in self._known_issues}
        self.about = f"{made_by} {digest(self._frame, view_keys(domain).frame_of_authors, card(domain, ''))}"
        self._is_complete = all(self._path_of(docname) in present for docname in self.former)
        self._has_same_authors = known == self.about and self._is_complete
        self.is_whole = known.partition(" ")[0] != made_by or domain.outputs_due or not self._is_complete
        """Whether every page is looked at, and not only those whose text this build has read."""
        self.current: dict[str, str] = {}
        """What is known of the pages now."""
        self.issues: dict[str, str] = {}
        """The key of the pages of all papers of each issue, by the docname of the issue."""
        self.found: list[Derived] = []
        self._changed: set[str] = set()
        """The works of which lists show something else."""

    def find(self) -> None:
        """Find the pages, and make the manifest."""
        if not self.is_whole:
            plans = [*read_anew(self._domain)]
            read = {plan.issue for plan in plans}
            self.current = dict(self.former)
            self.issues = {docname: key for docname, key in self._known_issues.items() if docname not in read}
            self._look_at(plans)
            return
        for docname, keys in groupby(views.paper_keys(self._domain.library), key=itemgetter(1)):
            works = [key for key, _docname in keys]
            if not (docname and self._is_known(docname, works)):
                self._look_at(plans_of_works(self._domain, docname, works))
        self._look_at(self._planned(other_plans(self._domain.library)))
        self._look_at(self._planned(self._plans_of_authors()))

    def _is_known(self, docname: str, works: Iterable[str]) -> bool:
        """Return whether the pages of all papers of an issue are as they were, and take over what is known of them if so."""
        domain = self._domain
        related, page = ranking_of(domain.library).related, domain.library.by_docname[docname]
        texts = sorted(domain.summaries.get(docname, {}).items())
        own = view_keys(domain).papers(page, related, domain.related_lines)
        key = self.issues[docname] = digest(self._frame_below(docname), own, *chain.from_iterable(texts))
        pages = [*map(paper_docname, works)]
        if key != self._known_issues.get(docname) or not (self._is_complete and self.former.keys() >= {*pages}):
            return False
        self.current |= {name: self.former[name] for name in pages}
        return True

    def _plans_of_authors(self) -> Iterator[ListPlan]:
        library, keys = self._domain.library, view_keys(self._domain)
        if not self._has_same_authors:
            return plans_of_authors(library)
        self.current |= {name: each for name, each in self.former.items() if name.partition("/")[0] in AUTHOR_FOLDERS}
        ids = frozenset(person for key in self._changed for person in keys.people_of.get(key, ()))
        return plans_of_some_authors(library, ids, keys.people_of) if ids else iter(())

    def _planned(self, plans: Iterable[ListPlan]) -> Iterator[Plan]:
        keys = view_keys(self._domain)
        return (Plan(plan.docname, keys.listing(plan), plan.page) for plan in plans)

    def _look_at(self, plans: Iterable[Plan]) -> None:
        for plan in plans:
            is_there = self._path_of(plan.docname) in self._present
            known = Known(*self.former.get(plan.docname, "").split(" ")[:3]) if is_there else Known()
            digests, page = self._checked(plan, known)
            if digests:
                self.current[plan.docname] = " ".join(digests)
            if page:
                self.found.append(page)
            if plan.row != known.row:
                self._changed.add(plan.work)

    def _checked(self, plan: Plan, known: Known) -> tuple[Known | None, Derived | None]:
        """Return what is to be known of a page, and the page if it must be written."""
        text = self._domain.summaries.get(plan.issue, {}).get(anchor_of(plan.work), "")
        key = digest(self._frame_below(plan.issue), plan.key, text) if plan.key else ""
        if key and key == known.key:
            return known, None
        page = plan.page()
        if page is None:
            return None, None
        shown = digest(f"{self._made_by} {page!r} {text} {above(self._builder, page)} {card(self._domain, plan.issue)}")
        return Known(key, shown, plan.row), None if shown == known.shown else Derived(plan.docname, page, plan.issue)

    def _frame_below(self, issue: str) -> str:
        """Return the digest of what all pages of papers of an issue show."""
        if issue not in self._frames:
            self._frames[issue] = digest(self._frame, _title(self._domain, issue), card(self._domain, issue))
        return self._frames[issue]


def plans_of_works(domain: HandbookDomain, issue: str, works: Iterable[str]) -> Iterator[Plan]:
    """Yield the pages of works before they are made; *issue* is the docname of the issue that presents them, or empty."""
    library, keys = domain.library, view_keys(domain)
    ranking = ranking_of(library)
    for key in works:
        made_of = keys.paper(key, ranking.related.get(key, ()), domain.related_lines.get(key, ""))
        yield Plan(paper_docname(key), made_of, partial(views.paper_page, library, key), issue, key, keys.row(key))


def read_anew(domain: HandbookDomain) -> Iterator[Plan]:
    """Yield the pages of the papers whose text this build has read, and of those whose related papers have changed."""
    library, keys = domain.library, view_keys(domain)
    issues = (page for docname in sorted(domain.outdated) if (page := library.by_docname.get(docname)) and page.issue)
    read = dict.fromkeys(entry.item.id for issue in issues for entry in library.presented(issue))
    for key in (*read, *sorted(domain.ranked_anew - read.keys())):
        entry = library.entries[key]
        if entry.item.kind == "paper":
            yield Plan(paper_docname(key), "", partial(views.paper_page, library, key), entry.docname, key, keys.row(key))


def _title(domain: HandbookDomain, docname: str) -> str:
    titles = domain.env.titles
    return titles[docname].astext() if docname in titles else ""


def _titles_of_lists(domain: HandbookDomain) -> Iterator[str]:
    """Yield the titles of all pages that a derived page may be below, except issues."""
    for docname in sorted(domain.env.titles):
        page = domain.pages.get(docname)
        if page is None or not (page.issue or page.term):
            yield from (docname, _title(domain, docname))


def read_manifest(path: Path) -> dict[str, str]:
    """Return the digests of the pages in an output folder, as far as they are known."""
    try:
        manifest = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def write_manifest(path: Path, digests: Mapping[str, str]) -> None:
    """Note the digests of the pages that are in the output folder whole."""
    replace_file(path, json.dumps(digests, sort_keys=True).encode())
