"""The rows of views: frozen records that hold what a page shows and where it leads, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.codes import Code
from .chart_rows import Chart
from .label import Label as Label  # most who make or show rows take it from here

if TYPE_CHECKING:
    from ..model.dates import Edtf
    from ..model.records import Erratum, Link, Paper
    from .chart_rows import OverTime


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFiles:
    """The bundle of citations of a list of papers: kind and id of the list, formats, and number of papers."""

    kind: str
    id: str
    formats: tuple[str, ...]
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry in a list."""

    label: Label
    people: tuple[str, ...]
    """At most three names in reading order."""
    more_people: bool
    where: str
    """Venue and year."""
    genre: str = ""
    via: tuple[Label, ...] = ()
    """The narrower terms through which it belongs to the list of a term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErratumRow:
    """An erratum in a list."""

    label: Label
    erratum: Erratum


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRow:
    """A correction or an addition in a list: its fields are those of model.updates.Update, in the words of the edition."""

    id: str
    date: str
    kind: str
    label: Label
    """What it is about, as the handbook has it today."""
    old: str
    new: str
    printed: str
    is_work: bool
    """Whether it is about a work, whose texts are in English, and not about what the handbook says of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorRow:
    """An author with their entries; the label has a link if they have a page of their own."""

    label: Label
    anchors: tuple[str, ...]
    zh: str
    """The Chinese name that their page gives."""
    entries: tuple[EntryRow, ...]
    files: BundleFiles | None = None


Row = EntryRow | ErratumRow | UpdateRow | AuthorRow | Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows below a heading; the label of a heading with a link has a place."""

    head: Label
    anchor: str = ""
    rows: tuple[Row, ...] = ()
    files: BundleFiles | None = None
    page: Label | None = None
    """Where a site has the rows instead, because they would make the index too long; other builders show them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A term in a tree of terms."""

    label: Label
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An index: groups of rows in order; jump says whether it begins with links to its groups."""

    groups: tuple[Group, ...]
    jump: bool = False
    coins: tuple[str, ...] = ()
    """The OpenURLs of the papers that it lists, each once."""
    files: BundleFiles | None = None
    parts: tuple[Label, ...] = ()
    """The pages over which a site divides it if it is long; of a list of authors, its groups are then only the first names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateList:
    """What was corrected: whether a history tells it, and the day before which that is silent; empty if it is whole."""

    listing: Listing
    is_known: bool
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a work: title, venue and year, and links."""

    title: str
    where: str
    is_publication: bool
    """Whether its URL is that of a publisher."""
    arxiv: str
    doi: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHead:
    """What an entry shows above and below its summary."""

    kind: str
    id: str
    title: str
    title_en: str
    people: tuple[Label, ...]
    organised: bool
    """Whether the people organised it, as for a tutorial, rather than wrote it."""
    genre: str
    version: Version | None
    reported: Version | None
    """The version that the weekly reported, if it is not the version to cite or had another title."""
    terms: tuple[tuple[str, tuple[Label, ...]], ...]
    links: tuple[Link, ...]
    date: Edtf | None
    printed_date: str
    cited: tuple[Paper, ...]
    """The works of its citations: the version to cite, and its preprint if that is a work of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueHead:
    """What an issue shows below its title."""

    label: Label
    date: Edtf | None
    contributors: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    source: str = ""
    archived: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRange:
    """Issues with successive numbers, by the first and the last of them; both are the same for a single issue."""

    first: Label
    last: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much the handbook has: its issues, and the number of its papers and terms."""

    issues: tuple[IssueRange, ...]
    numbers: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCard:
    """An issue as another page shows it."""

    head: IssueHead
    sections: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCitations:
    """How to cite an issue, and the files of citations of its papers."""

    label: Label
    files: BundleFiles | None
    keys: tuple[str, ...]
    """The papers in the order of the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermHead:
    """What a term shows below its title."""

    label: Label
    aliases: tuple[str, ...]
    near: tuple[str, ...]
    broader: tuple[Label, ...]
    related: tuple[Label, ...]
    country: str
    parent_en: str
    parent_zh: str
    identities: tuple[str, ...]
    """The addresses of the same thing in registries."""
    over_time: OverTime | None = None
    """Its entries over time, if there is enough to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermItems:
    """What a term shows below its definition."""

    total: int
    narrower: tuple[Label, ...]
    groups: tuple[Group, ...]
    """By issue, in full."""
    titled: tuple[Group, ...]
    """By year, titles only."""
    counted: tuple[Group, ...]
    """By year, issues with their numbers of entries."""
    together: tuple[Label, ...]
    files: BundleFiles | None
    coins: tuple[str, ...]
    """The OpenURLs of the papers that it lists in full."""
    over_time: OverTime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHead:
    """What the page of a person shows below its title; names that are the title are left out."""

    name: str
    """The first spelling."""
    others: tuple[str, ...]
    """The other spellings."""
    zh: str
    orcid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """A work in the reference list of a page, and the entry that covers it."""

    paper: Paper
    covered: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    """A reason why a paper is related; kind and shared terms or authors are those of related.comparison.Reason."""

    kind: str
    shared: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRow:
    """A related paper with the reasons, the weightiest first."""

    label: Label
    reasons: tuple[ReasonRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """What the page of a work shows, except the text of its summary; a work that is only cited has no head and no issue."""

    key: str
    anchor: str
    """The anchor of the work on the page of its issue, and on its own page."""
    title: str
    """The Chinese title; the title itself for a work that is only cited."""
    head: EntryHead | None = None
    paper: Paper | None
    """The version to cite."""
    people: tuple[Label, ...]
    venue: Label | None
    year: Label | None
    versions: tuple[tuple[str, Version], ...]
    """Its versions, each with what it is: ``published``, ``preprint``, ``preprint-reported`` …"""
    issue: Label | None = None
    section: tuple[str, ...] = ()
    before: Label | None = None
    """The item before it in the issue."""
    after: Label | None = None
    citing: tuple[Label, ...]
    """The definitions, other pages and entries that cite it."""
    related: tuple[RelatedRow, ...] = ()
    """The papers with most in common with it."""
    errata: tuple[Erratum, ...] = ()
    named: tuple[Label | Paper, ...] = ()
    """What its summary names, which the page shows in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """What a derived page with a list shows: the papers of an author or a venue, or a part of the authors."""

    docname: str
    anchor: str
    title: str
    above: Label | None
    """The index that it is a part of."""
    listing: Listing
    head: Label | None = None
    """The heading of a group of an index that the page shows; it stands before the title."""


View = (
    EntryHead
    | IssueHead
    | Coverage
    | IssueCard
    | IssueCitations
    | TermHead
    | TermItems
    | PersonHead
    | Listing
    | UpdateList
    | Chart
    | tuple[Branch, ...]
    | tuple[Label, ...]
    | tuple[IssueRange, ...]
    | tuple[ReferenceRow, ...]
    | tuple[Code, ...]
    | BundleFiles
    | None
)
