"""Digests of what each page shows beside its own text, by which a build finds the pages to write again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from .. import views
from ..views.entries import object_label
from .head import card
from .html import navigation_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

    from .domain import HandbookDomain


def digest_of_inputs(domain: HandbookDomain, env: BuildEnvironment, pictures: Mapping[str, list[str]]) -> str:
    """Return a digest of all inputs of page_digests: while it is the same, the digests of all pages are the same.

    The text of summaries and definitions and line numbers are not among the inputs.
    """
    titles = sorted((docname, title.astext()) for docname, title in env.titles.items())
    tables = sorted((docname, tuple(entries)) for docname, entries in env.toctree_includes.items())
    inputs = (
        domain.library.pages,
        domain.identity,
        domain.bib_digests,
        sorted(domain.placeholders.items()),
        titles,
        tables,
        domain.navigation,
        env.config.html_baseurl,
        sorted(pictures.items()),
        domain.card_template is not None,
    )
    return hashlib.blake2b(repr(inputs).encode(), digest_size=16).hexdigest()


def page_digests(domain: HandbookDomain, env: BuildEnvironment, pictures: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the digest of what each page shows beside its own text, and note in the domain how much that is.

    *pictures* are the names under which the pictures of each page are published.
    """
    library = domain.library
    relations = env.collect_relations()
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    navigation = repr(navigation_titles(domain, env))
    digests, weights = {}, {}
    for docname in sorted(env.found_docs):
        page = domain.pages.get(docname)
        shown: list[object] = [views.view(library, name, argument) for name, argument in domain.placeholders.get(docname, ())]
        mentions = page.mentions if page else ()
        shown += [object_label(library, mention.role, mention.target) for mention in mentions if mention.role != "cite"]
        shown += [titles.get(other or "") for other in _neighbours(relations, docname)]
        shown += pictures.get(docname, ())
        shown.append(card(domain, docname))
        text = repr(shown)
        weights[docname] = len(text)
        digests[docname] = hashlib.blake2b(f"{text}{navigation}".encode(), digest_size=16).hexdigest()
    domain.weights = weights
    return digests


def _neighbours(relations: dict[str, list[str | None]], docname: str) -> Iterable[str | None]:
    """Yield the pages whose titles are shown around a page: those before, after and above it."""
    parent, before, after = relations.get(docname, [None, None, None])
    yield before
    yield after
    while parent is not None:
        yield parent
        parent = relations[parent][0]
