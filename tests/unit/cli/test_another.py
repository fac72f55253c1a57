"""The guide to a handbook of one's own, done as it says in an empty folder: every command prints what the page shows.

``python -m tests.unit.cli.test_another`` writes what the commands print into the pages.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from .test_guide import ROOT, blocks, done_as_told, run

pytestmark = pytest.mark.slow

PAGES = {"docs/guide/another.md": "zh_CN.UTF-8", "docs/guide/another-en.md": "C"}
ELSEWHERE = ("python3 -m venv", ". .venv", "pip install git+")
"""Commands that need a network."""


@pytest.mark.parametrize(("page", "language"), PAGES.items())
def test_every_command_of_the_guide_prints_what_the_guide_shows(page: str, language: str, tmp_path: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert done_as_told(text, tmp_path, language) == text
    assert run("handbook --root stars check --format json", tmp_path, "C").count('"code"') == 0
    issue = (tmp_path / "stars/_build/html/issues/001.html").read_text(encoding="utf-8")
    assert "10.1038/217709a0" in issue


@pytest.mark.parametrize("page", PAGES)
def test_only_what_needs_a_network_stands_without_output(page: str) -> None:
    found = [*blocks((ROOT / page).read_text(encoding="utf-8"))]
    commands = [line for kind, match in found if kind == "elsewhere" for line in match["body"].splitlines()]
    assert commands
    assert [command for command in commands if not command.startswith(ELSEWHERE)] == []


def test_both_languages_tell_the_same_commands() -> None:
    def told(page: str) -> list[list[str]]:
        matches = [match for _kind, match in blocks((ROOT / page).read_text(encoding="utf-8"))]
        return [line.split()[1:4] for match in matches for line in match["body"].splitlines() if line.startswith("$ ")]

    chinese, english = map(told, PAGES)
    assert chinese == english
    assert ["handbook", "init", "stars"] in english


def main() -> None:
    """Write what the commands print into the pages."""
    for page, language in PAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            path = ROOT / page
            path.write_text(done_as_told(path.read_text(encoding="utf-8"), Path(folder), language), encoding="utf-8")


if __name__ == "__main__":
    main()
