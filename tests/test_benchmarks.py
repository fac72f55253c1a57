"""The benchmark measures what it says: its corpus, its edits, its figures, its arithmetic and its two volumes."""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks import corpus as generator
from benchmarks import import_seeds, plot, run, volumes
from benchmarks.corpus import PAPERS, Corpus, write_handbook
from benchmarks.counting import READ, VARIABLE, WRITTEN, counted, phases
from benchmarks.edits import EDITS, restore
from benchmarks.floor import write_floor, write_hugo, write_mkdocs
from benchmarks.measure import measure_apart
from benchmarks.paper_targets import SECONDS, paper_targets
from benchmarks.report import MARKS, draw, markdown, publish
from benchmarks.results import AGAIN, NO_OP, Measurement, Results, Sizes, exponent, extrapolated, growth, ratio
from benchmarks.targets import targets
from handbook import load
from handbook.checking.checks import check
from handbook.fulltext.parts import Index
from handbook.importing import read_published
from handbook.model.codes import Severity
from handbook.model.records import YEARS
from tests.unit.builders import WEEKLY
from tests.unit.search.site import Site

from .sphinx.project import files_below

N = 3
SIZES = Sizes(
    issue_min=40_000,
    issue_median=50_000,
    issue_max=59_000,
    citations_max=20_000,
    term_max=("docs/topics/topic-0000.html", 310_000),
    page_max=("docs/topics/topic-0000.html", 310_000),
    files=10,
    total=1_000_000,
    environment=100_000,
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(N)


@pytest.fixture
def written(corpus: Corpus, tmp_path: Path) -> Path:
    """Return the folder of a generated handbook."""
    write_handbook(corpus, tmp_path / "handbook")
    return tmp_path / "handbook"


def errors(folder: Path) -> list[str]:
    """Return the problems of a handbook that must be fixed."""
    return [f"{each.location.path}: {each.code}" for each in check(load(folder)) if each.severity is Severity.ERROR]


# the corpus


def test_the_same_seed_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    write_handbook(Corpus(N), tmp_path / "again")
    write_handbook(Corpus(N, seed=1), tmp_path / "other")
    assert dict(files_below(written)) == dict(files_below(tmp_path / "again"))
    assert dict(files_below(written)) != dict(files_below(tmp_path / "other"))


def test_every_issue_has_twelve_papers_and_every_term_that_is_used_exists(corpus: Corpus) -> None:
    papers = [paper for issue in corpus.issues for paper in issue.papers]
    assert len({paper.key for paper in papers}) == len(papers) == PAPERS * N
    for kind, terms in corpus.terms.items():
        used = {each for paper in papers for each in paper.terms[kind]}
        assert used <= {term.id for term in terms}
    assert {paper.cites for paper in papers} - {""} <= {paper.key for paper in papers}


def test_however_many_issues_there_are_their_years_can_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert str((generator.START + timedelta(days=generator.DAYS)).year) in YEARS
    monkeypatch.setattr(generator, "DAYS", 30)
    days = [issue.day for issue in Corpus(10).issues]
    assert days == [generator.START + timedelta(days=3 * number) for number in range(1, 11)]


def test_the_next_issue_is_the_same_at_every_call_and_changes_nothing(corpus: Corpus) -> None:
    keys = list(corpus.keys)
    assert corpus.next_issue() == corpus.next_issue()
    assert corpus.next_issue().number == N + 1
    assert corpus.keys == keys


def test_a_generated_handbook_has_no_error(written: Path) -> None:
    library = load(written)
    assert errors(written) == []
    assert len(library.entries) == PAPERS * N


def test_the_same_pages_are_written_for_other_systems(corpus: Corpus, tmp_path: Path) -> None:
    write_floor(corpus, tmp_path / "floor", bibliography="own")
    write_hugo(corpus, tmp_path / "hugo")
    write_mkdocs(corpus, tmp_path / "mkdocs")
    summary = corpus.issues[0].papers[0].summary
    for name in ("floor/issues/001.md", "hugo/content/issues/001.md", "mkdocs/docs/issues/001.md"):
        assert summary in (tmp_path / name).read_text(encoding="utf-8")


# the edits

CHANGED = {
    NO_OP: set(),
    AGAIN: {"issues/002.md"},
    f"{AGAIN}, as make serve": {"issues/002.md"},
    "one term of one paper": {"issues/002.md"},
    "one field in one .bib": {"bib/002.bib"},
    "one definition": {"docs/methods/*.md"},
    "one new issue with its .bib": {"issues/004.md", "bib/004.bib"},
    "one issue removed": {"issues/003.md", "bib/003.bib"},
}


@pytest.mark.parametrize("task", EDITS)
def test_an_edit_changes_what_it_says_and_can_be_taken_back(written: Path, corpus: Corpus, tmp_path: Path, task: str) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(written, kept)
    before, times = dict(files_below(written)), {path: path.stat().st_mtime_ns for path in written.rglob("*.md")}
    EDITS[task](written, corpus)
    after = dict(files_below(written))
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert len(changed) == len(CHANGED[task])
    assert all(any(Path(name).match(pattern) for pattern in CHANGED[task]) for name in changed)
    assert errors(written) == []
    restore(kept, written)
    assert dict(files_below(written)) == before
    assert {path: path.stat().st_mtime_ns for path in written.rglob("*.md")} == times


def test_edits_of_a_term_and_a_field_reach_the_library(written: Path, corpus: Corpus) -> None:
    paper = corpus.issues[N // 2].papers[0]
    before = load(written).entries[paper.key]
    for task in ("one term of one paper", "one field in one .bib"):
        EDITS[task](written, corpus)
    after = load(written).entries[paper.key]
    assert {term.id for term in after.terms["method"]} != {term.id for term in before.terms["method"]}
    assert after.reference.title == f"{before.reference.title} Revisited"


# the figures


def test_what_a_command_took_includes_its_children(tmp_path: Path) -> None:
    child = "x = bytearray(300_000_000); x[::4096] = bytes([1]) * len(x[::4096]); sum(range(3_000_000))"
    code = f"import subprocess, sys; print('said'); subprocess.run([sys.executable, '-c', {child!r}]); sys.exit(3)"
    took = measure_apart([sys.executable, "-c", code], tmp_path / "log")
    assert took["status"] == 3
    assert 300 < (took["rss_mb"] or 0) < 600
    assert (took["cpu"] or 0) > 0.02
    assert took["cpu"] == pytest.approx((took["user"] or 0) + (took["sys"] or 0), abs=0.002)
    assert (tmp_path / "log").read_text() == "said\n"


def test_a_small_command_seems_small_whoever_starts_it(tmp_path: Path) -> None:
    ballast = bytearray(200_000_000)
    ballast[::4096] = bytes([1]) * len(ballast[::4096])
    assert (measure_apart(["true"], tmp_path / "log")["rss_mb"] or 0) < 60


def test_modules_stay_compiled_from_one_command_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (tmp_path / "module.py").write_text("")
    measure_apart([sys.executable, "-c", f"import sys; sys.path[:0] = [{str(tmp_path)!r}]; import module"], tmp_path / "log")
    assert [*tmp_path.glob("__pycache__/module.*.pyc")]


def test_a_command_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    took = measure_apart([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path / "log", timeout=0.5)
    assert took["status"] is None
    assert (took["wall"] or 0) < 30


def test_counting_sees_all_processes_and_changes_nothing(tmp_path: Path, root: Path) -> None:
    write_handbook(Corpus(1), tmp_path / "source")
    pages = {str(path.relative_to(tmp_path / "source").with_suffix("")) for path in (tmp_path / "source").rglob("*.md")}
    (tmp_path / "counts").mkdir()
    bench = run.Bench(results(), tmp_path / "out", tmp_path, timeout=0, again=True)
    with_it = bench.sphinx("ours", tmp_path, jobs=2)
    without = [part.replace(",benchmarks.counting", "") for part in bench.sphinx("ours", tmp_path)]
    without[-1], without[without.index("-d") + 1] = str(tmp_path / "plain"), str(tmp_path / "plain-doctrees")
    environment = {VARIABLE: str(tmp_path / "counts"), "PYTHONPATH": str(root)}
    for command in (with_it, without):
        took = measure_apart(command, tmp_path / "log", environment=environment)
        assert (took["status"], (tmp_path / "log").read_text()) == (0, "")
    assert counted(tmp_path / "counts") == {READ: pages, WRITTEN: pages}
    assert len(list((tmp_path / "counts").iterdir())) > 1, "each process has its own file"
    assert {"exports", "records of citations", "pages of papers", "lists"} <= phases(tmp_path / "counts").keys()
    assert without_digests(tmp_path / "html") == without_digests(tmp_path / "plain")


def without_digests(site: Path) -> dict[str, bytes]:
    """Return the files of a site without the digests of the extensions with which it was built."""
    files = {name: data for name, data in files_below(site) if name != ".buildinfo.pages"}
    return {name: re.sub(rb"handbook-style\.css\?v=\w+|^/\* \w+ \*/", b"", data) for name, data in files.items()}


# the arithmetic


def results(*measurements: Measurement) -> Results:
    """Return a run with made-up numbers."""
    made = Results(date="2026-11-22", machine={"cores": "2"}, versions={"sphinx": "9"}, finished=True)
    for each in measurements:
        made.add(each)
    return made


def full_run() -> Results:
    """Return a run in which everything is met, with one thing in between and one not."""
    sized, phases = {"sizes": SIZES}, {"search index": 26.0, "exports": 20.0}
    return results(
        Measurement(system="ours", issues=50, cpu=8, wall=8, rss_mb=120, **sized),  # type: ignore[arg-type]
        Measurement(system="ours", issues=200, cpu=25, wall=26, rss_mb=200),
        Measurement(system="ours", issues=800, cpu=100, wall=104, rss_mb=600, phases=phases, **sized),  # type: ignore[arg-type]
        Measurement(system="ours", issues=800, jobs=2, cpu=110, wall=62.4, rss_mb=600),
        Measurement(system="ours", issues=800, task=AGAIN, cpu=2.5, wall=2.6, rss_mb=300, read=1, written=2),
        Measurement(system="ours", issues=800, task=NO_OP, cpu=2, wall=4.16, rss_mb=300, read=0, written=0),
        Measurement(system="floor", issues=800, cpu=80, wall=80, rss_mb=400),
        Measurement(system="floor", issues=50, cpu=6, wall=6),
        Measurement(system="stock-own", issues=50, cpu=24, wall=24),
        Measurement(system="lookup-own", issues=50, cpu=8, wall=8),
        Measurement(system="stock-own", issues=200, status=None, cpu=150, wall=150),
        Measurement(system="hugo", issues=800, cpu=6, wall=4),
    )


def test_ratios_and_exponents() -> None:
    assert ratio(3, 2) == 1.5
    assert ratio(None, 2) is None
    assert ratio(3, 0) is None
    assert exponent((200, 10), (800, 40)) == pytest.approx(1)
    assert exponent((200, 10), (800, 160)) == pytest.approx(2)
    assert exponent((200, 0), (800, 1)) is None
    assert growth(full_run(), "ours") == (pytest.approx(1), 200, 800)
    assert growth(full_run(), "hugo") is None
    assert extrapolated(full_run(), "wall", 2000) == pytest.approx(260)
    assert extrapolated(full_run(), "rss_mb", 2000) == pytest.approx(1500), "at least linear"


def test_the_table_of_what_is_to_be_reached() -> None:
    rows = {each.what.partition(",")[0]: (each.measured, each.verdict) for each in targets(full_run())}
    assert rows == {
        "full build against the floor": ("1.25", "aim met"),
        "exponent of growth of CPU": ("1.00", "aim met"),
        "against stock": ("over 6.00", "met"),
        "-j 2 against -j 1": ("0.60", "aim met"),
        "peak RSS of the main process": ("600 MB", "aim met"),
        "one summary edited": ("2.5%: 2.60 s, Hugo 4.00 s", "aim met"),
        "no-op": ("4.0%: 4.16 s", "**not met**"),
        "Read the Docs' limits": ("N = 2,000: 4.3 min, 1.5 GB (extrapolated)", "met"),
        "search indexing": ("26.0%: 26.00 s", "met"),
        "exports and records of citations": ("20.0%: 20.00 s", "**not met**"),
        "page of 12 papers": ("max 59.0 kB, median 1.00 times", "aim met"),
        "largest term page": ("310.0 kB", "**not met**"),
    }


def test_the_targets_of_the_pages_of_papers() -> None:
    made = full_run()
    sizes = replace(SIZES, paper_max=("papers/a.html", 35_001), pages=4_000)
    made.add(Measurement(system="ours", issues=800, cpu=100, wall=104, phases={"pages of papers": 76.8}, sizes=sizes))
    made.add(Measurement(system="floor", issues=800, cpu=80, wall=80, written=2_000))
    made.add(Measurement(system="ours", issues=800, task="one definition", cpu=4.1, wall=3))
    rows = {each.what.partition(", N")[0]: (each.measured, each.verdict) for each in paper_targets(made)}
    assert rows["page of a paper, CPU"] == ("8.00 ms", "met")
    assert rows["full build against plain Sphinx with as many pages, CPU"] == ("0.62", "**not met**")
    assert rows["largest page of a paper"] == ("35.00 kB", "**not met**")
    assert rows["text of one summary: build again, CPU"] == ("2.50 s", "met")
    assert rows["one definition: build again, CPU"] == ("4.10 s", "**not met**")
    assert rows["one issue removed: build again, CPU"] == ("–", "not measured")
    assert set(EDITS) == SECONDS.keys()


def test_nothing_is_met_that_was_not_measured() -> None:
    assert {each.verdict for each in (*targets(results()), *paper_targets(results()))} == {"not measured"}
    small = results(Measurement(system="ours", issues=12, cpu=1, wall=1), Measurement(system="ours", issues=50, cpu=2, wall=2))
    assert [each.verdict for each in targets(small) if each.what.startswith("Read the Docs")] == ["not measured"]
    failed = results(Measurement(system="ours", issues=800, status=1, cpu=1), Measurement(system="floor", issues=800, cpu=1))
    assert {each.verdict for each in targets(failed)} == {"not measured"}


def test_a_run_is_read_back_as_it_was_saved() -> None:
    made = full_run()
    assert Results.from_json(json.loads(json.dumps(made.to_json()))) == made


def test_the_report_replaces_what_is_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n\n{MARKS[0]}\nold\n{MARKS[1]}\n\nafter\n", encoding="utf-8")
    report = markdown(full_run(), level=3, plot="latest.svg")
    for _each in range(2):
        publish(page, MARKS, report)
    text = page.read_text(encoding="utf-8")
    assert text == f"before\n\n{MARKS[0]}\n\n{report.strip()}\n\n{MARKS[1]}\n\nafter\n"
    assert "| the handbook | 800 | 1 | 100.00 | 104.00 | 600 | – | – | ok |" in text
    assert "| the handbook | text of one summary | 800 | 2.50 | 2.60 | 300 | 1 | 2 | ok | 2.5% |" in text
    assert "| own .bib a page | 50 | 6.00 | 24.00 | 8.00 | 18.00 | 2.00 | 9.00 |" in text
    assert "| search index | 800 | 26.00 | 26.0% |" in text
    assert "| a full build takes fifteen minutes, all that Read the Docs gives | 6,923 | 83,077 | 138 |" in text
    page.write_text("no marks\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not there"):
        publish(page, MARKS, report)


def test_the_page_of_the_reference_has_the_marks(root: Path, tmp_path: Path) -> None:
    copy = shutil.copy(root / "docs/reference/performance.md", tmp_path / "performance.md")
    publish(Path(copy), MARKS, "new")
    assert f"{MARKS[0]}\n\nnew\n\n{MARKS[1]}" in Path(copy).read_text(encoding="utf-8")


def test_a_table_without_rows_is_left_out_with_its_heading() -> None:
    report = markdown(results(Measurement(system="ours", issues=800, cpu=1, wall=1)))
    assert "## Full builds" in report
    assert "bibliographies" not in report
    assert not re.search(r"-\|\n\n|-\|$", report)


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_the_plot_is_the_same_for_the_same_numbers(tmp_path: Path, suffix: str) -> None:
    for name in ("one", "two"):
        draw(full_run(), tmp_path / f"{name}.{suffix}")
    one, two = ((tmp_path / f"{name}.{suffix}").read_bytes() for name in ("one", "two"))
    assert one == two
    assert (b"the handbook" in one) is (suffix == "svg")
    assert one.startswith(b"\x89PNG" if suffix == "png" else b"<?xml")


def test_a_plot_has_both_axes_logarithmic_and_names_its_lines() -> None:
    text = plot.svg({"one": [(10, 1), (100, 10), (1000, 100)], "a < b": [(10, 5)]}, x="N", y="s")
    at = [tuple(map(float, pair)) for pair in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', text)]
    assert len(at) == 4
    steps = [(right[0] - left[0], right[1] - left[1]) for left, right in pairwise(at[:3])]
    assert steps[0] == pytest.approx(steps[1], abs=0.2)
    assert steps[0][0] > 0 > steps[0][1], "to the right and up"
    assert {"one", "a &lt; b", "10", "100", "1000", "1", "N", "s"} <= set(re.findall(r">([^<>]+)</text>", text))


# the run


def test_what_is_not_installed_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda _name: None)
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda _name: None)
    only, left = run.available(run.SYSTEMS)
    assert only == ["ours", "floor", "stock", "lookup", "edits"]
    assert "not installed" in left["hugo"]
    assert "not installed" in left["mkdocs"]
    assert run.available(run.QUICK)[1] == dict.fromkeys(("stock", "lookup", "hugo", "mkdocs"), "not asked for")


def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def took(command: list[str], log: Path, **_options: object) -> dict[str, float]:
        calls.append(log.stem)
        log.write_text("", encoding="utf-8")
        if len(calls) == 5:
            raise KeyboardInterrupt
        return {"status": 0, "cpu": 1.0, "wall": 1.0}

    monkeypatch.setattr(run, "measure_apart", took)
    monkeypatch.setattr(run, "sizes_of", lambda *_: SIZES)
    made = results()
    with pytest.raises(KeyboardInterrupt):
        run.Bench(made, tmp_path / "out", tmp_path / "work", 0, again=True).run((2, 3), ("ours", "floor", "edits"), ())
    saved = Results.from_json(json.loads((tmp_path / "out/latest.json").read_text(encoding="utf-8")))
    tasks = list(EDITS)
    assert list(saved.measurements) == [("ours", 3, 1, "full"), *(("ours", 3, 1, task) for task in tasks[:2])]
    run.Bench(saved, tmp_path / "out", tmp_path / "work", 0, again=False).run((2, 3), ("ours", "floor", "edits"), (4,))
    assert calls[5:] == [
        "warm-up",
        "ours-3-j1-full",
        *(f"ours-3-j1-{task.replace(' ', '-')}" for task in EDITS),
        "ours-3-j2-full",
        "floor-3-j1-full",
        "ours-2-j1-full",
        "ours-2-j2-full",
        "floor-2-j1-full",
        "ours-4-j1-full",
    ]


def test_a_run_without_time_begins_nothing_and_names_what_it_leaves_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.Bench, "warm_up", lambda _self: None)
    made = results()
    run.Bench(made, tmp_path / "out", tmp_path / "work", 0, again=True).run((2,), ("ours", "lookup"), (4,), seconds=0)
    assert made.measurements == {}
    names = ("the handbook, N = 2", "lookup-own, N = 2", "lookup-filter, N = 2", "the handbook, N = 4")
    assert made.left_out == dict.fromkeys(names, "no time was left")


@pytest.mark.parametrize("bibliography", run.STOCK)
def test_the_look_ups_are_measured_beside_the_stock_package(tmp_path: Path, bibliography: str) -> None:
    made = results()
    bench = run.Bench(made, tmp_path / "out", tmp_path / "work", 120, again=True)
    for kind in ("stock", "lookup"):
        bench.floor(2, kind, bibliography)
    stock, lookup = (made.get(f"{kind}-{bibliography}", 2) for kind in ("stock", "lookup"))
    assert stock is not None, "the build failed"
    assert lookup is not None, "the build failed"
    assert (lookup.read, lookup.written, lookup.warnings) == (stock.read, stock.written, stock.warnings)
    command = bench.sphinx("lookup", tmp_path)
    assert f"extensions=myst_parser,sphinxcontrib.bibtex,{run.PACKAGES_MEASURED[1].name},benchmarks.counting" in command


# two volumes


def test_references_from_one_volume_to_another_resolve_and_both_are_searched(tmp_path: Path) -> None:
    corpus = volumes.write_volumes(tmp_path, 4)
    for volume in (volumes.FIRST, volumes.SECOND):
        volumes.build(tmp_path, volume)
    assert volumes.check(tmp_path, corpus) == []
    found = list(volumes.links(tmp_path))
    assert len(found) >= len(volumes.LINKS)
    searched = Site(folder=tmp_path / "html" / volumes.SECOND, records=(), index=Index(parts=(), numbers=()))
    (both,) = searched.find({"filters": {"kind": ["issue"]}})
    assert [name for _address, name in both.links] == ["4", "3", "2", "1"]
    assert [f"/{volumes.FIRST}/" in address for address, _name in both.links] == [False, False, True, True]
    paper = next(link for link in found if link.target.startswith("papers/"))
    (tmp_path / "html" / volumes.FIRST / paper.target).unlink()
    assert any(paper.target in each for each in volumes.check(tmp_path, corpus)), "a link whose page is gone is noticed"


def test_a_field_of_a_raw_issue_that_is_read_otherwise_is_named() -> None:
    text = "《预训练周刊》第3期：题\n标题：甲 | A Title（题目）\n作者：Jane Doe\n简介：文\n"
    expected, found = (import_seeds.checksums(read_published(each, WEEKLY)) for each in (text, text.replace("Jane", "Joan")))
    assert import_seeds.differing(expected["items"][0], expected["items"][0]) == []
    assert import_seeds.differing(found["items"][0], expected["items"][0]) == ["authors"]
    assert import_seeds.differing(found["issue"], expected["issue"]) == []
    assert set(expected) <= set(json.loads(import_seeds.EXPECTED.read_text(encoding="utf-8"))["64"])
