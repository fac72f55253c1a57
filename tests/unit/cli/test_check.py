"""``handbook check`` as contributors run it."""

from __future__ import annotations

import gc
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main

from ..builders import BIB, ISSUE, PROSE, Files, bib, entry, issue, tree

LONG = "字" * 100 + "。"
BAD: Files = {
    ISSUE: issue(entry(topics="tunning", title="深度BERT", body=LONG)),
    PROSE: "# 题\n\n见BERT和{topic}`微调`\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a handbook with nothing wrong in it."""
    write(tmp_path, {ISSUE: issue(entry(body=LONG))})
    return tmp_path


def write(root: Path, files: Files) -> None:
    """Write the files of a small handbook."""
    for path, data in tree(files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def run(root: Path, *arguments: str) -> Result:
    """Run the command on the handbook in a folder."""
    return CliRunner(env={"LC_ALL": "C"}).invoke(main, ["--root", str(root), "check", *arguments])


def contents(root: Path) -> dict[str, bytes]:
    """Return the bytes of every file."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_good_handbook_has_no_problems(folder: Path) -> None:
    done = run(folder)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "No problems.\n")


def test_all_problems_are_reported_with_places_and_what_was_meant(folder: Path) -> None:
    write(folder, BAD)
    done = run(folder)
    assert done.exit_code == 1
    assert [" ".join(line.split()[:2]) for line in done.stdout.splitlines()] == [
        "docs/guide/prose.md:3:2 typography-space",
        "docs/guide/prose.md:3:6 typography-space",
        "docs/guide/prose.md:3:15 alias-used",
        "docs/topics/tuning.md:1:1 term-unused",
        "issues/064.md:9:11 typography-space",
        "issues/064.md:10:10 unknown-term",
    ]
    assert "did you mean tuning?" in done.stdout
    assert done.stderr == ("Errors: 1; advice: 3; notes: 2.\n4 of them can be fixed with --fix.\n")


def test_a_run_restores_the_garbage_collector(folder: Path) -> None:
    run(folder)
    assert gc.isenabled()


def test_advice_alone_is_no_failure(folder: Path) -> None:
    write(folder, {ISSUE: issue(entry(body="短。"))})
    done = run(folder)
    assert done.exit_code == 0
    assert "summary-length" in done.stdout


def test_paths_limit_the_report_and_not_the_files_that_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, BAD)
    monkeypatch.chdir(folder / "docs")
    for path in ("guide", "guide/prose.md", "../docs/guide/", str(folder / "docs/guide")):
        done = run(folder, path)
        assert {line.partition(":")[0] for line in done.stdout.splitlines()} == {"docs/guide/prose.md"}
        assert done.exit_code == 0
        assert "alias-used" in done.stdout
    assert run(folder, "../issues/064.md", "guide/prose.md").stdout.count("\n") == 5


def test_missing_and_outside_paths_are_usage_errors(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert run(folder, "nosuch.md").exit_code == 2
    outside = tmp_path_factory.mktemp("outside")
    done = run(folder, str(outside))
    assert done.exit_code == 2
    assert "is not in the handbook" in done.stderr
    assert run(folder, "--format", "xml").exit_code == 2


def test_fix_reports_the_remaining_problems(folder: Path) -> None:
    write(folder, BAD)
    before = contents(folder)
    done = run(folder, "--fix")
    assert done.exit_code == 1
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["term-unused", "unknown-term"]
    assert done.stderr == "Files fixed: 2.\nErrors: 1; advice: 0; notes: 1.\n"
    after = contents(folder)
    assert after[PROSE].decode() == "# 题\n\n见 BERT 和{topic}`tuning`\n"
    assert {path for path in before if before[path] != after[path]} == {PROSE, ISSUE}
    assert run(folder, "--fix").stdout == done.stdout
    assert contents(folder) == after


def test_a_fix_with_paths_changes_no_other_file(folder: Path) -> None:
    write(folder, BAD)
    before = contents(folder)
    run(folder, "--fix", str(folder / PROSE))
    after = contents(folder)
    assert {path for path in before if before[path] != after[path]} == {PROSE}


def test_without_fix_nothing_is_written(folder: Path) -> None:
    write(folder, BAD)
    before = contents(folder)
    run(folder)
    assert contents(folder) == before


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_the_other_formats_go_to_standard_output_alone(folder: Path, form: str) -> None:
    write(folder, BAD)
    done = run(folder, "--format", form)
    assert done.exit_code == 1
    if form == "github":
        assert [line.split()[0] for line in done.stdout.splitlines()].count("::error") == 1
    else:
        data = json.loads(done.stdout)
        assert len(data["problems"] if form == "json" else data["runs"][0]["results"]) == 6


def test_a_file_that_cannot_be_accessed_is_one_line(folder: Path) -> None:
    (folder / "issues/065.md").symlink_to("nosuch.md")
    done = run(folder)
    assert done.exit_code == 2
    assert done.stderr.startswith("cannot access ")
    assert "issues/065.md" in done.stderr


def test_a_failing_fix_leaves_the_tree_unchanged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {**BAD, BIB: bib(title="On BERT")})
    before = contents(folder)
    real = os.fsync
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 1:
            raise OSError(28, "No space left on device", "somewhere")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    done = run(folder, "--fix")
    assert done.exit_code == 2
    assert "No space left on device" in done.stderr
    assert contents(folder) == before
