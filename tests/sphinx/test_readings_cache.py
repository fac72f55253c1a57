"""What one build has looked up of how Chinese is read is there for the next."""

from __future__ import annotations

from handbook.sphinx_ext import caches, readings_cache
from handbook.text.readings import Readings

from .project import Project


def test_a_build_leaves_what_it_has_looked_up(small: Project) -> None:
    app = small.build().app
    path = app.doctreedir / readings_cache.NAME
    known = caches.read(path, Readings)
    assert known is not None
    assert known.sounds["主"] == ("zhu",)
    small.edit("issues/001.md", "摘要。", "摘要，改过。")
    small.build()
    before = path.stat()
    small.edit("issues/001.md", "摘要，改过。", "摘要。")
    small.build()
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns), "nothing new, and the file is left alone"


def test_a_damaged_cache_is_made_again(small: Project) -> None:
    app = small.build().app
    path = app.doctreedir / readings_cache.NAME
    path.write_bytes(b"\x80damaged")
    small.edit("issues/001.md", "摘要。", "摘要，改过。")
    assert small.build().warnings == []
    assert caches.read(path, Readings) is not None
