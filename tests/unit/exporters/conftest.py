"""The handbook as it is, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook import load
from handbook.library import Library


@pytest.fixture(scope="session")
def handbook(root: Path) -> Library:
    """Return the real library."""
    return load(root)
