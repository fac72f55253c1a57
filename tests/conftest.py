"""Fixtures and settings for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ["LC_ALL"] = "C.UTF-8"  # what commands say is compared in English, whatever the language of the terminal

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the handbook."""
    return ROOT
