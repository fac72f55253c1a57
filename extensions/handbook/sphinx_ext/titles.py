"""The titles by which pages are called around them: in the navigation, the way to a page, and beside its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .domain import HandbookDomain


def titles(domain: HandbookDomain) -> Mapping[str, str]:
    """Return the title of every page: that which a table of contents gives it, or else its own.

    They are collected once for each build.
    """
    if domain.page_titles is None:
        env = domain.env
        given = {
            docname: title
            for parent in env.toctree_includes
            for tree in env.tocs[parent].findall(addnodes.toctree)
            for title, docname in tree["entries"]
            if title
        }
        domain.page_titles = {docname: given.get(docname) or title.astext() for docname, title in env.titles.items()}
    return domain.page_titles
