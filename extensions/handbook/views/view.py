"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .entries import entry_head, issue_card, issue_citations, issue_head, references
from .listings import LISTINGS
from .terms import term_head, term_items

if TYPE_CHECKING:
    from ..library.library import Library
    from .rows import View


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
