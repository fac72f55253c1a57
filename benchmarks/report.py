"""Tables and a plot of the measurements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from . import plot
from .paper_targets import paper_targets
from .results import FULL, REFERENCE, Measurement, Results, extrapolated, growth, ratio, reaching
from .targets import FAR, LIMIT, LINE, RTD_MB, RTD_SECONDS, kilobytes, number, targets, times

YEAR = 50
"""How many issues a weekly has in a year."""
MARKS = ("<!-- bench:begin -->", "<!-- bench:end -->")
"""The marks around the report on the page of the reference."""
NAMES = {
    "ours": "the handbook",
    "floor": "floor: plain Sphinx",
    "stock-own": "stock, own .bib a page",
    "stock-filter": "stock, filter only",
    "lookup-own": "look-ups, own .bib a page",
    "lookup-filter": "look-ups, filter only",
    "hugo": "Hugo",
    "mkdocs": "MkDocs-Material",
}


def table(head: Sequence[str], rows: Iterable[Sequence[object]], left: int = 1) -> str:
    """Return a table in Markdown, nothing without rows; all columns but the first *left* are numbers."""
    lines = [f"| {' | '.join(map(str, row))} |" for row in rows]
    if not lines:
        return ""
    return "\n".join((f"| {' | '.join(head)} |", "|" + "---|" * left + "---:|" * (len(head) - left), *lines)) + "\n"


def state(measurement: Measurement) -> str:
    """Return how a command ended, for a table."""
    if measurement.status is None:
        return "stopped at the time limit"
    if measurement.status:
        return f"failed: {measurement.status}"
    return f"{measurement.warnings} warnings" if measurement.warnings else "ok"


def costs(each: Measurement) -> list[str]:
    """Return the columns that every table of measurements has."""
    counts = ["–" if count is None else f"{count:,}" for count in (each.read, each.written)]
    return [number(each.cpu), number(each.wall), number(each.rss_mb, 0), *counts, state(each)]


COSTS = ("CPU s", "wall s", "peak RSS MB", "read", "written", "end")


def full_builds(results: Results) -> str:
    """Return the table of full builds."""
    order = list(NAMES)
    full = [each for each in results.measurements.values() if each.task == FULL]
    full.sort(key=lambda each: (order.index(each.system), each.issues, each.jobs))
    return table(("full build", "N", "-j", *COSTS), ([NAMES[each.system], each.issues, each.jobs, *costs(each)] for each in full))


def edit_builds(results: Results) -> str:
    """Return the table of builds after an edit."""
    rows = []
    for each in results.measurements.values():
        if each.task != FULL:
            full = results.get(each.system, each.issues, each.jobs)
            share = ratio(each.wall, full.wall if full else None)
            percent = "–" if share is None else f"{100 * share:.1f}%"
            rows.append([NAMES[each.system], each.task, each.issues, *costs(each), percent])
    return table(("system", "edit", "N", *COSTS, "wall / full wall"), rows, left=2)


def ratios(results: Results) -> str:
    """Return the table of ratios within the run."""
    rows: list[list[str]] = []
    for ours in results.of("ours"):
        floor = results.get("floor", ours.issues)
        two = results.get("ours", ours.issues, 2)
        others = [times(results, name, ours) for name in ("stock-own", "stock-filter", "hugo", "mkdocs")]
        against = number(ratio(ours.cpu, floor.cpu if floor else None))
        rows.append([str(ours.issues), against, *others, number(ratio(two.wall if two else None, ours.wall))])
    head = ("N", "ours / floor, CPU", "stock own .bib / ours, CPU", "stock filter / ours, CPU", "Hugo / ours, CPU")
    text = table((*head, "MkDocs / ours, CPU", "-j 2 / -j 1, wall"), rows)
    grown = [(NAMES[name], growth(results, name), growth(results, name, "rss_mb")) for name in NAMES]
    lines = [
        [name, f"{cpu[1]} to {cpu[2]}", number(cpu[0]), number(memory[0] if memory else None)]
        for name, cpu, memory in grown
        if cpu
    ]
    return "\n".join(filter(None, (text, table(("growth", "N", "exponent of CPU", "exponent of peak RSS"), lines, left=2))))


def bibliographies(results: Results) -> str:
    """Return the table of what bibliographies add to the floor: the stock domain, and the same project with look-ups."""
    rows = []
    for kind in ("own", "filter"):
        for stock in results.of(f"stock-{kind}"):
            floor, ours = results.get("floor", stock.issues), results.get(f"lookup-{kind}", stock.issues)
            if floor:
                added = [each.cpu - floor.cpu if each else None for each in (stock, ours)]
                costs = [number(each.cpu if each else None) for each in (floor, stock, ours)]
                rows.append(
                    [NAMES[f"stock-{kind}"].partition(", ")[2], stock.issues, *costs, *map(number, added), number(ratio(*added))]
                )
    head = ("bibliography", "N", "floor, CPU s", "stock", "with look-ups", "stock adds", "look-ups add", "times less")
    return table(head, rows)


def parts(results: Results) -> str:
    """Return the table of what parts of a full build take."""
    rows = [
        [name, each.issues, number(seconds), f"{100 * seconds / each.cpu:.1f}%"]
        for each in results.of("ours")
        if each.cpu
        for name, seconds in each.phases.items()
    ]
    return table(("part of a full build, -j 1", "N", "CPU s", "share of its CPU"), rows)


def limits(results: Results) -> str:
    """Return the table of where one build ends, drawn out from the line that was measured; nothing, where there is no line."""
    if (results.reference or 0) <= LINE or growth(results, "ours") is None:
        return ""
    ends = {
        "a full build takes ten minutes": reaching(results, "wall", 600),
        "a full build takes fifteen minutes, all that Read the Docs gives": reaching(results, "wall", RTD_SECONDS),
        "its largest process takes 7 GB, all that Read the Docs gives": reaching(results, "rss_mb", RTD_MB),
    }
    rows = [[what, *map(number, (issues, 12 * issues, issues / YEAR), (0, 0, 0))] for what, issues in ends.items() if issues]
    for issues in (LIMIT, FAR):
        seconds, memory = (extrapolated(results, what, issues) or 0 for what in ("wall", "rss_mb"))
        what = f"a full build takes {seconds / 60:.1f} min and {memory / 1000:.1f} GB"
        rows.append([what, *map(number, (issues, 12 * issues, issues / YEAR), (0, 0, 0))])
    text = f"The line through the two largest sizes up to {REFERENCE}, `-j 1`, drawn out.\n\n"
    return text + table(("", "at N", "papers", f"years of {YEAR} issues"), rows)


def page_sizes(results: Results) -> str:
    """Return the table of the sizes of what was built."""
    head = (
        "N",
        "page of 12 papers, kB: min",
        "median",
        "max",
        "its citations, kB: max",
        "largest term page, kB",
        "which",
        "largest page, kB",
        "which",
    )
    rows = []
    for each in results.of("ours"):
        if (sizes := each.sizes) is not None:
            issue = [kilobytes(size) for size in (sizes.issue_min, sizes.issue_median, sizes.issue_max, sizes.citations_max)]
            term = [kilobytes(sizes.term_max[1]), f"`{sizes.term_max[0]}`"]
            page = [kilobytes(sizes.page_max[1]), f"`{sizes.page_max[0]}`"]
            rest = [f"{sizes.files:,}", number(sizes.total / 1e6, 1), number(sizes.environment / 1e6, 1)]
            rows.append([each.issues, *issue, *term, *page, *rest])
    return table((*head, "files", "all, MB", "environment, MB"), rows)


def markdown(results: Results, *, level: int = 2, plot: str = "") -> str:
    """Return the report, its headings at *level* and below; *plot* is the address of the picture, if there is one."""
    size = results.reference
    note = "" if size == REFERENCE else f" The targets are for N = {REFERENCE}; here they are held against N = {size or '–'}."
    unfinished = "" if results.finished else " **The run did not come to its end.**"
    sittings = f" It was measured in {results.sittings} sittings." if results.sittings > 1 else ""
    facts = "; ".join(f"{name} {value}" for name, value in (results.machine | results.versions).items())
    wanted = [
        [each.what, each.must, each.aim, each.measured, each.verdict] for each in (*targets(results), *paper_targets(results))
    ]
    picture = f"\n![Processor time over the number of issues, both axes logarithmic]({plot})\n" if plot else ""
    sections = {
        "To reach": table(("what", "must", "aim", "measured", "verdict"), wanted, left=5),
        "Full builds": full_builds(results) + picture,
        "Ratios and growth": ratios(results),
        "Builds after an edit": edit_builds(results),
        "What bibliographies add": bibliographies(results),
        "Parts of a full build": parts(results),
        "Where the line leads": limits(results),
        "Size of what is built": page_sizes(results),
        "Left out": "".join(f"* {name}: {reason}\n" for name, reason in results.left_out.items()),
    }
    written = [
        f"Measured on {results.date}.{note}{unfinished}{sittings} N is the number of issues, 12 papers each.\n",
        f"{facts}.\n",
    ]
    written += [f"{'#' * level} {title}\n\n{text}" for title, text in sections.items() if text]
    return "\n".join(written)


def publish(page: Path, marks: tuple[str, str], report: str) -> None:
    """Replace the text between two marks on a page."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(marks[0])
    _old, end, after = rest.partition(marks[1])
    if not begin or not end:
        raise ValueError(f"{page}: {marks[0]} and {marks[1]} are not there, in this order")
    page.write_text(f"{before}{begin}\n\n{report.strip()}\n\n{end}{after}", encoding="utf-8")


def draw(results: Results, path: Path) -> None:
    """Draw processor time over the number of issues, as SVG or PNG."""
    lines = {name: [(each.issues, each.cpu) for each in results.of(system)] for system, name in NAMES.items()}
    shown = {name: points for name, points in lines.items() if points}
    plot.draw(shown, path, x="N, issues of 12 papers", y="processor time of a full build, s")
