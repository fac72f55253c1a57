"""From the published text of an issue, pasted from wherever it stands, to a draft of its page and its .bib file.

:func:`read_published` finds what is printed; :func:`draft` makes files of it. Nothing of the text is lost: each line is in
the draft, or among those that were taken for furniture of the page they were pasted from, or among those that were not
understood.
"""

from __future__ import annotations

from .drafting import Draft, Note, draft
from .found import Found, identifier
from .printed import Line, Printed, PrintedItem, PrintedLink
from .published import read_published

__all__ = ["Draft", "Found", "Line", "Note", "Printed", "PrintedItem", "PrintedLink", "draft", "identifier", "read_published"]
