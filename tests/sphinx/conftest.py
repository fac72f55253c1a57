"""Handbooks to build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .project import SMALL, Project

PARTS = ("conf.py", "pyproject.toml", "index.md", "issues", "docs", "bib")


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """Return the smallest handbook that has one of everything."""
    project = Project(root=tmp_path / "small")
    project.write(dict(SMALL))
    return project


@pytest.fixture
def real(tmp_path: Path, root: Path) -> Project:
    """Return a copy of the handbook itself."""
    project = Project(root=tmp_path / "real")
    for part in PARTS:
        source, target = root / part, project.root / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    return project
