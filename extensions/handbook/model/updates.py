"""The record of a fact that the handbook has corrected or added, and all of them as far as its history tells."""

from __future__ import annotations

from dataclasses import dataclass

from .pickling import quickly_pickled

ERRATUM, PUBLISHED, TITLE, HEADING = "erratum", "published", "title", "heading"
PEOPLE, VENUE, IDENTIFIER, DATE = "people", "venue", "identifier", "date"
"""The kinds of updates, beside those of notices: the heading is the title that the handbook itself gives to a thing."""
WORK, ISSUE = "work", "issue"
"""The kinds of things with updates, beside those of items."""


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A fact about a work, an item or an issue that the handbook gave otherwise before, or did not give.

    The former value is empty for something that has been added, the new one for something that has been taken back.
    """

    kind: str
    subject: str
    """What kind of thing it is about: WORK, ISSUE or the kind of an item."""
    key: str
    """The citation key, the identifier or the number of that, at the time."""
    name: str
    """The title of that, at the time."""
    old: str = ""
    new: str = ""
    printed: str = ""
    """What the periodical printed, of an erratum."""
    date: str = ""
    """The day of its commit in UTC: ``2026-11-29``."""
    id: str = ""
    """Names it for ever: made of its commit, its kind and its key."""


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The updates of a handbook, newest first, and how far back they are known."""

    updates: tuple[Update, ...] = ()
    is_known: bool = False
    """Whether there is a history at all."""
    since: str = ""
    """The day before which nothing is known; empty if the history is whole."""
    digest: str = ""
    """A digest of all this."""
