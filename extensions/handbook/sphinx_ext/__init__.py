"""The Sphinx extension: everything that touches Sphinx; no rule of the subject lives here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.identity import Identity
from ..model.records import ITEM_KINDS
from ..reading.blocks import CARD_DIRECTIVES
from ..version import __version__
from . import disk, events, html
from .builders import HandbookDirectoryBuilder, HandbookHTMLBuilder
from .directives import CardDirective, EntryDirective, ErratumDirective, ListingDirective
from .domain import HandbookDomain
from .guard import Guard, PageParser
from .nodes import depart_fold, fold, kept, pass_by, placeholder, visit_fold
from .page_citations import PageCitationDomain, PageCiteRole
from .sources import sources_version
from .transforms import FillPlaceholders, PageFrame, StableAnchors, empty_placeholder, visit_kept, visit_placeholder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    disk.make_folders(app)
    app.setup_extension("myst_parser")
    app.setup_extension("sphinxcontrib.bibtex")

    app.add_config_value("handbook_identity", Identity(), "env", [Identity])  # set from pyproject.toml, to be compared
    app.add_domain(HandbookDomain)
    for kind in ITEM_KINDS:
        app.add_directive_to_domain("hb", kind, EntryDirective)
    for kind in CARD_DIRECTIVES:
        app.add_directive_to_domain("hb", kind, CardDirective)
    app.add_directive_to_domain("hb", "erratum", ErratumDirective)
    app.add_directive_to_domain("hb", "listing", ListingDirective)
    app.add_domain(PageCitationDomain, override=True)
    app.add_role("cite", PageCiteRole(), override=True)
    app.add_builder(HandbookHTMLBuilder, override=True)
    app.add_builder(HandbookDirectoryBuilder, override=True)

    both = (pass_by, pass_by)
    app.add_node(placeholder, html=(visit_placeholder, empty_placeholder), latex=both, text=both, man=both, texinfo=both)
    app.add_node(kept, html=(visit_kept, pass_by))
    app.add_node(fold, html=(visit_fold, depart_fold), latex=both, text=both, man=both, texinfo=both)

    app.add_source_parser(PageParser, override=True)
    app.add_transform(Guard)
    app.add_transform(StableAnchors)
    app.add_transform(PageFrame)
    app.add_post_transform(FillPlaceholders)

    app.connect("config-inited", events.config_inited)
    app.connect("builder-inited", events.builder_inited)
    app.connect("env-get-outdated", events.env_get_outdated)
    app.connect("env-before-read-docs", events.env_before_read_docs)
    app.connect("source-read", events.source_read)
    app.connect("doctree-read", events.doctree_read)
    app.connect("env-updated", events.env_updated)
    app.connect("doctree-resolved", events.doctree_resolved)
    app.connect("html-collect-pages", html.html_collect_pages)
    app.connect("html-page-context", html.set_sections_aside, priority=100)  # before the theme
    app.connect("html-page-context", html.html_page_context, priority=900)  # after the theme has added its scripts
    app.connect("build-finished", events.build_finished, priority=900)  # after what others have to write or to clean up

    app.add_css_file("handbook.css")
    app.add_css_file("handbook-search.css")
    app.add_js_file("handbook-translations.js", priority=300)  # between Sphinx's scripts, at 200, and their translations
    app.add_js_file("search/dialog.js", type="module")
    return {"version": __version__, "env_version": sources_version(), "parallel_read_safe": True, "parallel_write_safe": True}
