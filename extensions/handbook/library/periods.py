"""The time that the issues of a handbook cover, in successive quarters or years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.dates import Edtf

MAX_QUARTERS = 24
"""A longer time is counted in years."""
MAX_YEARS = 40
"""Of a time that is longer still, these are the last ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A year, or one of its quarters (1 to 4)."""

    year: int
    quarter: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """Successive periods, none of which is left out."""

    all: tuple[Period, ...] = ()

    def of(self, date: Edtf | None) -> Period | None:
        """Return the period of a date, that of its start if it is an interval; None if it is not known or not among these."""
        if not self.all or date is None:
            return None
        period = quarter_of(date) if self.all[0].quarter else Period(year=date.year)
        return period if period and _number(self.all[0]) <= _number(period) <= _number(self.all[-1]) else None


def quarter_of(date: Edtf) -> Period | None:
    """Return the quarter of a date, if its month is known."""
    moment = date.start or date.end
    return Period(year=moment.year, quarter=(moment.month - 1) // 3 + 1) if moment and moment.month else None


def periods_of(found: Iterable[Edtf]) -> Periods:
    """Return the periods from the first to the last of some dates: quarters if they are few, else years."""
    dates = [*found]
    quarters = sorted(_number(quarter) for date in dates if (quarter := quarter_of(date)))
    if quarters and quarters[-1] - quarters[0] < MAX_QUARTERS:
        numbers = range(quarters[0], quarters[-1] + 1)
        return Periods(all=tuple(Period(year=number // 4, quarter=number % 4 + 1) for number in numbers))
    years = sorted(date.year for date in dates)
    numbers = range(max(years[0], years[-1] - MAX_YEARS + 1), years[-1] + 1) if years else range(0)
    return Periods(all=tuple(Period(year=year) for year in numbers))


def _number(period: Period) -> int:
    """Return the number of a period among all of its length."""
    return period.year * 4 + period.quarter - 1 if period.quarter else period.year
