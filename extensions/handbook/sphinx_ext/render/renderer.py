"""The table of renderers: which method renders which view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import views
from .issues import Issues
from .papers import Papers
from .people import People
from .terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docutils import nodes


class Renderer(Issues, Terms, People, Papers):
    """Renders views for one page of one builder."""

    def nodes_of(self, name: str, view: views.View) -> list[nodes.Node]:
        """Return the nodes of the view *name*; none for a view that does not exist."""
        if view is None:
            return []
        render = BY_NAME.get(name) or BY_TYPE[type(view)]
        return render(self, view)


BY_NAME: Mapping[str, Callable[[Renderer, Any], list[nodes.Node]]] = {
    "entry-facts": Renderer.entry_facts,
    "term-card": Renderer.term_card,
    "topics": Renderer.trees,
    "methods": Renderer.trees,
    "numbers": Renderer.numbers,
    "covered-issues": Renderer.covered_issues,
    "top-topics": Renderer.top_terms,
    "top-institutions": Renderer.top_terms,
    "top-methods": Renderer.top_terms,
    "problem-codes": Renderer.problem_codes,
}
"""The renderers of views whose type does not tell how to render them."""
BY_TYPE: Mapping[type, Callable[[Renderer, Any], list[nodes.Node]]] = {
    views.EntryHead: Renderer.entry_head,
    views.IssueHead: Renderer.issue_head,
    views.Coverage: Renderer.coverage,
    views.IssueCard: Renderer.issue_card,
    views.BundleFiles: Renderer.files,
    views.TermHead: Renderer.term_head,
    views.TermItems: Renderer.term_items,
    views.PersonHead: Renderer.person_head,
    views.Listing: Renderer.listing,
    views.UpdateList: Renderer.update_list,
    views.OverTime: Renderer.over_time,
    views.IssuesOverTime: Renderer.issues_over_time,
    views.TermBars: Renderer.term_bars,
    views.Crossing: Renderer.crossing,
    views.Network: Renderer.network,
}
"""The renderers of all other views."""
