"""The view of one work, presented or only cited: all that its page shows, except the text of its summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..library.citing import mentions_by_item
from ..model.places import PAPERS
from ..text import folding
from ..text.anchors import anchor_of
from .author_places import author_places
from .entries import entry_head, object_label, version_of
from .labels import entry_label, issue_label, page_label, people_labels, term_label, venue_label, work_label
from .related import related_rows
from .rows import Label, PaperPage, Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..library.entries import Entry
    from ..library.library import Library
    from ..model.records import Page, Paper


def paper_keys(library: Library) -> Iterator[tuple[str, str]]:
    """Yield the key of each work with a page, and the docname of the issue that presents it: presented ones newest first.

    Works that are only cited follow, with no docname.
    """
    for entry in library.entries.values():
        if entry.item.kind == "paper":
            yield entry.item.id, entry.docname
    for key in library.uncovered:
        yield key, ""


def paper_page(library: Library, key: str) -> PaperPage | None:
    """Return what the page of the work *key* shows; None for a key that names no work with a page."""
    entry = library.entries.get(key)
    if entry is not None and entry.item.kind == "paper":
        return _presented(library, entry)
    paper = library.uncovered.get(key)
    return _cited(library, paper) if paper else None


def _presented(library: Library, entry: Entry) -> PaperPage:
    item, reference = entry.item, entry.reference
    page = library.by_docname[entry.docname]
    presented = library.presented(page)
    at = next(position for position, other in enumerate(presented) if other.item.id == item.id)
    head = entry_head(library, item.id)
    return PaperPage(
        key=item.id,
        anchor=item.anchor,
        title=item.title or (reference.title if reference else item.id),
        head=head,
        paper=reference,
        people=head.people if head else (),
        venue=_venue(reference, listed=True),
        year=_year(library, reference, listed=True),
        versions=_versions(entry),
        issue=issue_label(page),
        section=item.section,
        before=entry_label(presented[at - 1]) if at else None,
        after=entry_label(presented[at + 1]) if at + 1 < len(presented) else None,
        citing=_citing(library, item.id),
        related=related_rows(library, item.id),
        errata=item.errata,
        named=tuple(_named(library, page, entry)),
    )


def _cited(library: Library, paper: Paper) -> PaperPage:
    people = tuple(
        label if label.id in author_places(library).ids or not label.anchor else Label(kind="author", id=label.id, zh=label.zh)
        for label in people_labels(library, paper.authors)
    )
    return PaperPage(
        key=paper.key,
        anchor=anchor_of(paper.key),
        title=paper.title or paper.key,
        paper=paper,
        people=people,
        venue=_venue(paper, listed=False),
        year=_year(library, paper, listed=False),
        versions=(("preprint" if paper.is_preprint else "published", version_of(paper)),),
        citing=_citing(library, paper.key),
    )


def _venue(paper: Paper | None, *, listed: bool) -> Label | None:
    """Return the venue with the text that pages show; it has a link if its list has *paper*."""
    if paper is None or not paper.where:
        return None
    if not listed or not paper.venue:
        return Label(kind="venue", id=paper.venue, zh=paper.where)
    return venue_label(paper.venue, paper.where)


def _year(library: Library, paper: Paper | None, *, listed: bool) -> Label | None:
    if paper is None or paper.year is None:
        return None
    places = ((f"{PAPERS}/{paper.year}", ""), (f"{PAPERS}/by-year", f"y{paper.year}"))
    docname, anchor = next((place for place in places if listed and place[0] in library.by_docname), ("", ""))
    return Label(kind="year", id=str(paper.year), zh=str(paper.year), docname=docname, anchor=anchor)


def _versions(entry: Entry) -> tuple[tuple[str, Version], ...]:
    """Return the versions of a paper with what each is: published first, then the preprint, then as the periodical named it."""
    item, paper, published = entry.item, entry.paper, entry.published
    versions: list[tuple[str, Version]] = []
    if published:
        versions.append(("published", version_of(published)))
    if paper:
        kind = "preprint" if paper.is_preprint else "published"
        versions.append((f"{kind}-reported" if published else kind, version_of(paper)))
    if item.reported_as:
        versions.append(("reported", Version(title=item.reported_as, where="", is_publication=False, arxiv="", doi="", url="")))
    return tuple(versions)


def _citing(library: Library, key: str) -> tuple[Label, ...]:
    """Return the terms, other pages and entries that cite the work *key*."""
    entries, pages = library.citing.get(key, ((), ()))
    of_pages = [term_label(page.term) if page.term else issue_label(page) if page.issue else page_label(page) for page in pages]
    return (*sorted(of_pages, key=_by_kind), *map(entry_label, entries))


def _by_kind(label: Label) -> tuple[bool, str, str]:
    return label.kind == "page", label.kind, folding.pinyin(label.zh)


def _named(library: Library, page: Page, entry: Entry) -> Iterator[Label | Paper]:
    """Yield what the text of an entry names, so that its page is written again when a name changes."""
    for mention, item in mentions_by_item(page):
        if item is None or item.id != entry.item.id:
            continue
        if mention.role == "cite" and (paper := library.works.get(mention.target)):
            yield paper
            yield work_label(library, paper)
        elif label := object_label(library, mention.role, mention.target):
            yield label
