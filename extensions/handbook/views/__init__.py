"""What pages show of the library, as plain rows: pure functions whose results hold all that a reader can see of it.

A page is written again exactly when the rows that it shows have changed; so a row holds what is shown and where it leads,
and nothing else.
"""

from __future__ import annotations

from .author_places import AuthorPlaces, author_places, use_author_places
from .chart_rows import Chart, Crossing, IssuesOverTime, Network, OverTime, PeriodRow, TermBars
from .entry_digests import IssueDigests, issue_digests
from .keys import ViewKeys
from .listings import undivided
from .lists import ListPlan, list_pages, list_plans
from .papers import paper_keys, paper_page
from .rows import (
    AuthorRow,
    Branch,
    BundleFiles,
    Coverage,
    EntryHead,
    EntryRow,
    ErratumRow,
    Group,
    IssueCard,
    IssueCitations,
    IssueHead,
    IssueRange,
    Label,
    Listing,
    ListPage,
    PaperPage,
    PersonHead,
    ReasonRow,
    ReferenceRow,
    RelatedRow,
    Row,
    TermHead,
    TermItems,
    UpdateList,
    UpdateRow,
    Version,
    View,
)
from .view import view

__all__ = [
    "AuthorPlaces",
    "AuthorRow",
    "Branch",
    "BundleFiles",
    "Chart",
    "Coverage",
    "Crossing",
    "EntryHead",
    "EntryRow",
    "ErratumRow",
    "Group",
    "IssueCard",
    "IssueCitations",
    "IssueDigests",
    "IssueHead",
    "IssueRange",
    "IssuesOverTime",
    "Label",
    "ListPage",
    "ListPlan",
    "Listing",
    "Network",
    "OverTime",
    "PaperPage",
    "PeriodRow",
    "PersonHead",
    "ReasonRow",
    "ReferenceRow",
    "RelatedRow",
    "Row",
    "TermBars",
    "TermHead",
    "TermItems",
    "UpdateList",
    "UpdateRow",
    "Version",
    "View",
    "ViewKeys",
    "author_places",
    "issue_digests",
    "list_pages",
    "list_plans",
    "paper_keys",
    "paper_page",
    "undivided",
    "use_author_places",
    "view",
]
