"""Handbooks made of a few lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from handbook import load
from handbook.library.library import Library

from .builders import Files, tree
from .sample import SAMPLE

settings.register_profile(
    "unit",
    deadline=None,
    derandomize=True,  # a build of yesterday is repeated as it was
    suppress_health_check=[HealthCheck.too_slow],  # a machine that has other work to do is no fault of a strategy
)
settings.load_profile("unit")


@pytest.fixture
def library(tmp_path: Path) -> Callable[[Files], Library]:
    """Return the function that writes a small handbook with the files given and loads it."""

    def write_and_load(files: Files) -> Library:
        for path, data in tree(files).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
        return load(tmp_path)

    return write_and_load


@pytest.fixture
def sample(library: Callable[[Files], Library]) -> Library:
    """Return the fabricated handbook of three issues."""
    return library(SAMPLE)


@pytest.fixture(scope="session")
def handbook(root: Path) -> Library:
    """Return the handbook's own library, read once."""
    return load(root)
