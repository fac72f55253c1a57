"""An error of the system, such as a full disk or a file without permissions, is one line; the next build is correct."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .command import HOOK, Ended, mounted, small_files, sphinx_build, without_privileges
from .project import CONF, SMALL, Project, files_below

FULL = ("No space left on device", "File too large")
HINT = "; the build stops (free disk space or grant access, and build again)"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return the small handbook, with a configuration that can remove a page during the build."""
    project = Project(root=tmp_path / "small")
    project.write({**SMALL, "conf.py": CONF + HOOK})
    return project


def edit(project: Project) -> None:
    """Edit a page, so that it must be written again."""
    project.edit("issues/001.md", "摘要。", "另一个摘要。")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, dict[str, bytes]]:
    """Return the output of a clean build, before and after the edit."""
    project = Project(root=tmp_path_factory.mktemp("clean") / "small")
    project.write({**SMALL, "conf.py": CONF + HOOK})
    project.build()
    first = dict(files_below(project.out / "html"))
    edit(project)
    project.build(out=project.root.with_name("edited"))
    return {False: first, True: dict(files_below(project.root.with_name("edited") / "html"))}


def assert_said(ended: Ended, path: Path, *reasons: str) -> None:
    """Assert that a build ended with one message about what is at or below *path*."""
    lines = [line for line in ended.said.splitlines() if line]
    assert ended.status == 2
    assert len(lines) == 1, ended.said
    where, _colon, why = lines[0].removesuffix(HINT).rpartition(": ")
    assert lines[0].endswith(HINT)
    assert Path(where.rpartition("cannot access ")[2]).is_relative_to(path), lines[0]
    assert why in reasons


def assert_right(project: Project, out: Path, expected: dict[str, bytes]) -> None:
    """Assert that the next build, into ``html`` below *out*, gives what a clean one gives."""
    assert project.build(out=out).warnings == []
    assert {name: data for name, data in files_below(out / "html") if not name.startswith(".doctrees/")} == expected


@pytest.mark.parametrize(
    ("size", "doctrees", "jobs"),
    [("60k", "out-doctrees", "1"), ("200k", "out-doctrees", "2"), ("60k", "out/html/.doctrees", "2")],
)
def test_a_disk_that_is_full(
    project: Project, tmp_path: Path, clean: dict[bool, dict[str, bytes]], size: str, doctrees: str, jobs: str
) -> None:
    out = tmp_path / "out"
    with mounted(out, size) as remount:
        starve = None if remount else small_files(4000)  # where nobody may mount, files are kept from growing
        ended = sphinx_build(project, "-j", jobs, out=out / "html", doctrees=tmp_path / doctrees, prepare=starve)
        assert_said(ended, out if remount else tmp_path, *FULL)
        assert remount is None or remount("size=64m")
        assert_right(project, out, clean[False])


@pytest.mark.parametrize(("size", "jobs"), [(4000, "2"), (15000, "1")])
def test_a_file_that_may_not_grow(
    project: Project, tmp_path: Path, clean: dict[bool, dict[str, bytes]], size: int, jobs: str
) -> None:
    doctrees = tmp_path / "out-doctrees"
    project.build(out=tmp_path / "out")
    edit(project)
    ended = sphinx_build(project, "-j", jobs, out=tmp_path / "out/html", doctrees=doctrees, prepare=small_files(size))
    assert_said(ended, tmp_path, *FULL)
    assert_right(project, tmp_path / "out", clean[True])


@pytest.mark.parametrize(
    ("place", "jobs"),
    [
        ("new", "1"),
        ("out/html", "1"),
        ("out/html/issues/001.html", "1"),
        ("out/html/issues/001.html", "2"),
        ("out-doctrees/issues/001.doctree", "2"),
    ],
)
def test_a_path_without_write_permission(
    project: Project, tmp_path: Path, clean: dict[bool, dict[str, bytes]], place: str, jobs: str
) -> None:
    out, locked = tmp_path / place.partition("/")[0].removesuffix("-doctrees"), tmp_path / place
    if place == "new":
        locked.mkdir()
    else:
        project.build(out=out)
        edit(project)
    mode = locked.stat().st_mode
    locked.chmod(mode & 0o555)
    doctrees = out.with_name(f"{out.name}-doctrees")
    ended = sphinx_build(project, "-j", jobs, out=out / "html", doctrees=doctrees, prepare=without_privileges)
    locked.chmod(mode)
    assert_said(ended, locked, "Permission denied")
    assert_right(project, out, clean[place != "new"])


def test_a_file_system_that_is_read_only(project: Project, tmp_path: Path, clean: dict[bool, dict[str, bytes]]) -> None:
    out = tmp_path / "out"
    with mounted(out, "64m") as remount:
        project.build(out=out)
        edit(project)
        lock, unlock = (lambda: remount("ro"), lambda: remount("rw")) if remount else _modes(out / "html")
        lock()
        ended = sphinx_build(project, out=out / "html", doctrees=tmp_path / "out-doctrees", prepare=without_privileges)
        unlock()
        assert_said(ended, out, "Read-only file system", "Permission denied")
        assert_right(project, out, clean[True])


def _modes(folder: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    return lambda: folder.chmod(0o555), lambda: folder.chmod(0o755)


def test_a_page_that_may_not_be_read_is_left_out(project: Project, clean: dict[bool, dict[str, bytes]]) -> None:
    (project.root / "issues/001.md").chmod(0)
    ended = sphinx_build(project, prepare=without_privileges)
    assert ended.status == 0
    assert "WARNING: Ignored unreadable document 'issues/001.md'." in ended.said
    assert "Traceback" not in ended.said
    (project.root / "issues/001.md").chmod(0o644)
    assert_right(project, project.out, clean[False])


def test_a_bib_file_that_may_not_be_read(project: Project, clean: dict[bool, dict[str, bytes]]) -> None:
    (project.root / "bib/001.bib").chmod(0)
    assert_said(sphinx_build(project, prepare=without_privileges), project.root / "bib/001.bib", "Permission denied")
    (project.root / "bib/001.bib").chmod(0o644)
    assert_right(project, project.out, clean[False])


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_page_that_vanishes_between_being_found_and_being_read(
    project: Project, clean: dict[bool, dict[str, bytes]], jobs: str
) -> None:
    ended = sphinx_build(project, "-j", jobs, kill_at="vanish:issues/002")
    assert_said(ended, project.root / "issues/002.md", "No such file or directory")
    project.write({"issues/002.md": SMALL["issues/002.md"]})
    assert_right(project, project.out, clean[False])


def test_a_bib_file_that_is_a_link_to_nowhere(project: Project) -> None:
    (project.root / "bib/003.bib").symlink_to("nowhere.bib")
    assert_said(sphinx_build(project), project.root / "bib/003.bib", "No such file or directory")


def test_links_that_lead_nowhere_or_in_a_circle(project: Project, clean: dict[bool, dict[str, bytes]]) -> None:
    links = {"issues/003.md": "nowhere.md", "issues/004.md": "004.md", "issues/circle": ".", "docs/topics/circle": "../.."}
    for name, target in links.items():
        (project.root / name).symlink_to(target)
    (project.root / "issues/005.md").mkdir()
    (project.root / "bib/005.bib").mkdir()
    built = project.build()
    assert [line for line in built.warnings if "unreadable" not in line] == [
        f"WARNING: {name}: the link leads back to a folder above it (remove it; it is not followed)"
        for name in ("issues/circle", "docs/topics/circle")
    ]
    assert {line.partition("WARNING: ")[2] for line in built.warnings if "unreadable" in line} == {
        f"Ignored unreadable document '{name}'." for name in ("issues/003.md", "issues/004.md")
    }
    assert dict(files_below(project.out / "html")) == clean[False]
