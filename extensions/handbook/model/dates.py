"""Dates in a documented part of EDTF (ISO 8601-2), stored as written and shown in words.

Accepted are a year, a month, a day, and an interval of two of them, whose start or end may be open (``..``).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from ..text.messages import locale_of, translator
from ..text.messages import mark as _
from .pickling import quickly_pickled

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

_PATTERNS = (_("y"), _("MMMM y"), _("d MMMM y"))  # Unicode (CLDR) date patterns for a year, a month, a day


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A year, a month or a day; a part that is not known is None."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_day(self) -> date:
        """The first day that it covers."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that it covers."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def in_words(self, language: str) -> str:
        """Return it in words of *language*."""
        pattern = translator(language)(_PATTERNS[(self.month is not None) + (self.day is not None)])
        return format_date(self.first_day, pattern, locale=locale_of(language))


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Edtf:
    """A date, or an interval; None stands for an open start or end."""

    text: str
    start: Moment | None
    end: Moment | None

    @property
    def year(self) -> int:
        """The year of its start, or of its end if the start is open: lists by year use it."""
        moment = self.start or self.end
        assert moment is not None
        return moment.year

    @property
    def first_day(self) -> date:
        """The day by which it sorts."""
        moment = self.start or self.end
        assert moment is not None
        return moment.first_day

    def in_words(self, language: str) -> str:
        """Return it in words of *language*: an open end is "not before", an open start "not after"."""
        say = translator(language)
        if self.start is None:
            assert self.end is not None
            return say("not after {date}").format(date=self.end.in_words(language))
        if self.end is None:
            return say("not before {date}").format(date=self.start.in_words(language))
        if self.start == self.end:
            return self.start.in_words(language)
        return say("between {start} and {end}").format(start=self.start.in_words(language), end=self.end.in_words(language))


def parse_edtf(text: str) -> Edtf:
    """Return *text* as a date or an interval; raise ValueError with the reason if it is neither."""
    parts = text.strip().split("/")
    if len(parts) > 2:
        raise ValueError(_("an interval has one slash"))
    moments = [None if part == ".." and len(parts) == 2 else _moment(part) for part in parts]
    start, end = moments[0], moments[-1]
    if start is None and end is None:
        raise ValueError(_("the start or the end of an interval must be known"))
    if start is not None and end is not None and end.last_day < start.first_day:
        raise ValueError(_("the interval ends before it starts"))
    return Edtf(text=text.strip(), start=start, end=end)


def _moment(text: str) -> Moment:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(_("write YYYY, YYYY-MM, YYYY-MM-DD or an interval such as 2022-10-26/2022-11-08"))
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ValueError(_("there is no such day in the calendar")) from None
    return Moment(year=year, month=month, day=day)
