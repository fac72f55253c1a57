"""The indexes of institutions in three orders, and the pages over which long ones are divided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..library.dividing import divided, letters_in
from ..model.places import TERM_FOLDERS, institutions_docname
from ..text import folding
from .groups import NO_HEADING, grouped
from .labels import page_label, term_label
from .rows import Group, Label, Listing, ListPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..library.library import Library
    from ..model.records import Term

MAX_INSTITUTIONS_OF_INDEX = 400
"""An index of more institutions shows only how many each group has: one page shows three, each row of which has 225 bytes."""
MAX_INSTITUTIONS_OF_LIST = 1000
"""A group of more is divided by the first letters of the names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order of the institutions: the kind of its groups, and by what it groups and sorts."""

    prefix: str
    """Begins the anchors of the groups, and the addresses of their pages."""
    kind: str
    group: Callable[[Term], str]
    sort: Callable[[Term], str]
    name: Callable[[Label], str]
    """The name by which it sorts."""
    of_source: bool = False
    """Whether it is the order of the names in the language of the handbook in every edition."""


BY_COUNTRY = Order(
    prefix="country-",
    kind="country",
    group=lambda term: term.country,
    sort=lambda term: folding.pinyin(term.zh),
    name=lambda label: label.zh,
)
BY_PINYIN = replace(BY_COUNTRY, prefix="pinyin-", kind="letter", group=lambda term: folding.initial(term.zh), of_source=True)
BY_LATIN = Order(
    prefix="latin-",
    kind="letter-en",
    group=lambda term: folding.initial(term.en),
    sort=lambda term: folding.unaccent(term.en),
    name=lambda label: label.en,
)


def institutions_by_country(library: Library) -> Listing:
    """List the institutions by country."""
    return _index(library, BY_COUNTRY)


def institutions_by_pinyin(library: Library) -> Listing:
    """List the institutions by their Chinese names, in the order of pinyin."""
    return _index(library, BY_PINYIN)


def institutions_by_latin(library: Library) -> Listing:
    """List the institutions by their English names."""
    return _index(library, BY_LATIN)


def _index(library: Library, order: Order) -> Listing:
    def named(term: Term) -> Term:
        return (library.source.vocabulary.get(term.kind, term.id) or term) if order.of_source else term

    def label(term: Term) -> Label:
        own, name = term_label(term, len(library.covering(term))), named(term).zh
        return own if name == own.zh else replace(own, zh=f"{name} ({own.zh})")

    terms = sorted(library.vocabulary.of_kind("institution"), key=lambda term: order.sort(named(term)))
    rows = ((order.group(named(term)), label(term)) for term in terms)
    groups = grouped(rows, order.kind, prefix=order.prefix)
    if len(terms) > MAX_INSTITUTIONS_OF_INDEX:
        groups = tuple(_elsewhere(group) for group in groups)
    return Listing(groups=groups, jump=True)


def _elsewhere(group: Group) -> Group:
    return replace(group, page=replace(group.head, page=institutions_docname(group.anchor), count=len(group.rows)))


def institution_pages(library: Library) -> Iterator[ListPage]:
    """Yield the pages of the groups of long indexes, and those over which long groups are divided."""
    index = library.by_docname.get(f"{TERM_FOLDERS['institution']}/index")
    above = page_label(index) if index else None
    for order in (BY_COUNTRY, BY_PINYIN, BY_LATIN):
        for group in _index(library, order).groups:
            if group.page:
                yield from _pages(group, order, above)


def _pages(group: Group, order: Order, above: Label | None) -> Iterator[ListPage]:
    rows = [row for row in group.rows if isinstance(row, Label)]
    named = [(letters_in(order.name(row)), row) for row in rows]
    parts = divided(named, MAX_INSTITUTIONS_OF_LIST, length=1)
    whole = ListPage(
        docname=institutions_docname(group.anchor),
        anchor=group.anchor,
        title="",
        head=group.head,
        above=above,
        listing=Listing(
            groups=(Group(head=NO_HEADING, rows=group.rows),),
            parts=tuple(
                Label(
                    kind="part",
                    id=letters,
                    zh=letters.title() or "…",
                    page=institutions_docname(group.anchor, letters or "other"),
                    count=len(part),
                )
                for letters, part in parts.items()
            ),
        ),
    )
    yield whole
    for label, part in zip(whole.listing.parts, parts.values(), strict=True):
        listing = Listing(groups=(Group(head=NO_HEADING, rows=part),))
        yield replace(whole, docname=label.page, title=f" · {label.zh}", listing=listing)
