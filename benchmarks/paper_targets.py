"""The targets of a page for every paper: what one costs, and what an edit of one paper costs where there are thousands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .corpus import PAPERS
from .results import AGAIN, NO_OP, Results, ratio
from .targets import Target, at_most

PAPERS_WRITTEN = "pages of papers"
"""The phase of a build that writes the pages of papers, with the files beside them."""
MS = {12: 10.0, 50: 10.0, 200: 6.5}
"""How many milliseconds the page of a paper may take, by the number of issues; few pages share what every build costs."""
MS_OF_MANY = 8.0
MAX_BYTES = 35_000
MAX_RATIO = 0.5
SECONDS: Mapping[str, float] = {
    NO_OP: 1.5,
    AGAIN: 3,
    "one term of one paper": 4,
    "one field in one .bib": 4,
    "one definition": 4,
    "one new issue with its .bib": 6,
    "one issue removed": 6,
}
"""How many seconds the build after an edit may take."""


def paper_targets(results: Results) -> Iterator[Target]:
    """Yield the bounds on the cost of the pages of papers, and of edits; all of processor time."""
    size = results.reference
    ours, floor = results.get("ours", size), results.get("floor", size)
    seconds = ours.phases.get(PAPERS_WRITTEN) if ours else None
    yield _bound(f"page of a paper, CPU, N = {size or '–'}", _ms(seconds, size), MS.get(size or 0, MS_OF_MANY), " ms")
    pages = ours.sizes.pages if ours and ours.sizes else None
    plain = floor.cpu / floor.written * pages if floor and floor.written and pages else None
    yield _bound(
        f"full build against plain Sphinx with as many pages, CPU, N = {size or '–'}", ratio(ours and ours.cpu, plain), MAX_RATIO
    )
    largest = ours.sizes.paper_max[1] if ours and ours.sizes else 0
    yield _bound(f"largest page of a paper, N = {size or '–'}", largest / 1000 or None, MAX_BYTES / 1000, " kB")
    for task, most in SECONDS.items():
        edit = results.get("ours", size, 1, task)
        yield _bound(f"{task}: build again, CPU, N = {size or '–'}", edit.cpu if edit else None, most, " s")


def _ms(seconds: float | None, issues: int | None) -> float | None:
    return 1000 * seconds / (issues * PAPERS) if seconds and issues else None


def _bound(what: str, value: float | None, must: float, unit: str = "") -> Target:
    found = at_most(what, value, must, must, unit)
    return Target(what=found.what, must=found.must, aim="–", measured=found.measured, must_met=found.must_met, aim_met=None)
