"""Dates: which are accepted, which days they cover, and their form in words."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Any

import babel.dates
import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.dates import Edtf, Moment, parse_edtf

YEARS = st.integers(1, 9999)
PARTS = st.tuples(YEARS, st.none() | st.integers(0, 13), st.none() | st.integers(0, 32))
MOMENTS = st.dates().flatmap(
    lambda day: st.sampled_from([f"{day:%Y-%m-%d}".zfill(10), f"{day.year:04}-{day.month:02}", f"{day.year:04}"])
)


def valid(text: str) -> bool:
    """Tell whether the handbook accepts *text* as a date."""
    try:
        parse_edtf(text)
    except ValueError:
        return False
    return True


def reference(text: str) -> Any:
    """Return what the package edtf parses; None if it refuses."""
    try:
        return edtf.parse_edtf(text)
    except edtf.EDTFParseException:
        return None


def last_day(moment: Moment) -> date:
    """Return the last day that a moment covers."""
    month = moment.month or 12
    return date(moment.year, month, moment.day or calendar.monthrange(moment.year, month)[1])


def in_calendar(year: int, month: int | None, day: int | None) -> bool:
    """Tell whether it is not the 29th of February of a common year, which the package edtf accepts."""
    return (month, day) != (2, 29) or calendar.isleap(year)


@given(PARTS)
def test_a_date_is_valid_if_edtf_accepts_it_and_the_calendar_has_it(parts: tuple[int, int | None, int | None]) -> None:
    year, month, day = parts
    text = f"{year:04}" + (f"-{month:02}" if month is not None else "") + (f"-{day:02}" if None not in (month, day) else "")
    assert valid(text) == (reference(text) is not None and in_calendar(*parts))


@given(MOMENTS)
def test_a_date_covers_the_days_that_edtf_says(text: str) -> None:
    read, expected = parse_edtf(text), reference(text)
    assert read.start == read.end is not None
    assert read.first_day.timetuple()[:3] == expected.lower_strict()[:3]
    assert last_day(read.end).timetuple()[:3] == expected.upper_strict()[:3]


@given(MOMENTS, MOMENTS)
def test_an_interval_is_valid_if_it_can_end_on_or_after_its_first_day(start: str, end: str) -> None:
    expected = reference(f"{start}/{end}")
    assert valid(f"{start}/{end}") == (expected.lower_strict()[:3] <= expected.upper_strict()[:3])


@given(MOMENTS)
def test_an_interval_may_be_open_on_one_side(text: str) -> None:
    known = parse_edtf(text).start
    assert (parse_edtf(f"{text}/..").start, parse_edtf(f"{text}/..").end) == (known, None)
    assert (parse_edtf(f"../{text}").start, parse_edtf(f"../{text}").end) == (None, known)
    assert reference(f"{text}/..").lower_strict()[:3] == parse_edtf(f"{text}/..").first_day.timetuple()[:3]
    assert reference(f"../{text}") is not None


@given(st.text() | st.text(alphabet="0123456789-/. 年"))
def test_any_other_text_is_refused_with_a_value_error(text: str) -> None:
    if valid(text):
        assert reference(text.strip()) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "../..",
        "2022/",
        "/2022",
        "2022-1",
        "22",
        "20222",
        "2022-10-26T10:00",
        "2022~",
        "2022-10/2022-11/2022-12",
        "２０２２",
        "0000",
    ],
)
def test_undocumented_parts_of_edtf_are_refused(text: str) -> None:
    assert not valid(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2022/2023/2024", "an interval has one slash"),
        ("../..", "the start or the end of an interval must be known"),
        ("2022-10-26/2022-10-25", "the interval ends before it starts"),
        ("October 2022", "write YYYY, YYYY-MM, YYYY-MM-DD or an interval such as 2022-10-26/2022-11-08"),
        ("2022-13", "there is no such day in the calendar"),
        ("2022-02-30", "there is no such day in the calendar"),
    ],
)
def test_the_reason_of_a_refusal_is_given(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        parse_edtf(text)


@pytest.mark.parametrize("text", ["2022-10-26/2022-10", "2022-10-26/2022", "2022-10/2022", "2022/2022-01", "2022/2022"])
def test_the_end_of_an_interval_may_be_less_exact_than_its_start(text: str) -> None:
    assert valid(text)


@pytest.mark.parametrize(
    ("text", "year", "first"),
    [
        ("2022", 2022, date(2022, 1, 1)),
        ("2022-10", 2022, date(2022, 10, 1)),
        (" 2021-12-30/2022-01-02 ", 2021, date(2021, 12, 30)),
        ("2021-11-12/..", 2021, date(2021, 11, 12)),
        ("../2020-05", 2020, date(2020, 5, 1)),
    ],
)
def test_the_year_of_a_date_is_that_of_its_start_or_else_its_end(text: str, year: int, first: date) -> None:
    assert (parse_edtf(text).year, parse_edtf(text).first_day) == (year, first)
    assert parse_edtf(text).text == text.strip()


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("2022", "2022 年", "2022"),
        ("2022-10", "2022 年 10 月", "October 2022"),
        ("2022-10-06", "2022 年 10 月 6 日", "6 October 2022"),
        ("2021-11-12/..", "不早于 2021 年 11 月 12 日", "not before 12 November 2021"),
        ("../2021-11", "不晚于 2021 年 11 月", "not after November 2021"),
        ("2022-10-26/2022-11", "2022 年 10 月 26 日至 2022 年 11 月之间", "between 26 October 2022 and November 2022"),
        ("2022/2022", "2022 年", "2022"),
    ],
)
def test_a_date_in_words(text: str, chinese: str, english: str) -> None:
    assert parse_edtf(text).in_words("zh_CN") == chinese
    assert parse_edtf(text).in_words("en") == english


@pytest.mark.parametrize("language", ["zh", "zh-cn", "zh-CN"])
def test_a_date_is_in_chinese_for_each_tag_of_the_catalogue(language: str) -> None:
    assert parse_edtf("2022-10-06").in_words(language) == "2022 年 10 月 6 日"


def test_a_date_is_in_english_for_an_unknown_language() -> None:
    assert parse_edtf("2022-10-06").in_words("tlh") == "6 October 2022"


def test_a_date_is_in_the_language_of_the_page_whatever_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(babel.dates, "LC_TIME", "de_DE")
    assert parse_edtf("2022-10").in_words("en") == "October 2022"


def test_a_date_is_stored_as_written() -> None:
    expected = Edtf(text="2022-10/..", start=Moment(year=2022, month=10), end=None)
    assert parse_edtf("2022-10/..") == expected
