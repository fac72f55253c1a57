"""The records of the handbook: issues, items, papers, terms, and the pages and .bib files that hold them.

All are immutable, comparable and picklable; none holds a node, an application or a path of a machine. Sphinx detects changes of
what a page shows by comparing the ``repr`` of records, which therefore leaves out what no view shows: places in files, and the
text of summaries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..text.anchors import anchor_of
from ..text.identifiers import doi_address, is_web_address
from ..text.preprints import SERVERS
from .pickling import quickly_pickled

if TYPE_CHECKING:
    from .dates import Edtf
    from .people import Person, Profile
    from .problems import Location, Problem

TERM_KINDS = ("topic", "institution", "method")
"""The facets by which an item is indexed; the folder of a kind is its plural below docs/."""

ITEM_KINDS = ("paper", "news", "viewpoint", "resource", "event")
"""The kinds of items that an issue presents."""

GENRES = ("research", "survey", "tutorial")
"""The genres of papers; the first is the default."""
TUTORIAL = "tutorial"
"""The genre that is counted as a kind of its own."""

LETTERS = (*"abcdefghijklmnopqrstuvwxyz", "other")
"""The names of the lists of authors: the first letter of the family name."""

YEARS = tuple(str(year) for year in range(1990, 2051))
"""The years whose papers a page may list."""

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
    "people",
    "errata",
    "updates",
    "numbers",
    "covered-issues",
    "coverage",
    "top-topics",
    "top-institutions",
    "top-methods",
    "entries-over-time",
    "issues-over-time",
    "methods-by-entries",
    "topics-by-methods",
    "institutions-together",
    "problem-codes",
)
"""The listings of the whole handbook, by the argument of the directive ``listing``."""


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A work of a .bib file. Text is plain Unicode, except in ``fields``, which has the values as the file has them."""

    key: str
    type: str
    title: str
    authors: tuple[Person, ...]
    year: int | None
    meeting: str
    """The short name of the meeting with its year (``EMNLP 2023``): the field eventtitle."""
    venue: str
    """Where it appeared, without the year: the name of a journal, or the short name of a meeting (``EMNLP``)."""
    container: str
    """The full name of the journal or the proceedings."""
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
    """Names in lower case and values in LaTeX, in the order of the file, the fields of persons included."""
    location: Location = field(repr=False)
    others: bool = False
    """Whether there are authors whom the file does not name (``and others``)."""

    @property
    def where(self) -> str:
        """Venue and year: ``EMNLP 2023``, ``arXiv 2021``, ``Nature Machine Intelligence, 2022``."""
        name, year = self.meeting or self.venue, str(self.year or "")
        if not name or not year or year in name or (self.meeting and self.meeting != self.venue):
            return name or year
        return f"{name} {year}" if self.meeting or self.is_preprint else f"{name}, {year}"

    @property
    def is_preprint(self) -> bool:
        """Whether it has appeared on a preprint server only."""
        return self.venue in PREPRINT_SERVERS

    @property
    def formerly(self) -> tuple[str, ...]:
        """Its former keys, in the field ``ids``, by which BibLaTeX knows it too."""
        ids = self.value_of("ids")
        return tuple(key for part in ids.split(",") if (key := part.strip()) and key != self.key) if ids else ()

    @property
    def checked(self) -> str:
        """The day on which services were last asked whether something has changed; empty if they never were."""
        return day[0] if (day := _DAY.fullmatch(self.value_of("checked").strip())) else ""

    @property
    def notices(self) -> tuple[tuple[str, str], ...]:
        """The retractions, withdrawals, corrections and concerns, each with the address of the notice."""
        parts = (part.split() for part in self.value_of("updates").split(";"))
        told = ((part[0], doi_address(part[1]) if part[1].startswith("10.") else part[1]) for part in parts if len(part) == 2)
        return tuple((kind, place) for kind, place in told if kind in NOTICES and is_web_address(place))

    def value_of(self, name: str) -> str:
        """Return the value of a field as the file has it; empty if it has none."""
        for own, value in self.fields:
            if own == name:
                return value
        return ""


NOTICES = ("retraction", "withdrawal", "correction", "concern")
"""The kinds of notices about a work that readers are told of."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
PREPRINT_SERVERS = frozenset(SERVERS)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """A term as a page names it: by its id, or by one of its names."""

    text: str
    location: Location = field(repr=False)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """An error that the periodical printed: the printed text, the correct text, and the evidence, all plain text."""

    printed: str
    correct: str
    evidence: str
    source: str
    location: Location = field(repr=False)
    original: str = field(default="", repr=False)
    """What the periodical printed, in an edition in another language that has a translation in its place."""

    @property
    def shown_evidence(self) -> str:
        """The evidence without the word that people write before it, which is the name of the field too."""
        return self.evidence.removeprefix("依据：")


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of an item: the name of its option (``code``, ``video``) and its address."""

    name: str
    url: str


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that an issue presents."""

    kind: str
    id: str
    """The citation key of a paper, the identifier of anything else."""
    title: str
    summary: str = field(repr=False)
    """The Markdown below the options, without errata."""
    location: Location = field(repr=False)
    body_line: int = field(repr=False)
    """The line of the page on which the text below the options begins."""
    section: tuple[str, ...] = ()
    """The headings above it on the page, the outermost first, without the title of the page."""
    genre: str = "research"
    reported_as: str = ""
    """The English title under which the periodical reported the work, if it has changed since."""
    title_en: str = ""
    people: tuple[str, ...] = ()
    date: Edtf | None = None
    printed_date: str = ""
    links: tuple[Link, ...] = ()
    topics: tuple[TermUse, ...] = ()
    institutions: tuple[TermUse, ...] = ()
    methods: tuple[TermUse, ...] = ()
    errata: tuple[Erratum, ...] = ()

    @property
    def anchor(self) -> str:
        """Its anchor on the page."""
        return anchor_of(self.id)

    @property
    def counted_as(self) -> str:
        """The kind under which it is counted: a tutorial is not a paper."""
        return TUTORIAL if self.genre == TUTORIAL else self.kind

    def uses(self, kind: str) -> tuple[TermUse, ...]:
        """Return the terms of *kind* that the item names."""
        uses: tuple[TermUse, ...] = getattr(self, FOLDERS[kind])
        return uses


FOLDERS = {"topic": "topics", "institution": "institutions", "method": "methods"}
"""The folder of a kind of term below docs/, which is also the name of the option for terms of that kind."""


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """The head of an issue page."""

    number: int
    title: str
    date: Edtf | None
    contributors: tuple[str, ...]
    location: Location = field(repr=False)
    source: str = ""
    """The address at which the periodical published it."""
    archived: str = ""
    """The address of an archived copy of that page."""


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The head of a term page: an entry of the vocabulary."""

    kind: str
    id: str
    en: str
    zh: str
    location: Location = field(repr=False)
    aliases: tuple[str, ...] = ()
    misnomers: tuple[str, ...] = ()
    """Wrong names that published texts use: matched when such a text is imported, never shown."""
    near: tuple[str, ...] = ()
    """Words that are no names of it, but to which it is the nearest answer: searched and shown, never read as the term."""
    near_at: Location | None = field(default=None, repr=False, compare=False)
    """The place of the near names in the file."""
    related: tuple[str, ...] = ()
    """Ids of terms of any kind that are neither above nor below it."""
    related_at: Location | None = field(default=None, repr=False, compare=False)
    """The place of the related ids in the file."""
    formerly: tuple[str, ...] = ()
    """Former ids: the addresses of their pages redirect to its page."""
    formerly_at: Location | None = field(default=None, repr=False, compare=False)
    """The place of the former ids in the file."""
    broader: str = ""
    country: str = ""
    """An ISO 3166-1 alpha-2 code (institutions)."""
    parent_en: str = ""
    parent_zh: str = ""
    ror: str = ""
    same_as: tuple[str, ...] = ()
    """The addresses of the same thing in Wikidata and OpenAlex."""
    same_as_at: Location | None = field(default=None, repr=False, compare=False)
    """The place of these addresses in the file."""

    @property
    def identities(self) -> tuple[str, ...]:
        """The addresses of the same thing in all registries."""
        return (self.ror, *self.same_as) if self.ror else self.same_as


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in a text that names an object of the handbook by a role, a card or a link.

    The role is ``cite``, the kind of an object, or ``any`` for a link ``[](#name)``.
    """

    role: str
    target: str
    location: Location = field(repr=False)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of a page with the Markdown directly below it, outside directives."""

    title: str
    anchor: str
    text: str = field(repr=False)


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page says: at most one head, items, errata, mentions and prose; and its problems."""

    path: str
    """Relative to the root of the handbook, with forward slashes."""
    issue: Issue | None = None
    term: Term | None = None
    profile: Profile | None = None
    items: tuple[Item, ...] = ()
    errata: tuple[Erratum, ...] = ()
    """Errata of the page itself, outside any item."""
    mentions: tuple[Mention, ...] = ()
    sections: tuple[Section, ...] = field(default=(), repr=False)
    """Its prose, the title of the page first; of an issue only the prose before the first heading."""
    labels: tuple[str, ...] = field(default=(), repr=False)
    """The labels that the page gives to places, ``(label)=``."""
    problems: tuple[Problem, ...] = field(default=(), repr=False)

    @property
    def anchors(self) -> frozenset[str]:
        """The names by which links of the page itself can name its headings."""
        return frozenset(section.anchor for section in self.sections)

    @property
    def docname(self) -> str:
        """The docname of the page in Sphinx: its path without the suffix."""
        return self.path.removesuffix(".md")


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class BibFile:
    """The papers of one .bib file, and its problems."""

    path: str
    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...] = ()
