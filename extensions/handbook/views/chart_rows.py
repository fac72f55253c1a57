"""The rows of charts: the figures that a chart shows, with names and where they lead, but no places and no sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..library.periods import Period
    from .label import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """A period with the number of its entries; page leads to its issues."""

    period: Period
    count: int
    page: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart; where there is not enough to see, only its table is shown."""

    is_drawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime(Chart):
    """The number of entries in each period; others are the entries of issues that no period has."""

    periods: tuple[PeriodRow, ...]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRun:
    """The issues of a quarter: the first and the last of them, how many they are, and their entries."""

    quarter: int
    first: Label
    last: Label
    issues: int
    entries: int

    @property
    def is_gapless(self) -> bool:
        """Whether no number between the first and the last is missing."""
        return int(self.last.id) - int(self.first.id) == self.issues - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueYear:
    """A year with its quarters that have issues."""

    year: int
    runs: tuple[IssueRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesOverTime(Chart):
    """The issues by year and quarter; others are the issues of earlier years, and those whose month is not known."""

    years: tuple[IssueYear, ...]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBar:
    """A term in a tree, with its number of entries in its label."""

    depth: int
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBars(Chart):
    """The terms of a kind with the most entries, as a tree in one list; others are the terms that it leaves out."""

    bars: tuple[TermBar, ...]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing(Chart):
    """How many entries each of some terms has together with each of some others: a row of numbers for each of the first."""

    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two terms, by their places among the terms of their network, with the number of entries that both have."""

    first: int
    second: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network(Chart):
    """Terms that entries carry together, the most frequent pairs first; others are the pairs that it leaves out."""

    terms: tuple[Label, ...]
    pairs: tuple[Pair, ...]
    others: int
