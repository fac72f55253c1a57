"""The facts of a state of pages and .bib files, as the readers of the handbook find them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..reading.bibliography import read_bib
from ..reading.pages import read_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.records import Item, Page, Paper

BIB = ".bib"
"""How the name of a bibliography ends; all other files are pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The works by key, the items by identifier, and the issues by number; of duplicates the first one."""

    works: Mapping[str, Paper]
    items: Mapping[str, Item]
    issues: Mapping[int, Page]


def facts_of(files: Mapping[str, bytes]) -> Facts:
    """Return the facts of *files*, the content of pages and .bib files by path."""
    bibs = [read_bib(path, data) for path, data in sorted(files.items(), reverse=True) if path.endswith(BIB)]
    pages = [read_page(path, data)[0] for path, data in sorted(files.items(), reverse=True) if not path.endswith(BIB)]
    return Facts(
        works={work.key: work for bib in bibs for work in reversed(bib.papers)},
        items={item.id: item for page in pages for item in reversed(page.items)},
        issues={page.issue.number: page for page in pages if page.issue},
    )
