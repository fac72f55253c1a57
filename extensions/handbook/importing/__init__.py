"""From the published text of an issue, pasted from any site, to a draft of its page and its .bib file.

:func:`read_published` recognizes what is printed; :func:`draft` makes files of it. No text is lost: each line is in the draft,
or among the lines of the web page around the text (*furniture*), or among the lines that were not recognized.
"""

from __future__ import annotations

from .drafting import draft
from .drafts import Draft, Note
from .formats import UnreadableError, text_of_file
from .printed import Line, Printed, PrintedItem, PrintedLink
from .published import read_issues, read_published
from .works import LookedUp, identifier

__all__ = [
    "Draft",
    "Line",
    "LookedUp",
    "Note",
    "Printed",
    "PrintedItem",
    "PrintedLink",
    "UnreadableError",
    "draft",
    "identifier",
    "read_issues",
    "read_published",
    "text_of_file",
]
