"""The cache of OpenURLs, in a file beside the doctrees: lists have those of hundreds of papers, of which an edit changes one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..exporters.bundles import citations_of
from . import caches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .domain import HandbookDomain

NAME = "coins.pickle"
"""The file below the doctrees."""

OpenURLs = dict[str, tuple[str, str]]
"""The digest of what is known of each entry, and its OpenURL, by the id of the entry."""


def use(domain: HandbookDomain) -> None:
    """Take over the OpenURLs that an earlier build has made of entries that are the same."""
    domain.coins = caches.read(_path(domain), dict) or {}
    rows = dict(_rows(domain))
    same = {key: url for key, (row, url) in domain.coins.items() if rows.get(key) == row}
    citations_of(domain.library).use_coins(same)


def write(domain: HandbookDomain) -> None:
    """Cache the OpenURLs that this build has used or taken over, if they are not those of the last one."""
    if domain.coins is None:
        return
    made: Mapping[str, str] = citations_of(domain.library).made_coins
    urls: OpenURLs = {key: (row, made[key]) for key, row in _rows(domain) if key in made}
    if urls != domain.coins:
        caches.write(_path(domain), urls)
        domain.coins = urls


def _path(domain: HandbookDomain) -> Path:
    return Path(domain.env.doctreedir) / NAME


def _rows(domain: HandbookDomain) -> Iterator[tuple[str, str]]:
    """Yield the id of each entry, and the digest of all that its citations are made of."""
    return ((key, each.row) for issue in domain.data["issues"].values() for key, each in issue.entries.items())
