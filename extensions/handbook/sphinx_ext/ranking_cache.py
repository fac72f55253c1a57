"""The cache of related papers, in a file beside the doctrees: after a change only the lists that it touches are made again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..related.ranking import Ranking, ranking_of
from ..site.interface import related_line
from . import caches

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..library.library import Library

NAME = "related.pickle"
"""The file below the doctrees."""


class Cached(NamedTuple):
    """What one build leaves for the next."""

    ranking: Ranking | None
    lines: Mapping[str, str]
    """What the interface says of the related papers of each paper."""
    made_of: Mapping[str, str]
    """The digest of what is known of each paper."""


def prepare(library: Library, doctreedir: Path, made_of: Mapping[str, str]) -> tuple[frozenset[str], dict[str, str], bool]:
    """Rank the papers of *library* with what is cached of the last build, and cache the ranking for the next one.

    *made_of* has for each paper a digest of its text, its works and all that these name. Return the papers whose related papers
    are not those of the last build, what the interface says of the related papers of each, and whether all of it is as it was.
    """
    path = doctreedir / NAME
    cached = caches.read(path, Cached)
    former, lines, known = cached or Cached(None, {}, {})
    same = {key for key, each in made_of.items() if known.get(key) == each}
    ranking = ranking_of(library, former, same)
    changed, related = ranking.changed, ranking.related
    lines = {key: related_line(key, ranking.of(key)) if key in changed else lines[key] for key in related}
    if former is None or known != made_of or ranking.facts.pickled() != former.facts.pickled():
        caches.write(path, Cached(ranking, lines, made_of))
    return changed, lines, former is not None and not changed and [*former.related] == [*related]
