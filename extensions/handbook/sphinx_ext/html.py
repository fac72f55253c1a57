"""The context of HTML pages: the navigation, the head, and what the templates of the extension show."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..exporters import FORMATS
from ..exporters.bundles import EXPORT_FORMATS
from ..text.messages import translator
from . import alternates, editions, head, machines, styles
from .access import handbook
from .internals.sphinx import ancestors, use_root
from .internals.theme import (
    THEME,
    remove_inline_code,
    remove_replaced_files,
    restore_templates,
    skip_checked_templates,
    use_own_navigation,
)
from .sites import is_book, is_paper_page, is_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import HandbookDomain

Navigation = tuple[tuple[str, tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]], ...]
"""Captions with the pages below each in the tables of contents of the front page: title, docname, and child pages."""

EXPORTS = tuple((name, FORMATS[name].name, FORMATS[name].suffix) for name in EXPORT_FORMATS)
"""The export formats of the search page: id, name, suffix."""

MAX_CHILDREN = 24
"""The navigation shows the child pages of a page only up to this number; the page itself lists them all."""


def navigation_titles(domain: HandbookDomain, env: BuildEnvironment) -> Navigation:
    """Return the navigation, whose length depends on the tables of contents of the front page, not on the number of pages."""

    def title(given: str | None, docname: str) -> str:
        return given or (env.titles[docname].astext() if docname in env.titles else docname)

    def below(docname: str) -> tuple[tuple[str, str], ...]:
        if docname in env.glob_toctrees:
            return ()
        children = env.toctree_includes.get(docname, [])
        return tuple((title(None, child), child) for child in children) if len(children) <= MAX_CHILDREN else ()

    return tuple(
        (caption, tuple((title(given, docname), docname, below(docname)) for given, docname in entries))
        for caption, entries in domain.navigation.get(env.config.root_doc, ())
    )


def before_theme(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Keep the theme from checking again the lists of templates that it has checked, for which it renders each of them.

    A book has templates of its own, which show nothing of this. The links of the page for addresses that do not exist are made
    before the theme makes those to styles and scripts.
    """
    if is_book(app.builder):
        return
    context["hb_say"] = translator(app.config.language)
    context["hb_marked"] = partial(editions.marked, config=app.config)
    if pagename == machines.NOT_FOUND:
        use_root(context, machines.site_of(app.env, app.builder).root, app.builder)
        use_own_navigation(context)
    skip_checked_templates(context, handbook(app.env).checked_templates)


def html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add to the context what the templates of the extension show, and remove the theme's inline scripts."""
    if is_book(app.builder):
        return
    domain = handbook(app.env)
    restore_templates(context, domain.checked_templates)
    context["hb_navigation"] = navigation_titles(domain, app.env)
    context["hb_chain"] = {pagename, *ancestors(app.builder, pagename)}
    context["hb_exports"] = EXPORTS
    context["hb_language"] = app.env.metadata.get(pagename, {}).get("lang", "")
    is_page = is_site(app.builder) and pagename != machines.NOT_FOUND
    pages = alternates.alternates(app.builder, pagename) if is_page else ()
    context["hb_editions"] = [page for page in pages if page.language != app.config.language.replace("_", "-")]
    links = machines.links_of(domain, app.builder, pagename) if is_page else []
    context["hb_feeds"] = [link for link in links if "name" in link]
    tags = head.tags(domain, pagename, context, doctree) + head.links(links)
    context["metatags"] = context.get("metatags", "") + tags + alternates.links(pages, domain.identity.language)
    machines.write_copy(app, domain, pagename)
    if is_paper_page(pagename) or (pagename in domain.pages and domain.pages[pagename].issue):
        app.add_js_file("handbook-cite.js", loading_method="defer")  # on pages with panels only
    remove_inline_code(context)  # after this, scripts that are added would be lost
    if domain.style:
        context["hb_style"] = domain.style
        remove_replaced_files(context, frozenset(styles.OURS))


def html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the search page of the handbook, and the page for addresses that do not exist if the address of the site is known.

    Sphinx makes no search page, because its search index is disabled. The template of the other page is one of the theme.
    """
    if is_site(app.builder):
        is_due = getattr(app.builder, "is_due", lambda _pagename: True)  # of another builder, every page is
        if is_due("search"):
            yield "search", {}, "search.html"
        if head.base_of(app.config) and app.config.html_theme == THEME and is_due(machines.NOT_FOUND):
            yield machines.NOT_FOUND, {}, "404.html"
