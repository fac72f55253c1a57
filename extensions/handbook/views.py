"""What pages show of the library, as plain rows: pure functions, whose result is all that a reader can see of it.

A page is written again exactly when the rows that it shows have changed; so a row holds what is shown and where it leads,
and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from . import citations, folding
from .dates import Edtf
from .library import Author, Entry, Library, author_id, author_letter
from .model import GENRES, ITEM_KINDS, LETTERS, PREPRINT_SERVERS, TERM_KINDS, YEARS, Erratum, Link, Page, Paper, Person, Term
from .problems import CODES, Code

AUTHORS_FOLDER = "docs/authors"
PAPERS_FOLDER = "docs/papers"
AUTHORS_NAMED = 1000
"""Up to so many authors, the index of authors names them all; beyond, it leads to the letters only."""
WHOLE = 200
"""Up to so many entries, a list shows each in full."""
NEWEST = 60
"""How many entries a longer list of a term still shows in full."""
TITLED = 1000
"""How many entries more it shows by their titles, by year; of those beyond it says how many each issue has."""
TOGETHER = 12
"""How many of the terms that occur together with one its page names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name and where it leads; docname is empty where it leads nowhere, count is None where nothing is counted."""

    kind: str
    id: str
    zh: str
    en: str = ""
    docname: str = ""
    anchor: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The bundle of citations of a list of papers: what it is of, its formats, and how many papers it has."""

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
    """The narrower terms by which it stands in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErratumRow:
    """An erratum in a list."""

    label: Label
    erratum: Erratum


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorRow:
    """An author with their entries."""

    label: Label
    entries: tuple[EntryRow, ...]
    files: Files | None = None


Row = EntryRow | ErratumRow | AuthorRow | Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows below a heading; where the heading leads somewhere, its label has a docname."""

    head: Label
    anchor: str = ""
    rows: tuple[Row, ...] = ()
    files: Files | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A term in a tree of terms."""

    label: Label
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An index: groups of rows, in order; jump tells whether links to its groups stand above it."""

    groups: tuple[Group, ...]
    jump: bool = False
    coins: tuple[str, ...] = ()
    """The OpenURLs of the papers that it lists, each once."""
    files: Files | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a work: its title, where it appeared and how to get it."""

    title: str
    where: str
    is_publication: bool
    """Whether its address is that of a publisher."""
    arxiv: str
    doi: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHead:
    """What an entry shows above its summary."""

    kind: str
    id: str
    title_en: str
    people: tuple[Label, ...]
    organised: bool
    """Whether the people held it (a tutorial) rather than wrote it."""
    genre: str
    version: Version | None
    reported: Version | None
    """The version that the weekly reported, where it is not the one to cite, or had another title."""
    terms: tuple[tuple[str, tuple[Label, ...]], ...]
    links: tuple[Link, ...]
    date: Edtf | None
    printed_date: str
    cited: tuple[Paper, ...]
    """What its citation is made of: the version to cite, and its preprint where that is a work of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueHead:
    """What an issue shows below its title."""

    label: Label
    date: Edtf | None
    contributors: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCard:
    """An issue as another page shows it."""

    head: IssueHead
    sections: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCitations:
    """How to cite an issue, and the files of citations of its papers."""

    label: Label
    files: Files | None
    keys: tuple[str, ...]
    """The papers in the order of the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermHead:
    """What a term shows below its title."""

    label: Label
    aliases: tuple[str, ...]
    broader: tuple[Label, ...]
    country: str
    parent_en: str
    parent_zh: str
    ror: str


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
    files: Files | None
    coins: tuple[str, ...]
    """The OpenURLs of the papers that it lists in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """A work in the reference list of a page, as its .bib file has it, and the entry that covers it."""

    paper: Paper
    covered: Label | None


View = (
    EntryHead
    | IssueHead
    | IssueCard
    | IssueCitations
    | TermHead
    | TermItems
    | Listing
    | tuple[Branch, ...]
    | tuple[Label, ...]
    | tuple[ReferenceRow, ...]
    | tuple[Code, ...]
    | Files
    | None
)


# ---------------------------------------------------------------- labels and rows


def term_label(library: Library, term: Term, count: int | None = None) -> Label:
    """Return the label of a term."""
    docname = term.location.path.removesuffix(".md")
    return Label(kind=term.kind, id=term.id, zh=term.zh, en=term.en, docname=docname, count=count)


def issue_label(page: Page) -> Label:
    """Return the label of an issue."""
    assert page.issue is not None
    return Label(kind="issue", id=str(page.issue.number), zh=page.issue.title, docname=page.docname)


def entry_label(entry: Entry) -> Label:
    """Return the label of an entry."""
    item = entry.item
    return Label(kind=item.kind, id=item.id, zh=item.title, en=english_title(entry), docname=entry.docname, anchor=item.id)


def english_title(entry: Entry) -> str:
    """Return the English title of an entry: that of the version to cite, if it is a paper."""
    return entry.reference.title if entry.reference else entry.item.title_en


def where(paper: Paper) -> str:
    """Return venue and year: ``EMNLP 2023``, ``arXiv 2021``, ``Nature Machine Intelligence, 2022``."""
    name, year = paper.meeting or paper.venue, str(paper.year or "")
    if not name or not year or year in name or (paper.meeting and paper.meeting != paper.venue):
        return name or year
    return f"{name} {year}" if paper.meeting or paper.venue in PREPRINT_SERVERS else f"{name}, {year}"


def entry_row(entry: Entry, via: tuple[Label, ...] = ()) -> EntryRow:
    """Return the row of an entry in a list."""
    names = tuple(person.name for person in entry.reference.authors) if entry.reference else entry.item.people
    return EntryRow(
        label=entry_label(entry),
        people=names[:3],
        more_people=len(names) > 3,
        where=where(entry.reference) if entry.reference else "",
        genre=entry.item.genre if entry.item.genre != GENRES[0] else "",
        via=via,
    )


def _people(library: Library, people: Iterable[Person | str]) -> tuple[Label, ...]:
    return tuple(
        Label(kind="author", id=key, zh=person if isinstance(person, str) else person.name, docname=docname, anchor=key)
        for person, key, docname in (
            (each, "", "") if isinstance(each, str) else (each, author_id(each), _author_page(library, each)) for each in people
        )
    )


def _author_page(library: Library, person: Person) -> str:
    """Return the page that lists a person; empty where the handbook has none."""
    docname = f"{AUTHORS_FOLDER}/{author_letter(person)}"
    return docname if docname in library.by_docname else ""


# ---------------------------------------------------------------- entries, issues, terms


def entry_head(library: Library, item_id: str) -> EntryHead | None:
    """Return what the entry shows above its summary."""
    entry = library.entries.get(item_id)
    if entry is None:
        return None
    item, reference, paper = entry.item, entry.reference, entry.paper
    reported = None
    if paper is not None and entry.published is not None:
        reported = _version(paper)
    elif paper is not None and item.reported_as:
        reported = Version(title=item.reported_as, where="", is_publication=False, arxiv="", doi="", url="")
    return EntryHead(
        kind=item.kind,
        id=item.id,
        title_en=english_title(entry),
        people=_people(library, reference.authors if reference else item.people),
        organised=item.genre == "tutorial",
        genre=item.genre if item.genre != GENRES[0] else "",
        version=_version(reference) if reference else None,
        reported=reported,
        terms=tuple((kind, tuple(term_label(library, term) for term in entry.terms[kind])) for kind in TERM_KINDS),
        links=item.links,
        date=item.date,
        printed_date=item.printed_date,
        cited=citations.cited(entry),
    )


def _version(paper: Paper) -> Version:
    return Version(
        title=paper.title,
        where=where(paper),
        is_publication=paper.type != "misc",
        arxiv=paper.arxiv,
        doi=paper.doi,
        url=paper.url,
    )


def issue_head(library: Library, number: str) -> IssueHead | None:
    """Return what the issue shows below its title; ``latest`` is the newest one."""
    page = library.issue(number)
    if page is None or page.issue is None:
        return None
    counts = Counter(item.genre if item.genre == "tutorial" else item.kind for item in page.items)
    return IssueHead(
        label=issue_label(page),
        date=page.issue.date,
        contributors=page.issue.contributors,
        counts=tuple((kind, counts[kind]) for kind in ("paper", "tutorial", *ITEM_KINDS[1:]) if counts[kind]),
    )


def issue_citations(library: Library, number: str) -> IssueCitations | None:
    """Return how to cite the issue and its papers."""
    page = library.issue(number)
    if page is None:
        return None
    bundle = citations.bundle_of_issue(library, page)
    keys = tuple(entry.item.id for entry in bundle.entries) if bundle else ()
    return IssueCitations(label=issue_label(page), files=files_of(bundle), keys=keys)


def files_of(bundle: citations.Bundle | None) -> Files | None:
    """Return the files of a bundle."""
    return Files(kind=bundle.kind, id=bundle.id, formats=bundle.formats, papers=len(bundle.entries)) if bundle else None


def _coins_of_list(library: Library, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the OpenURLs of the papers of a list; none where they are too many for one page and for a choice among them."""
    papers = {entry.item.id: entry for entry in entries if entry.reference}
    return _coins(library, papers.values()) if len(papers) <= WHOLE else ()


def _coins(library: Library, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the OpenURLs of the papers among *entries*, each once."""
    found = {entry.item.id: library.citations.coins(entry) for entry in entries if entry.reference}
    return tuple(found.values())


def issue_card(library: Library, number: str) -> IssueCard | None:
    """Return the issue with its entries below the headings of its page."""
    page, head = library.issue(number), issue_head(library, number)
    if page is None or head is None:
        return None
    sections: dict[str, list[EntryRow]] = {}
    for item in page.items:
        entry = library.entries[item.id]
        if entry.presents(item):
            sections.setdefault(" · ".join(item.section), []).append(entry_row(entry))
    groups = (Group(head=Label(kind="text", id="", zh=title), rows=tuple(rows)) for title, rows in sections.items())
    return IssueCard(head=head, sections=tuple(groups))


def _term(library: Library, kind: str, name: str) -> Term | None:
    return library.vocabulary.find(kind, name)


def term_head(library: Library, kind: str, name: str) -> TermHead | None:
    """Return what the term shows below its title."""
    term = _term(library, kind, name)
    if term is None:
        return None
    return TermHead(
        label=term_label(library, term, len(library.covering(term))),
        aliases=tuple(alias for alias in term.aliases if alias not in (term.zh, term.en)),
        broader=tuple(term_label(library, above) for above in reversed(library.vocabulary.broader(term))),
        country=term.country,
        parent_en=term.parent_en,
        parent_zh=term.parent_zh,
        ror=term.ror,
    )


def term_items(library: Library, kind: str, name: str) -> TermItems | None:
    """Return the entries of the term, by issue, with its narrower terms and those that occur together with it."""
    term = _term(library, kind, name)
    if term is None:
        return None
    covering = library.covering(term)
    below = {each.id for each in library.vocabulary.with_narrower(term)}
    full = len(covering) if len(covering) <= WHOLE else NEWEST
    grouped: dict[int, list[EntryRow]] = {}
    for entry in covering[:full]:
        carried = entry.terms[kind]
        narrower = tuple(term_label(library, each) for each in carried if each.id in below)
        grouped.setdefault(entry.issue.number, []).append(entry_row(entry, () if term in carried else narrower))
    titled, counted = covering[full : full + TITLED], covering[full + TITLED :]
    of_issue = Counter(entry.issue.number for entry in counted)
    issues_of = {entry.issue.number: entry for entry in counted}
    return TermItems(
        total=len(covering),
        narrower=tuple(term_label(library, each, len(library.covering(each))) for each in library.vocabulary.narrower(term)),
        groups=tuple(Group(head=issue_label(library.issues[number]), rows=tuple(rows)) for number, rows in grouped.items()),
        titled=_group(((_year(entry), title_label(entry)) for entry in titled), _heading("year"), reverse=True),
        counted=_group(
            (
                (_year(entry), replace(issue_label(library.issues[number]), count=of_issue[number]))
                for number, entry in issues_of.items()
            ),
            _heading("year"),
            reverse=True,
        ),
        together=tuple(term_label(library, other, count) for other, count in library.together(term)[:TOGETHER]),
        files=files_of(citations.bundle_of_term(library, term)),
        coins=_coins(library, covering[:full]),
    )


def _year(entry: Entry) -> str:
    return str(entry.issue.date.year) if entry.issue.date else ""


def title_label(entry: Entry) -> Label:
    """Return the label of an entry without its English title, for lists that are long."""
    return replace(entry_label(entry), en="")


def references(library: Library, docname: str) -> tuple[ReferenceRow, ...]:
    """Return the works that a page cites, in the order in which it first cites them."""
    page = library.by_docname.get(docname)
    keys = dict.fromkeys(mention.target for mention in page.mentions if mention.role == "cite") if page else {}
    rows = []
    for key in keys:
        paper = library.works.get(key)
        if paper is not None:
            entry = library.entries.get(key) or library.entries.get(paper.preprint_key)
            rows.append(ReferenceRow(paper=paper, covered=entry_label(entry) if entry else None))
    return tuple(rows)


def object_label(library: Library, kind: str, name: str) -> Label | None:
    """Return the label of what a role names; None where there is no such thing. Of kind ``any``, it is the first found."""
    if kind == "any":
        found = (object_label(library, each, name) for each in (*ITEM_KINDS, *TERM_KINDS, "issue"))
        return next((label for label in found if label), None)
    if kind in TERM_KINDS:
        term = _term(library, kind, name)
        return term_label(library, term) if term else None
    if kind == "issue":
        page = library.issue(name)
        return issue_label(page) if page else None
    entry = library.entries.get(name)
    return entry_label(entry) if entry and entry.item.kind == kind else None


# ---------------------------------------------------------------- indexes


def _group(
    rows: Iterable[tuple[str, Row]], head: Callable[[str], Label], *, reverse: bool = False, prefix: str = ""
) -> tuple[Group, ...]:
    """Group rows by key, the keys in order; the anchor of a group is *prefix* and its key."""
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for key, row in rows:
        grouped[key].append(row)
    return tuple(
        Group(head=head(key), anchor=f"{prefix}{folding.slug(key) or 'other'}", rows=tuple(grouped[key]))
        for key in sorted(grouped, reverse=reverse)
    )


_NO_HEADING = Label(kind="text", id="", zh="")


def _heading(kind: str) -> Callable[[str], Label]:
    return lambda key: Label(kind=kind, id=key, zh=key)


def issues(library: Library) -> Listing:
    """List the issues by year, newest first."""
    rows = []
    for page in library.issues.values():
        assert page.issue is not None
        year = str(page.issue.date.year) if page.issue.date else ""
        count = sum(library.entries[item.id].presents(item) for item in page.items)
        rows.append((year, replace(issue_label(page), count=count)))
    return Listing(groups=_group(rows, _heading("year"), reverse=True, prefix="y"))


def _tree(library: Library, kind: str) -> tuple[Branch, ...]:
    def branch(term: Term) -> Branch:
        below = sorted((branch(each) for each in library.vocabulary.narrower(term)), key=_by_name)
        return Branch(label=term_label(library, term, len(library.covering(term))), below=tuple(below))

    roots = (term for term in library.vocabulary.of_kind(kind) if not library.vocabulary.broader(term))
    return tuple(sorted((branch(term) for term in roots), key=_by_name))


def _by_name(branch: Branch) -> str:
    return folding.pinyin(branch.label.zh)


def topics(library: Library) -> tuple[Branch, ...]:
    """Return the topics as a tree."""
    return _tree(library, "topic")


def methods(library: Library) -> tuple[Branch, ...]:
    """Return the methods as a tree."""
    return _tree(library, "method")


def _institutions(library: Library, key: Callable[[Term], str], sort: Callable[[Term], str], kind: str, prefix: str) -> Listing:
    terms = sorted(library.vocabulary.of_kind("institution"), key=sort)
    rows = ((key(term), term_label(library, term, len(library.covering(term)))) for term in terms)
    return Listing(groups=_group(rows, _heading(kind), prefix=prefix), jump=True)


def institutions_by_country(library: Library) -> Listing:
    """List the institutions by country."""
    return _institutions(library, lambda term: term.country, lambda term: folding.pinyin(term.zh), "country", "country-")


def institutions_by_pinyin(library: Library) -> Listing:
    """List the institutions by their Chinese names, in the order of pinyin."""
    return _institutions(
        library, lambda term: folding.initial(term.zh), lambda term: folding.pinyin(term.zh), "letter", "pinyin-"
    )


def institutions_by_latin(library: Library) -> Listing:
    """List the institutions by their English names."""
    return _institutions(
        library, lambda term: folding.initial(term.en), lambda term: folding.unaccent(term.en), "letter-en", "latin-"
    )


def papers_by_year(library: Library) -> Listing:
    """List the papers by the year of the version to cite, newest first; where they are many, lead to the pages of the years."""
    papers = _papers(library)
    groups = []
    for year, entries in library.by_year.items():
        head = _heading("year")(str(year or ""))
        docname = f"{PAPERS_FOLDER}/{year}"
        rows: tuple[Row, ...]
        if len(papers) > WHOLE and docname in library.by_docname:
            rows = (replace(head, docname=docname, count=len(entries)),)
        else:
            rows = tuple(_paper_row(entry, len(papers)) for entry in entries)
        files = files_of(citations.bundle_of_year(library, head.id))
        groups.append(Group(head=head, anchor=f"y{year or 'other'}", rows=rows, files=files))
    return Listing(
        groups=tuple(groups),
        jump=True,
        coins=_coins_of_list(library, [entry for entry, _paper in papers]),
        files=files_of(citations.bundle_of_all(library)),
    )


def papers_of(library: Library, year: str) -> Listing:
    """List the papers of one year, newest first."""
    entries = library.by_year.get(int(year), ())
    rows = tuple(_paper_row(entry, len(entries)) for entry in entries)
    return Listing(
        groups=(Group(head=_NO_HEADING, rows=rows),) if rows else (),
        coins=_coins_of_list(library, entries),
        files=files_of(citations.bundle_of_year(library, year)),
    )


def papers_by_venue(library: Library) -> Listing:
    """List the papers by venue, venues in alphabetical order."""
    papers = _papers(library)
    rows = ((paper.venue, _paper_row(entry, len(papers))) for entry, paper in papers)
    groups = _group(rows, _heading("venue"), prefix="venue-")
    return Listing(groups=tuple(sorted(groups, key=lambda group: folding.pinyin(group.head.zh))), jump=True)


def _papers(library: Library) -> list[tuple[Entry, Paper]]:
    return [(entry, entry.reference) for entry in library.entries.values() if entry.reference]


def _paper_row(entry: Entry, total: int) -> Row:
    return entry_row(entry) if total <= WHOLE else title_label(entry)


def authors(library: Library) -> Listing:
    """List the names of the authors by letter, or, where they are many, how many each letter has."""
    by_letter = library.authors_by_letter
    if len(library.authors) <= AUTHORS_NAMED:
        rows = ((letter, _author_label(library, each)) for letter, found in by_letter.items() for each in found)
        return Listing(groups=_group(rows, _heading("letter"), prefix="letter-"), jump=True)
    labels = (
        Label(kind="letter", id=letter, zh=letter.upper(), docname=f"{AUTHORS_FOLDER}/{letter}", count=len(found))
        for letter, found in by_letter.items()
        if f"{AUTHORS_FOLDER}/{letter}" in library.by_docname
    )
    return Listing(groups=(Group(head=_NO_HEADING, rows=tuple(labels)),))


def authors_of(library: Library, letter: str) -> Listing:
    """List the authors of one letter, each with their entries."""
    found = library.authors_by_letter.get(letter, ())
    rows = tuple(
        AuthorRow(
            label=_author_label(library, author),
            entries=tuple(entry_row(entry) for entry in author.entries),
            files=files_of(citations.bundle_of_author(author)),
        )
        for author in found
    )
    entries = [entry for author in found for entry in author.entries]
    return Listing(groups=(Group(head=_NO_HEADING, rows=rows),) if rows else (), coins=_coins_of_list(library, entries))


def _author_label(library: Library, author: Author) -> Label:
    docname = _author_page(library, author.person)
    return Label(kind="author", id=author.id, zh=author.person.inverted, docname=docname, anchor=author.id)


def errata(library: Library) -> Listing:
    """List the errata by issue, newest issue first."""
    groups = []
    for page in library.issues.values():
        label = issue_label(page)
        rows: list[Row] = [ErratumRow(label=label, erratum=erratum) for erratum in page.errata]
        for item in page.items:
            entry = library.entries[item.id]
            if entry.presents(item):
                rows += [ErratumRow(label=entry_label(entry), erratum=erratum) for erratum in item.errata]
        if rows:
            groups.append(Group(head=label, anchor=f"issue-{label.id}", rows=tuple(rows)))
    return Listing(groups=tuple(groups))


def numbers(library: Library) -> tuple[Label, ...]:
    """Return how much the handbook has of everything."""
    papers = sum(1 for entry in library.entries.values() if entry.item.kind == "paper")
    counts = [("issue", len(library.issues)), ("paper", papers)]
    counts += [(kind, len(library.vocabulary.of_kind(kind))) for kind in TERM_KINDS]
    pages = {
        "issue": "issues/index",
        "paper": "docs/papers/by-year",
        "topic": "docs/topics/index",
        "institution": "docs/institutions/index",
        "method": "docs/methods/index",
    }
    return tuple(
        Label(
            kind=f"number-{kind}", id=kind, zh="", docname=pages[kind] if pages[kind] in library.by_docname else "", count=count
        )
        for kind, count in counts
    )


def _top(library: Library, kind: str, most: int = 14) -> tuple[Label, ...]:
    """Return the terms of *kind* with the most entries; among equals those of the newest entries first."""
    found = [(term, covering) for term in library.vocabulary.of_kind(kind) if (covering := library.covering(term))]
    found.sort(key=lambda pair: (-len(pair[1]), library.rank[pair[1][0].item.id], pair[0].id))
    return tuple(term_label(library, term, len(covering)) for term, covering in found[:most])


def top_topics(library: Library) -> tuple[Label, ...]:
    """Return the topics with the most entries."""
    return _top(library, "topic")


def top_institutions(library: Library) -> tuple[Label, ...]:
    """Return the institutions with the most entries."""
    return _top(library, "institution")


def top_methods(library: Library) -> tuple[Label, ...]:
    """Return the methods with the most entries."""
    return _top(library, "method")


def problem_codes(library: Library) -> tuple[Code, ...]:
    """Return every sort of problem that the checks know."""
    return tuple(CODES.values())


LISTINGS: dict[str, Callable[[Library], View]] = {
    "issues": issues,
    "topics": topics,
    "methods": methods,
    "institutions-by-country": institutions_by_country,
    "institutions-by-pinyin": institutions_by_pinyin,
    "institutions-by-latin": institutions_by_latin,
    "papers-by-year": papers_by_year,
    "papers-by-venue": papers_by_venue,
    **{f"papers-{year}": partial(papers_of, year=year) for year in YEARS},
    "authors": authors,
    **{f"authors-{letter}": partial(authors_of, letter=letter) for letter in LETTERS},
    "errata": errata,
    "numbers": numbers,
    "top-topics": top_topics,
    "top-institutions": top_institutions,
    "top-methods": top_methods,
    "problem-codes": problem_codes,
}
"""The views that a page may ask for by name."""


def view(library: Library, name: str, argument: str = "") -> View:
    """Return the view *name*; *argument* is what it is about: an item, an issue, or ``kind:id`` of a term."""
    if name in LISTINGS:
        return LISTINGS[name](library)
    if name == "entry":
        return entry_head(library, argument)
    if name == "issue":
        return issue_head(library, argument)
    if name == "issue-card":
        return issue_card(library, argument)
    if name == "citations":
        return issue_citations(library, argument)
    if name == "references":
        return references(library, argument)
    kind, _colon, term_name = argument.partition(":")
    return term_head(library, kind, term_name) if name in ("term", "term-card") else term_items(library, kind, term_name)
