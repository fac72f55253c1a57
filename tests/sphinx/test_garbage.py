"""When Python looks for garbage: as before a build, when it is over; and not when Python ends after one."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.sphinx_ext import garbage

from .project import SMALL, Project

ENDS = """
import atexit, gc, sys
atexit.register(lambda: print("left out when Python ends:", gc.get_freeze_count() > 0))
from sphinx.cmd.build import build_main
status = build_main(["-q", "-b", "html", *sys.argv[1:]])
print("left out after the build:", gc.get_freeze_count())
sys.exit(status)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return the small handbook."""
    project = Project(root=tmp_path / "small")
    project.write(SMALL)
    return project


def test_after_a_build_all_is_as_before(project: Project) -> None:
    before = gc.get_threshold()
    project.build()
    assert gc.get_threshold() == before != garbage.THRESHOLDS
    assert gc.get_freeze_count() == 0


def test_many_pages_are_written_without_what_was_there_before(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[str] = []
    monkeypatch.setattr(gc, "collect", lambda: collected.append("collected"))
    try:
        garbage.freeze_before_writing(garbage.MIN_PAGES_TO_COLLECT)
        assert (collected, gc.get_freeze_count()) == ([], 0)
        garbage.freeze_before_writing(garbage.MIN_PAGES_TO_COLLECT + 1)
        assert collected == ["collected"]
        assert gc.get_freeze_count() > 0
    finally:
        garbage.unfreeze()
    assert gc.get_freeze_count() == 0


def test_nothing_is_looked_for_when_python_ends(project: Project) -> None:
    command = [sys.executable, "-c", ENDS, str(project.root), str(project.out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["left out after the build: 0", "left out when Python ends: True"]
