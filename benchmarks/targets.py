"""The targets for builds, compared with the measurements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .results import AGAIN, FULL, NO_OP, Measurement, Results, extrapolated, growth, ratio

LIMIT, FAR = 2000, 4000
"""Numbers of issues: to which the measured line is drawn out, and which is measured once."""
LINE = 200
"""A line through smaller sizes than this says nothing about large ones: what every build costs weighs too much."""
EXPORTS = ("records of citations", "exports")
RTD_SECONDS, RTD_MB = 15 * 60, 7000


def number(value: float | None, digits: int = 2) -> str:
    """Return a number for a table."""
    return "–" if value is None else f"{value:,.{digits}f}"


def kilobytes(size: float | None) -> str:
    """Return bytes as kB of 1000."""
    return "–" if size is None else f"{size / 1000:,.1f}"


def times(results: Results, system: str, ours: Measurement) -> str:
    """Return how many times our processor time another system takes; a build that was stopped gives a lower bound."""
    other = results.measurements.get((system, ours.issues, 1, FULL))
    if other is None or other.status not in (0, None):
        return "–"
    return ("" if other.status == 0 else "over ") + number(ratio(other.cpu, ours.cpu))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A row of the table of issue 3: what must be, what is aimed at, what was measured."""

    what: str
    must: str
    aim: str
    measured: str
    must_met: bool | None
    aim_met: bool | None

    @property
    def verdict(self) -> str:
        """Say how the measured stands to the wanted."""
        if self.must_met is None and self.aim_met is None:
            return "not measured"
        if self.aim_met and self.must_met is not False:
            return "aim met"
        if self.must_met is None:
            return "not measured"
        return "met" if self.must_met else "**not met**"


def at_most(what: str, value: float | None, must: float, aim: float, unit: str = "", digits: int = 2) -> Target:
    """Return the target that a value be at most so much."""
    return Target(
        what=what,
        must=f"≤ {must:g}{unit}",
        aim=f"≤ {aim:g}{unit}",
        measured="–" if value is None else f"{number(value, digits)}{unit}",
        must_met=None if value is None else value <= must,
        aim_met=None if value is None else value <= aim,
    )


def targets(results: Results) -> Iterator[Target]:
    """Yield the rows of the table "To reach" of issue 3, and its bounds on the size of pages."""
    size = results.reference
    ours = results.get("ours", size)
    cpu, wall = (ours.cpu, ours.wall) if ours else (None, None)
    floor, two = results.get("floor", size), results.get("ours", size, 2)
    yield at_most(f"full build against the floor, CPU, N = {size or '–'}", ratio(cpu, floor.cpu if floor else None), 1.6, 1.25)
    grown = growth(results, "ours")
    between = f", N = {grown[1]} to {grown[2]}" if grown else ""
    yield at_most(f"exponent of growth of CPU{between}", grown[0] if grown else None, 1.10, 1.03)
    yield _against_stock(results)
    yield at_most(f"-j 2 against -j 1, wall, N = {size or '–'}", ratio(two.wall if two else None, wall), 0.8, 0.65)
    yield at_most(f"peak RSS of the main process, -j 1, N = {size or '–'}", ours.rss_mb if ours else None, 1200, 700, " MB", 0)
    yield _summary(results, size, wall)
    yield _no_op(results, size, wall)
    yield _read_the_docs(results)
    yield _share(ours, "search indexing, of the full build", 35, ("search index",))
    yield _share(ours, "exports and records of citations, of the full build", 15, EXPORTS)
    sizes = ours.sizes if ours else None
    small = next((each for each in results.of("ours") if each.sizes), None)
    median = sizes.issue_median if sizes else None
    known = sizes and small and small.sizes
    same = ratio(median, small.sizes.issue_median if small and small.sizes else None)
    yield Target(
        what=f"page of 12 papers, N = {size or '–'}",
        must="< 60 kB, all, and 25 kB for their citations",
        aim=f"as large as at N = {small.issues if small else '–'}, to 5%",
        measured=f"max {kilobytes(sizes.issue_max)} kB, median {number(same)} times" if known and sizes else "–",
        must_met=sizes.issue_max < 85_000 if sizes else None,
        aim_met=sizes.issue_max < 85_000 and abs(same - 1) <= 0.05 if sizes and same and small and small.issues != size else None,
    )
    yield Target(
        what=f"largest term page, N = {size or '–'}",
        must="≤ 300 kB",
        aim="–",
        measured=f"{kilobytes(sizes.term_max[1])} kB" if sizes else "–",
        must_met=sizes.term_max[1] <= 300_000 if sizes else None,
        aim_met=None,
    )


def _against_stock(results: Results) -> Target:
    full = (each for each in results.measurements.values() if (each.system, each.jobs, each.task) == ("stock-own", 1, FULL))
    pairs = [(stock, ours) for stock in full if stock.status in (0, None) and (ours := results.get("ours", stock.issues))]
    if not pairs:
        return Target(
            what="against stock, own .bib a page, CPU", must="≥ 4", aim="≥ 8", measured="–", must_met=None, aim_met=None
        )
    stock, ours = max(pairs, key=lambda pair: pair[0].issues)
    value = ratio(stock.cpu, ours.cpu) or 0
    return Target(
        what=f"against stock, own .bib a page, CPU, N = {stock.issues}",
        must="≥ 4 times faster",
        aim="≥ 8",
        measured=times(results, "stock-own", ours),
        must_met=value >= 4 or (None if stock.status is None else False),
        aim_met=value >= 8 or (None if stock.status is None else False),
    )


def _summary(results: Results, size: int | None, wall: float | None) -> Target:
    edit, hugo = results.get("ours", size, 1, AGAIN), results.get("hugo", size)
    share = ratio(edit.wall if edit else None, wall)
    beside = f", Hugo {number(hugo.wall)} s" if hugo else ", Hugo not measured"
    return Target(
        what=f"one summary edited, wall, against our full build, N = {size or '–'}",
        must="≤ 4%",
        aim="faster than Hugo's full build",
        measured=f"{100 * share:.1f}%: {number(edit.wall)} s{beside}" if edit and share else "–",
        must_met=share <= 0.04 if share else None,
        aim_met=edit.wall < hugo.wall if edit and hugo else None,
    )


def _no_op(results: Results, size: int | None, wall: float | None) -> Target:
    edit = results.get("ours", size, 1, NO_OP)
    share = ratio(edit.wall if edit else None, wall)
    return Target(
        what=f"no-op, wall, N = {size or '–'}",
        must="≤ 3%",
        aim="≤ 3 s",
        measured=f"{100 * share:.1f}%: {number(edit.wall)} s" if edit and share else "–",
        must_met=share <= 0.03 if share else None,
        aim_met=edit.wall <= 3 if edit else None,
    )


def _share(ours: Measurement | None, what: str, most: int, names: Iterable[str]) -> Target:
    seconds = sum(ours.phases.get(name, 0) for name in names) if ours else 0
    share = 100 * seconds / ours.cpu if ours and ours.cpu and seconds else None
    return Target(
        what=f"{what}, N = {ours.issues if ours else '–'}",
        must=f"≤ {most}%",
        aim="–",
        measured=f"{share:.1f}%: {number(seconds)} s" if share else "–",
        must_met=share <= most if share else None,
        aim_met=None,
    )


def _read_the_docs(results: Results) -> Target:
    large = (results.reference or 0) > LINE
    seconds = extrapolated(results, "wall", LIMIT) if large else None
    memory = extrapolated(results, "rss_mb", LIMIT) if large else None
    far = results.measurements.get(("ours", FAR, 1, FULL))
    said = [f"N = {LIMIT:,}: {seconds / 60:.1f} min, {memory / 1000:.1f} GB (extrapolated)"] if seconds and memory else []
    said += [f"N = {FAR:,}: {far.wall / 60:.1f} min, {far.rss_mb / 1000:.1f} GB"] if far else []
    return Target(
        what="Read the Docs' limits, 15 min and 7 GB, hold at",
        must=f"N = {LIMIT:,} (extrapolated)",
        aim=f"N = {FAR:,} (measured)",
        measured="; ".join(said) or "–",
        must_met=seconds <= RTD_SECONDS and memory <= RTD_MB if seconds and memory else None,
        aim_met=far.status == 0 and far.wall <= RTD_SECONDS and far.rss_mb <= RTD_MB if far else None,
    )
