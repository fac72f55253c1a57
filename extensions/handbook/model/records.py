"""The records of the handbook: what an issue, an item, a paper, a term and a person are.

All are immutable, comparable and picklable; none holds a node, an application or a path of a machine. What pages show is
compared by its repr, so that leaves out what no view shows: places in files, and the text of summaries.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .pickling import quickly_pickled

if TYPE_CHECKING:
    from .dates import Edtf
    from .people import Person
    from .problems import Location, Problem

TERM_KINDS = ("topic", "institution", "method")
"""The facets by which an item is indexed; the folder of a kind is its plural below docs/."""

ITEM_KINDS = ("paper", "news", "viewpoint", "resource", "event")
"""What an issue presents."""

GENRES = ("research", "survey", "tutorial")
"""What sort of work a paper is; research where nothing is said."""


LETTERS = (*"abcdefghijklmnopqrstuvwxyz", "other")
"""The pages of the authors: by the first letter of the family name."""

YEARS = tuple(str(year) for year in range(1990, 2051))
"""The years that a page may list the papers of."""

LISTINGS = (
    "issues",
    "topics",
    "methods",
    "institutions-by-country",
    "institutions-by-pinyin",
    "institutions-by-latin",
    "papers-by-year",
    "papers-by-venue",
    *(f"papers-{year}" for year in YEARS),
    "authors",
    *(f"authors-{letter}" for letter in LETTERS),
    "errata",
    "numbers",
    "top-topics",
    "top-institutions",
    "top-methods",
    "problem-codes",
)
"""What a page may list of the whole handbook."""


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A work of a .bib file. Text is plain Unicode; ``fields`` keeps what the file says, as it says it."""

    key: str
    type: str
    title: str
    authors: tuple[Person, ...]
    year: int | None
    meeting: str
    """The short name of the meeting with its year (``EMNLP 2023``), as the field eventtitle gives it."""
    venue: str
    """Where it appeared, without the year: the name of a journal, or the short name of a meeting (``EMNLP``)."""
    container: str
    """The journal or proceedings in full."""
    volume: str
    number: str
    pages: str
    doi: str
    arxiv: str
    """The arXiv identifier without a version."""
    url: str
    preprint_key: str
    """The key of the preprint that this work is the published version of, if the file has one."""
    fields: tuple[tuple[str, str], ...]
    """Names in lower case and values in LaTeX, in the order of the file; persons are below their role."""
    location: Location = field(repr=False)

    @property
    def is_preprint(self) -> bool:
        """Whether it has appeared only on a preprint server."""
        return self.venue in PREPRINT_SERVERS


PREPRINT_SERVERS = frozenset({"arXiv", "bioRxiv", "medRxiv", "OpenReview", "SSRN"})


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """A term as a page names it: by its id, or by one of its names."""

    text: str
    location: Location = field(repr=False)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """Something the weekly printed that is not so: what was printed, what is right, and the evidence, as plain text."""

    printed: str
    correct: str
    evidence: str
    source: str
    location: Location = field(repr=False)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of an item: its option's name (``code``, ``video``) and its address."""

    name: str
    url: str


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing an issue presents."""

    kind: str
    id: str
    """The citation key of a paper; of anything else its own identifier. It is the anchor on the page."""
    title: str
    summary: str = field(repr=False)
    """The text below the options as written, without its errata."""
    location: Location = field(repr=False)
    body_line: int = field(repr=False)
    """The line of the page on which the text below the options begins."""
    section: tuple[str, ...] = ()
    """The headings above it on the page, outermost first, without the page's own title."""
    genre: str = "research"
    reported_as: str = ""
    """The English title under which the weekly reported the work, where it has changed since."""
    title_en: str = ""
    people: tuple[str, ...] = ()
    date: Edtf | None = None
    printed_date: str = ""
    links: tuple[Link, ...] = ()
    topics: tuple[TermUse, ...] = ()
    institutions: tuple[TermUse, ...] = ()
    methods: tuple[TermUse, ...] = ()
    errata: tuple[Erratum, ...] = ()

    def uses(self, kind: str) -> tuple[TermUse, ...]:
        """Return the terms of *kind* that it names."""
        uses: tuple[TermUse, ...] = getattr(self, FOLDERS[kind])
        return uses


FOLDERS = {"topic": "topics", "institution": "institutions", "method": "methods"}
"""The folder of a term kind below docs/, which is also the option that names terms of it."""


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """The head of an issue page."""

    number: int
    title: str
    date: Edtf | None
    contributors: tuple[str, ...]
    location: Location = field(repr=False)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The head of a term page: the vocabulary's entry."""

    kind: str
    id: str
    en: str
    zh: str
    location: Location = field(repr=False)
    aliases: tuple[str, ...] = ()
    misnomers: tuple[str, ...] = ()
    """Wrong names that published texts use: matched when such a text is read, never shown."""
    formerly: tuple[str, ...] = ()
    """Ids that it had before: the addresses of their pages lead to its own."""
    broader: str = ""
    country: str = ""
    """An ISO 3166-1 alpha-2 code (institutions)."""
    parent_en: str = ""
    parent_zh: str = ""
    ror: str = ""


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in a text that names something of the handbook, by a role, a card or a link.

    The role is ``cite``, the kind of an object, or ``any`` for a link ``[](#name)``.
    """

    role: str
    target: str
    location: Location = field(repr=False)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of a page with the text that stands directly below it, outside directives; Markdown as it is written."""

    title: str
    anchor: str
    text: str = field(repr=False)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page says: at most one head, its items, its mentions, and what is wrong with it."""

    path: str
    """Relative to the root of the handbook, with forward slashes."""
    issue: Issue | None = None
    term: Term | None = None
    items: tuple[Item, ...] = ()
    errata: tuple[Erratum, ...] = ()
    """Errata of the page itself, outside any item."""
    mentions: tuple[Mention, ...] = ()
    sections: tuple[Section, ...] = field(default=(), repr=False)
    """Its prose, the page's own title first; of an issue only what stands before its first heading."""
    problems: tuple[Problem, ...] = field(default=(), repr=False)

    @property
    def docname(self) -> str:
        """The page's name for Sphinx: its path without the ending."""
        return self.path.removesuffix(".md")


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class BibFile:
    """What one .bib file says, and what is wrong with it."""

    path: str
    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...] = ()
