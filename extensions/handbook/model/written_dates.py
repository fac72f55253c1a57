"""Dates as people write them in .bib files: ISO 8601 and EDTF, English and Chinese words, numbers, and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The names of months in .bib files."""
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"),
    "sept",
)
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FILLERS = frozenset(
    {
        *("st", "nd", "rd", "th", "of", "the", "on", "in", "at", "and", "to", "last", "online", "date"),
        *("accessed", "access", "visited", "retrieved", "viewed", "checked", "updated", "utc", "gmt", "am", "pm", "t", "z"),
        *(name[:length] for name in _WEEKDAYS for length in (3, 4, 5, len(name))),
    }
)
"""Words that a date may have and that change nothing of it."""
_BREAKS = re.compile(r"[{}~]|\\[ ,;]|\\(?=[A-Za-z])|\s+")
_DASH = re.compile(r"\s*(?:---?|[–—])\s*")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d\d:\d\d.*)?[?~%]*", re.ASCII | re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{4})[./](\d{1,2})(?:[./](\d{1,2}))?", re.ASCII)
_CHINESE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
_DAY_IN_TEXT = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)", re.ASCII)
_WORD = re.compile(r"\d+|[^\W\d_]+|[^\s\w.,;:()\[\]'’-]")
_YEAR = re.compile(r"\d{4}", re.ASCII)
_MAX_CHARS = 200


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """What a text says: ``2018``, ``2018-07`` or ``2018-07-19``, the start of a range; empty if it names no year."""

    iso: str = ""
    whole: bool = True
    """Whether all of the text has been understood."""


UNREADABLE = WrittenDate("", whole=False)


def read_date(written: str) -> WrittenDate:
    """Return the date that a text gives; of a range, its start or, where that is open, its end."""
    if written.strip(" {").startswith("-"):  # a year before our era
        return UNREADABLE
    text = _DASH.sub("--", _BREAKS.sub(" ", written[:_MAX_CHARS])).strip(" .,;[]()")
    if not text:
        return UNREADABLE if written.strip(" {}") else WrittenDate()
    for pattern in (_ISO, _NUMBERS, _CHINESE):
        if match := pattern.fullmatch(text):
            return _date(*match.groups())
    parts = [part.strip() for part in text.split("/")]
    if len(parts) == 2 and any(_ISO.fullmatch(part) for part in parts) and all(_is_end(part) for part in parts):
        return read_date(next(part for part in parts if part not in ("", "..")))
    if match := _DAY_FIRST.fullmatch(text):
        return _of_numbers(int(match[1]), int(match[3]), match[4], german=match[2] == ".")
    return _of_words(text)


def read_month(written: str) -> tuple[int, int]:
    """Return the number of the month, and the day that may stand beside it (``10~jan``); 0 for what is not there."""
    words = _WORD.findall(_BREAKS.sub(" ", written[:_MAX_CHARS].lower()))
    numbers = [int(word) for word in words if word.isdecimal() and len(word) <= 2]
    named = next(filter(None, map(_month, words)), 0)
    if not named and numbers and 1 <= numbers[0] <= 12:
        named = numbers.pop(0)
    day = numbers[0] if named and numbers and 1 <= numbers[0] <= 31 else 0
    return named, day


def day_in(year: str, month: int, day: int) -> str:
    """Return a date in ISO 8601, without the day or the month if the calendar does not have it."""
    for parts in ((month, day), (month, 1)):
        try:
            date(int(year) or 1, *parts)
        except ValueError:
            continue
        return f"{year}-{month:02}" + (f"-{day:02}" if parts[1] == day and day else "")
    return year


def _is_end(part: str) -> bool:
    return part in ("", "..") or _ISO.fullmatch(part) is not None


def _date(year: str, month: str | None, day: str | None) -> WrittenDate:
    if not month:
        return WrittenDate(year)
    if 21 <= int(month) <= 41 and not day:  # a season of EDTF
        return WrittenDate(year)
    iso = day_in(year, int(month), int(day or 0))
    return WrittenDate(iso, whole=iso.count("-") == 1 + (day is not None))


def _of_numbers(first: int, second: int, year: str, *, german: bool) -> WrittenDate:
    """Return a day such as 19/07/2018; where both numbers may be the month, only the year is certain."""
    if german or first > 12 or first == second:
        return _date(year, str(second), str(first))
    return _date(year, str(first), str(second)) if second > 12 else WrittenDate(year, whole=False)


def _of_words(text: str) -> WrittenDate:
    if day := _DAY_IN_TEXT.search(text):
        around = read_date(f"{text[: day.start()]} {day[0][:4]} {text[day.end() :]}")
        return WrittenDate(_date(*day.groups()).iso, whole=around.whole)
    words = _WORD.findall(text.lower())
    years = [word for word in words if _YEAR.fullmatch(word)]
    if not years:
        return UNREADABLE
    months = [month for month in map(_month, words) if month]
    days = [int(word) for word in words if word.isdecimal() and len(word) <= 2]
    rest = [word for word in words if not (word.isdecimal() or _month(word) or word in _FILLERS or word in _SEASONS)]
    whole = not rest and (bool(months) or not days)
    if not months:
        return WrittenDate(years[0], whole=whole)
    iso = day_in(years[0], months[0], days[0] if days else 0)
    return WrittenDate(iso, whole=whole and iso.count("-") == 1 + bool(days))


def _month(word: str) -> int:
    """Return the number of the month that *word* names, in full or by three letters or more; 0 if it names none."""
    named = word[:3] in MONTHS and any(name.startswith(word) for name in MONTH_NAMES)
    return MONTHS.index(word[:3]) + 1 if named else 0
