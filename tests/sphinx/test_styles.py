"""The stylesheet of the pages: one file, made again only when what it is made of has changed."""

from __future__ import annotations

import re
from pathlib import Path

from handbook.sphinx_ext import styles
from handbook.sphinx_ext.internals.theme import THEME

from .project import Project


def sheets(page: Path) -> list[str]:
    """Return the names of the stylesheets of a page."""
    links = re.findall(r"<link [^>]*>", page.read_text(encoding="utf-8"))
    names = [re.search(r'_static/([^"?]*)', link) for link in links if 'rel="stylesheet"' in link]
    return [name[1] for name in names if name]


def test_all_pages_have_one_stylesheet_with_the_rules_of_the_theme_and_ours(small: Project) -> None:
    out = Path(small.build(html_theme=THEME).app.outdir)
    for page in out.rglob("*.html"):
        if "_static" not in page.parts:
            assert sheets(page) == [styles.NAME], page
    css = (out / "_static" / styles.NAME).read_text(encoding="utf-8")
    for rule in (".hb-entry", ".bd-article", ".admonition", ".highlight"):
        assert rule in css, rule
    assert "@font-face" not in css
    assert ".carousel" not in css
    assert len(css) < 200_000


def test_stylesheets_that_the_configuration_adds_stay(small: Project) -> None:
    small.write({"_static/own.css": "p { color: red }\n"})
    out = Path(small.build(html_theme=THEME, html_static_path=["_static"], html_css_files=["own.css"]).app.outdir)
    assert sheets(out / "index.html") == [styles.NAME, "own.css"]


def test_the_stylesheet_is_written_again_when_the_theme_has_other_options(small: Project) -> None:
    target = Path(small.build(html_theme=THEME).app.outdir) / "_static" / styles.NAME
    first, written = target.read_bytes(), target.stat().st_mtime_ns
    small.build(html_theme=THEME)
    assert target.stat().st_mtime_ns == written
    small.build(html_theme=THEME, html_theme_options={"pygments_light_style": "xcode"})
    assert target.read_bytes() != first


def test_another_theme_keeps_its_stylesheets(small: Project) -> None:
    out = Path(small.build(html_theme="alabaster").app.outdir)
    assert not (out / "_static" / styles.NAME).exists()
    assert "handbook.css" in sheets(out / "index.html")
