"""The search index is written when a record changes, and only then."""

from __future__ import annotations

import gzip
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.errors import ConfigError

from handbook.fulltext import parts
from handbook.fulltext.table import TABLE
from handbook.search import files, made, overview
from handbook.search.facets import FILE, large_file
from handbook.search.table import FACET_NAMES
from handbook.sphinx_ext import searching

from .project import SMALL, Project, files_below


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return the small handbook, built."""
    project = Project(root=tmp_path / "small")
    project.write(SMALL)
    project.build()
    return project


def index(project: Project) -> dict[str, bytes]:
    """Return the files of the search."""
    return dict(files_below(project.out / "html/_search"))


def written(project: Project) -> dict[str, int]:
    """Return when each file of the search was written."""
    folder = project.out / "html/_search"
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def texts(project: Project) -> str:
    """Return the content of all results."""
    cards = (data for name, data in index(project).items() if name.startswith("card/"))
    return "\n".join(gzip.decompress(data).decode() for data in cards)


def facets(project: Project) -> bytes:
    """Return the values of all filters."""
    return index(project)[FILE]


def test_without_a_change_nothing_is_indexed(project: Project) -> None:
    before = written(project)
    assert files.MANIFEST in before
    project.build()
    assert written(project) == before


def test_a_page_that_is_no_record_indexes_nothing(project: Project) -> None:
    before = written(project)
    project.edit("issues/index.md", "# 各期", "# 各期目录")
    assert "issues/index" in project.build().written
    assert written(project) == before


def test_a_summary_that_changes_is_found(project: Project) -> None:
    project.edit("issues/001.md", "摘要。", "另一个摘要。")
    project.build()
    assert "另一个摘要。" in texts(project)
    project.build(out=project.root.with_name("clean"))
    assert index(project) == dict(files_below(project.root.with_name("clean") / "html/_search"))


def test_a_file_of_all_records_is_made_only_for_an_edit_that_it_shows(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    new_files: set[str] = set()
    overview_of = overview.overview

    def noted(*each: Any) -> tuple[overview.Overview, dict[str, bytes]]:
        shown, new = overview_of(*each)
        new_files.update(new)
        return shown, new

    monkeypatch.setattr(overview, "overview", noted)
    monkeypatch.setattr("handbook.search.facets.LARGE_BYTES", 0)  # so that each facet has a file of its own
    (project.out / "html/_search" / files.MANIFEST).unlink()
    project.build()
    every = {overview.IDS, overview.TITLES, overview.ENGLISH, *map(large_file, FACET_NAMES)}
    assert new_files == {*every, FILE}
    new_files.clear()
    for path, old, new, shows in (
        ("issues/001.md", "摘要。", "另一个摘要。", set()),
        ("docs/topics/topic-a.md", "主题甲是什么。", "主题甲是另一个主题。", set()),
        ("issues/001.md", "题目 doe2022one", "新题目", {overview.TITLES}),
        ("issues/001.md", ":topics: topic-a", ":topics: topic-b", {overview.ENGLISH, large_file("topic")}),
        ("docs/methods/method-a.md", "方法甲", "方法丙", every),
        ("bib/001.bib", "SOME 2022", "OTHER 2022", {large_file("venue")}),
    ):
        project.edit(path, old, new)
        project.build()
        assert new_files == shows, (path, new)
        new_files.clear()
    project.build(out=project.root.with_name("clean"))
    assert index(project) == dict(files_below(project.root.with_name("clean") / "html/_search"))


def test_what_one_edit_has_changed_is_not_made_again_at_the_next(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    again: set[str] = set()
    make = made.Records._make
    monkeypatch.setattr(made.Records, "_make", lambda self, group: again.add(group.name) or make(self, group))
    for docname in ("issues/001", "issues/002"):
        project.edit(f"{docname}.md", "摘要。", "另一个摘要。")
        project.build()
        assert again == {docname, "guide"}
        again.clear()


def test_an_edit_of_many_leaves_what_it_does_not_change(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MIN_DOCUMENTS_PER_LATE", 1)
    before = written(project)
    project.edit("issues/001.md", "摘要。", "另一个摘要。")
    project.build()
    assert "另一个摘要。" in texts(project)
    again = {name for name, time in written(project).items() if before.get(name) != time}
    assert {name for name in again if name.startswith("index/")} == {name for name in again if name.startswith("index/1/")}
    assert len([name for name in again if name.startswith("card/")]) == 1
    before = written(project)
    project.build()
    assert written(project) == before


def test_a_term_that_is_no_longer_below_another_one_is_no_longer_counted_with_it(project: Project) -> None:
    before = facets(project)
    project.edit("docs/topics/topic-b.md", "broader: topic-a\n", "")
    project.build()
    assert facets(project) != before


@pytest.mark.parametrize("left", [b"", b"{", gzip.compress(b"{}"), gzip.compress(b'{"by": 1, "parts": [[]]}')], ids=range(4))
def test_an_index_whose_record_is_damaged_is_made_again(project: Project, left: bytes) -> None:
    before = index(project)
    (project.out / "html/_search" / files.MANIFEST).write_bytes(left)
    project.edit("issues/001.md", "摘要。", "另一个摘要。")
    project.build()
    assert len(index(project)) == len(before)
    assert "另一个摘要。" in texts(project)


def test_an_index_that_was_not_finished_is_made_again(project: Project) -> None:
    before = index(project)
    for name in (files.MANIFEST, TABLE):
        (project.out / "html/_search" / name).unlink()
    project.build()
    assert index(project) == before


@pytest.mark.parametrize("volumes", [["../v1/"], ("../v1", "../../other/v2/"), ["sub/v1"], []])
def test_volumes_are_folders_relative_to_the_site(volumes: object) -> None:
    searching.check_volumes(None, SimpleNamespace(hb_search_volumes=volumes, language="en"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "volumes",
    ["../v1/", ["/v1/"], ["https://example.org/"], ["//example.org/v1"], ["../"], [""], [1], ["../v1?x"], ["a/../b"]],
)
def test_other_volumes_stop_the_build_with_a_message(volumes: object) -> None:
    with pytest.raises(ConfigError, match="hb_search_volumes"):
        searching.check_volumes(None, SimpleNamespace(hb_search_volumes=volumes, language="en"))  # type: ignore[arg-type]


def test_the_table_names_the_volumes(tmp_path: Path) -> None:
    project = Project(root=tmp_path / "small")
    project.write({**SMALL, "conf.py": SMALL["conf.py"] + '\nhb_search_volumes = ["../v1"]\n'})
    project.build()
    assert b'"others":["../../v1/_search/"]' in gzip.decompress(index(project)[TABLE])
