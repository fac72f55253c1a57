"""The cache of related papers, in a file beside the doctrees: after a change only the lists that it touches are made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..related.ranking import Ranking, ranking_of
from . import caches

if TYPE_CHECKING:
    from pathlib import Path

    from ..library.library import Library

NAME = "related.pickle"
"""The file below the doctrees."""


def prepare(library: Library, doctreedir: Path) -> set[str]:
    """Rank the papers of *library* with what is cached of the last build, and cache the ranking for the next one.

    Return the papers whose related papers are not those of the last build.
    """
    path = doctreedir / NAME
    former = caches.read(path, Ranking)
    ranking = ranking_of(library, former)
    if former is None or (ranking.facts, ranking.related) != (former.facts, former.related):
        caches.write(path, ranking)
    before = former.related if former else {}
    return {key for key, related in ranking.related.items() if before.get(key) != related}
