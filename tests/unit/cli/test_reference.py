"""The commands print what the reference of the command line shows."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SECTIONS = ("import", "new", "rename")
SHOWN = re.compile(r"^\$ handbook (.*)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)


def section(text: str, name: str) -> str:
    """Return the section of a command."""
    return text.partition(f"\n## handbook {name}\n")[2].partition("\n## ")[0]


def blocks(text: str, language: str) -> Iterator[str]:
    """Yield the code blocks of a language."""
    for _fence, body in re.findall(rf"^(`{{3,}}){language}\n(.*?)^\1$", text, re.MULTILINE | re.DOTALL):
        yield body


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the handbook, without the reference: it has the words of its own examples."""
    for folder in ("issues", "bib", "docs"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("reference"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def run(command: str, folder: Path) -> str:
    """Return what a command says, on either stream."""
    script = "from handbook.cli import main; main(prog_name='handbook')"
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    arguments = [sys.executable, "-c", script, *shlex.split(command)]
    done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", SECTIONS)
def test_commands_print_what_the_reference_shows(root: Path, copy: Path, name: str) -> None:
    text = section((root / "docs/reference/cli.md").read_text(encoding="utf-8"), name)
    if name == "import":
        (copy / "issue.txt").write_text(list(blocks(text, "text"))[1], encoding="utf-8")
    examples = [pair for block in blocks(text, "console") for pair in SHOWN.findall(block)]
    assert examples
    for command, shown in examples:
        assert run(command, copy) == shown
    for page in blocks(text, "markdown"):
        assert (copy / "issues/065.md").read_text(encoding="utf-8") == page
