"""The measurements as records, and the arithmetic on them; nothing is measured or written here."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from typing import Any

REFERENCE = 800
"""The number of issues that the targets are for."""
FULL, AGAIN = "full", "text of one summary"
NO_OP = "no-op"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The sizes of the built files in bytes; a page with its name."""

    issue_min: int
    issue_median: int
    issue_max: int
    citations_max: int
    """What the citations of an issue take on its page: panels, and what programs read. The three above are without it."""
    term_max: tuple[str, int]
    page_max: tuple[str, int]
    files: int
    total: int
    environment: int
    paper_max: tuple[str, int] = ("", 0)
    """The largest page of a paper."""
    pages: int = 0
    """How many pages the site has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """The time and memory of one command; measure.py explains the figures."""

    system: str
    issues: int
    jobs: int = 1
    task: str = FULL
    status: int | None = 0
    user: float = 0
    sys: float = 0
    cpu: float = 0
    wall: float = 0
    rss_mb: float = 0
    read: int | None = None
    written: int | None = None
    warnings: int = 0
    sizes: Sizes | None = None
    phases: dict[str, float] = field(default_factory=dict)
    """Seconds of processor time of the phases of the build, by name."""

    @property
    def key(self) -> tuple[str, int, int, str]:
        """What is measured."""
        return self.system, self.issues, self.jobs, self.task

    @property
    def label(self) -> str:
        """What is measured, for people."""
        return f"{self.system} N={self.issues} -j {self.jobs} {self.task}"


@dataclass(kw_only=True)
class Results:
    """A run: where and when, what was measured, and what was left out and why."""

    date: str
    machine: dict[str, str]
    versions: dict[str, str]
    left_out: dict[str, str] = field(default_factory=dict)
    finished: bool = False
    sittings: int = 1
    measurements: dict[tuple[str, int, int, str], Measurement] = field(default_factory=dict)

    def add(self, measurement: Measurement) -> None:
        """Add a measurement, which replaces an earlier one of the same."""
        self.measurements[measurement.key] = measurement

    def get(self, system: str, issues: int | None, jobs: int = 1, task: str = FULL) -> Measurement | None:
        """Return a measurement of a command that ended without error."""
        found = self.measurements.get((system, issues or 0, jobs, task))
        return found if found and found.status == 0 else None

    def of(self, system: str, jobs: int = 1) -> list[Measurement]:
        """Return the full builds of a system that ended without error, smallest first."""
        found = [
            each
            for each in self.measurements.values()
            if (each.system, each.jobs, each.task, each.status) == (system, jobs, FULL, 0)
        ]
        return sorted(found, key=lambda each: each.issues)

    @property
    def reference(self) -> int | None:
        """The size that the targets are for, or the largest one measured below it."""
        sizes = [each.issues for each in self.of("ours") if each.issues <= REFERENCE]
        return max(sizes, default=None)

    def to_json(self) -> dict[str, Any]:
        """Return the run as JSON has it."""
        return {
            "date": self.date,
            "finished": self.finished,
            "sittings": self.sittings,
            "machine": self.machine,
            "versions": self.versions,
            "left_out": self.left_out,
            "measurements": [asdict(each) for each in self.measurements.values()],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Results:
        """Return the run that :meth:`to_json` wrote."""
        results = cls(**{name: value for name, value in data.items() if name != "measurements"})
        for each in data["measurements"]:
            sizes = dict(each["sizes"] or {})
            sizes |= {name: tuple(value) for name, value in sizes.items() if isinstance(value, list)}
            results.add(Measurement(**{**each, "sizes": Sizes(**sizes) if sizes else None}))
        return results


def ratio(one: float | None, other: float | None) -> float | None:
    """Return *one* over *other*, where both are known and positive."""
    return one / other if one and other else None


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float | None:
    """Return the exponent of growth between two points (size, cost): 1 is linear."""
    if min(*small, *large) <= 0 or small[0] == large[0]:
        return None
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def growth(results: Results, system: str, what: str = "cpu") -> tuple[float, int, int] | None:
    """Return the exponent of a system's full builds between the two largest sizes up to the reference, and these sizes."""
    points = [(each.issues, getattr(each, what)) for each in results.of(system) if each.issues <= REFERENCE][-2:]
    if len(points) < 2:
        return None
    found = exponent(*points)
    return (found, points[0][0], points[1][0]) if found is not None else None


def reaching(results: Results, what: str, most: float, system: str = "ours") -> float | None:
    """Return the size at which a cost reaches *most*, on the line of :func:`extrapolated`."""
    found = growth(results, system, what)
    if found is None:
        return None
    last = results.get(system, found[2])
    assert last is not None
    size: float = last.issues * (most / getattr(last, what)) ** (1 / max(1.0, found[0]))
    return size


def extrapolated(results: Results, what: str, issues: int, system: str = "ours") -> float | None:
    """Return the cost at a size that was not measured: the power law through the last two points, at least linear."""
    found = growth(results, system, what)
    if found is None:
        return None
    last = results.get(system, found[2])
    assert last is not None
    cost: float = getattr(last, what)
    times: float = (issues / last.issues) ** max(1.0, found[0])
    return cost * times
