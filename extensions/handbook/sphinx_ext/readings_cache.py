"""The cache of how Chinese is read, in a file beside the doctrees: most builds then load no tables of pinyin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..text import readings
from . import caches

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "readings.pickle"
"""The file below the doctrees."""


def remember(app: Sphinx) -> None:
    """Remember what earlier builds have looked up."""
    readings.remember(caches.read(Path(app.doctreedir) / NAME, readings.Readings))


def keep(app: Sphinx) -> None:
    """Keep what this build and earlier ones have looked up for the next; the file stays as it is if that is nothing new."""
    path, remembered = Path(app.doctreedir) / NAME, readings.remembered()
    if caches.read(path, readings.Readings) != remembered:
        caches.write(path, remembered)
