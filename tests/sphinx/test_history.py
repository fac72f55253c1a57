"""The last change of files, from git: nothing is made up where git does not know, and no file costs a command of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from handbook.sphinx_ext import history

from ..conftest import Git
from .project import Project

BASE = "https://example.org/"


@pytest.fixture
def repository(small: Project, git: Git) -> Project:
    """Return the small handbook with three commits."""
    git(small.root, "init", "-q")
    git(small.root, "add", "-A")
    git(small.root, "commit", "-qm", "all", day="2026-01-01")
    small.edit("issues/001.md", "摘要。", "另一个摘要。")
    git(small.root, "commit", "-qam", "one", day="2026-01-02")
    small.edit("bib/002.bib", "Title of", "A title of")
    git(small.root, "commit", "-qam", "two", day="2026-01-03")
    return small


def test_each_file_has_the_time_of_its_last_commit_in_utc(repository: Project) -> None:
    changes = history.last_changes(repository.root)
    assert changes["issues/001.md"] == "2026-01-02T02:00:00Z"
    assert changes["bib/002.bib"] == "2026-01-03T02:00:00Z"
    assert changes["index.md"] == changes["docs/topics/topic-a.md"] == "2026-01-01T02:00:00Z"


def test_a_file_that_is_new_or_changed_has_none(repository: Project, git: Git) -> None:
    repository.edit("issues/001.md", "另一个", "第三个")
    repository.write({"docs/topics/new.md": "# 新\n", "docs/topics/staged.md": "# 新\n"})
    git(repository.root, "add", "docs/topics/staged.md")
    changes = history.last_changes(repository.root)
    assert {"issues/001.md", "docs/topics/new.md", "docs/topics/staged.md"} & set(changes) == set()
    assert "issues/002.md" in changes


def test_a_handbook_below_the_root_of_a_repository_has_its_own_paths(small: Project, git: Git) -> None:
    small.write({"issues/名.md": "# 名\n"})
    git(small.root.parent, "init", "-q")
    git(small.root.parent, "add", "-A")
    git(small.root.parent, "commit", "-qm", "all", day="2026-01-05")
    small.edit("issues/002.md", "摘要。", "另一个摘要。")
    changes = history.last_changes(small.root)
    assert changes["issues/名.md"] == changes["issues/001.md"] == "2026-01-05T02:00:00Z"
    assert "issues/002.md" not in changes


def test_a_history_that_is_cut_off_says_nothing_of_what_lies_before(repository: Project, git: Git, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{repository.root}", "shallow")
    changes = history.last_changes(tmp_path / "shallow")
    assert changes == {"bib/002.bib": "2026-01-03T02:00:00Z"}


def test_without_git_or_a_repository_nothing_is_known(
    small: Project, repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert history.last_changes(repository.root.parent) == {}
    monkeypatch.setenv("PATH", "")
    assert history.last_changes(repository.root) == {}


def test_the_number_of_commands_does_not_depend_on_the_number_of_files(
    repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[str] = []
    run = subprocess.run

    def counting(command: list[str], **more: object) -> object:
        commands.append(command[-1])
        return run(command, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", counting)
    assert len(history.last_changes(repository.root)) > 10
    assert len(commands) == 3


def test_nothing_is_written_into_the_repository(repository: Project) -> None:
    index = repository.root / ".git/index"
    os.utime(repository.root / "index.md", (1, 1))
    before = index.read_bytes()
    history.last_changes(repository.root)
    assert index.read_bytes() == before


def test_the_sitemap_has_the_last_change_of_all_that_a_page_shows(repository: Project, git: Git) -> None:
    repository.build(html_baseurl=BASE)
    sitemap = repository.out / "html/sitemap.xml"
    lines = {
        line.split("<loc>")[1].split("</loc>")[0].removeprefix(BASE): line
        for line in sitemap.read_text().splitlines()
        if "<loc>" in line
    }
    assert "<lastmod>2026-01-03T02:00:00Z</lastmod>" in lines["issues/002.html"]
    assert "<lastmod>2026-01-02T02:00:00Z</lastmod>" in lines["docs/topics/topic-a.html"]
    assert "<lastmod>2026-01-03T02:00:00Z</lastmod>" in lines["issues/index.html"]
    repository.edit("issues/002.md", "摘要。", "又一个摘要。")
    repository.build(html_baseurl=BASE)
    changed = next(line for line in sitemap.read_text().splitlines() if "issues/002.html" in line)
    assert "lastmod" not in changed
    git(repository.root, "commit", "-qam", "three", day="2026-01-09")
    built = repository.build(html_baseurl=BASE)
    assert built.written == set()
    assert "2026-01-09T02:00:00Z" in sitemap.read_text(), "a commit alone is seen by a build that writes no page"
