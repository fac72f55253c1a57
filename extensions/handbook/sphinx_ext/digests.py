"""Digests of what each page shows beside its own text, by which a build finds the pages to write again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from .. import views
from ..text.messages import translator
from ..views.entries import object_label
from .html import navigation_titles
from .neighbours import neighbours
from .titles import titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

    from .domain import HandbookDomain


def digest_of_inputs(domain: HandbookDomain, env: BuildEnvironment, pictures: Mapping[str, list[str]]) -> str:
    """Return a digest of all inputs of page_digests: while it is the same, the digests of all pages are the same.

    The text of summaries and definitions and line numbers are not among the inputs.
    """
    own_titles = sorted((docname, title.astext()) for docname, title in env.titles.items())
    tables = sorted((docname, tuple(entries)) for docname, entries in env.toctree_includes.items())
    inputs = (
        domain.library.pages,
        domain.identity,
        domain.bib_digests,
        sorted(domain.placeholders.items()),
        own_titles,
        sorted(titles(domain).items()),
        tables,
        domain.navigation,
        env.config.html_baseurl,
        sorted(pictures.items()),
    )
    return hashlib.blake2b(repr(inputs).encode(), digest_size=16).hexdigest()


def page_digests(domain: HandbookDomain, env: BuildEnvironment, pictures: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the digest of what each page shows beside its own text, and note in the domain how much that is.

    *pictures* are the names under which the pictures of each page are published.
    """
    library = domain.library
    relations = env.collect_relations()
    shown_titles = titles(domain)
    say = translator(env.config.language)
    navigation = repr(navigation_titles(domain, env))
    digests, weights = {}, {}
    for docname in sorted(env.found_docs):
        page = domain.pages.get(docname)
        shown: list[object] = [views.view(library, name, argument) for name, argument in domain.placeholders.get(docname, ())]
        mentions = page.mentions if page else ()
        shown += [object_label(library, mention.role, mention.target) for mention in mentions if mention.role != "cite"]
        shown += [
            *neighbours(domain, relations, docname, say),
            *(shown_titles.get(parent) for parent in _parents(relations, docname)),
        ]
        shown.append(shown_titles.get(docname))
        shown += pictures.get(docname, ())
        text = repr(shown)
        weights[docname] = len(text)
        digests[docname] = hashlib.blake2b(f"{text}{navigation}".encode(), digest_size=16).hexdigest()
    domain.weights = weights
    return digests


def _parents(relations: dict[str, list[str | None]], docname: str) -> Iterable[str]:
    """Yield the pages above a page, whose titles it shows."""
    parent = relations[docname][0] if docname in relations else None
    while parent is not None:
        yield parent
        parent = relations[parent][0]
