"""Handbooks to build."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from .project import SMALL, Built, Project, state

PARTS = ("conf.py", "pyproject.toml", "index.md", "issues", "docs", "bib")


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """Return the smallest handbook that has one of everything."""
    project = Project(root=tmp_path / "small")
    project.write(dict(SMALL))
    return project


@dataclass(frozen=True, kw_only=True)
class FirstBuild:
    """The handbook itself, built once as HTML, with a copy of its sources and of all that was made of them."""

    folder: Path
    built: Built
    before: dict[str, tuple[int, int]]
    """The state of the sources before the build."""
    after: dict[str, tuple[int, int]]

    def restored(self) -> Project:
        """Return the project with sources, site and doctrees as they were after the build, at the place where it was."""
        shutil.rmtree(self.folder / "work")
        shutil.copytree(self.folder / "kept", self.folder / "work")
        return Project(root=self.folder / "work" / "real")


@pytest.fixture(scope="session")
def first_build(root: Path, tmp_path_factory: pytest.TempPathFactory) -> FirstBuild:
    """Return the first build of the handbook: tests on a copy of it need not make it again."""
    folder = tmp_path_factory.mktemp("real")
    project = Project(root=folder / "work" / "real")
    for part in PARTS:
        source, target = root / part, project.root / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    before = state(project.root)
    built = project.build()
    after = state(project.root)
    shutil.copytree(folder / "work", folder / "kept")
    return FirstBuild(folder=folder, built=built, before=before, after=after)


@pytest.fixture
def real(first_build: FirstBuild) -> Project:
    """Return a copy of the handbook itself, which has been built as HTML."""
    return first_build.restored()
