"""What pages show of the library, as plain rows: pure functions, whose result is all that a reader can see of it.

A page is written again exactly when the rows that it shows have changed. So a row holds what is shown and where it leads,
and nothing else.
"""

from __future__ import annotations

from .rows import (
    AuthorRow,
    Branch,
    EntryHead,
    EntryRow,
    ErratumRow,
    Files,
    Group,
    IssueCard,
    IssueCitations,
    IssueHead,
    Label,
    Listing,
    ReferenceRow,
    Row,
    TermHead,
    TermItems,
    Version,
    View,
)
from .view import view

__all__ = [
    "AuthorRow",
    "Branch",
    "EntryHead",
    "EntryRow",
    "ErratumRow",
    "Files",
    "Group",
    "IssueCard",
    "IssueCitations",
    "IssueHead",
    "Label",
    "Listing",
    "ReferenceRow",
    "Row",
    "TermHead",
    "TermItems",
    "Version",
    "View",
    "view",
]
