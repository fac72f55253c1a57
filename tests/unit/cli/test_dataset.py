"""``handbook dataset``: what it writes, and when it refuses to."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main, terminal

from ..builders import PROJECT, tree

MORE = 'authors = "甲"\ndata-licence = "https://example.org/by"\nrepository = "https://example.org/small"\n'


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.cli.dataset.say", str)
    monkeypatch.setattr(terminal, "err", terminal.Console(soft_wrap=True, highlight=False, stderr=True))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = tmp_path / "small"
    for path, data in tree({"pyproject.toml": PROJECT + MORE, "CITATION.cff": "cff-version: 1.2.0\n"}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def run(root: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "dataset", *map(str, arguments)])


def test_it_writes_an_archive_and_its_checksum_and_the_same_again(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    done = run(small, out, "--release", "2.0", "--date", "2026-11-29")
    archive = out / "small-data-2.0.zip"
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.split() == [str(archive), str(out / "SHA256SUMS")]
    first = archive.read_bytes()
    assert (out / "SHA256SUMS").read_text("ascii") == f"{hashlib.sha256(first).hexdigest()}  small-data-2.0.zip\n"
    run(small, out, "--release", "2.0", "--date", "2026-11-29")
    assert archive.read_bytes() == first
    shutil.unpack_archive(archive, tmp_path)
    assert (tmp_path / "small-data-2.0/CITATION.cff").is_file()
    assert not (tmp_path / "small-data-2.0/LICENSE-CONTENT").exists(), "the handbook has none"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--date", "yesterday"), "yesterday is no day (write it as in 2026-11-21)"),
        (("--date", "20261129"), "20261129 is no day"),
        (("--release", "../up"), "../up is no version (write it as in 1.0.0)"),
        (("--release", ""), " is no version"),
    ],
)
def test_wrong_arguments_are_refused(small: Path, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(small, tmp_path / "out", *arguments)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "out").exists()


def test_a_handbook_without_a_licence_or_with_errors_is_not_published(small: Path, tmp_path: Path) -> None:
    (small / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    done = run(small, tmp_path / "out")
    assert (done.exit_code, done.stderr.startswith("[tool.handbook] has no authors, no data-licence")) == (1, True)
    (small / "pyproject.toml").write_text(PROJECT + MORE, encoding="utf-8")
    (small / "docs/topics/tuning.md").write_text("# 微调\n", encoding="utf-8")
    done = run(small, tmp_path / "out")
    assert (done.exit_code, done.stderr) == (1, "the handbook has errors (run handbook check); nothing was written\n")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_named(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run(small, tmp_path / "file" / "out")
    assert done.exit_code == 1
    assert "nothing was written: " in done.stderr
    assert "file" in done.stderr
