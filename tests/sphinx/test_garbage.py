"""The garbage collector: a build restores its settings, and Python exits without a collection."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.sphinx_ext import disk, garbage

from .project import SMALL, Project

ENDS = """
import atexit, gc, sys
atexit.register(lambda: print("frozen when Python exits:", gc.get_freeze_count() > 0))
from sphinx.cmd.build import build_main
status = build_main(["-q", "-b", "html", *sys.argv[1:]])
print("frozen after the build:", gc.get_freeze_count())
sys.exit(status)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return the small handbook."""
    project = Project(root=tmp_path / "small")
    project.write(SMALL)
    return project


def test_a_build_restores_the_thresholds(project: Project) -> None:
    before = gc.get_threshold()
    project.build()
    assert gc.get_threshold() == before != garbage.THRESHOLDS
    assert gc.get_freeze_count() == 0


def test_what_follows_the_pages_is_written_with_raised_thresholds(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[tuple[int, int, int], bool]] = []
    stamp = disk.stamp

    def noting(outdir: Path, digests: dict[str, str]) -> None:
        seen.append((gc.get_threshold(), gc.get_freeze_count() > 0))
        stamp(outdir, digests)

    monkeypatch.setattr(disk, "stamp", noting)
    project.build()
    assert seen == [(garbage.THRESHOLDS, True)]


def test_garbage_is_collected_before_many_pages_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[str] = []
    monkeypatch.setattr(gc, "collect", lambda: collected.append("collected"))
    try:
        garbage.freeze(garbage.MIN_PAGES_TO_COLLECT)
        assert collected == []
        assert gc.get_freeze_count() > 0
        garbage.freeze(garbage.MIN_PAGES_TO_COLLECT + 1)
        assert collected == ["collected"]
    finally:
        garbage.unfreeze()
    assert gc.get_freeze_count() == 0


def test_python_exits_without_a_collection(project: Project) -> None:
    command = [sys.executable, "-c", ENDS, str(project.root), str(project.out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["frozen after the build: 0", "frozen when Python exits: True"]
