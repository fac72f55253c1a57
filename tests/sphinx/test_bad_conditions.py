"""Builds that are killed, find damaged files or run in parallel end like a clean build; the time for large files is linear."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import handbook
from handbook.reading.bibliography import read_bib

from .command import HOOK, sphinx_build, start
from .project import CONF, SMALL, Project, bib, entry, files_below, issue

MOMENTS = [
    "source-read:issues/002",
    "doctree:issues/index",
    "doctree-read:issues/003",
    "environment",
    "env-check-consistency",
    "html-page-context:issues/001",
    "html-page-context:search",
    "build-finished",
]
"""Where a build is killed: while it reads, keeps what was read, writes pages, and writes what follows them."""


def ready(folder: Path) -> Project:
    """Return the small handbook, with a configuration that lets a test kill the build."""
    project = Project(root=folder / "small")
    project.write({**SMALL, "conf.py": CONF + HOOK})
    return project


def clean(project: Project, folder: Path) -> dict[str, bytes]:
    """Return what a clean build gives."""
    built = project.build(out=folder / "clean", fresh=True)
    assert built.warnings == []
    return dict(files_below(folder / "clean" / "html"))


def first_change(project: Project) -> None:
    """Change a page, the number of pages, and what unchanged pages show."""
    project.edit("bib/002.bib", "Title of doe2022three", "Another title")
    project.edit("issues/001.md", ":topics: topic-b", ":topics: topic-a")
    project.edit("issues/002.md", "摘要。", "第一次改的摘要。")
    project.write({"issues/003.md": issue(3, entry("doe2022four")), "bib/003.bib": bib("doe2022four")})


def second_change(project: Project) -> None:
    """Change one of these pages again, and remove the new one."""
    project.edit("issues/002.md", "第一次改的摘要。", "第二次改的摘要。")
    project.remove("issues/003.md")
    project.remove("bib/003.bib")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """Return the folder of a built handbook with a copy of it, and what it must be after both changes."""
    folder = tmp_path_factory.mktemp("killed")
    project = ready(folder / "work")
    assert project.build().warnings == []
    shutil.copytree(folder / "work", folder / "kept")
    first_change(project)
    second_change(project)
    return folder, clean(project, folder)


@pytest.fixture
def built(snapshot: tuple[Path, dict[str, bytes]]) -> tuple[Project, dict[str, bytes]]:
    """Return the built handbook as it was, and what it must be after both changes."""
    folder, expected = snapshot
    shutil.rmtree(folder / "work")
    shutil.copytree(folder / "kept", folder / "work")
    return Project(root=folder / "work" / "small"), expected


def outcome(project: Project) -> dict[str, bytes]:
    """Return the files of the output folder, without the page that was removed, whose files Sphinx leaves in place."""
    return {name: data for name, data in files_below(project.out / "html") if "issues/003" not in name}


@pytest.mark.parametrize(("moment", "jobs"), [*((each, "1") for each in MOMENTS), *((each, "2") for each in MOMENTS[1::2])])
def test_a_build_after_a_killed_one_gives_what_a_clean_one_gives(
    built: tuple[Project, dict[str, bytes]], moment: str, jobs: str
) -> None:
    project, expected = built
    first_change(project)
    assert sphinx_build(project, "-j", jobs, kill_at=moment).status == -signal.SIGKILL
    second_change(project)
    again = project.build(jobs=int(jobs))
    assert again.warnings == []
    assert outcome(project) == expected


@pytest.mark.parametrize("moment", ["doctree:issues/002", "html-page-context:issues/002"])
def test_a_killed_first_build_leaves_no_lasting_damage(tmp_path: Path, moment: str) -> None:
    project = ready(tmp_path)
    assert sphinx_build(project, kill_at=moment).status == -signal.SIGKILL
    written = [path for path in (project.out / "html").rglob("*.html") if path.is_file()]
    for path in written:  # what the system had not yet written out
        os.truncate(path, path.stat().st_size // 2)
    (project.out / "html/.buildinfo").write_bytes(b"")
    assert project.build().warnings == []
    assert dict(files_below(project.out / "html")) == clean(project, tmp_path)


def test_builders_that_share_what_was_read_do_not_hide_changes_from_each_other(
    built: tuple[Project, dict[str, bytes]],
) -> None:
    project, expected = built
    first_change(project)
    second_change(project)
    project.build("text")
    project.build()
    assert outcome(project) == expected


def test_a_build_of_one_page_leaves_the_others_for_the_next(built: tuple[Project, dict[str, bytes]]) -> None:
    project, expected = built
    first_change(project)
    second_change(project)
    assert sphinx_build(project, files=["issues/002.md"]).status == 0
    project.build()
    assert outcome(project) == expected


RUINS: dict[str, Callable[[Path], bytes]] = {
    "empty": lambda path: b"",
    "cut off": lambda path: path.read_bytes()[: path.stat().st_size // 2],
    "random": lambda path: bytes(os.urandom(4096)),
    "of something else": lambda path: pickle.dumps({"a": 1}),
}


@pytest.mark.parametrize("ruin", RUINS)
@pytest.mark.parametrize("name", ["environment.pickle", "docs/topics/topic-a.doctree"])
def test_a_damaged_cache_is_made_again(built: tuple[Project, dict[str, bytes]], name: str, ruin: str) -> None:
    project, expected = built
    path = project.out.with_name("small-out-doctrees") / name
    path.write_bytes(RUINS[ruin](path))
    first_change(project)
    second_change(project)
    assert project.build().warnings == []
    assert outcome(project) == expected


def test_an_environment_of_another_version_is_not_used(built: tuple[Project, dict[str, bytes]]) -> None:
    project, _expected = built
    path = project.out.with_name("small-out-doctrees") / "environment.pickle"
    environment = pickle.loads(path.read_bytes())
    environment.version = {**environment.version, "handbook": 1}
    path.write_bytes(pickle.dumps(environment))
    assert len(project.build().read) == len(SMALL) - 3, "every page is read again"


@pytest.mark.parametrize("lost", ["issues/*.doctree", "**/*.doctree"])
def test_lost_doctrees_are_made_again(built: tuple[Project, dict[str, bytes]], lost: str) -> None:
    project, expected = built
    first_change(project)
    second_change(project)
    for path in project.out.with_name("small-out-doctrees").glob(lost):
        path.unlink()
    assert project.build().warnings == []
    assert outcome(project) == expected


def test_two_builds_at_once_are_both_right(tmp_path: Path) -> None:
    """All three use one copy of the package: the sources may be edited meanwhile, and their version goes into the output."""
    project = ready(tmp_path)
    copy = tmp_path / "copy"
    shutil.copytree(Path(handbook.__file__).parent, copy / "handbook", ignore=shutil.ignore_patterns("__pycache__", ".*"))

    def begin(name: str) -> subprocess.Popen[str]:
        return start(project, "-j", "2", out=tmp_path / name / "html", doctrees=tmp_path / name / "doctrees", package=copy)

    def end(process: subprocess.Popen[str]) -> tuple[str, int]:
        return process.communicate(timeout=120)[1], process.returncode

    assert [end(process) for process in [begin("one"), begin("two")]] == [("", 0), ("", 0)]
    assert end(begin("clean")) == ("", 0)
    one, two, alone = (dict(files_below(tmp_path / name / "html")) for name in ("one", "two", "clean"))
    assert one == two == alone


def test_a_bib_file_of_ten_megabytes_is_read_whole() -> None:
    data = "".join(bib(f"doe2022n{number}", f"Title {number}: {'of some words ' * 15}") for number in range(25_000)).encode()
    assert len(data) > 10_000_000
    read = read_bib("bib/big.bib", data)
    assert (len(read.papers), read.problems) == (25_000, ())


def test_a_page_of_a_thousand_papers_is_built_in_linear_time(small: Project) -> None:
    """The clock of a busy machine may be wrong once; a cost that grows with the square is above the limit in every attempt."""

    def seconds(count: int, attempt: int) -> float:
        keys = [f"big2022n{number}" for number in range(count)]
        small.write({"issues/003.md": issue(3, *map(entry, keys)), "bib/003.bib": "".join(bib(key) for key in keys)})
        small.write({"issues/002.md": issue(2, entry("doe2022three")) + "".join(f"- {{paper}}`{key}`\n" for key in keys[::100])})
        out = small.out.with_name(f"out{count}-{attempt}")
        before = time.process_time()
        built = small.build(out=out)
        after = time.process_time()
        assert built.warnings == []
        page = (out / "html/issues/003.html").read_text(encoding="utf-8")
        assert [key for key in keys if page.count(f'id="{key}"') != 1] == []
        other = (out / "html/issues/002.html").read_text(encoding="utf-8")
        assert [key for key in keys[::100] if f'href="../papers/{key}.html"' not in other] == []
        return after - before

    assert any(seconds(1000, attempt) < 6 * seconds(250, attempt) for attempt in range(3))
