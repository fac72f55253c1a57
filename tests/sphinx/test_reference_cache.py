"""A page that is written again has those works of its reference list formatted that have changed, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from handbook.model.records import Paper
from handbook.sphinx_ext import reference_cache
from handbook.sphinx_ext.internals.bibtex import formatted

from .project import Project, bib, files_below

PAGE = "docs/methods/method-a"


@pytest.fixture
def made(small: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the keys of the works that builds have formatted, after the first build."""
    small.write({"bib/background.bib": bib("roe1999old", "An Old Work") + bib("roe2000new", "A New Work")})
    small.edit(f"{PAGE}.md", "是什么。", "见 {cite:t}`roe2000new` 与 {cite:p}`roe1999old,doe2022one`。")
    small.build()
    keys: list[str] = []

    def noted(paper: Paper) -> nodes.paragraph:
        keys.append(paper.key)
        return formatted(paper)

    monkeypatch.setattr(reference_cache, "formatted", noted)
    return keys


def test_one_field_has_one_work_formatted(small: Project, made: list[str], tmp_path: Path) -> None:
    small.edit("bib/background.bib", "An Old Work", "Another Work")
    assert PAGE in small.build().written
    assert made == ["roe1999old"]
    incremental = dict(files_below(small.out / "html"))
    assert b"Another Work" in incremental[f"{PAGE}.html"]
    small.build(out=tmp_path / "clean", fresh=True)
    assert dict(files_below(tmp_path / "clean/html")) == incremental


def test_a_page_with_the_same_works_has_none_formatted(small: Project, made: list[str]) -> None:
    before = _cache(small).stat().st_mtime_ns
    small.edit(f"{PAGE}.md", "见 ", "另见 ")
    assert PAGE in small.build().written
    assert (_cache(small).stat().st_mtime_ns, made) == (before, [])


def test_of_a_damaged_cache_nothing_is_taken_over(small: Project, made: list[str]) -> None:
    cache = _cache(small)
    whole = cache.read_bytes()
    cache.write_bytes(whole[:-20])
    small.edit(f"{PAGE}.md", "见 ", "另见 ")
    small.build()
    assert made == ["roe2000new", "roe1999old", "doe2022one"]
    assert cache.read_bytes() == whole


def test_a_page_without_citations_has_no_cache(small: Project, made: list[str]) -> None:
    cache = _cache(small)
    small.edit(f"{PAGE}.md", "见 {cite:t}`roe2000new` 与 {cite:p}`roe1999old,doe2022one`。", "是什么。")
    small.build()
    assert not cache.exists()


def _cache(project: Project) -> Path:
    (folder,) = project.root.parent.rglob(reference_cache.FOLDER)
    return folder / f"{PAGE}.pickle"
