"""The inside of the theme on which ``internals.theme`` and the templates rely: these tests fail where the theme changes it."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pydata_sphinx_theme
import pytest
import sphinx_book_theme

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


def test_inline_scripts_have_no_file_name() -> None:
    class Script:
        filename = ""

    context: dict[str, Any] = {"script_files": ["a.js", Script()], "pagetitle": "<b>"}
    theme.remove_inline_code(context)
    assert (context["script_files"], context["pagetitle"], context["default_mode"]) == (["a.js"], "&lt;b&gt;", "auto")


def test_the_theme_has_the_blocks_macros_and_files_that_our_templates_use() -> None:
    layout = (PARENT / "layout.html").read_text(encoding="utf-8")
    for name in ("css", "extrahead", "search_dialog", "docs_body", "body"):
        assert f"block {name} %}}" in layout, name
    macros = (PARENT / "static/webpack-macros.html").read_text(encoding="utf-8")
    for name in ("head_pre_assets()", "head_js_preload()", "body_post()"):
        assert f"macro {name}" in macros, name
    assert (PARENT / "components/search-field.html").is_file()
    assert 'id="pst-search-dialog"' in layout


def test_the_theme_writes_an_inline_script_that_the_default_mode_replaces_and_icons_with_a_setting() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in PARENT.rglob("*.html"))
    assert "default_mode" in sources
    assert "pagetitle" in sources + "".join(path.read_text(encoding="utf-8") for path in THEME.rglob("*.html"))
    script = (PARENT / "static/scripts/fontawesome.js").read_text(encoding="utf-8")
    assert "FontAwesomeConfig" in script
    assert "autoAddCss" in script
