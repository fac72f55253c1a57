"""The banner of the preview, and the buttons that lead to where a page is edited."""

from __future__ import annotations

import json
from pathlib import Path

from lxml import html

from handbook.sphinx_ext.preview import FILE, SCRIPT

from .project import Project


def outdir(project: Project, **config: object) -> Path:
    return Path(project.build(**config).app.outdir)


def test_a_preview_has_a_banner_with_the_problems_and_another_build_has_none(small: Project) -> None:
    small.edit("issues/001.md", ":topics: ", ":topics: no-such-topic, ")
    preview = outdir(small, hb_preview=True)
    built = json.loads((preview / FILE).read_text(encoding="utf-8"))
    (problem,) = [each for each in built["problems"] if each["code"] == "unknown-term"]
    lines = (small.root / "issues/001.md").read_text(encoding="utf-8").splitlines()
    assert (problem["path"], "no-such-topic" in lines[problem["line"] - 1]) == ("issues/001.md", True)
    for name in ("issues/001.html", "papers/doe2022one.html", "search.html"):
        assert SCRIPT in (preview / name).read_text(encoding="utf-8"), name
    assert (preview / "_static" / SCRIPT).is_file()
    small.out = small.out.with_name("published")
    site = outdir(small)
    assert [path.name for path in site.rglob("*preview*")] == []
    assert SCRIPT not in (site / "issues/001.html").read_text(encoding="utf-8")


def test_every_page_leads_to_where_it_is_edited(small: Project) -> None:
    site = outdir(
        small, html_theme="sphinx_book_theme", html_theme_options={"repository_url": "https://github.com/example/handbook"}
    )

    def edited(name: str) -> list[str]:
        links = html.fromstring((site / name).read_bytes()).xpath("//*[contains(@class, 'hb-buttons')]/a[@href]/@href")
        return [link.removeprefix("https://github.com/example/handbook/") for link in links if "/main/" in link]

    assert edited("index.html") == ["edit/main/index.md"]
    assert edited("issues/001.html") == ["edit/main/issues/001.md"]
    assert edited("papers/doe2022one.html") == ["edit/main/issues/001.md"]
    assert edited("search.html") == []
    lists = sorted(path.relative_to(site).as_posix() for path in site.glob("venues/*.html"))
    assert [edited(name) for name in lists] == [["tree/main/bib"]] * len(lists)
