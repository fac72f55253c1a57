"""Which piece of code renders which view."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ... import views
from .issues import Issues
from .listings import Listings
from .terms import Terms

if TYPE_CHECKING:
    from docutils import nodes

    from ...model.codes import Code


class Renderer(Issues, Terms, Listings):
    """Makes the nodes of views for one page of one builder."""

    def nodes_of(self, name: str, view: views.View) -> list[nodes.Node]:
        """Return the nodes of the view *name*."""
        if view is None:
            return []
        if isinstance(view, views.EntryHead):
            return self.entry_head(view)
        if isinstance(view, views.IssueHead):
            return self.issue_head(view)
        if isinstance(view, views.IssueCard):
            return self.issue_card(view)
        if isinstance(view, views.Files):
            return self.files(view)
        if isinstance(view, views.TermHead):
            return self.term_card(view) if name == "term-card" else self.term_head(view)
        if isinstance(view, views.TermItems):
            return self.term_items(view)
        if isinstance(view, views.Listing):
            return self.listing(view)
        if name == "numbers":
            return self.numbers(cast("tuple[views.Label, ...]", view))
        if name.startswith("top-"):
            return [self.chips(cast("tuple[views.Label, ...]", view))]
        if name == "problem-codes":
            return [self.problem_codes(cast("tuple[Code, ...]", view))]
        return [self.tree(cast("tuple[views.Branch, ...]", view))] if view else []
