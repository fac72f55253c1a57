"""Measure the search in a browser, on the handbook itself and on generated ones: `make bench-search`.

The results are compared with the texts of the records: a record has a query where its folded text has the folded query in it,
a word of letters from its first letter on. Bytes are those that Chromium counts, head and body of each
answer, of a server that sends files as they are; those of one that compresses text, as servers of the web do, are told apart.
The times of warm queries are those of a browser whose requests nobody counts, which would take time itself.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handbook import load
from handbook.library.edition import other_editions
from handbook.search.searchable import records
from handbook.search.table import FACET_NAMES
from handbook.text.messages import translator

from .corpus import ROOT, Corpus, write_handbook
from .counting import VARIABLE, phases
from .machine import machine
from .measure import measure_apart
from .report import publish, table
from .run import RESULTS, WORK, say
from .search_browser import COLD, FIRST, Reader, chromium, served
from .search_known import bm25, drawn, mean_reciprocal_rank
from .search_truth import Truth, pieces, words
from .search_unwatched import times

PAGE = ROOT / "docs" / "reference" / "search.md"
MARKS = ("<!-- bench-search:begin -->", "<!-- bench-search:end -->")
HAN_QUERIES, MIXED_QUERIES, WORD_QUERIES, FACET_QUERIES = 50, 30, 40, 40
RANDOM_QUERIES = 200
COLD_RUNS = 5
SLOW_RUNS = 3
SLOW = {"1.6 Mb/s, 150 ms": (1600, 150), "400 kb/s, 400 ms": (400, 400)}
"""Networks: thousands of bits a second in each direction, and the milliseconds that an answer takes at least."""
FIRST_QUERY, WHOLE_PAGE = "kB, first query on a cold page", "kB of all of a cold page"
LIMITS: dict[str, tuple[str, float]] = {
    "recall, Chinese and mixed": ("≥", 1.0),
    "precision, Chinese and mixed": ("≥", 0.99),
    "recall, words": ("≥", 1.0),
    "precision, words": ("≥", 0.99),
    "recall, random pieces": ("≥", 1.0),
    "precision, random pieces": ("≥", 0.99),
    "mean reciprocal rank, known items": ("≥", 0.70),
    FIRST_QUERY: ("≤", 300),
    "kB, median of later queries": ("≤", 60),
    "ms to the first result, cold": ("≤", 1000),
    "ms to the first result, warm, median": ("≤", 40),
    "ms to the first result, warm, 95%": ("≤", 120),
    "s to the first result, 1.6 Mb/s, 150 ms": ("≤", 3),
    "s to the first result, 400 kb/s, 400 ms": ("≤", 8),
    "facet counts that differ from the truth": ("≤", 0),
    "CPU s to index": ("≤", 15),
    "s to index after an edit": ("≤", 1),
    "MB to index": ("≤", 500),
    "% of the full build to index": ("≤", 15),
    "files of the index written without a change": ("≤", 0),
}
"""The targets at 9,600 papers, by the name of the figure."""

Figures = dict[str, float]


# ---------------------------------------------------------------- building


def build(source: Path, site: Path, doctrees: Path) -> Figures:
    """Build a handbook: everything, after an edit and without it, only the index, nothing; return the cost of indexing.

    The handbook itself is not edited.
    """
    took = {"full": _built(source, site, doctrees, "full")}
    figures: Figures = {}
    if source != ROOT:
        page = source / f"issues/{len([*source.glob('issues/*.md')]) // 2:03}.md"
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("。\n:::", "。结论仍待复核。\n:::", 1), encoding="utf-8")
        try:
            figures["s to index after an edit"] = _built(source, site, doctrees, "edit")["search index"]
        finally:
            page.write_text(text, encoding="utf-8")
        _built(source, site, doctrees, "restored")
    shutil.rmtree(site / "_search")
    took["index"] = _built(source, site, doctrees, "index")
    before = _times(site)
    took["nothing"] = _built(source, site, doctrees, "nothing")
    changed = sum(before.get(path) != time for path, time in _times(site).items())

    def cost(what: str) -> float:
        return took["index"][what] - took["nothing"][what]

    return figures | {
        "s to index": cost("wall"),
        "CPU s to index": cost("cpu"),
        "MB to index": took["index"]["rss_mb"],
        "% of the full build to index": 100 * cost("cpu") / took["full"]["cpu"],
        "files of the index written without a change": changed,
        "MB of the index on disk": sum(path.stat().st_size for path in (site / "_search").rglob("*") if path.is_file()) / 1e6,
    }


def _built(source: Path, site: Path, doctrees: Path, name: str) -> Figures:
    """Build a handbook and return what it took, and the seconds of making the index."""
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-d", str(doctrees), str(source), str(site)]
    counts, log = site.parent / f"{name}.counts", site.parent / f"{name}.log"
    shutil.rmtree(counts, ignore_errors=True)
    counts.mkdir()
    environment = {"PYTHONPATH": str(ROOT), VARIABLE: str(counts)}
    took = measure_apart([*command, "-D", "extensions=handbook,benchmarks.counting"], log, environment=environment)
    if took["status"] != 0:
        raise SystemExit(log.read_text(encoding="utf-8")[-3000:])
    figures = {what: float(took[what] or 0) for what in ("cpu", "wall", "rss_mb")} | {"search index": 0.0, **phases(counts)}
    say(f"{name}: " + ", ".join(f"{what} {figures[what]}" for what in ("cpu", "wall", "rss_mb", "search index")))
    return figures


def _times(site: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in (site / "_search").rglob("*") if path.is_file()}


# ---------------------------------------------------------------- measuring


FIND = """async ([queries]) => {
  const { Engine } = await import(new URL("_static/search/engine.js", document.baseURI).href);
  const engine = await Engine.open();
  const found = [];
  for (const [q, filters] of queries) {
    const state = { q, sort: "relevance", filters: new Map(Object.entries(filters).map(([name, ids]) => [name, new Set(ids)])) };
    const { records, counts } = await engine.search(state, engine.facetOrder);
    const numbers = Object.fromEntries([...counts].map(([name, values]) => [name, Object.fromEntries(values)]));
    found.push({ records, counts: Object.keys(filters).length || !q ? numbers : {} });
  }
  return found;
}"""


def exactness(page: Any, truth: Truth, queries: Sequence[str]) -> tuple[float, float, list[str]]:
    """Return recall and precision over all queries together, and the queries that are not exact.

    A record that has the query in another way is not wrong.
    """
    right = wanted = given = false = 0
    wrong = []
    for start in range(0, len(queries), 10):
        some = queries[start : start + 10]
        for query, found in zip(some, page.evaluate(FIND, [[[query, {}] for query in some]]), strict=True):
            is_there, is_found = truth.having(query), set(found["records"])
            too_many = is_found - truth.may_have(query)
            right += len(is_there & is_found)
            wanted += len(is_there)
            false += len(too_many)
            given += len(is_found)
            if too_many or is_there - is_found:
                wrong.append(f"{query}: {len(is_there - is_found)} missing, {len(too_many)} too many")
    return right / wanted, 1 - false / given if given else 0, wrong


def facet_states(truth: Truth, chosen: random.Random, queries: Sequence[str]) -> list[tuple[str, dict[str, list[str]]]]:
    """Return queries with filters."""
    states: list[tuple[str, dict[str, list[str]]]] = [("", {})]
    while len(states) < FACET_QUERIES:
        values = chosen.choice(truth.values)
        facets = [facet for facet in chosen.sample([*FACET_NAMES], chosen.choice((1, 1, 2, 3))) if values[facet]]
        if facets:
            states.append((chosen.choice(("", chosen.choice(queries))), {facet: sorted(values[facet])[:2] for facet in facets}))
    return states


def wrong_counts(page: Any, truth: Truth, states: Iterable[tuple[str, dict[str, list[str]]]]) -> int:
    """Return how many numbers of facets are not those of the records that are found without filters."""
    wrong = 0
    for query, filters in states:
        without, found = page.evaluate(FIND, [[[query, {}], [query, filters]]])
        for facet, counted in truth.counts(without["records"] if query else truth.having(""), filters).items():
            shown = {value: number for value, number in found["counts"][facet].items() if number}
            wrong += sum(shown.get(value) != counted.get(value) for value in shown.keys() | counted.keys())
    return wrong


def known_items(page: Any, truth: Truth) -> Figures:
    """Return how early a record comes of which two words are asked for, and how early by plain BM25."""
    known = drawn(truth.records)
    found = [page.evaluate(FIND, [[[f"{item.query} ", {}]]])[0]["records"] for item in known]
    ranks = [1 + records.index(item.record) if item.record in records else 0 for item, records in zip(known, found, strict=True)]
    return {
        "mean reciprocal rank, known items": mean_reciprocal_rank(ranks),
        "mean reciprocal rank, known items, plain BM25": mean_reciprocal_rank(bm25(truth.records, known)),
    }


def slow(browser: Any, address: str, query: str, kilobits: int, milliseconds: int) -> float:
    """Return the seconds from nothing to the first result on a slow network."""
    reader = Reader(browser, address, kilobits, milliseconds)
    try:
        reader.page.goto(f"{address}search.html?q={query}", wait_until="commit")
        return float(reader.page.evaluate(FIRST)) / 1000
    finally:
        reader.close()


def first_query(browser: Any, address: str, queries: Iterable[str]) -> Figures:
    """Return what the first result costs a reader who has nothing of the site."""
    cold, first, whole = [], [], []
    for query in queries:
        reader = Reader(browser, address)
        reader.page.goto(f"{address}search.html?q={query}", wait_until="commit")
        reader.page.wait_for_selector("#hb-search", state="attached")
        cold.append(float(reader.page.evaluate(COLD)))
        first.append(reader.own / 1000)
        whole.append(reader.sent.total() / 1000)
        reader.close()
    return {"ms to the first result, cold": statistics.median(cold), FIRST_QUERY: max(first), WHOLE_PAGE: max(whole)}


def measured(site: Path, truth: Truth) -> tuple[Figures, list[str]]:
    """Return the figures of a site, and what is not exact in it."""
    chosen = random.Random(2022)
    han = pieces(truth, chosen, HAN_QUERIES, mixed=False) + pieces(truth, chosen, MIXED_QUERIES, mixed=True)
    latin = words(truth, chosen, WORD_QUERIES)
    figures: Figures = {"records": len(truth.records), "queries, Chinese and mixed": len(han), "queries, words": len(latin)}
    later = [*han, *latin]
    chosen.shuffle(later)
    with served(site) as address, chromium() as browser:
        figures |= first_query(browser, address, later[:COLD_RUNS])
        with served(site, compressed=True) as other:
            compressed = first_query(browser, other, later[:COLD_RUNS])
        figures |= {f"{name}, text compressed": compressed[name] for name in (FIRST_QUERY, WHOLE_PAGE)}
        reader = Reader(browser, address)
        reader.page.goto(f"{address}search.html?q={later[0]}")
        reader.page.wait_for_selector("#hb-search[data-state=ready]")
        sizes, totals = [], 0
        for query in later[1:]:
            before = reader.own
            total = reader.ask(query)
            sizes.append((reader.own - before) / 1000)
            totals += not len(truth.having(query)) <= total <= len(truth.may_have(query))
        took = times(address, later)
        figures |= {
            "kB, median of later queries": statistics.median(sizes),
            "kB, most of a later query": max(sizes),
            "ms to the first result, warm, median": statistics.median(took),
            "ms to the first result, warm, 95%": statistics.quantiles(took, n=20)[-1],
            "numbers of results on the page that differ from the truth": totals,
        }
        recall, precision, wrong = exactness(reader.page, truth, han)
        figures |= {"recall, Chinese and mixed": recall, "precision, Chinese and mixed": precision}
        recall, precision, more = exactness(reader.page, truth, latin)
        figures |= {"recall, words": recall, "precision, words": precision}
        drawing, letters = random.Random(RANDOM_QUERIES), RANDOM_QUERIES // 4
        anything = pieces(truth, drawing, RANDOM_QUERIES - letters, mixed=False) + words(truth, drawing, letters)
        recall, precision, most = exactness(reader.page, truth, anything)
        figures |= {"recall, random pieces": recall, "precision, random pieces": precision}
        figures |= known_items(reader.page, truth)
        figures["facet counts that differ from the truth"] = wrong_counts(reader.page, truth, facet_states(truth, chosen, later))
        memory = reader.page.evaluate("performance.memory?.usedJSHeapSize ?? 0")
        figures["MB of memory of the page"] = memory / 1e6
        reader.close()
        for name, (kilobits, milliseconds) in SLOW.items():
            figures[f"s to the first result, {name}"] = statistics.median(
                slow(browser, address, query, kilobits, milliseconds) for query in later[:SLOW_RUNS]
            )
    return figures, wrong + more + most


# ---------------------------------------------------------------- the report


def verdict(name: str, value: float) -> str:
    """Return whether a figure reaches its target."""
    if name not in LIMITS:
        return ""
    sign, limit = LIMITS[name]
    return "met" if (value >= limit if sign == "≥" else value <= limit) else "**not met**"


def shown(value: float) -> str:
    """Return a figure as it is written in a table."""
    return f"{value:,.0f}" if value >= 100 or (value == int(value) and value > 1) else f"{value:.3g}"


def report(runs: dict[str, Figures], about: dict[str, str]) -> str:
    """Return the tables of several handbooks."""
    names = list(dict.fromkeys([*LIMITS, *(name for figures in runs.values() for name in figures)]))
    rows = []
    for name in names:
        limit = " ".join(map(str, LIMITS[name])) if name in LIMITS else ""
        cells = [shown(figures[name]) if name in figures else "–" for figures in runs.values()]
        largest = list(runs.values())[-1]
        rows.append([name, limit, *cells, verdict(name, largest[name]) if name in largest else ""])
    described = ", ".join(f"{name}: {value}" for name, value in about.items())
    return f"{described}\n\n" + table(("figure", "must", *runs, "verdict"), rows)


def run(name: str, source: Path, folder: Path, *, again: bool) -> Figures:
    """Measure one handbook; one that is built already is built again only if asked for."""
    site, kept = folder / "html", folder / "index.json"
    folder.mkdir(parents=True, exist_ok=True)
    if again or not kept.exists():
        shutil.rmtree(site, ignore_errors=True)
        shutil.rmtree(folder / "doctrees", ignore_errors=True)
        kept.write_text(json.dumps(build(source, site, folder / "doctrees")), encoding="utf-8")
    library = load(source)
    others = [(other, translator(other.identity.locale)) for other in other_editions(source, library)]
    figures, wrong = measured(site, Truth(library, list(records(library, translator(library.identity.locale), others))))
    for each in wrong[:20]:
        say(f"{name}: {each}")
    return {**figures, **json.loads(kept.read_text(encoding="utf-8"))}


def main() -> None:
    """Measure the search on the handbook and on generated ones."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("issues", type=int, nargs="*", default=[800], help="sizes of generated handbooks, 12 papers an issue")
    parser.add_argument("--work", type=Path, default=WORK / "search", help="where is built")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where search.json and search.md go")
    parser.add_argument("--publish", action="store_true", help="replace the table in docs/reference/search.md")
    parser.add_argument("--keep", action="store_true", help="measure what has been built before")
    arguments = parser.parse_args()
    about = {"date": datetime.now(UTC).date().isoformat(), **machine()}
    runs = {"the handbook": run("the handbook", ROOT, arguments.work / "real", again=not arguments.keep)}
    for issues in arguments.issues:
        folder = arguments.work / str(issues)
        if not (folder / "source").exists():
            write_handbook(Corpus(issues), folder / "source")
        name = f"{issues * 12:,} papers"
        runs[name] = run(name, folder / "source", folder, again=not arguments.keep)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "search.json").write_text(json.dumps({"about": about, "runs": runs}, indent=1) + "\n", encoding="utf-8")
    text = report(runs, about)
    (arguments.out / "search.md").write_text(text, encoding="utf-8")
    if arguments.publish:
        publish(PAGE, MARKS, text)
    say(text)


if __name__ == "__main__":
    main()
