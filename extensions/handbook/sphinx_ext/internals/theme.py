"""What relies on the inside of the theme, read from sphinx-book-theme 1.4.0 and pydata-sphinx-theme 0.20.0."""

from __future__ import annotations

import importlib
import re
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from ...text.messages import mark as _
from ...text.messages import translator

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

THEME = "sphinx_book_theme"
"""The theme that the templates of the extension extend."""
BEFORE_THEME, AFTER_THEME = 100, 900
"""Priorities of ``html-page-context`` before and after the theme, which uses the default of 500."""
TEMPLATE_LISTS = ("sidebars", "theme_article_header_start", "theme_article_header_end", "theme_primary_sidebar_end")
"""The lists of templates that the theme checks on every page for empty ones, although they are the same on all pages."""
OPTIONS: dict[str, Any] = {
    "article_header_start": ["hb-menu.html", "hb-breadcrumbs.html"],
    "article_header_end": ["hb-buttons.html"],
    "secondary_sidebar_items": ["hb-toc.html"],
    "footer_content_items": ["hb-licence.html"],
    "back_to_top_button": False,
}
"""The options by which our templates take the place of those of the theme that need its scripts."""
STYLESHEETS = ("basic.css", "styles/theme.css", "styles/pydata-sphinx-theme.css", "styles/sphinx-book-theme.css", "pygments.css")
"""The stylesheets of Sphinx and the theme, in their order, below ``_static``; the theme imports the first one."""
SPHINX_SCRIPTS = ("documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js")
SCRIPTS = frozenset({*SPHINX_SCRIPTS, "handbook-translations.js"})
"""The scripts of Sphinx, with our change of one, that no page of the handbook uses; other extensions may."""
THEME_SCRIPTS = frozenset({"scripts/sphinx-book-theme.js", "scripts/bootstrap.js", "scripts/pydata-sphinx-theme.js"})
WRITERS = ("docutils.nodes", "docutils.writers", "docutils.parsers.rst", "sphinx.addnodes", "sphinx.writers", "myst_parser")
"""The modules that name the classes of elements; packages with all modules below."""
NAVIGATIONS = frozenset({"sbt-sidebar-nav.html", "sidebar-nav-bs.html", "globaltoc.html", "sidebar-collapse.html"})
"""The templates of themes that link relative to the page, without ``pathto``."""
OWN_NAVIGATION = "hb-nav.html"
_PENDING = "hb_template_lists"
_BESIDE, _HIDDEN = "theme_secondary_sidebar_items", "hb_hidden_contents"

_CONTENTS_CLASSES = {"ul": "{open}nav section-nav flex-column", "li": "toc-h{level} nav-item toc-entry", "a": "nav-link"}
"""The classes that the theme gives to the elements of the table of contents of a page."""
_CONTENTS_PARTS = re.compile(r"<(/?)(ul|li|a)\b([^>]*)>|<[^>]*>|([^<]+)")
_CLASS = re.compile(r'\bclass="[^"]*')

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


def use_own_templates(config: Config) -> None:
    """Have our templates take the place of those that need the scripts of the theme, unless the configuration names others.

    The theme has no translation of its titles.
    """
    say = translator(config.language)
    titles = {"toc_title": say(_("On this page")), "search_bar_text": say(_("Search"))}
    config.html_theme_options = {**OPTIONS, **titles, **config.html_theme_options}


def hide_contents(context: dict[str, Any]) -> None:
    """Keep the theme from rendering the contents of a page once more, only to see whether there are any."""
    if context.get(_BESIDE) == OPTIONS["secondary_sidebar_items"]:
        context[_BESIDE], context[_HIDDEN] = [], True


def use_own_contents(context: dict[str, Any]) -> None:
    """Put page_contents in the place of the function of the theme, which parses the contents of a page for each template anew."""
    if "generate_toc_html" in context:
        contents = page_contents(context.get("toc", ""), context["theme_show_toc_level"] + 1)
        context["generate_toc_html"] = lambda: contents
        if context.pop(_HIDDEN, False):
            context["secondary_sidebar_items"] = OPTIONS["secondary_sidebar_items"] if contents else []


def page_contents(toc: str, open_levels: int) -> str:
    """Return the table of contents of a page, *toc*, with the classes of the theme; empty if its title is all that it has.

    The theme parses *toc* and changes the tree, which took a tenth of the time of a page.
    """
    level = 0

    def marked(match: re.Match[str]) -> str:
        nonlocal level
        end, name, attributes, text = match.groups()
        if not name:
            return escape(unescape(text), quote=False) if text else match[0]
        if name == "ul":
            level += -1 if end else 1
        return match[0] if end else f"<{name}{_with_classes(attributes, _CONTENTS_CLASSES[name], level, open_levels)}>"

    contents = _CONTENTS_PARTS.sub(marked, toc)
    if contents.count('class="toc-h1 ') != 1:
        return contents
    below, outer = contents.find("<ul", 1), contents.rfind("</ul>")
    return contents[below : contents.rfind("</ul>", 0, outer)] + "</ul>" if below > 0 else ""


def _with_classes(attributes: str, classes: str, level: int, open_levels: int) -> str:
    """Return the attributes of an element at a *level* of a table of contents, with its *classes* after those it has."""
    classes = classes.format(level=level, open="pst-show_toc_level " if level <= open_levels else "")
    given, found = _CLASS.subn(lambda match: f"{match[0]} {classes}", attributes, count=1)
    return given if found else f'{attributes} class="{classes}"'


def remove_inline_code(context: dict[str, Any]) -> None:
    """Remove the theme's inline scripts, and escape the title, which the theme writes unescaped into a heading for print."""
    if "pagetitle" in context:
        context["pagetitle"] = escape(context["pagetitle"])
    context["default_mode"] = "auto"
    context["script_files"] = [script for script in context["script_files"] if getattr(script, "filename", script)]


def remove_replaced_files(context: dict[str, Any], ours: frozenset[str]) -> None:
    """Remove the stylesheets and scripts of the theme and of Sphinx that a page does not need, and *ours* among the stylesheets.

    Where another extension adds a script, those of Sphinx stay, because that script may use them.
    """
    replaced = {f"_static/{name}" for name in (*STYLESHEETS, *ours)}
    context["css_files"] = [sheet for sheet in context["css_files"] if _file_of(sheet) not in replaced]
    theme = {f"_static/{name}" for name in THEME_SCRIPTS}
    scripts = [script for script in context["script_files"] if _file_of(script) not in theme]
    unneeded = {f"_static/{name}" for name in SCRIPTS}
    own = {script for script in map(_file_of, scripts) if script.startswith("_static/handbook")}
    others = [script for script in scripts if _file_of(script) not in unneeded | own]
    context["script_files"] = scripts if others else [script for script in scripts if _file_of(script) not in unneeded]


def _file_of(asset: Any) -> str:
    return str(getattr(asset, "filename", asset)).partition("?")[0]


def sources_of_names(app: Sphinx) -> Iterator[str]:
    """Yield the texts that name every class and id of a page: the templates, and the modules that write its elements."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    folders = [*app.builder.theme.get_theme_dirs(), *(Path(app.confdir, folder) for folder in app.config.templates_path)]
    for folder in folders:
        yield from (path.read_text(encoding="utf-8") for path in sorted(Path(folder).rglob("*.html")))
    for name in dict.fromkeys((*WRITERS, *app.extensions)):
        file = importlib.import_module(name).__file__
        if file is None:
            continue
        paths = sorted(Path(file).parent.rglob("*.py")) if Path(file).name == "__init__.py" else [Path(file)]
        yield from (path.read_text(encoding="utf-8", errors="replace") for path in paths)
