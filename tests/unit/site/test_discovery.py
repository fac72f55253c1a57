"""Sitemaps, robots.txt and opensearch.xml: valid, complete, and only where the address of the site is known."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from handbook.site import discovery
from handbook.site.discovery import is_listing, last_changes, opensearch, robots, sitemaps

from ..builders import read
from ..sample import SAMPLE
from .published import BASE, site_at, valid

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "o": "http://a9.com/-/spec/opensearch/1.1/"}


def urls(root: Any) -> dict[str, str]:
    return {each.findtext("s:loc", None, NAMES): each.findtext("s:lastmod", "", NAMES) for each in root}


def test_a_sitemap_has_every_page_once_with_its_last_change() -> None:
    ((name, data),) = sitemaps(site_at(), ["index", "issues/002", "issues/001"], {"issues/001": "2026-11-29T08:00:00Z"})
    assert name == "sitemap.xml"
    found = urls(valid(data, "sitemap"))
    assert list(found) == [f"{BASE}index.html", f"{BASE}issues/001.html", f"{BASE}issues/002.html"]
    assert list(found.values()) == ["", "2026-11-29T08:00:00Z", ""]


def test_more_pages_than_a_sitemap_holds_are_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "MAX_URLS", 2)
    files = dict(sitemaps(site_at(), ["a", "b", "c"], {}))
    index = valid(files.pop("sitemap.xml"), "sitemap")
    assert etree.QName(index).localname == "sitemapindex"
    assert list(urls(index)) == [f"{BASE}{name}" for name in files] == [f"{BASE}sitemap-1.xml", f"{BASE}sitemap-2.xml"]
    assert [list(urls(valid(data, "sitemap"))) for data in files.values()] == [
        [f"{BASE}a.html", f"{BASE}b.html"],
        [f"{BASE}c.html"],
    ]


def test_a_grammar_refuses_what_is_no_sitemap() -> None:
    ((_name, data),) = sitemaps(site_at(), ["a"], {"a": "yesterday"})
    with pytest.raises(etree.DocumentInvalid):
        valid(data, "sitemap")


def test_robots_may_see_everything_and_find_the_sitemap() -> None:
    ((name, data),) = robots(site_at())
    assert (name, data.decode().split("\n")) == (
        "robots.txt",
        ["User-agent: *", "Allow: /", "", f"Sitemap: {BASE}sitemap.xml", ""],
    )


@pytest.mark.parametrize(
    ("name", "short"), [("小手册", "小手册"), ("A handbook of everything", "A handbook of e…"), ("A & <B>", "A & <B>")]
)
def test_the_search_is_described(name: str, short: str) -> None:
    from dataclasses import replace

    ((_name, data),) = opensearch(replace(site_at(), name=name))
    root = valid(data, "opensearch")
    assert root.findtext("o:ShortName", None, NAMES) == short
    assert root.xpath("o:Url[@type='text/html']/@template", namespaces=NAMES) == [f"{BASE}search.html?q={{searchTerms}}"]


def test_nothing_is_made_for_an_unknown_address() -> None:
    site = site_at("")
    assert [*sitemaps(site, ["a"], {}), *robots(site), *opensearch(site)] == []


def test_a_page_changes_with_what_it_shows() -> None:
    library = read(SAMPLE)
    changes = {
        "issues/001.md": "2026-01-05",
        "issues/002.md": "2026-01-02",
        "bib/002.bib": "2026-01-03",
        library.works["kar2022"].location.path: "2026-01-03",
        "docs/topics/vision.md": "2026-01-01",
        "docs/topics/reasoning.md": "2026-01-01",
        "issues/index.md": "2026-01-01",
        "docs/guide/prose.md": "2026-01-01",
    }
    listing = dict.fromkeys(
        ["issues/001", "issues/002", "docs/topics/vision", "docs/topics/reasoning", "docs/guide/prose"], False
    )
    dates = last_changes(library, {**listing, "issues/index": True, "issues/003": False}, changes)
    of_works = {docname: dates.pop(docname) for docname in [*dates] if not docname.startswith(("issues/", "docs/"))}
    assert of_works
    assert of_works["papers/kar2022"] == "2026-01-03", "the latest change of its issue and of its .bib file"
    assert dates == {
        "issues/001": "2026-01-05",
        "issues/002": "2026-01-03",
        "docs/topics/vision": "2026-01-02",
        "docs/topics/reasoning": "2026-01-05",
        "docs/guide/prose": "2026-01-01",
        "issues/index": "2026-01-05",
    }, "a page whose own file has no history has no date"


def test_a_listing_is_a_page_with_a_view_of_the_library() -> None:
    library = read(SAMPLE)
    assert is_listing(library.by_docname["issues/index"], ["issues"])
    assert not is_listing(library.by_docname["docs/guide/prose"], ["references"])
    assert not is_listing(library.by_docname["issues/001"], ["issue", "entry"])
