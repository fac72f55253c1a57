"""What only HTML pages have: the navigation beside the page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ..exporters import FORMATS
from ..exporters.bundles import OF_SELECTIONS
from ..text.messages import translator
from . import head
from .access import handbook, is_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import HandbookDomain

Navigation = tuple[tuple[str, tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]], ...]
"""Captions, and below each the pages of the front page's tables of contents: title, docname, and the pages below it."""

EXPORTS = tuple((name, FORMATS[name].name, FORMATS[name].suffix) for name in OF_SELECTIONS)
"""The formats that the search page offers: id, name, suffix."""

MOST_BELOW = 24
"""A section with more pages than this shows none of them: its own page lists them."""
SECTIONS = ("sidebars", "theme_article_header_start", "theme_article_header_end", "theme_primary_sidebar_end")
"""The lists of templates of which the theme asks on every page whether they are empty, and which do not differ by page."""


def navigation_titles(domain: HandbookDomain, env: BuildEnvironment) -> Navigation:
    """Return the navigation: as long as the front page's tables of contents, however many pages there are."""

    def title(given: str | None, docname: str) -> str:
        return given or (env.titles[docname].astext() if docname in env.titles else docname)

    def below(docname: str) -> tuple[tuple[str, str], ...]:
        if docname in env.glob_toctrees:
            return ()
        children = env.toctree_includes.get(docname, [])
        return tuple((title(None, child), child) for child in children) if len(children) <= MOST_BELOW else ()

    return tuple(
        (caption, tuple((title(given, docname), docname, below(docname)) for given, docname in entries))
        for caption, entries in domain.navigation.get(env.config.root_doc, ())
    )


def set_sections_aside(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Take from the theme the lists of templates that it has gone through on an earlier page.

    On each page it renders every template of a list, only to leave out those that are empty; these are the same on all pages.
    """
    known = handbook(app.env).sections
    wanted = {name: (name, repr(context[name])) for name in SECTIONS if context.get(name)}
    context["hb_sections"] = {name: (key, known.get(key)) for name, key in wanted.items()}
    for name, (_key, templates) in context["hb_sections"].items():
        if templates is not None:
            context[name] = []


def put_sections_back(domain: HandbookDomain, context: dict[str, Any]) -> None:
    """Undo set_sections_aside, and remember what the theme has found."""
    for name, (key, templates) in context.pop("hb_sections", {}).items():
        if templates is None:
            domain.sections[key] = context[name]
        else:
            context[name] = templates


def html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates the navigation, open where the page is, and take away the theme's inline scripts."""
    domain = handbook(app.env)
    here, chain = pagename, {pagename}
    relations = getattr(app.builder, "relations", {})
    while (found := relations.get(here)) and found[0]:
        here = found[0]
        chain.add(here)
    put_sections_back(domain, context)
    context["hb_navigation"] = navigation_titles(domain, app.env)
    context["hb_chain"] = chain
    context["hb_exports"] = EXPORTS
    context["hb_say"] = translator(app.config.language)
    context["hb_language"] = app.env.metadata.get(pagename, {}).get("lang", "")
    context["metatags"] = context.get("metatags", "") + head.tags(domain, pagename, context, doctree)
    if "pagetitle" in context:  # the theme writes it as it is, into a heading for print
        context["pagetitle"] = escape(context["pagetitle"])
    context["default_mode"] = "auto"
    if pagename in domain.pages and domain.pages[pagename].issue:
        app.add_js_file("handbook-cite.js", loading_method="defer")  # on this page only
    context["script_files"] = [script for script in context["script_files"] if getattr(script, "filename", script)]


def html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the search page; that of Sphinx is not made, as it has no index."""
    if is_site(app.builder):
        yield "search", {}, "search.html"
