"""The inside of the theme on which ``internals.theme`` and the templates rely: these tests fail where the theme changes it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pydata_sphinx_theme
import pytest
import sphinx
import sphinx_book_theme
from sphinx.builders.html import StandaloneHTMLBuilder

from handbook.site import shell
from handbook.site.stylesheet import names_in
from handbook.sphinx_ext import derived_pages, shells
from handbook.sphinx_ext.internals import theme

from ..project import Project

PARENT = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme"
THEME = Path(sphinx_book_theme.__file__).parent / "theme" / theme.THEME


def test_the_theme_is_a_child_of_the_other_and_connects_with_the_default_priority(small: Project) -> None:
    assert "inherit = pydata_sphinx_theme" in (THEME / "theme.conf").read_text(encoding="utf-8")
    app = small.build(html_theme=theme.THEME).app
    priorities = {
        listener.priority
        for listener in app.events.listeners["html-page-context"]
        if listener.handler.__module__.startswith(("pydata_sphinx_theme", "sphinx_book_theme"))
    }
    assert priorities
    assert theme.BEFORE_THEME < min(priorities) <= max(priorities) < theme.AFTER_THEME


@pytest.mark.parametrize("name", theme.TEMPLATE_LISTS)
def test_the_theme_checks_each_list_for_templates_that_render_empty(name: str) -> None:
    assert f'"{name}"' in inspect.getsource(pydata_sphinx_theme.update_and_remove_templates)


def test_a_list_is_checked_on_one_page_and_restored_on_all(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    lists: dict[str, set[str]] = {}
    original = pydata_sphinx_theme.utils._update_and_remove_templates

    def counting(app: Any, context: Any, templates: Any, section: str, *arguments: Any, **named: Any) -> list[str]:
        if templates:
            checked.append(section)
        found: list[str] = original(app, context, templates, section, *arguments, **named)
        return found

    monkeypatch.setattr(pydata_sphinx_theme.utils, "_update_and_remove_templates", counting)
    restore = theme.restore_templates

    def restoring(context: dict[str, Any], known: Any) -> None:
        restore(context, known)
        for name in theme.TEMPLATE_LISTS:
            lists.setdefault(name, set()).add(repr(context.get(name)))

    monkeypatch.setattr("handbook.sphinx_ext.html.restore_templates", restoring)
    small.build(html_theme=theme.THEME)
    assert checked, "the theme does not call the function any more"
    assert all(checked.count(name) <= 1 for name in theme.TEMPLATE_LISTS), checked
    assert all(len(values) == 1 for values in lists.values()), lists
    assert "theme_secondary_sidebar_items" not in checked, "whether there are contents is known without rendering them"
    checked.clear()
    options = {"secondary_sidebar_items": ["page-toc"]}
    small.build(html_theme=theme.THEME, html_theme_options=options)
    assert "theme_secondary_sidebar_items" in checked, "the templates of others are checked"


def test_the_contents_of_a_page_are_those_of_the_theme(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: dict[str, str] = {}
    original = theme.use_own_contents

    def comparing(context: dict[str, Any]) -> None:
        theirs = str(context["generate_toc_html"]())
        original(context)
        compared[context["pagename"]] = context["generate_toc_html"]()
        assert compared[context["pagename"]] == theirs

    monkeypatch.setattr("handbook.sphinx_ext.html.use_own_contents", comparing)
    headings = '# One "title" & more\n\n## Two *with* `code` @ &\n\n### Three\n\n#### Four\n\n## Five \\<b>\n'
    small.write({"docs/deep.md": headings, "docs/flat.md": "# Alone\n", "docs/several.md": "# One\n\n# Two\n\n## Three\n"})
    small.build(html_theme=theme.THEME)
    assert compared["docs/flat"] == ""
    assert compared["docs/deep"].count("pst-show_toc_level") == 1
    assert "toc-h4" in compared["docs/deep"]
    assert compared["docs/several"].count("toc-h1") == 2


def test_inline_scripts_have_no_file_name() -> None:
    class Script:
        filename = ""

    context: dict[str, Any] = {"script_files": ["a.js", Script()], "pagetitle": "<b>"}
    theme.remove_inline_code(context)
    assert (context["script_files"], context["pagetitle"], context["default_mode"]) == (["a.js"], "&lt;b&gt;", "auto")


def test_the_theme_has_the_blocks_and_files_that_our_templates_replace() -> None:
    layout = (PARENT / "layout.html").read_text(encoding="utf-8")
    for name in ("css", "extrahead", "search_dialog", "docs_body", "body", "scripts_end"):
        assert f"block {name} %}}" in layout, name
    assert "_webpack." in layout.partition("block css")[2].partition("endblock css")[0], "styles"
    for name in theme.STYLESHEETS[1:-1]:
        assert any((folder / "static" / name).is_file() for folder in (PARENT, THEME)), name
    static = Path(sphinx.__file__).parent / "themes/basic/static"
    known = {path.name.removesuffix(".jinja").removesuffix("_t").removesuffix(".in") for path in static.iterdir()}
    assert {*theme.SPHINX_SCRIPTS} - {"translations.js"} <= known
    assert "@import" in "".join((PARENT / "static" / name).read_text(encoding="utf-8")[:300] for name in theme.STYLESHEETS[1:3])


def test_the_theme_knows_the_options_that_we_set() -> None:
    settings = "".join((folder / "theme.conf").read_text(encoding="utf-8") for folder in (PARENT, THEME))
    for name in theme.OPTIONS:
        assert f"\n{name} =" in settings, name


def test_the_theme_writes_an_inline_script_that_the_default_mode_replaces() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in PARENT.rglob("*.html"))
    assert "default_mode" in sources
    assert "pagetitle" in sources + "".join(path.read_text(encoding="utf-8") for path in THEME.rglob("*.html"))


def test_files_that_pages_do_not_need_are_removed_and_those_of_others_stay() -> None:
    ours = {"css_files": ["_static/basic.css", "_static/pygments.css?v=1", "_static/handbook.css", "_static/own.css"]}
    scripts = ["_static/doctools.js?v=2", "_static/scripts/sphinx-book-theme.js", "_static/handbook-page.js"]
    context: dict[str, Any] = {**ours, "script_files": scripts}
    theme.remove_replaced_files(context, frozenset({"handbook.css"}))
    assert context == {"css_files": ["_static/own.css"], "script_files": ["_static/handbook-page.js"]}
    context = {**ours, "script_files": [*scripts, "_static/own.js"]}
    theme.remove_replaced_files(context, frozenset({"handbook.css"}))
    assert context["script_files"] == ["_static/doctools.js?v=2", "_static/handbook-page.js", "_static/own.js"]


def test_every_class_of_a_page_is_one_of_the_names_that_decide_about_the_stylesheet(small: Project) -> None:
    """Otherwise a rule of the theme for that class would be lost."""
    app = small.build(html_theme=theme.THEME).app
    names = names_in(theme.sources_of_names(app))
    used = {
        name
        for path in Path(app.outdir).rglob("*.html")
        for value in re.findall(r'\bclass="([^"]*)"', path.read_text(encoding="utf-8"))
        for name in value.split()
    }
    css = "".join((Path(app.outdir) / "_static" / name).read_text(encoding="utf-8") for name in theme.STYLESHEETS)
    styled = set(re.findall(r"\.([A-Za-z_][\w-]*)", css))
    assert used & styled
    assert (used & styled) - names == set()


def test_the_theme_shows_every_slot_of_the_shell(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    frames: dict[str, shell.Shell] = {}
    original = shells.shell

    def noted(builder: StandaloneHTMLBuilder, folder: str) -> shell.Shell:
        frames[folder] = original(builder, folder)
        return frames[folder]

    monkeypatch.setattr(derived_pages, "shell", noted)
    built = small.build(html_theme=theme.THEME, html_baseurl="https://example.org/hb")
    frame = frames["papers"]
    named = [slot for slot in frame.slots if slot.startswith("hb-slot")]
    once = {shell.BODY, shell.HEAD, shell.UP, shell.UP_TITLE}
    assert {slot for slot in once if named.count(slot) == 1} == once
    assert {*named} - once == {shell.NAME, shell.TITLE}, "the address and the title may stand in several places"
    headings = [slot for slot in frame.slots if not slot.startswith("hb-slot")]
    assert headings, "the table of contents, beside the page and in the menu of narrow screens"
    assert all(slot.startswith("<li") and slot.count(shell.CONTENTS) == 2 for slot in headings)
    assert list((built.app.doctreedir).glob(shells.FILE)) == [], "nothing is left of it"


def test_a_theme_without_a_place_for_the_head_ends_the_build_with_its_name(small: Project) -> None:
    small.write(
        {
            "bare/theme.conf": "[theme]\ninherit = basic\nstylesheet = basic.css\n",
            "bare/layout.html": "<!DOCTYPE html><title>{{ title }}</title>{% block body %}{% endblock %}",
        }
    )
    with pytest.raises(SystemExit) as stopped:
        small.build(html_theme="bare", html_theme_path=["."])
    assert stopped.value.code == 2
