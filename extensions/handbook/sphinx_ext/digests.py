"""Digests of what each page shows beside its own text, by which a build finds the pages to write again.

What pages are made of is digested first, and kept by what it is made of itself: the record of a page, the entries of an issue,
the views of a page. So an edit of one paper has only the views made that can show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from .. import views
from ..text.messages import translator
from ..views.entries import object_label
from ..views.entry_digests import digest
from . import coins_cache
from .head import card
from .html import navigation_titles
from .neighbours import neighbours
from .sites import is_site
from .titles import titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

    from ..library.library import Library
    from ..model.pickling import Shelf
    from ..model.records import Mention
    from .domain import HandbookDomain


_KEYS: WeakKeyDictionary[Library, views.ViewKeys] = WeakKeyDictionary()


class Shown(NamedTuple):
    """What a page shows beside its own text: the key of its views, the digest of what they show, and how much that is."""

    key: str
    digest: str
    weight: int


def note_records(domain: HandbookDomain) -> None:
    """Note the digest of the record of each page that this build has read.

    The text of summaries and definitions and line numbers are not among what it is made of; in an edition, its translations are.
    """
    for docname, page in ((docname, domain.pages[docname]) for docname in domain.pages if docname not in domain.records):
        _messages, state = domain.messages.get(docname, ((), b""))
        domain.records[docname] = digest(repr(page), state.hex())


def digest_of_inputs(domain: HandbookDomain, env: BuildEnvironment, pictures: Mapping[str, list[str]]) -> str:
    """Return a digest of all inputs of page_digests: while it is the same, the digests of all pages are the same."""
    tables = sorted((docname, tuple(entries)) for docname, entries in env.toctree_includes.items())
    inputs = (
        sorted(domain.records.items()),
        domain.identity,
        domain.history.digest,
        domain.bib_digests,
        sorted(domain.placeholders.items()),
        titles_of_pages(env),
        sorted(titles(domain).items()),
        tables,
        domain.navigation,
        env.config.html_baseurl,
        sorted(pictures.items()),
        domain.card_template is not None,
    )
    return digest(repr(inputs))


def titles_of_pages(env: BuildEnvironment) -> list[tuple[str, str]]:
    """Return the docname and the title of each page, in the order of the docnames."""
    return sorted((docname, title.astext()) for docname, title in env.titles.items())


def view_keys(domain: HandbookDomain) -> views.ViewKeys:
    """Return the keys of all views, made once, and take over what the last build has found for entries that are the same."""
    library = domain.library
    if library not in _KEYS:
        former: Shelf[views.IssueDigests] = domain.data["issues"]
        found = views.issue_digests(library, domain.records, domain.bib_digests, former)
        new = {docname: each for docname, each in found.items() if former.get(docname) is not each}
        issues = domain.data["issues"] = former.renewed(found, new)
        divides, known = is_site(domain.builder), domain.data["term_keys"]
        _KEYS[library] = views.ViewKeys(library, domain.records, issues, domain.inputs, divides=divides, known=known)
        _place_authors(domain, _KEYS[library].author_names)
        coins_cache.use(domain)
    return _KEYS[library]


def _place_authors(domain: HandbookDomain, key: str) -> None:
    """Take over the places of authors from the last build, if it has found them for the same *key*, or keep them for the next."""
    shelf: Shelf[views.AuthorPlaces] = domain.data["author_places"]
    if key in shelf:
        views.use_author_places(domain.library, shelf[key])
    else:
        shelf.clear()
        shelf[key] = views.author_places(domain.library)


def papers_made_of(domain: HandbookDomain) -> dict[str, str]:
    """Return for each paper a digest of its text, its works and all that these name, which only other papers' are not among."""
    library, keys = domain.library, view_keys(domain)
    found: dict[str, str] = {}
    for page in library.issues.values():
        own = digest(domain.contents[page.docname].digest, domain.data["issues"][page.docname].key, keys.people)
        found |= {entry.item.id: own for entry in library.presented(page) if entry.item.kind == "paper"}
    return found


def page_digests(domain: HandbookDomain, env: BuildEnvironment, pictures: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the digest of what each page shows beside its own text, and note in the domain how much that is.

    *pictures* are the names under which the pictures of each page are published.
    """
    relations = env.collect_relations()
    called = titles(domain)
    say = translator(env.config.language)
    navigation = repr(navigation_titles(domain, env))
    keys, former = view_keys(domain), domain.data["shown"]
    shown = {docname: _shown(domain, docname, keys, former.get(docname)) for docname in sorted(env.found_docs)}
    digests = {}
    for docname, own in shown.items():
        around = [*neighbours(domain, relations, docname, say), *map(called.get, (*_parents(relations, docname), docname))]
        digests[docname] = digest(own.digest, repr([*around, *pictures.get(docname, ()), card(domain, docname)]), navigation)
    domain.weights = {docname: own.weight for docname, own in shown.items()}
    domain.data["shown"] = shown
    domain.data["term_keys"] = keys.terms
    return digests


def _shown(domain: HandbookDomain, docname: str, keys: views.ViewKeys, former: Shown | None) -> Shown:
    """Return what a page shows: as *former* says if its views are made of the same, else by making them."""
    placeholders = domain.placeholders.get(docname, ())
    mentions = _mentions(domain, docname)
    key = digest(repr(placeholders), *(keys.of(*each) for each in placeholders), *map(keys.label, mentions))
    if former is not None and former.key == key:
        return former
    library = domain.library
    made = [domain.view(*each) for each in placeholders]
    text = repr([*made, *(object_label(library, mention.role, mention.target) for mention in mentions)])
    domain.made_views.keep(zip(placeholders, made, strict=True), len(text))
    return Shown(key, digest(text), len(text))


def _mentions(domain: HandbookDomain, docname: str) -> tuple[Mention, ...]:
    """Return what the text of a page names, except works, of which it shows what its list of references has."""
    page = domain.pages.get(docname)
    return tuple(mention for mention in page.mentions if mention.role != "cite") if page else ()


def _parents(relations: dict[str, list[str | None]], docname: str) -> Iterable[str]:
    """Yield the pages above a page, whose titles it shows."""
    parent = relations[docname][0] if docname in relations else None
    while parent is not None:
        yield parent
        parent = relations[parent][0]
