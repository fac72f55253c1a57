"""The garbage collector: a build restores its settings, and Python exits without a collection."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from handbook.sphinx_ext import disk, events, garbage
from handbook.sphinx_ext.nodes import quick_html

from .project import SMALL, Project, entry, issue

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


def test_nothing_is_collected_while_the_library_is_made(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    thresholds: dict[str, tuple[int, int, int]] = {}
    for name in ("check", "page_digests", "write_rest"):
        original = getattr(events, name)

        def noting(*arguments: Any, name: str = name, original: Any = original) -> Any:
            thresholds[name] = gc.get_threshold()
            return original(*arguments)

        monkeypatch.setattr(events, name, noting)
    project.build()
    assert {name: threshold[0] for name, threshold in thresholds.items()} == {
        "check": 0,
        "page_digests": 0,
        "write_rest": garbage.THRESHOLDS[0],
    }


def test_pages_leave_no_nodes_of_their_text_to_the_collector(project: Project) -> None:
    project.write({"issues/001.md": issue(1, "\n导言。\n", entry("doe2022one"), entry("doe2022two", topics="topic-b"))})
    project.build(html_baseurl="https://old.example/")
    gc.collect()
    before = _nodes()
    gc.disable()
    try:
        built = project.build(html_baseurl="https://new.example/")
        left = _nodes()
    finally:
        gc.enable()
    assert (built.read, built.written) == (set(), built.app.env.found_docs)
    assert left == before


def _nodes() -> Counter[str]:
    """Return how many nodes there are, by type, that only the text of pages has: no tables of contents."""
    return Counter(type(each).__name__ for each in gc.get_objects() if type(each) in (nodes.paragraph, nodes.raw, quick_html))


def test_a_build_that_stops_restores_the_thresholds(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = gc.get_threshold()

    def stop(_outdir: Path, _digests: dict[str, str]) -> None:
        raise SystemExit(2)

    monkeypatch.setattr(disk, "stamp", stop)
    with pytest.raises(SystemExit):
        project.build()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


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
        garbage.restore()
    assert gc.get_freeze_count() == 0


def test_python_exits_without_a_collection(project: Project) -> None:
    command = [sys.executable, "-c", ENDS, str(project.root), str(project.out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["frozen after the build: 0", "frozen when Python exits: True"]
