"""The guide for contributors: every command of the page is run in a fresh copy, and prints what the page shows.

``python -m tests.unit.cli.test_guide`` writes what the commands print into the pages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = {"docs/guide/contributing.md": "zh_CN.UTF-8", "docs/guide/contributing-en.md": "C"}
"""The pages, and the language in which their readers work."""
COPIED = ("pyproject.toml", "index.md", "issues", "docs", "bib", ".gitignore")
ELSEWHERE = ("git clone", "cd ", ". .venv", "make ", "git push", "pip ", "pre-commit ")
"""Commands that need a network, a browser or minutes: a page shows them in blocks of their own, without output."""

BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<info>\{code-block\} [a-z]+|[a-z]+)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
CAPTION = re.compile(r":caption: (?P<path>\S+)\n\n(?P<text>.*)", re.DOTALL)


def blocks(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the blocks of a page that are files to write, sessions to compare, and commands not to run here."""
    for match in BLOCK.finditer(text):
        if match["info"].startswith("{code-block}") and CAPTION.match(match["body"]):
            yield "file", match
        elif match["info"] == "console":
            yield "session", match
        elif match["info"] == "sh":
            yield "elsewhere", match


def copy(folder: Path) -> None:
    """Copy what the handbook is made of, as a clone has it."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".*"))
        else:
            shutil.copy(ROOT / name, folder / name)
    git = ["git", "-c", "init.defaultBranch=main", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True)


def run(command: str, folder: Path, language: str) -> str:
    """Return what a command prints, to where results and where messages go, as a shell shows it."""
    is_sphinx = command.startswith("sphinx-build")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "GIT_"))},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8" if is_sphinx else language,  # Sphinx stops where the system lacks the language
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "" if is_sphinx else "error",  # Sphinx and what it loads have some of their own
        "PERL_BADLANG": "0",
        "HOME": str(folder),
        **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    shown = [line for line in done.stdout.decode().splitlines() if "cannot change locale" not in line]
    return "".join(f"{line}\n" for line in shown)


def done_as_told(text: str, folder: Path, language: str) -> str:
    """Do what a page says in a folder, and return the page with what the commands really print."""
    parts, end = [], 0
    for kind, match in blocks(text):
        if kind == "file" and (file := CAPTION.match(match["body"])):
            (folder / file["path"]).write_text(file["text"], encoding="utf-8")
        if kind == "session":
            commands = [line for line in match["body"].splitlines(keepends=True) if line.startswith("$ ")]
            body = "".join(command + run(command[2:].rstrip("\n"), folder, language) for command in commands)
            parts += [text[end : match.start("body")], body]
            end = match.end("body")
    return "".join([*parts, text[end:]])


@pytest.mark.slow
@pytest.mark.parametrize(("page", "language"), PAGES.items())
def test_every_command_of_the_guide_prints_what_the_guide_shows(page: str, language: str, tmp_path: Path) -> None:
    copy(tmp_path)
    text = (ROOT / page).read_text(encoding="utf-8")
    assert done_as_told(text, tmp_path, language) == text
    assert run("handbook check --format json", tmp_path, "C").count('"code"') == 0, "and all is well at the end"


@pytest.mark.parametrize("page", PAGES)
def test_only_commands_that_cannot_run_here_have_no_output(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    commands = [line for kind, match in blocks(text) if kind == "elsewhere" for line in match["body"].splitlines()]
    assert commands
    assert [command for command in commands if not command.startswith(ELSEWHERE)] == []
    sessions = [match["body"] for kind, match in blocks(text) if kind == "session"]
    assert all(body.startswith("$ ") for body in sessions)
    for name in ("import", "add", "check", "check --fix"):
        assert any(f"$ handbook {name}" in body for body in sessions), name


def test_both_languages_have_the_same_commands() -> None:
    told = [
        [
            line
            for _kind, match in blocks((ROOT / page).read_text(encoding="utf-8"))
            for line in match["body"].splitlines()
            if line.startswith("$ ")
        ]
        for page in PAGES
    ]
    assert told[0] == told[1]


def main() -> None:
    """Write what the commands print into the pages."""
    for page, language in PAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            copy(Path(folder))
            path = ROOT / page
            path.write_text(done_as_told(path.read_text(encoding="utf-8"), Path(folder), language), encoding="utf-8")


if __name__ == "__main__":
    main()
