"""TODO."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from .. import views
from ..views.entries import object_label
from .html import navigation_titles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from .domain import HandbookDomain


def views_are_made_of(domain: HandbookDomain, env: BuildEnvironment) -> str:
    """Return a digest of everything from which page_digests are made: while it is the same, they are the same.

    The text of summaries and definitions is no part of it, nor is any line number.
    """
    titles = sorted((docname, title.astext()) for docname, title in env.titles.items())
    tables = sorted((docname, tuple(entries)) for docname, entries in env.toctree_includes.items())
    made_of = (
        domain.library.pages,
        domain.identity,
        domain.bib_digests,
        sorted(domain.placeholders.items()),
        titles,
        tables,
        domain.navigation,
        env.config.html_baseurl,
    )
    return hashlib.blake2b(repr(made_of).encode(), digest_size=16).hexdigest()


def page_digests(domain: HandbookDomain, env: BuildEnvironment) -> dict[str, str]:
    """Return for each page a digest of what it shows that is not its own text, and note how much that is."""
    library = domain.library
    relations = env.collect_relations()
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    navigation = repr(navigation_titles(domain, env))
    digests, weights = {}, {}
    for docname in sorted(env.found_docs):
        page = domain.pages.get(docname)
        shown: list[object] = [views.view(library, *each) for each in domain.placeholders.get(docname, ())]
        shown += [object_label(library, each.role, each.target) for each in page.mentions if each.role != "cite"] if page else []
        shown += [titles.get(other or "") for other in _around(relations, docname)]
        text = repr(shown)
        weights[docname] = len(text)
        digests[docname] = hashlib.blake2b(f"{text}{navigation}".encode(), digest_size=16).hexdigest()
    domain.weights = weights
    return digests


def _around(relations: dict[str, list[str | None]], docname: str) -> Iterable[str | None]:
    """Yield the pages whose titles the frame of a page shows: above it, before it and after it."""
    parent, before, after = relations.get(docname, [None, None, None])
    yield before
    yield after
    while parent is not None:
        yield parent
        parent = relations[parent][0]
