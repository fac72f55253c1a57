"""The domain ``hb``: the content of pages as read, by docname, and the references to it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from .. import views
from ..library.edition import Wording, edition
from ..library.library import Library
from ..model.identity import Identity
from ..model.pickling import Shelf
from ..model.updates import History
from ..reading.tree import problems_of_files
from ..text.messages import mark as _
from ..text.messages import translator
from ..views.entries import object_label
from ..views.labels import entry_label, issue_label
from .internals.sphinx import forget_pages_read_elsewhere
from .made_views import MadeViews
from .sites import is_site, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..model.problems import Problem
    from ..model.records import BibFile, Erratum, Item, Page
    from ..site.cards import Template
    from .contents import Content
    from .internals.theme import Templates

OBJECT_NAMES = {
    "issue": _("issue"),
    "paper": _("paper"),
    "news": _("news"),
    "viewpoint": _("viewpoint"),
    "resource": _("resource"),
    "event": _("event"),
    "topic": _("topic"),
    "institution": _("institution"),
    "method": _("method"),
}


class HandbookDomain(Domain):
    """Holds the pages as they were read, and the library that is made of them."""

    name = "hb"
    label = "Handbook"
    data_version = 1
    object_types: ClassVar = {kind: ObjType(name, kind) for kind, name in OBJECT_NAMES.items()}
    roles: ClassVar = {kind: XRefRole(innernodeclass=nodes.inline) for kind in OBJECT_NAMES}
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": Shelf(),
        "bibs": Shelf(),
        "bib_contents": {},
        "contents": {},
        "dependencies": {},
        "placeholders": {},
        "summaries": {},
        "messages": {},
        "records": {},
        "issues": Shelf(),
        "term_keys": None,
        "shown": {},
        "author_places": Shelf(),
        "digests": {},
        "doctrees": {},
        "view_inputs": "",
        "build_inputs": "",
        "problems": (),
        "navigation": {},
    }

    builder: Builder
    """The builder of this build, for which pages are rendered."""
    identity: Identity = Identity()
    """What is the handbook's own, according to pyproject.toml in this build."""
    identity_problems: tuple[Problem, ...] = ()
    history: History = History()
    """What was corrected in the facts, as far as the history of the files tells this build."""
    wording: Wording | None = None
    """The translations of the edition that is built; None in a build in the language of the handbook."""
    work_titles: Mapping[str, str] = MappingProxyType({})
    """The titles of works by key, in an edition that shows them as titles of entries."""
    removed: set[str]
    """The pages that were removed since the last build."""
    moved: set[str]
    """The pages that were added or removed since the last build."""
    reading_process: int = 0
    """The id of the process that reads pages."""
    unchanged: bool = False
    """Whether pages, .bib files and settings are those of the last build, so that its problems and digests are still valid."""
    outdated: set[str]
    """The pages that must be read because they themselves have changed."""
    read: AbstractSet[str] = frozenset()
    """The pages that this build reads, those among them of which only a table of contents may have changed."""
    weights: Mapping[str, int] = MappingProxyType({})
    """The size of the views of each page in characters, as far as this build has computed it."""
    coins: Mapping[str, tuple[str, str]] | None = None
    """The OpenURLs that the last build has left, with the digests of what they were made of; None where none are needed."""
    checked_templates: Templates
    """The lists of templates that the theme has checked for empty ones."""
    page_titles: Mapping[str, str] | None = None
    """The titles of pages as ``titles.titles`` has collected them for this build."""
    written: set[str]
    """The pages that this build writes because they show something else."""
    card_template: Template | None = None
    """The picture on which the cards of issues are drawn; None where there are no cards."""
    style: str = ""
    """The digest of the stylesheet of all pages; empty where the build has none."""
    unwritten: set[str]
    """The pages that this build has yet to write."""
    made_views: MadeViews
    """The views that this build has made to digest them."""
    inputs: str = ""
    """The digest of everything that views are made of."""
    related_lines: Mapping[str, str] = MappingProxyType({})
    """What the interface says of the related papers of each paper, by its key; as far as this build has ranked them."""
    outputs_due: bool
    """Whether the files beside the pages may have changed."""
    ranked_anew: AbstractSet[str] = frozenset()
    """The papers whose related papers have changed."""
    related_same: bool = False
    """Whether the related papers of all papers are those of the last build, which has written them."""
    was_complete: bool = False
    """Whether the output folder is that of the last build, and nothing was missing when it ended."""
    written_derived: int = 0
    """How many derived pages this build has written."""
    _library: Library | None = None

    @property
    def pages(self) -> Shelf[Page]:
        """Each page as it was read, by docname."""
        pages: Shelf[Page] = self.data["pages"]
        return pages

    @property
    def bibs(self) -> Shelf[BibFile]:
        """Each .bib file as it was read, by path."""
        bibs: Shelf[BibFile] = self.data["bibs"]
        return bibs

    @property
    def bib_contents(self) -> dict[str, Content]:
        """Each .bib file as it was read, by path, in the order of their paths."""
        contents: dict[str, Content] = self.data["bib_contents"]
        return contents

    @property
    def bib_digests(self) -> dict[str, str]:
        """The digest of the bytes of each .bib file, by path."""
        return {path: content.digest for path, content in self.bib_contents.items()}

    @property
    def file_digests(self) -> dict[str, str]:
        """The digest of the bytes of each page and .bib file, by path."""
        return {page.path: self.contents[page.docname].digest for page in self.library.pages} | self.bib_digests

    @property
    def contents(self) -> dict[str, Content]:
        """The content of the file of each page as it was read, by docname."""
        contents: dict[str, Content] = self.data["contents"]
        return contents

    @property
    def dependencies(self) -> dict[str, Content]:
        """The content of each file that pages include or show, by its path relative to the folder of sources."""
        dependencies: dict[str, Content] = self.data["dependencies"]
        return dependencies

    @property
    def placeholders(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The name and argument of each view of a page, by docname."""
        placeholders: dict[str, tuple[tuple[str, str], ...]] = self.data["placeholders"]
        return placeholders

    @property
    def summaries(self) -> dict[str, dict[str, str]]:
        """The digest of the text of each paper by its anchor, by the docname of its issue."""
        summaries: dict[str, dict[str, str]] = self.data["summaries"]
        return summaries

    @property
    def messages(self) -> dict[str, tuple[tuple[bytes, ...], bytes]]:
        """The hashes of the messages of each page of an edition, and of their translations, by docname."""
        messages: dict[str, tuple[tuple[bytes, ...], bytes]] = self.data["messages"]
        return messages

    @property
    def records(self) -> dict[str, str]:
        """The digest of the record of each page, by docname."""
        records: dict[str, str] = self.data["records"]
        return records

    @property
    def digests(self) -> dict[str, str]:
        """The digest of what each page showed when it was last written, by docname."""
        digests: dict[str, str] = self.data["digests"]
        return digests

    @property
    def doctrees(self) -> dict[str, tuple[int, int] | None]:
        """Size and time of the doctree of each page, by docname."""
        doctrees: dict[str, tuple[int, int] | None] = self.data["doctrees"]
        return doctrees

    @property
    def navigation(self) -> dict[str, tuple[tuple[str, tuple[tuple[str | None, str], ...]], ...]]:
        """The tables of contents of the front page, by its docname: captions, and titles with pages below each."""
        navigation: dict[str, tuple[tuple[str, tuple[tuple[str | None, str], ...]], ...]] = self.data["navigation"]
        return navigation

    @property
    def library(self) -> Library:
        """The library of all pages and .bib files, in the words of the edition that is built, made when it is first used."""
        if self._library is None:
            bibs = (self.bibs[path] for path in self.bib_contents)
            of_catalogues = self.wording.problems if self.wording else ()
            problems = (*self.identity_problems, *problems_of_files(Path(self.env.srcdir)), *of_catalogues)
            source = Library(self.pages.values(), bibs, problems, self.identity, history=self.history)
            its = self.identity.edition(self.env.config.language)
            self._library = edition(source, its, self.wording) if self.wording else source
        return self._library

    def view(self, name: str, argument: str) -> views.View:
        """Return a view as the builder shows it: the one that is kept, or a new one."""
        view = self.made_views.view(self.library, name, argument)
        return view if is_site(self.builder) else views.undivided(self.library, name, view)

    def forget_library(self) -> None:
        """Have the library, its views and the titles of pages made again when they are next used."""
        self._library = self.coins = None
        self.made_views = MadeViews()
        self.page_titles = None

    def begin_process(self) -> None:
        """Forget what other processes have read, in a process that is to read some of the pages and sends everything back."""
        forget_pages_read_elsewhere(self.env)
        self.bibs.clear()
        self.bib_contents.clear()

    def note_page(self, page: Page) -> None:
        """Note a page as it was read."""
        self.pages[page.docname] = page

    def note_problem(self, docname: str, problem: Problem) -> None:
        """Note a further problem of a page."""
        page = self.pages[docname]
        self.pages[docname] = replace(page, problems=(*page.problems, problem))

    def note_placeholders(self, docname: str, placeholders: Iterable[tuple[str, str]]) -> None:
        """Note the views that a page shows."""
        views_of_page = tuple(placeholders)
        if views_of_page:
            self.placeholders[docname] = views_of_page

    def clear_doc(self, docname: str) -> None:
        """Forget a page; its digest stays, because it describes the page as it was last written."""
        self.pages.pop(docname, None)
        self.contents.pop(docname, None)
        self.placeholders.pop(docname, None)
        self.summaries.pop(docname, None)
        self.messages.pop(docname, None)
        self.records.pop(docname, None)
        self.navigation.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that another process has read."""
        self.pages.take(docnames, otherdata["pages"])
        for name in ("contents", "placeholders", "summaries", "messages", "navigation"):
            own, other = self.data[name], otherdata[name]
            own.update((docname, other[docname]) for docname in docnames if docname in other)

    def item_at(self, docname: str, line: int) -> Item | None:
        """Return the item whose directive begins on *line* of a page."""
        page = self.pages.get(docname)
        if page is None:
            return None
        at = bisect_left(page.items, line, key=lambda item: item.location.line)
        return page.items[at] if at < len(page.items) and page.items[at].location.line == line else None

    def erratum_at(self, docname: str, line: int) -> Erratum | None:
        """Return the erratum whose directive begins on *line* of a page."""
        page = self.pages.get(docname)
        if page is None:
            return None
        errata = (*page.errata, *(erratum for item in page.items for erratum in item.errata))
        return next((erratum for erratum in errata if erratum.location.line == line), None)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield all objects that a reference can name."""
        library = self.library
        for page in library.issues.values():
            label = issue_label(page)
            yield label.id, label.zh, "issue", page.docname, "", 1
        for entry in library.entries.values():
            docname, anchor = place_of(self.builder, entry_label(entry))
            yield entry.item.id, entry.item.title, entry.item.kind, docname, anchor, 1
        for term in library.vocabulary:
            yield term.id, term.zh, term.kind, term.location.path.removesuffix(".md"), "", 1

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the link to what a role names; an unknown name stays text (the checks report it)."""
        label = object_label(self.library, typ, target)
        if label is None:
            return None
        if not node.get("refexplicit"):
            contnode = nodes.inline("", self.shown_name(label), classes=["hb-ref"])
        docname, anchor = place_of(builder, label)
        return make_refnode(builder, fromdocname, docname, anchor, contnode, label.en or None)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return a link for each kind of object with the name *target*."""
        references = []
        for kind in OBJECT_NAMES:
            reference = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
            if reference is not None:
                references.append((f"hb:{kind}", reference))
        return references

    def shown_name(self, label: views.Label) -> str:
        """Return the name of the object of *label* in running text."""
        if label.kind == "issue":
            return translator(self.env.config.language)(_("No. {number}")).format(number=label.id)
        return label.zh
