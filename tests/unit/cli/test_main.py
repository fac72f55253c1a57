"""The command itself: its help, the folder of the handbook, its exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from handbook.cli import COMMANDS, main, terminal


def run(*arguments: str, language: str = "C", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    environment = {**os.environ, "LC_ALL": language, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-W", "error", "-c", "from handbook.cli import main; main(prog_name='handbook')", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment, cwd=cwd)


def test_help_lists_every_command() -> None:
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "read, check, write and export" in done.stdout
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout


def test_help_is_in_the_language_of_the_terminal() -> None:
    assert "读、查、写、导出手册" in run("--help", language="zh_CN.UTF-8").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage:")


def test_an_unknown_command_is_a_usage_error() -> None:
    done = run("chekc")
    assert done.returncode == 2
    assert "chekc" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_root_is_the_nearest_folder_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("issues", "bib", "docs/topics"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "docs/topics")
    assert terminal.root() == tmp_path


def test_without_a_handbook_the_arguments_are_invalid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(click.UsageError, match="--root"):
        terminal.root()


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US"}, "zh_CN"),
        ({"LC_MESSAGES": "de_DE@euro", "LANG": "zh_CN"}, "de_DE"),
        ({"LC_ALL": "", "LANG": "zh_CN.GB18030"}, "zh_CN"),
        ({}, ""),
    ],
)
def test_the_language_is_that_of_the_first_variable_that_is_set(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal.language() == language
