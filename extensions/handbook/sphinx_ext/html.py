"""The context of HTML pages: the navigation, the head, and what the templates of the extension show."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from ..exporters import FORMATS
from ..exporters.bundles import EXPORT_FORMATS, PAGE_FORMATS
from ..model.places import AUTHORS, COMPARISON, PAPER_PAGES, READING_LIST
from ..text.messages import translator
from ..views.listings import empty_letters
from . import alternates, editions, head, machines, moved, styles
from .access import handbook
from .internals.sphinx import ancestors, use_root
from .internals.theme import (
    THEME,
    hide_contents,
    remove_inline_code,
    remove_replaced_files,
    restore_templates,
    skip_checked_templates,
    use_own_contents,
    use_own_navigation,
)
from .neighbours import neighbours
from .sites import has_reading_list, is_book, is_paper_page, is_site
from .titles import is_for_others, titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from .domain import HandbookDomain

Navigation = tuple[tuple[str, tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]], ...]
"""Captions with the pages below each in the tables of contents of the front page: title, docname, and child pages."""

EXPORTS = tuple(FORMATS[name] for name in EXPORT_FORMATS)
"""The formats in which the search page exports its results."""
LIST_EXPORTS = tuple(FORMATS[name] for name in PAGE_FORMATS)
"""The formats in which a reader exports a list of papers: those in which the page of each of them has its citation."""
ANY_WORK = "NAME"
"""Stands for the name of the page of a work in the address from which scripts make that of each."""

_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>\n?')
MOVED = "hb-moved.html"
"""The template of a page that only leads to another one."""
MAX_CHILDREN = 24
"""The navigation shows the child pages of a page only up to this number; the page itself lists them all."""


def navigation_titles(domain: HandbookDomain, env: BuildEnvironment) -> Navigation:
    """Return the navigation, whose length depends on the tables of contents of the front page, not on the number of pages."""
    shown = titles(domain)

    def below(docname: str) -> tuple[tuple[str, str], ...]:
        if docname in env.glob_toctrees:
            return ()
        children = [child for child in env.toctree_includes.get(docname, ()) if not is_for_others(domain, child)]
        return tuple((shown.get(child, child), child) for child in children) if len(children) <= MAX_CHILDREN else ()

    return tuple(
        (caption, tuple((given or shown.get(docname, docname), docname, below(docname)) for given, docname in entries))
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
    hide_contents(context)
    skip_checked_templates(context, handbook(app.env).checked_templates)


def html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> str | None:
    """Add to the context what the templates of the extension show, and remove the theme's inline scripts.

    The page of a letter without authors leads to the index of authors, so that its address stays valid.
    """
    if is_book(app.builder):
        return None
    domain = handbook(app.env)
    if is_site(app.builder) and app.config.html_theme == THEME and pagename in empty_letters(domain.library):
        context["hb_moved"] = _to_the_authors(app.builder, pagename)
        return MOVED
    restore_templates(context, domain.checked_templates)
    use_own_contents(context)
    context["hb_navigation"] = navigation_titles(domain, app.env)
    context["hb_chain"] = {pagename, *ancestors(app.builder, pagename)}
    context["hb_exports"], context["hb_list_exports"] = EXPORTS, LIST_EXPORTS
    context["hb_has_list"] = has_reading_list(app.builder)
    context["hb_any_work"] = f"{PAPER_PAGES}/{ANY_WORK}"
    context["hb_language"] = app.env.metadata.get(pagename, {}).get("lang", "")
    is_page = is_site(app.builder) and pagename != machines.NOT_FOUND
    pages = alternates.alternates(app.builder, pagename) if is_page else ()
    context["hb_editions"] = [page for page in pages if page.language != app.config.language.replace("_", "-")]
    links = machines.links_of(domain, app.builder, pagename) if is_page else []
    context["hb_feeds"] = [link for link in links if "name" in link]
    metatags = _VIEWPORT.sub("", context.get("metatags", ""))  # the layout has one
    tags = head.tags(domain, pagename, context, doctree) + head.links(links)
    domain.made_views.give_up(domain.placeholders.get(pagename, ()))  # the head was the last to need them
    context["metatags"] = metatags + tags + alternates.links(pages, domain.identity.language)
    machines.write_copy(app, domain, pagename)
    context["hb_cites"] = is_paper_page(pagename) or (pagename in domain.pages and bool(domain.pages[pagename].issue))
    if context["hb_cites"]:
        app.add_js_file("handbook-cite.js", loading_method="defer")  # on pages with panels only
    context["hb_title"] = escape(titles(domain).get(pagename, "")) or context.get("title")
    if pagename in head.WITHOUT_SOURCE:
        context["hb_title"] = translator(app.config.language)(head.WITHOUT_SOURCE[pagename][0])
    context["hb_parents"] = parents_of(domain, pagename, context)
    relations = getattr(app.builder, "relations", {})
    context["hb_neighbours"] = neighbours(domain, relations, pagename, translator(app.config.language))
    for neighbour in context["hb_neighbours"]:
        context[neighbour.rel] = {"link": context["pathto"](neighbour.docname), "title": escape(neighbour.title)}
    remove_inline_code(context)  # after this, scripts that are added would be lost
    if domain.style:
        context["hb_style"] = domain.style
        remove_replaced_files(context, frozenset(styles.OURS))
    return None


def _to_the_authors(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    """Return the HTML of a page that leads to the index of authors, or to the front page where there is no index."""
    titles_of_pages, index = builder.env.titles, f"{AUTHORS}/index"
    above = index if index in titles_of_pages else builder.config.root_doc
    return moved.page(builder, pagename, above, titles_of_pages[above].astext()).decode()


def parents_of(domain: HandbookDomain, pagename: str, context: dict[str, Any]) -> list[dict[str, str]]:
    """Return address and title of each page above a page, from the top; those of a derived page are given."""
    if pagename not in domain.env.titles:
        return list(context.get("parents") or ())
    shown = titles(domain)
    above = [docname for docname in ancestors(domain.builder, pagename) if docname != domain.env.config.root_doc]
    return [{"link": context["pathto"](docname), "title": escape(shown[docname])} for docname in reversed(above)]


def html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the pages that scripts fill, and the page for addresses that do not exist if the address of the site is known.

    Sphinx makes no search page, because its search index is disabled. The template of the other page is one of the theme.
    """
    if is_site(app.builder):
        is_due = getattr(app.builder, "is_due", lambda _pagename: True)  # of another builder, every page is
        if is_due("search"):
            yield "search", {}, "search.html"
        for name in (READING_LIST, COMPARISON) if has_reading_list(app.builder) else ():
            if is_due(name):
                yield name, {}, f"{name}.html"
        # Every Sphinx site has this address, and ours had.
        if not app.config.html_use_index and app.config.html_theme == THEME and is_due("genindex"):
            page = moved.page(app.builder, "genindex", app.config.root_doc, app.config.project)
            yield "genindex", {"hb_moved": page.decode()}, MOVED
        if head.base_of(app.config) and app.config.html_theme == THEME and is_due(machines.NOT_FOUND):
            yield machines.NOT_FOUND, {}, "404.html"
