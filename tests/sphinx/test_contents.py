"""Pages and .bib files are known by content: one that is put back from a copy, with the time of the copy, is read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handbook.sphinx_ext import contents

from .project import Project, files_below, toctree

PAGE = "issues/001.md"


def put_back(path: Path, old: str, new: str, time: float | None = None) -> None:
    """Edit a file, which gets an older time or keeps its own."""
    before = path.stat()
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, (time, time) if time else None, **({} if time else {"ns": (before.st_atime_ns, before.st_mtime_ns)}))


@pytest.mark.parametrize("time", [None, 1e9])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_with_an_older_or_the_same_time_is_read_again(small: Project, time: float | None, jobs: int) -> None:
    small.build(jobs=jobs)
    put_back(small.root / PAGE, "摘要。", "纲要。", time)
    small.build(jobs=jobs)
    assert "纲要。" in (small.out / "html/issues/001.html").read_text(encoding="utf-8")
    small.build(out=small.out / "clean", fresh=True)
    assert dict(files_below(small.out / "html")) == dict(files_below(small.out / "clean/html"))


@pytest.mark.parametrize("time", [None, 1e9])
def test_a_bib_file_with_an_older_or_the_same_time_is_read_again(small: Project, time: float | None) -> None:
    small.build()
    put_back(small.root / "bib/001.bib", "Title of doe2022one", "Tithe of doe2022one", time)
    small.build()
    assert "Tithe of doe2022one" in (small.out / "html/issues/001.html").read_text(encoding="utf-8")


def test_a_file_that_a_page_includes_is_known_by_content_too(small: Project) -> None:
    small.edit("index.md", "docs/authors/index", "docs/authors/index\ndocs/x")
    small.write({"docs/x.md": toctree("附录", body="```{include} x.txt\n```"), "docs/x.txt": "甲说。"})
    small.build()
    put_back(small.root / "docs/x.txt", "甲说", "乙说", 1e9)
    assert small.build().read == {"docs/x"}
    assert "乙说" in (small.out / "html/docs/x.html").read_text(encoding="utf-8")
    assert small.build().read == set()


def test_a_page_that_is_another_file_with_the_same_bytes_is_not_read_as_a_page(small: Project) -> None:
    small.build()
    path = small.root / PAGE
    before = path.stat()
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    os.utime(copy, ns=(before.st_atime_ns, before.st_mtime_ns))
    copy.replace(path)
    assert path.stat().st_ino != before.st_ino
    assert small.build().read == set()


def test_no_page_and_no_bib_file_that_nothing_has_touched_is_opened(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    small.build()

    def opened(path: Path) -> tuple[bytes, contents.Content]:
        raise AssertionError(path)

    monkeypatch.setattr(contents, "read", opened)
    assert small.build().read == set()
