"""The views of entries and issues: heads, cards, citations, reference lists, and the label of what a role names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..exporters import bundles
from ..model.records import GENRES, ITEM_KINDS, TERM_KINDS
from .labels import english_title, entry_label, entry_row, files_of, issue_label, people_labels, term_label
from .rows import EntryHead, EntryRow, Group, IssueCard, IssueCitations, IssueHead, Label, ReferenceRow, Version

if TYPE_CHECKING:
    from ..library.library import Library
    from ..model.records import Paper


def entry_head(library: Library, item_id: str) -> EntryHead | None:
    """Return what the entry shows above and below its summary."""
    entry = library.entries.get(item_id)
    if entry is None:
        return None
    item, reference, paper = entry.item, entry.reference, entry.paper
    reported = None
    if paper is not None and entry.published is not None:
        reported = version_of(paper)
    elif paper is not None and item.reported_as:
        reported = Version(title=item.reported_as, where="", is_publication=False, arxiv="", doi="", url="")
    return EntryHead(
        kind=item.kind,
        id=item.id,
        title=item.title,
        title_en=english_title(entry),
        people=people_labels(library, reference.authors if reference else item.people),
        organised=item.genre == "tutorial",
        genre=item.genre if item.genre != GENRES[0] else "",
        version=version_of(reference) if reference else None,
        reported=reported,
        terms=tuple((kind, tuple(term_label(term) for term in entry.terms[kind])) for kind in TERM_KINDS),
        links=item.links,
        date=item.date,
        printed_date=item.printed_date,
        cited=bundles.cited(entry),
    )


def version_of(paper: Paper) -> Version:
    """Return what a page shows of one version of a work."""
    return Version(
        title=paper.title,
        where=paper.where,
        is_publication=paper.type != "misc",
        arxiv=paper.arxiv,
        doi=paper.doi,
        url=paper.url,
    )


def issue_head(library: Library, number: str) -> IssueHead | None:
    """Return what the issue shows below its title; the number ``latest`` stands for the newest issue."""
    page = library.issue(number)
    if page is None or page.issue is None:
        return None
    counts = Counter(item.counted_as for item in page.items)
    return IssueHead(
        label=issue_label(page),
        date=page.issue.date,
        contributors=page.issue.contributors,
        counts=tuple((kind, counts[kind]) for kind in ("paper", "tutorial", *ITEM_KINDS[1:]) if counts[kind]),
        source=page.issue.source,
        archived=page.issue.archived,
    )


def issue_citations(library: Library, number: str) -> IssueCitations | None:
    """Return how to cite the issue and its papers."""
    page = library.issue(number)
    if page is None:
        return None
    bundle = bundles.bundle_of_issue(library, page)
    keys = tuple(entry.item.id for entry in bundle.entries) if bundle else ()
    return IssueCitations(label=issue_label(page), files=files_of(bundle), keys=keys)


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
    """Return the label of what a role names; None where it does not exist. The kind ``any`` stands for the first that has it."""
    if kind == "any":
        labels = (object_label(library, own_kind, name) for own_kind in (*ITEM_KINDS, *TERM_KINDS, "issue"))
        return next((label for label in labels if label), None)
    if kind in TERM_KINDS:
        term = library.vocabulary.find(kind, name)
        return term_label(term) if term else None
    if kind == "issue":
        page = library.issue(name)
        return issue_label(page) if page else None
    entry = library.entries.get(name)
    return entry_label(entry) if entry and entry.item.kind == kind else None
