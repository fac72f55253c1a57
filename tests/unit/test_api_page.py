"""The page of the Python interface: its examples run, and it names exactly what the two public modules export."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import handbook
from handbook import exporters

PAGE = "docs/reference/api.md"
IMPORT = re.compile(r"^(?:>>> |\.\.\. )?(?:from|import) (handbook\S*)", re.MULTILINE)
UNDOCUMENTED = {"setup"}
"""What Sphinx calls, not a program."""


@pytest.fixture
def page(root: Path) -> str:
    return (root / PAGE).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> Iterator[str]:
    """Yield the code blocks of a language."""
    yield from re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def test_every_example_prints_what_the_page_shows(root: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    session = doctest.DocTestParser().get_doctest("\n".join(blocks(page, "pycon")), {}, PAGE, PAGE, 0)
    assert len(session.examples) > 20
    report: list[str] = []
    results = doctest.DocTestRunner(verbose=False).run(session, out=report.append)
    assert results.failed == 0, "".join(report)


def test_the_program_that_checks_a_working_tree_runs(root: Path, page: str) -> None:
    (program,) = (block for block in blocks(page, "python") if "sys.exit" in block)
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_examples_import_the_two_public_modules_only(page: str) -> None:
    assert set(IMPORT.findall(page)) == {"handbook", "handbook.exporters"}


def test_the_page_names_everything_that_is_exported(page: str) -> None:
    names = set(re.findall(r"`(?:Library\.)?(\w+)", page))
    assert set(handbook.__all__) - UNDOCUMENTED - names == set()
    assert {"FORMATS", "Format", "Work", "works"} <= {*exporters.__all__} & names


def test_the_records_that_the_page_lists_are_exported(page: str) -> None:
    section = page.partition("\n## Records\n")[2].partition("\n### ")[0]
    records = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert records
    assert [name for name in records if name not in handbook.__all__] == []
