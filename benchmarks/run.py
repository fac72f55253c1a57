"""Measure the handbook against the floor, the stock packages and other systems, all in one run: `make bench`."""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import json
import math
import os
import platform
import shutil
import signal
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from .corpus import ROOT, Corpus, write_handbook
from .counting import READ, VARIABLE, WRITTEN, counted, phases
from .edits import EDITS, middle, plain_summary, restore
from .floor import write_floor, write_hugo, write_mkdocs
from .machine import machine, output_of
from .measure import measure_apart
from .report import MARKS, draw, markdown, publish
from .results import AGAIN, FULL, Measurement, Results, Sizes
from .sizes import sizes_of

SIZES = (50, 200, 800)
SYSTEMS = ("ours", "floor", "stock", "lookup", "hugo", "mkdocs", "edits")
STOCK = {"own": 200, "filter": 50}
"""Up to which N the stock package is measured: beyond, it takes hours. The same projects are built with `bibtex_lookups`."""
QUICK = ("ours", "floor", "edits")
QUICK_SMALL = 12
RESULTS = ROOT / "benchmarks" / "results"
PACKAGES_MEASURED = (ROOT / "extensions/handbook", ROOT / "extensions/bibtex_lookups/src/bibtex_lookups")
WORK = ROOT / "_build" / "bench"
PAGE = ROOT / "docs" / "reference" / "performance.md"
PACKAGES = ("sphinx", "myst-parser", "sphinx-book-theme", "sphinxcontrib-bibtex", "mkdocs", "mkdocs-material")
SOURCES = "checksum of its code"
EXTENSIONS = {
    "ours": "handbook",
    "floor": "myst_parser",
    "stock": "myst_parser,sphinxcontrib.bibtex",
    "lookup": "myst_parser,sphinxcontrib.bibtex,bibtex_lookups",
}


def say(text: str) -> None:
    """Print at once."""
    print(text, flush=True)


def sources_version() -> str:
    """Return a checksum of the code of the handbook and of the look-ups."""
    paths = (path for package in PACKAGES_MEASURED for path in sorted(package.rglob("*")))
    sources = (path.read_bytes() for path in paths if path.is_file() and "__pycache__" not in path.parts)
    return f"{zlib.crc32(b''.join(sources)):08x}"


def versions() -> dict[str, str]:
    """Return the versions of what is measured."""
    revision = output_of("git", "describe", "--always", "--dirty") or "unknown"
    found = {"handbook": revision, SOURCES: sources_version(), "Python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    hugo = output_of("hugo", "version").split(" ")
    return found | ({"Hugo": hugo[1].partition("+")[0]} if len(hugo) > 1 else {})


class Bench:
    """A run that saves after each measurement."""

    def __init__(self, results: Results, out: Path, work: Path, timeout: float, again: bool) -> None:
        self.results = results
        self.out = out
        self.work = work
        self.timeout = timeout
        self.again = again
        self._corpus: Corpus | None = None
        for folder in (out, work / "logs"):
            folder.mkdir(parents=True, exist_ok=True)
        copies = self.fresh("package")
        for package in PACKAGES_MEASURED:
            shutil.copytree(package, copies / package.name, ignore=shutil.ignore_patterns("__pycache__"))
        self.paths = os.pathsep.join(map(str, (copies, ROOT)))
        """Where commands import from: a copy of the code, so that changing it meanwhile changes no figure."""
        self.environment = {
            "PYTHONPATH": self.paths,
            "PYTHONPYCACHEPREFIX": str(work / "compiled"),
            "PYTHONDONTWRITEBYTECODE": "",
        }
        """The environment of commands: each finds what another one has compiled, whatever that of this process says."""

    def corpus(self, issues: int) -> Corpus:
        """Return the corpus of a size; the last one is kept."""
        if self._corpus is None or len(self._corpus.issues) != issues:
            self._corpus = Corpus(issues)
        return self._corpus

    def fresh(self, name: str) -> Path:
        """Return an empty folder."""
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def save(self) -> None:
        """Write what there is; a run that is stopped loses nothing."""
        path = self.out / "latest.json"
        partial = path.with_suffix(".json.part")
        partial.write_text(json.dumps(self.results.to_json(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        partial.replace(path)

    def done(self, system: str, issues: int, jobs: int = 1, task: str = FULL) -> bool:
        """Return whether a measurement is there already and need not be made again."""
        return not self.again and (system, issues, jobs, task) in self.results.measurements

    def measure(
        self,
        system: str,
        issues: int,
        command: Sequence[str],
        *,
        jobs: int = 1,
        task: str = FULL,
        counts: bool = True,
        sizes: Callable[[], Sizes] | None = None,
    ) -> Measurement:
        """Measure a command, save and say what it took."""
        folder = self.fresh("counts")
        log = self.work / "logs" / f"{system}-{issues}-j{jobs}-{task.replace(' ', '-')}.log"
        os.sync()  # what was written before is not to be paid for now
        environment = {VARIABLE: str(folder), **self.environment, "NO_MKDOCS_2_WARNING": "1"}
        took = measure_apart(command, log, timeout=self.timeout, environment=environment)
        text = log.read_text(encoding="utf-8", errors="replace")
        seen = counted(folder)
        found = Measurement(
            system=system,
            issues=issues,
            jobs=jobs,
            task=task,
            read=len(seen[READ]) if counts else None,
            written=len(seen[WRITTEN]) if counts else None,
            warnings=sum("WARNING" in line or "ERROR" in line for line in text.splitlines()),
            sizes=sizes() if sizes and took["status"] == 0 else None,
            phases=phases(folder),
            **took,  # type: ignore[arg-type]
        )
        self.results.add(found)
        self.save()
        end = {0: "", None: f"  STOPPED after {self.timeout:g} s"}.get(found.status, f"  FAILED with {found.status}")
        end += f"  {found.warnings} warnings, see {log}" if found.warnings else ""
        counted_ = f"  read {found.read:5}  written {found.written:5}" if counts else ""
        say(f"{found.label:46} {found.cpu:8.2f} s CPU {found.wall:8.2f} s wall {found.rss_mb:7.0f} MB{counted_}{end}")
        if found.status:
            say("".join(f"    {line}\n" for line in text.splitlines()[-8:]))
        return found

    def sphinx(self, kind: str, folder: Path, jobs: int = 1) -> list[str]:
        """Return the command of a build with Sphinx, with the extension that counts."""
        extensions = f"extensions={EXTENSIONS[kind]},benchmarks.counting"
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-j", str(jobs), "-D", extensions]
        return [*command, "-d", str(folder / "doctrees"), str(folder / "source"), str(folder / "html")]

    def warm_up(self) -> None:
        """Build the smallest handbook once, unmeasured: what the first build alone pays, compiling modules, is not counted."""
        folder = self.fresh("warm-up")
        write_handbook(Corpus(1), folder / "source")
        measure_apart(self.sphinx("ours", folder), self.work / "logs" / "warm-up.log", environment=self.environment)
        shutil.rmtree(folder)

    def ours(self, issues: int, jobs: Sequence[int], *, edits: bool = False) -> None:
        """Measure the handbook: full builds, and builds after edits."""
        missing = edits and not all(self.done("ours", issues, 1, task) for task in EDITS)
        if not missing and all(self.done("ours", issues, each) for each in jobs):
            return
        folder, corpus = self.fresh("ours"), self.corpus(issues)
        write_handbook(corpus, folder / "source")
        for each in jobs:
            if not self.done("ours", issues, each) or (missing and each == 1):
                for name in ("html", "doctrees"):
                    shutil.rmtree(folder / name, ignore_errors=True)

                def sizes() -> Sizes:
                    return sizes_of(folder / "html", folder / "doctrees", corpus)

                built = self.measure("ours", issues, self.sphinx("ours", folder, each), jobs=each, sizes=sizes)
                if missing and each == 1 and built.status == 0:
                    self.edits(folder, corpus)
        shutil.rmtree(folder)

    def edits(self, folder: Path, corpus: Corpus) -> None:
        """Measure what follows from edits of a handbook that is up to date; each begins where the full build ended."""
        kept = self.work / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(folder, kept)  # keeps the times of files, by which Sphinx knows what has changed
        for task, edit in EDITS.items():
            restore(kept, folder)
            edit(folder / "source", corpus)
            self.measure("ours", len(corpus.issues), self.sphinx("ours", folder), task=task)
        restore(kept, folder)
        shutil.rmtree(kept)

    def floor(self, issues: int, kind: str = "floor", bibliography: str = "") -> None:
        """Measure plain Sphinx with the same pages, or the stock package on it, as it comes or with `bibtex_lookups`."""
        system = f"{kind}-{bibliography}" if bibliography else kind
        if not self.done(system, issues):
            folder = self.fresh(system)
            write_floor(self.corpus(issues), folder / "source", bibliography=bibliography)
            self.measure(system, issues, self.sphinx(kind, folder))
            shutil.rmtree(folder)

    def hugo(self, issues: int) -> None:
        """Measure Hugo: a full build, and the same command again after an edit."""
        if self.done("hugo", issues) and self.done("hugo", issues, 1, AGAIN):
            return
        folder = self.fresh("hugo")
        write_hugo(self.corpus(issues), folder)
        command = ["hugo", "--quiet", "--source", str(folder), "--destination", str(folder / "public")]
        command += ["--cacheDir", str(folder / "cache")]
        self._other("hugo", issues, folder / "content", command, command)

    def mkdocs(self, issues: int) -> None:
        """Measure MkDocs-Material: a full build, and one of the changed pages only after an edit."""
        if self.done("mkdocs", issues) and self.done("mkdocs", issues, 1, AGAIN):
            return
        folder = self.fresh("mkdocs")
        write_mkdocs(self.corpus(issues), folder)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
        self._other("mkdocs", issues, folder / "docs", command, [*command, "--dirty"])

    def _other(self, system: str, issues: int, pages: Path, command: list[str], again: list[str]) -> None:
        corpus = self.corpus(issues)
        self.measure(system, issues, command, counts=False)
        plain_summary(pages / f"issues/{middle(corpus)[0].number:03}.md", corpus)
        self.measure(system, issues, again, task=AGAIN, counts=False)
        shutil.rmtree(self.work / system)

    def run(
        self, sizes: Sequence[int], only: Sequence[str], once: Sequence[int], *, brief: bool = False, seconds: float = math.inf
    ) -> None:
        """Measure everything that was asked for, what the targets are for first; *brief* leaves out what the largest size shows.

        After so many *seconds* nothing more is begun; what is left out is named.
        """
        end = time.monotonic() + seconds
        largest = max(sizes)
        plan: list[tuple[str, Callable[[], None]]] = []
        for issues in sorted(sizes, reverse=True):
            if "ours" in only or ("edits" in only and issues == largest):
                jobs = (1, 2) if "ours" in only and (not brief or issues == largest) else (1,)
                edits = "edits" in only and issues == largest
                plan.append((f"the handbook, N = {issues}", partial(self.ours, issues, jobs, edits=edits)))
            if "floor" in only:
                plan.append((f"floor, N = {issues}", partial(self.floor, issues)))
        if "hugo" in only:
            plan.append(("Hugo", partial(self.hugo, largest)))
        for bibliography, most in STOCK.items():
            for kind in ("stock", "lookup"):
                plan += [
                    (f"{kind}-{bibliography}, N = {issues}", partial(self.floor, issues, kind, bibliography))
                    for issues in sorted(sizes, reverse=True)
                    if kind in only and issues <= most
                ]
        if "mkdocs" in only:
            plan.append(("MkDocs", partial(self.mkdocs, largest)))
        plan += [(f"the handbook, N = {issues}", partial(self.ours, issues, (1,))) for issues in once]
        self.warm_up()
        for name, measure in plan:
            if time.monotonic() < end:
                measure()
            else:
                self.results.left_out[name] = "no time was left"


def available(only: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return what can be measured here, and what is left out and why."""
    left = {name: "not asked for" for name in SYSTEMS if name not in only}
    if "hugo" in only and not shutil.which("hugo"):
        left["hugo"] = "not installed (Debian: apt-get install hugo)"
    missing = [name for name in ("mkdocs", "material") if importlib.util.find_spec(name) is None]
    if "mkdocs" in only and missing:
        left["mkdocs"] = "MkDocs-Material is not installed in this environment (the extra `bench` has it)"
    return [name for name in only if name not in left], left


def numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a list separated by commas, smallest first."""
    return tuple(sorted({int(each) for each in text.split(",") if each}))


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    add = parser.add_argument
    add("--sizes", type=numbers, default=SIZES, help="numbers of issues; edits and other systems at the largest (50,200,800)")
    add("--once", type=numbers, default=(), help="further numbers of issues, for one full build of ours each, such as 4000")
    add("--only", type=lambda text: tuple(text.split(",")), default=SYSTEMS, help=f"some of {','.join(SYSTEMS)}")
    add("--quick", type=int, metavar="N", help=f"the quick form: {', '.join(QUICK)} at {QUICK_SMALL} and N issues")
    add("--out", type=Path, help="the folder of the results (benchmarks/results; of the quick form, _build/bench/results)")
    add("--work", type=Path, default=WORK, help="the folder to build in (_build/bench); some 2 GB at 800 issues")
    add("--timeout", type=float, default=3600, help="seconds after which a single build is stopped (3600)")
    add("--minutes", type=float, default=math.inf, help="minutes after which nothing more is begun")
    add("--resume", action="store_true", help="keep what the results have already, and measure the rest")
    add("--report", action="store_true", help="measure nothing: write the tables and the plot of the results anew")
    add("--publish", action="store_true", help="also put the tables into docs/reference/performance.md")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.sizes, chosen.only = tuple(sorted({QUICK_SMALL, chosen.quick})), QUICK
    if unknown := set(chosen.only) - set(SYSTEMS):
        parser.error(f"--only: unknown: {', '.join(sorted(unknown))}")
    chosen.out = chosen.out or (WORK / "results" if chosen.quick else RESULTS)
    return chosen


def write_report(results: Results, out: Path, *, onto_page: bool) -> None:
    """Write the tables and the plot."""
    plotted = importlib.util.find_spec("resvg_py") is not None
    if plotted:
        results.left_out.pop("plot", None)
        draw(results, out / "latest.svg")
    else:
        results.left_out["plot"] = 'resvg-py is not installed in this environment (the extra "bench" has it)'
    report = "# Benchmark\n\n" + markdown(results, plot="latest.svg" if plotted else "")
    (out / "latest.md").write_text(report, encoding="utf-8")
    if onto_page:
        picture = PAGE.with_suffix(".png")  # what all builders take
        if plotted:
            draw(results, picture)
        publish(PAGE, MARKS, markdown(results, level=3, plot=picture.name if plotted else ""))


def main() -> None:
    """Measure, and write JSON, tables and a plot."""
    chosen = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    earlier = chosen.out / "latest.json"
    only, left = available(chosen.only)
    if (chosen.resume or chosen.report) and earlier.exists():
        results = Results.from_json(json.loads(earlier.read_text(encoding="utf-8")))
        if chosen.resume and results.versions.get(SOURCES) != sources_version():
            sys.exit("--resume: the handbook's code has changed since; figures of the two do not belong in one run")
        results.sittings += chosen.resume
    else:
        results = Results(date=datetime.now(UTC).date().isoformat(), machine=machine(), versions=versions())
    if not chosen.report:
        began = time.monotonic()
        results.left_out, results.finished = left, False
        for name, reason in left.items():
            say(f"left out: {name}: {reason}")
        bench = Bench(results, chosen.out, chosen.work, chosen.timeout, again=not chosen.resume)
        bench.run(chosen.sizes, only, chosen.once, brief=bool(chosen.quick), seconds=60 * chosen.minutes)
        results.finished = True
        bench.save()
        say(f"finished after {(time.monotonic() - began) / 60:.1f} min")
    write_report(results, chosen.out, onto_page=chosen.publish)
    say(f"the tables are in {chosen.out / 'latest.md'}")


if __name__ == "__main__":
    main()
