"""An edit has the OpenURLs of the papers made that it changes, and of no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.exporters import bundles
from handbook.exporters.work import Work
from handbook.sphinx_ext import coins_cache

from .project import Project, bib, entry, files_below, issue


@pytest.fixture
def made(small: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the keys of the works of which builds have an OpenURL made, after the first build."""
    small.write(
        {
            "issues/001.md": issue(1, entry("one"), entry("two", topics="topic-b")),
            "bib/001.bib": bib("one", "One") + bib("two", "Two"),
        }
    )
    small.build()
    keys: list[str] = []
    original = bundles.coins

    def noted(work: Work) -> str:
        keys.append(work.key)
        return original(work)

    monkeypatch.setattr(bundles, "coins", noted)
    return keys


def test_one_field_has_one_made(small: Project, made: list[str], tmp_path: Path) -> None:
    small.edit("bib/001.bib", "One", "Another")
    small.build()
    assert made == ["one"]
    incremental = dict(files_below(small.out / "html"))
    assert b"rft.title=Another" in incremental["docs/topics/topic-a.html"]
    small.build(out=tmp_path / "clean", fresh=True)
    assert dict(files_below(tmp_path / "clean/html")) == incremental


def test_a_build_that_changes_no_work_leaves_the_cache_alone(small: Project, made: list[str]) -> None:
    cache = _cache(small)
    before = cache.stat().st_mtime_ns
    small.build()
    small.edit("issues/002.md", "摘要。", "另一个摘要。")
    small.build()
    assert (cache.stat().st_mtime_ns, made) == (before, [])


def test_of_a_damaged_cache_nothing_is_taken_over(small: Project, made: list[str]) -> None:
    cache = _cache(small)
    whole = cache.read_bytes()
    cache.write_bytes(whole[:-20])
    small.edit("bib/001.bib", "One", "Another")
    small.build()
    assert {"one", "two"} <= set(made)
    assert len(cache.read_bytes()) > len(whole) - 20, "and it is written whole again"


def _cache(project: Project) -> Path:
    (cache,) = project.root.parent.rglob(coins_cache.NAME)
    return cache
