"""The Sphinx extension: all contact with Sphinx, and no rule of the handbook itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.identity import Identity
from ..model.records import ITEM_KINDS
from ..reading.blocks import CARD_DIRECTIVES
from ..version import __version__
from . import disk, events, html, searching, styles
from .builders import HandbookDirectoryBuilder, HandbookHTMLBuilder
from .catalogues import HandbookCatalogBuilder
from .directives import CardDirective, EntryDirective, ErratumDirective, ListingDirective, SearchDirective
from .domain import HandbookDomain
from .editions import KeepAnchors, MarkLanguage
from .epub import HandbookEpubBuilder
from .guard import Guard, PageParser
from .internals.bibtex import PageCiteRole
from .internals.theme import AFTER_THEME, BEFORE_THEME
from .latex import HandbookLaTeXBuilder, visit_page_number
from .nodes import (
    depart_disclosure,
    disclosure,
    page_number,
    pass_by,
    placeholder,
    quick_html,
    visit_disclosure,
    visit_quick_html,
)
from .page_citations import PageCitationDomain
from .search_field import search_field, visit_search_field
from .sources import sources_version
from .transforms import (
    FillPlaceholders,
    OneLineTitles,
    PageFrame,
    StableAnchors,
    empty_placeholder,
    visit_placeholder,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    disk.make_folders(app)
    app.setup_extension("myst_parser")
    app.setup_extension("sphinxcontrib.bibtex")
    add_markup(app)
    add_nodes_and_transforms(app)
    app.add_builder(HandbookHTMLBuilder, override=True)
    app.add_builder(HandbookDirectoryBuilder, override=True)
    app.add_builder(HandbookCatalogBuilder, override=True)
    app.add_builder(HandbookEpubBuilder, override=True)
    app.add_builder(HandbookLaTeXBuilder, override=True)
    connect_events(app)
    for sheet in styles.OURS:  # joined into one, where the theme is that of the handbook
        app.add_css_file(sheet)
    app.add_js_file("handbook-translations.js", priority=300)  # after Sphinx's scripts, at 200, and before their translations
    app.add_js_file("handbook-page.js", type="module")
    return {"version": __version__, "env_version": sources_version(), "parallel_read_safe": True, "parallel_write_safe": True}


def add_markup(app: Sphinx) -> None:
    """Register domains, directives and roles."""
    app.add_config_value("handbook_identity", Identity(), "env", [Identity])  # set from pyproject.toml, to be compared
    app.add_config_value("handbook_is_edition", False, "env", [bool])  # set where the language is that of catalogues
    app.add_config_value("handbook_editions", {}, "html", [dict])  # where the editions in other languages are, by language
    app.add_config_value("hb_preview", False, "html", [bool])  # set by make serve
    app.add_config_value("hb_search_volumes", (), "env", [list, tuple])  # folders of other sites that the search asks too
    app.add_domain(HandbookDomain)
    for kind in ITEM_KINDS:
        app.add_directive_to_domain("hb", kind, EntryDirective)
    for kind in CARD_DIRECTIVES:
        app.add_directive_to_domain("hb", kind, CardDirective)
    app.add_directive_to_domain("hb", "erratum", ErratumDirective)
    app.add_directive_to_domain("hb", "listing", ListingDirective)
    app.add_directive_to_domain("hb", "search", SearchDirective)
    app.add_domain(PageCitationDomain, override=True)
    app.add_role("cite", PageCiteRole(), override=True)


def add_nodes_and_transforms(app: Sphinx) -> None:
    """Register the parser, the nodes and the transforms."""
    both = (pass_by, pass_by)
    app.add_node(placeholder, html=(visit_placeholder, empty_placeholder), latex=both, text=both, man=both, texinfo=both)
    app.add_node(quick_html, html=(visit_quick_html, pass_by))
    app.add_node(disclosure, html=(visit_disclosure, depart_disclosure), latex=both, text=both, man=both, texinfo=both)
    app.add_node(search_field, html=(visit_search_field, pass_by), latex=both, text=both, man=both, texinfo=both)
    app.add_node(page_number, latex=(visit_page_number, pass_by))
    app.add_source_parser(PageParser, override=True)
    app.add_transform(Guard)
    app.add_transform(KeepAnchors)
    app.add_transform(MarkLanguage)
    app.add_transform(OneLineTitles)
    app.add_transform(StableAnchors)
    app.add_transform(PageFrame)
    app.add_post_transform(FillPlaceholders)


def connect_events(app: Sphinx) -> None:
    """Connect the handlers of events."""
    app.connect("config-inited", events.config_inited)
    app.connect("config-inited", events.add_static_files, priority=900)  # Sphinx checks its paths at 800
    app.connect("config-inited", searching.check_volumes)
    app.connect("builder-inited", events.builder_inited)
    app.connect("env-get-outdated", events.env_get_outdated)
    app.connect("env-before-read-docs", events.env_before_read_docs)
    app.connect("source-read", events.source_read)
    app.connect("doctree-read", events.doctree_read)
    app.connect("env-updated", events.env_updated)
    app.connect("doctree-resolved", events.doctree_resolved)
    app.connect("html-collect-pages", html.html_collect_pages)
    app.connect("html-page-context", html.before_theme, priority=BEFORE_THEME)
    app.connect("html-page-context", html.html_page_context, priority=AFTER_THEME)
    app.connect("build-finished", events.build_finished, priority=900)  # after other extensions have written and cleaned up
