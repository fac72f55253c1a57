"""Periods: the quarters or years that issues cover."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.library.periods import MAX_QUARTERS, MAX_YEARS, Period, Periods, periods_of
from handbook.model.dates import parse_edtf

from ..builders import issue, read


def of(*dates: str) -> Periods:
    """Return the periods of issues with these dates."""
    files = {f"issues/{at:03}.md": issue(number=at, heading=f"第 {at} 期", date=date) for at, date in enumerate(dates, 1)}
    return read({"issues/064.md": None, **files}).periods


def names(periods: Periods) -> list[str]:
    return [f"{period.year}Q{period.quarter}" if period.quarter else str(period.year) for period in periods.all]


def test_few_issues_cover_successive_quarters() -> None:
    assert names(of("2021-11-12/..", "2022-07")) == ["2021Q4", "2022Q1", "2022Q2", "2022Q3"]
    assert names(of("2021-01-01")) == ["2021Q1"]
    assert of() == Periods()


def test_many_years_are_counted_in_years() -> None:
    assert len(of("2000-01", "2005-12").all) == MAX_QUARTERS
    assert names(of("2000-01", "2006-01")) == ["2000", "2001", "2002", "2003", "2004", "2005", "2006"]
    assert names(of("2000", "2002")) == ["2000", "2001", "2002"]
    assert len(of("1000", "2022").all) == MAX_YEARS


@pytest.mark.parametrize(
    ("date", "period"),
    [
        ("2021-11-12/..", Period(year=2021, quarter=4)),
        ("../2022-03", Period(year=2022, quarter=1)),
        ("2022-04-01/2022-09-01", Period(year=2022, quarter=2)),
        ("2022", None),
        ("2019-01", None),
        ("2030-01", None),
    ],
)
def test_a_date_is_in_the_quarter_in_which_it_begins(date: str, period: Period | None) -> None:
    assert of("2021-11", "2022-06").of(parse_edtf(date)) == period


def test_a_date_that_is_not_known_is_in_no_period() -> None:
    assert of("2021-11", "2022-06").of(None) is None
    assert Periods().of(parse_edtf("2022")) is None


@given(st.lists(st.dates(), min_size=1, max_size=20))
def test_every_date_is_in_one_of_successive_periods_as_far_as_they_go(days: list[date]) -> None:
    periods = periods_of(parse_edtf(day.isoformat()) for day in days)
    assert len(periods.all) <= max(MAX_QUARTERS, MAX_YEARS)
    found = [periods.of(parse_edtf(day.isoformat())) for day in sorted(days)]
    assert found[-1] == periods.all[-1]
    if min(days).year > max(days).year - MAX_YEARS:
        assert found[0] == periods.all[0]
        assert None not in found
