"""Dates as people write them: what is understood, and what only in part or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.written_dates import read_date, read_month


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2018", "2018"),
        ("{2013}", "2013"),
        ("2018-07", "2018-07"),
        ("2018-7-9", "2018-07-09"),
        ("2018/07/19", "2018-07-19"),
        ("2018.07", "2018-07"),
        ("July 19, 2018", "2018-07-19"),
        ("19th July 2018", "2018-07-19"),
        ("Thursday, 5 May 2022", "2022-05-05"),
        ("30-Mar-2020", "2020-03-30"),
        ("Jul. 2018", "2018-07"),
        ("Fall 2018", "2018"),
        ("July 19--21, 2018", "2018-07-19"),
        ("19/07/2018", "2018-07-19"),
        ("07/19/2018", "2018-07-19"),
        ("19.07.2018", "2018-07-19"),
        ("05.04.2018", "2018-04-05"),
        ("2018年7月19日", "2018-07-19"),
        ("2020年", "2020"),
        ("[Online; accessed 19-July-2008]", "2008-07-19"),
        ("Accessed: 2019-01-02", "2019-01-02"),
        ("2016-07-18T20:26:06+10:00", "2016-07-18"),
        ("2017-24~", "2017"),
        ("1984?", "1984"),
        ("1985-21", "1985"),
        ("../1997", "1997"),
        ("2014/", "2014"),
        ("2014/..", "2014"),
        ("1994/1997", "1994"),
        ("2005-01-03/2005-02", "2005-01-03"),
        ("1998--1999", "1998"),
        ("10~January 2013", "2013-01-10"),
        (" ", ""),
    ],
)
def test_what_is_understood(written: str, iso: str) -> None:
    read = read_date(written)
    assert (read.iso, read.whole) == (iso, True)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023-02-30", "2023-02"),
        ("2018-13-01", "2018"),
        ("circa 1998", "1998"),
        ("2013a", "2013"),
        ("2023, accepted", "2023"),
        ("07/08/2018", "2018"),
        ("in press", ""),
        ("n.d.", ""),
        ("199X", ""),
        ("-0099", ""),
        ("soon/later", ""),
    ],
)
def test_what_is_not_understood_is_marked_and_the_year_is_used(written: str, iso: str) -> None:
    read = read_date(written)
    assert (read.iso, read.whole) == (iso, False)


@pytest.mark.parametrize(
    ("written", "month", "day"),
    [
        ("jan", 1, 0),
        ("January", 1, 0),
        ("Sept.", 9, 0),
        ("04", 4, 0),
        ("10~January", 1, 10),
        ("January~10", 1, 10),
        ("10~19", 10, 19),
        ("July/August", 7, 0),
        ("marmot", 0, 0),
        ("13", 0, 0),
    ],
)
def test_months(written: str, month: int, day: int) -> None:
    assert read_month(written) == (month, day)


@given(st.text() | st.text("0123456789-/.~?X 年月日julyT:"))
def test_no_text_raises_and_every_date_is_in_the_calendar(written: str) -> None:
    read_month(written)
    year, *rest = map(int, read_date(written).iso.split("-")) if read_date(written).iso else [1]
    date(year or 1, *([*rest, 1, 1][:2]))


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_read_in_iso_and_in_words(day: date) -> None:
    for written in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"):
        assert read_date(written).iso == day.isoformat()
