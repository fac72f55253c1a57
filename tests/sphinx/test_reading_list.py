"""The pages and buttons for readers who gather papers: on a site with the theme of the handbook, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from handbook.sphinx_ext.internals.theme import THEME

from .project import Project

BUTTON = "//button[@class='hb-save']"


def parsed(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


@pytest.mark.parametrize(("builder", "page"), [("html", "{}.html"), ("dirhtml", "{}/index.html")])
def test_a_site_has_both_pages_which_know_where_the_works_are(small: Project, builder: str, page: str) -> None:
    out = Path(small.build(builder, html_theme=THEME).app.outdir)
    for name, article in (("reading-list", "hb-list"), ("compare", "hb-compare")):
        (work,) = parsed(out / page.format(name)).xpath(f"//article[@id='{article}']/@data-work")
        target = (out / page.format(name)).parent / work.replace("NAME", "doe2022one")
        assert (target / "index.html" if builder == "dirhtml" else target).resolve().is_file()
    paper = parsed(out / page.format("papers/doe2022one"))
    assert paper.xpath(f"{BUTTON}/@value") == ["doe2022one"]
    (link,) = paper.xpath("//p[contains(@class, 'hb-compare-link')]/a/@href")
    address, _query, query = link.partition("?")
    assert query == "papers=doe2022one"
    target = (out / page.format("papers/doe2022one")).parent / address
    assert (target / "index.html" if builder == "dirhtml" else target).resolve().is_file()
    assert "doe2022one" in parsed(out / page.format("issues/001")).xpath(f"{BUTTON}/@value")


def test_a_key_that_is_no_file_name_is_saved_as_the_name_of_its_page(small: Project) -> None:
    for path in ("bib/001.bib", "issues/001.md"):
        small.edit(path, "doe2022one", "conf/acl:Doe22")
    for path in sorted(small.root.rglob("*.md")):
        path.write_text(path.read_text("utf-8").replace("doe2022one", "conf/acl:Doe22"), encoding="utf-8")
    out = Path(small.build(html_theme=THEME).app.outdir)
    (name,) = parsed(out / "papers/conf~2Facl~3ADoe22.html").xpath(f"{BUTTON}/@value")
    assert name == "conf~2Facl~3ADoe22"


@pytest.mark.parametrize(("builder", "theme"), [("html", "alabaster"), ("singlehtml", THEME), ("epub", "epub")])
def test_other_outputs_have_neither(small: Project, builder: str, theme: str) -> None:
    config = {"html_theme": theme} if builder != "epub" else {}
    out = Path(small.build(builder, **config).app.outdir)
    files = [path for path in out.rglob("*") if "_static" not in path.parts]
    assert [path for path in files if path.name.startswith(("reading-list", "compare"))] == []
    pages = [path for path in files if path.suffix in (".html", ".xhtml")]
    assert pages
    assert [path for path in pages if b"hb-save" in path.read_bytes()] == []
