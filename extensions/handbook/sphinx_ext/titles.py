"""The titles by which pages are called around them: in the navigation, the way to a page, and beside its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

from ..text.folding import has_han

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
        domain.page_titles = {
            docname: _chosen(given.get(docname, ""), title.astext(), is_edition=domain.wording is not None)
            for docname, title in env.titles.items()
        }
    return domain.page_titles


def is_for_others(domain: HandbookDomain, docname: str) -> bool:
    """Return whether a page is for those who read another edition: it says in the language of this one what a page of it says.

    Such a page is ``guide-en`` beside ``guide``; in the English edition, nothing around the pages names it.
    """
    own = docname.removesuffix(f"-{domain.wording.language}") if domain.wording else docname
    return own != docname and own in domain.env.found_docs


def _chosen(given: str, own: str, *, is_edition: bool) -> str:
    """Return the title that is *given* to a page, or its *own*: also where an edition has that in its language already."""
    return own if not given or (is_edition and has_han(given) and not has_han(own)) else given
