"""``handbook export``: its output, and its errors."""

from __future__ import annotations

import errno
import os
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook import load
from handbook.cli import main, terminal
from handbook.exporters import FORMATS, works
from handbook.library.library import Library
from handbook.library.selection import select

CACHED = cache(load)
"""Every call reads the same handbook."""


def run(root: Path, *arguments: str) -> Result:
    """Run the command over the handbook at *root*."""
    return CliRunner().invoke(main, ["--root", str(root), "export", *arguments])


@pytest.fixture(scope="module")
def handbook(root: Path) -> Library:
    return load(root)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.cli.export.say", str)
    monkeypatch.setattr("handbook.cli.export.load", CACHED)
    monkeypatch.setattr(terminal, "err", terminal.Console(soft_wrap=True, highlight=False, stderr=True))


@pytest.mark.parametrize("name", FORMATS)
def test_the_output_is_the_list_of_the_format(root: Path, handbook: Library, name: str) -> None:
    done = run(root, "--issue", "64", "--format", name)
    assert (done.exit_code, done.stderr) == (0, "")
    expected = FORMATS[name].render(works(select(handbook, issue=64))).encode()
    assert done.stdout_bytes == expected
    assert len(expected) > 100


def test_a_file_gets_the_same_bytes(root: Path, tmp_path: Path) -> None:
    for name in ("ris", "bibtex"):
        path = tmp_path / f"out.{name}"
        done = run(root, "--topic", "llm-reasoning", "--format", name, "--output", str(path))
        assert (done.exit_code, done.stdout) == (0, "")
        assert path.read_bytes() == run(root, "--topic", "llm-reasoning", "--format", name).stdout_bytes
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.bibtex", "out.ris"]


def test_without_conditions_all_papers_are_written(root: Path, handbook: Library) -> None:
    count = sum(entry.reference is not None for entry in handbook.entries.values())
    assert len(run(root, "--format", "myst").stdout.splitlines()) == count


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--issue", "65"], "there is no issue 65; did you mean 64?\n"),
        (["--topic", "llm-reasonig"], "there is no topic llm-reasonig; did you mean llm-reasoning?\n"),
        (["--institution", "gogle"], "there is no institution gogle; did you mean google?\n"),
        (["--method", "no such thing at all"], "there is no method no such thing at all\n"),
        (["--author", "Mozes van de Car"], "there is no paper by Mozes van de Car; did you mean Mozes van de Kar?\n"),
        (["--year", "2002"], "there is no paper of the year 2002; did you mean 2021?\n"),
        (["--year", "None"], "there is no paper of the year None\n"),
        (["--key", "huang2023larg"], "there is no paper with the key huang2023larg; did you mean huang2023large?\n"),
        (
            ["--issue", "64", "--issue", "28", "--year", "2024", "--topic", "llm-reasoning"],
            "no paper meets all conditions; nothing was written\n",
        ),
    ],
)
def test_an_unknown_name_is_reported_and_nothing_is_written(root: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run(root, *arguments, "--format", "ris", "--output", str(tmp_path / "out.ris"))
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", said)
    assert list(tmp_path.iterdir()) == []


def test_a_key_may_be_that_of_the_published_version(root: Path) -> None:
    for key in ("fang2021deep", "fang2022generalizable"):
        assert run(root, "--key", key, "--format", "myst").stdout == "{cite}`fang2022generalizable`\n"


def test_papers_come_in_the_order_of_the_keys(root: Path) -> None:
    done = run(root, "--key", "vandekar2022dont", "--key", "huang2023large", "--key", "vandekar2022dont", "--format", "myst")
    assert done.stdout == "{cite}`vandekar2022dont`\n{cite}`huang2023large`\n"


@pytest.mark.parametrize("name", ["Mozes van de Kar", "van de Kar, Mozes", "VAN DE KAR mozes", "van-de-kar-mozes"])
def test_an_author_by_any_spelling(root: Path, name: str) -> None:
    assert run(root, "--author", name, "--format", "myst").stdout == "{cite}`vandekar2022dont`\n"


def test_an_existing_file_is_kept_unless_forced(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.bib"
    path.write_text("mine")
    arguments = ("--key", "huang2023large", "--format", "bibtex", "--output", str(path))
    done = run(root, *arguments)
    assert (done.exit_code, done.stderr) == (1, f"{path} already exists; use --force to overwrite it\n")
    assert path.read_text() == "mine"
    assert run(root, *arguments, "--force").exit_code == 0
    assert path.read_text().startswith("@inproceedings{huang2023large,")


def test_places_that_cannot_be_written(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("--key", "huang2023large", "--format", "bibtex", "--output")
    done = run(root, *arguments, str(tmp_path))
    assert (done.exit_code, done.stderr) == (1, f"{tmp_path} is a folder; give the name of a file\n")
    done = run(root, *arguments, str(tmp_path / "no/out.bib"))
    assert (done.exit_code, done.stderr) == (1, f"the folder {tmp_path / 'no'} does not exist\n")
    for number in (errno.EACCES, errno.ENOSPC):

        def refuse(*_arguments: object, number: int = number) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, "fsync", refuse)
        done = run(root, *arguments, str(tmp_path / "out.bib"))
        path = tmp_path / "out.bib"
        assert (done.exit_code, done.stderr) == (1, f"cannot write {path}: {os.strerror(number)}; nothing was changed\n")
        assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_written_to(root: Path) -> None:
    assert run(root, "--key", "huang2023large", "--format", "bibtex", "--output", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


def test_a_format_that_does_not_exist(root: Path) -> None:
    done = run(root, "--format", "bibtext")
    assert done.exit_code == 2
    assert "bibtext" in done.stderr


def test_errors_of_the_bib_files_are_reported(tmp_path: Path, root: Path) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "bib").mkdir()
    (tmp_path / "issues/001.md").write_text(
        "---\nissue: 1\ntitle: 题\ndate: 2022\n---\n# 第 1 期\n\n:::{paper} a\n:title: 题\n\n文。\n:::\n"
    )
    (tmp_path / "bib/001.bib").write_text("@misc{a, author = {Doe, Jane}, title = {T}, year = 2022}\n@misc{b, title = {}\n")
    done = run(tmp_path, "--format", "myst")
    assert (done.exit_code, done.stdout) == (0, "{cite}`a`\n")
    assert done.stderr == "errors in the .bib files: 1; handbook check lists them\n"
