"""The table of views: each by the name under which a page asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .entries import entry_head, issue_card, issue_citations, issue_head, references
from .listings import LISTINGS
from .people import person_entries, person_head
from .terms import term_head, term_items

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..library.library import Library
    from .rows import View

BY_ARGUMENT: Mapping[str, Callable[[Library, str], View]] = {
    "entry": entry_head,
    "entry-facts": entry_head,
    "issue": issue_head,
    "issue-card": issue_card,
    "citations": issue_citations,
    "references": references,
    "person": person_head,
    "person-entries": person_entries,
}
"""The views of one entry, issue, page or person, which the argument names."""
BY_TERM: Mapping[str, Callable[[Library, str, str], View]] = {
    "term": term_head,
    "term-card": term_head,
    "term-items": term_items,
}
"""The views of one term, which the argument names as ``kind:id``."""


def view(library: Library, name: str, argument: str = "") -> View:
    """Return the view *name* of the library; *argument* says of which entry, issue, page, person or term."""
    if name in LISTINGS:
        return LISTINGS[name](library)
    if name in BY_ARGUMENT:
        return BY_ARGUMENT[name](library, argument)
    kind, _colon, term_name = argument.partition(":")
    return BY_TERM[name](library, kind, term_name)
