"""What relies on the inside of the theme, read from sphinx-book-theme 1.4.0 and pydata-sphinx-theme 0.20.0."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import MutableMapping

THEME = "sphinx_book_theme"
"""The theme that the templates of the extension extend."""
BEFORE_THEME, AFTER_THEME = 100, 900
"""Priorities of ``html-page-context`` before and after the theme, which uses the default of 500."""
TEMPLATE_LISTS = ("sidebars", "theme_article_header_start", "theme_article_header_end", "theme_primary_sidebar_end")
"""The lists of templates that the theme checks on every page for empty ones, although they are the same on all pages."""
NAVIGATIONS = frozenset({"sbt-sidebar-nav.html", "sidebar-nav-bs.html", "globaltoc.html", "sidebar-collapse.html"})
"""The templates of themes that link relative to the page, without ``pathto``."""
OWN_NAVIGATION = "hb-nav.html"
_PENDING = "hb_template_lists"

Templates = dict[tuple[str, str], list[str]]
"""The templates of each list that do not render empty, by the name of the list and its setting."""


def use_own_navigation(context: dict[str, Any]) -> None:
    """Put the handbook's navigation in the place of the theme's, whose links a page at another address cannot have."""
    own = [OWN_NAVIGATION if name in NAVIGATIONS else name for name in context["sidebars"]]
    context["sidebars"] = list(dict.fromkeys(own))


def skip_checked_templates(context: dict[str, Any], checked: Templates) -> None:
    """Hide from the theme the lists of templates that it has *checked* on an earlier page, where it rendered each template."""
    keys = {name: (name, repr(context[name])) for name in TEMPLATE_LISTS if context.get(name)}
    context[_PENDING] = {name: (key, checked.get(key)) for name, key in keys.items()}
    for name, (_key, templates) in context[_PENDING].items():
        if templates is not None:
            context[name] = []


def restore_templates(context: dict[str, Any], checked: MutableMapping[tuple[str, str], list[str]]) -> None:
    """Undo skip_checked_templates, and add to *checked* the lists that the theme has checked on this page."""
    for name, (key, templates) in context.pop(_PENDING, {}).items():
        if templates is None:
            checked[key] = context[name]
        else:
            context[name] = templates


def remove_inline_code(context: dict[str, Any]) -> None:
    """Remove the theme's inline scripts, and escape the title, which the theme writes unescaped into a heading for print."""
    if "pagetitle" in context:
        context["pagetitle"] = escape(context["pagetitle"])
    context["default_mode"] = "auto"
    context["script_files"] = [script for script in context["script_files"] if getattr(script, "filename", script)]
