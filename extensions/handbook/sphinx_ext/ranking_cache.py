"""The cache of related papers, in a file beside the doctrees: after a change only the lists that it touches are made again."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from ..editing.disk import replace_file
from ..related.ranking import Ranking, ranking_of
from ..views.keys import digest
from .sources import sources_version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..library.library import Library

NAME = "related.pickle"
"""The file below the doctrees."""


def prepare(library: Library, doctreedir: Path, made_of: Mapping[str, str]) -> tuple[set[str], dict[str, str], bool]:
    """Rank the papers of *library* with what is cached of the last build, and cache the ranking for the next one.

    *made_of* has for each paper a digest of its text, its works and all that these name. Return the papers whose related papers
    are not those of the last build, the digest of the related papers of each, and whether all of it is as it was.
    """
    path = doctreedir / NAME
    former, digests, known = _read(path)
    same = {key for key, each in made_of.items() if known.get(key) == each}
    ranking = ranking_of(library, former, same)
    before = former.related if former else {}
    changed = {key for key, related in ranking.related.items() if before.get(key) != related}
    digests = {key: digest(repr(ranking.related[key])) if key in changed else digests[key] for key in ranking.related}
    if former is None or known != made_of or changed or ranking.facts != former.facts:
        replace_file(path, pickle.dumps((sources_version(), ranking, digests, made_of), pickle.HIGHEST_PROTOCOL))
    return changed, digests, not changed and [*before] == [*ranking.related]


def _read(path: Path) -> tuple[Ranking | None, dict[str, str], dict[str, str]]:
    """Return the cached ranking; None if there is none, if a killed run left it incomplete, or if other code has made it."""
    try:
        version, ranking, digests, made_of = pickle.loads(path.read_bytes())  # noqa: S301 - Sphinx reads the environment beside it the same way
    except Exception:  # a damaged pickle can raise anything; it costs no more than the time to rank again
        return None, {}, {}
    is_ours = version == sources_version() and isinstance(ranking, Ranking)
    return (ranking, digests, made_of) if is_ours else (None, {}, {})
