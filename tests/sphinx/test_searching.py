"""When the index of the search is made: with every record that changes, and never without."""

from __future__ import annotations

from gzip import decompress
from pathlib import Path

import pytest

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
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def texts(project: Project) -> str:
    """Return what the results of the search can show."""
    cards = (data for name, data in index(project).items() if name.startswith("card/"))
    return "\n".join(decompress(data).decode() for data in cards)


def test_without_a_change_nothing_is_indexed(project: Project) -> None:
    before = written(project)
    assert "made-of" in before
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


def test_who_looks_at_every_edit_does_not_wait_for_the_index(project: Project) -> None:
    project.edit("issues/001.md", "摘要。", "另一个摘要。")
    project.build(handbook_search_index=False)
    assert "另一个摘要。" not in texts(project)
    project.build()
    assert "另一个摘要。" in texts(project)


def test_an_index_that_is_not_there_is_made_all_the_same(tmp_path: Path) -> None:
    project = Project(root=tmp_path / "small")
    project.write(SMALL)
    project.build(handbook_search_index=False)
    assert "摘要。" in texts(project)


def test_an_index_that_was_not_finished_is_made_again(project: Project) -> None:
    before = index(project)
    for name in ("made-of", "table.json.gz"):
        (project.out / "html/_search" / name).unlink()
    project.build()
    assert index(project) == before
