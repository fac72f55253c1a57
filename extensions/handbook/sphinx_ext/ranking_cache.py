"""The cache of related papers, in a file beside the doctrees: after a change only the lists that it touches are made again."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from ..editing.disk import replace_file
from ..related.ranking import Ranking, ranking_of
from ..views.keys import digest
from .sources import sources_version

if TYPE_CHECKING:
    from pathlib import Path

    from ..library.library import Library

NAME = "related.pickle"
"""The file below the doctrees."""


def prepare(library: Library, doctreedir: Path) -> tuple[set[str], dict[str, str]]:
    """Rank the papers of *library* with what is cached of the last build, and cache the ranking for the next one.

    Return the papers whose related papers are not those of the last build, and the digest of the related papers of each.
    """
    path = doctreedir / NAME
    former, digests = _read(path)
    ranking = ranking_of(library, former)
    before = former.related if former else {}
    changed = {key for key, related in ranking.related.items() if before.get(key) != related}
    digests = {key: digest(repr(ranking.related[key])) if key in changed else digests[key] for key in ranking.related}
    if former is None or changed or ranking.facts != former.facts or ranking.related.keys() != before.keys():
        replace_file(path, pickle.dumps((sources_version(), ranking, digests), pickle.HIGHEST_PROTOCOL))
    return changed, digests


def _read(path: Path) -> tuple[Ranking | None, dict[str, str]]:
    """Return the cached ranking; None if there is none, if a killed run left it incomplete, or if other code has made it."""
    try:
        version, ranking, digests = pickle.loads(path.read_bytes())  # noqa: S301 - Sphinx reads the environment beside it the same way
    except Exception:  # a damaged pickle can raise anything; it costs no more than the time to rank again
        return None, {}
    return (ranking, digests) if version == sources_version() and isinstance(ranking, Ranking) else (None, {})
