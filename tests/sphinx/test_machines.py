"""What programs read beside the pages: made for the right builders, the same bytes again, and rewritten only where it changed."""

from __future__ import annotations

import json

import pytest
from lxml import etree, html

from handbook.site.channels import WEEKLY

from ..unit.site.published import checked_atom, checked_json, valid
from .project import Project, files_below, term

BASE = "https://example.org/zh-cn/latest/"
TAG = '[tool.handbook]\nname = "Small"\nissue-heading = "第 {number} 期"\nfeed-tag = "example.org,2026"\n'
ERRATUM = ":::{erratum}\n:printed: 甲\n:correct: 乙\n\n依据。\n:::\n"
ROOT_FILES = {*WEEKLY, "sitemap.xml", "robots.txt", "opensearch.xml"}


@pytest.fixture
def tagged(small: Project) -> Project:
    """Return the small handbook with a tag for feeds and a page of errata."""
    small.write({"pyproject.toml": TAG, "docs/errata.md": "# 勘误\n\n```{listing} errata\n```\n"})
    small.edit("index.md", "docs/authors/index", "docs/authors/index\ndocs/errata")
    return small


def machines(project: Project, builder: str = "html") -> dict[str, bytes]:
    """Return the files that programs read."""
    found = dict(files_below(project.out / builder))
    return {
        name: data
        for name, data in found.items()
        if name in ROOT_FILES | {"llms.txt"} or name.startswith("feeds/") or name.endswith(".md")
    }


def times(project: Project) -> dict[str, int]:
    folder = project.out / "html"
    return {name: (folder / name).stat().st_mtime_ns for name in machines(project)}


def head_links(project: Project, page: str, builder: str = "html") -> list[tuple[str, str, str]]:
    root = html.fromstring((project.out / builder / page).read_bytes())
    links = root.xpath("//head/link[@rel='alternate' or @rel='search'][@type]")
    return [(each.get("rel"), each.get("type"), each.get("href")) for each in links]


def test_every_file_is_valid_and_every_feed_is_announced_on_its_page(tagged: Project) -> None:
    tagged.edit("issues/001.md", "## 论文推荐", f"{ERRATUM}\n## 论文推荐")
    assert tagged.build(html_baseurl=BASE).warnings == []
    files = machines(tagged)
    pages = {
        "topic/topic-a": "docs/topics/topic-a",
        "topic/topic-b": "docs/topics/topic-b",
        "method/method-a": "docs/methods/method-a",
    }
    pages |= {"institution/inst-a": "docs/institutions/inst-a", "errata": "docs/errata"}
    addresses = {f"feeds/{name}": page for name, page in pages.items()}
    assert {name.removesuffix(".xml") for name in files if name.startswith("feeds/") and name.endswith(".xml")} == set(addresses)
    for name, page in addresses.items():
        feed = checked_atom(files[f"{name}.xml"], f"{BASE}{name}.xml")
        checked_json(files[f"{name}.json"], f"{BASE}{name}.json")
        assert feed.feed.link == f"{BASE}{page}.html"
        announced = head_links(tagged, f"{page}.html")
        assert ("alternate", "application/atom+xml", f"{BASE}{name}.xml") in announced
        assert ("alternate", "application/feed+json", f"{BASE}{name}.json") in announced
    for page in ("index", "issues/index", "issues/001"):
        assert ("alternate", "application/atom+xml", f"{BASE}atom.xml") in head_links(tagged, f"{page}.html")
    assert valid(files["opensearch.xml"], "opensearch") is not None
    assert ("search", "application/opensearchdescription+xml", f"{BASE}opensearch.xml") in head_links(
        tagged, "docs/authors/d.html"
    )


def test_the_sitemap_has_exactly_the_public_pages(tagged: Project) -> None:
    tagged.build(html_baseurl=BASE)
    root = valid(machines(tagged)["sitemap.xml"], "sitemap")
    found = root.xpath("//*[local-name()='loc']/text()")
    no_content = {"404.html", "genindex.html", "search.html", "reading-list.html", "compare.html"}
    pages = {
        path.relative_to(tagged.out / "html").as_posix()
        for path in (tagged.out / "html").rglob("*.html")
        if "_static" not in path.parts
    }
    assert found == sorted(f"{BASE}{page}" for page in pages - no_content)
    assert any("/papers/" in address for address in found)
    assert root.xpath("//*[local-name()='lastmod']") == [], "a folder without a history has none"


@pytest.mark.parametrize(("base", "tag"), [("", True), (BASE, False)])
def test_without_an_address_or_a_tag_less_is_made_and_the_rest_removed(tagged: Project, base: str, tag: bool) -> None:
    tagged.build(html_baseurl=BASE)
    assert set(machines(tagged)) >= ROOT_FILES
    if not tag:
        tagged.write({"pyproject.toml": TAG.replace("feed-tag", "# feed-tag")})
    assert tagged.build(html_baseurl=base).warnings == []
    left = set(machines(tagged)) - {name for name in machines(tagged) if name.endswith(".md")}
    if not tag:
        assert left == {"sitemap.xml", "robots.txt", "opensearch.xml", "llms.txt"}
        assert [kind for _rel, kind, _href in head_links(tagged, "index.html")] == ["application/opensearchdescription+xml"]
        return
    assert left == {"llms.txt"}
    assert b"http" not in machines(tagged)["issues/001.html.md"].replace(b"https://doi.org", b"")
    assert head_links(tagged, "index.html") == []
    assert head_links(tagged, "issues/001.html") == [("alternate", "text/markdown", "001.html.md")]
    assert "hb-feeds" not in (tagged.out / "html/index.html").read_text("utf-8")


def test_a_build_without_a_change_writes_no_file_again(tagged: Project) -> None:
    tagged.build(html_baseurl=BASE)
    before = times(tagged)
    tagged.build(html_baseurl=BASE)
    assert times(tagged) == before


@pytest.mark.parametrize(
    ("path", "old", "new", "feeds"),
    [
        ("issues/002.md", "摘要。", "另一个摘要。", {"topic/topic-a", "method/method-a", "institution/inst-a"}),
        ("issues/001.md", "题目 doe2022two", "新题", {"topic/topic-a", "topic/topic-b", "method/method-a", "institution/inst-a"}),
        (
            "docs/topics/topic-b.md",
            "zh: 主题乙",
            "zh: 主题丙",
            {"topic/topic-a", "topic/topic-b", "method/method-a", "institution/inst-a"},
        ),
        (
            "bib/001.bib",
            "Title of doe2022two",
            "Another",
            {"topic/topic-a", "topic/topic-b", "method/method-a", "institution/inst-a"},
        ),
        ("docs/topics/topic-a.md", "主题甲是什么。", "它是什么。", set()),
    ],
)
def test_an_edit_rewrites_only_the_feeds_that_show_what_changed(
    tagged: Project, path: str, old: str, new: str, feeds: set[str]
) -> None:
    tagged.build(html_baseurl=BASE)
    before, files = times(tagged), machines(tagged)
    tagged.edit(path, old, new)
    if path.endswith("topic-b.md"):
        tagged.edit(path, "# 主题乙", "# 主题丙")
    tagged.build(html_baseurl=BASE)
    after, changed = times(tagged), machines(tagged)
    written = {name for name in after if before.get(name) != after[name]}
    assert {name.split(".")[0].removeprefix("feeds/") for name in written if name.startswith("feeds/")} == feeds
    assert ("atom.xml" in written) == bool(feeds)
    assert {name for name in files if files[name] != changed[name]} == written, "what is written has changed"


def test_any_order_of_builds_gives_the_files_of_a_clean_one(tagged: Project) -> None:
    tagged.edit("issues/001.md", "## 论文推荐", f"{ERRATUM}\n## 论文推荐")
    tagged.build(html_baseurl=BASE)
    tagged.edit("issues/001.md", ":correct: 乙", ":correct: 丙")
    tagged.build(html_baseurl=BASE)
    tagged.remove("issues/002.md")
    tagged.remove("bib/002.bib")
    tagged.write({"docs/methods/method-b.md": term("方法乙")})
    tagged.build(html_baseurl=BASE)
    tagged.edit("issues/001.md", ":methods: method-a", ":methods: method-b")
    tagged.build(html_baseurl=BASE, jobs=2)
    incremental = machines(tagged)
    tagged.build(html_baseurl=BASE, out=tagged.root.parent / "clean")
    clean = Project(root=tagged.root.parent / "clean")
    clean.out = tagged.root.parent / "clean"
    assert incremental == machines(clean)
    assert "issues/002.html.md" not in incremental
    assert "feeds/method/method-b.xml" in incremental


def test_an_issue_without_a_date_leaves_its_posts_out_also_in_a_later_build(tagged: Project) -> None:
    tagged.build(html_baseurl=BASE)
    tagged.edit("issues/002.md", "date: 2022-10", "date: soon")
    tagged.build(html_baseurl=BASE)
    ids = [item["id"].rpartition(":")[2] for item in json.loads(machines(tagged)["feeds/topic/topic-a.json"])["items"]]
    assert ids == ["entry/doe2022one", "entry/doe2022two"]


def test_a_site_of_folders_has_the_same_files_at_its_own_addresses(tagged: Project) -> None:
    assert tagged.build("dirhtml", html_baseurl=BASE).warnings == []
    files = machines(tagged, "dirhtml")
    assert set(files) >= ROOT_FILES | {"issues/001/index.html.md"}
    feed = checked_atom(files["atom.xml"], f"{BASE}atom.xml")
    assert feed.entries[0].link == f"{BASE}issues/002/"
    assert b"search/?q={searchTerms}" in files["opensearch.xml"]
    assert b"(<https://example.org/zh-cn/latest/issues/001/index.html.md>)" in files["llms.txt"]
    assert ("alternate", "text/markdown", f"{BASE}issues/001/index.html.md") in head_links(
        tagged, "issues/001/index.html", "dirhtml"
    )


def test_the_page_for_unknown_addresses_links_from_the_root(tagged: Project) -> None:
    for builder in ("html", "dirhtml"):
        tagged.build(builder, html_baseurl=BASE, html_theme="sphinx_book_theme", html_favicon="icon.svg")
        root = html.fromstring((tagged.out / builder / "404.html").read_bytes())
        links = [str(link) for link in root.xpath("//@href | //@src | //@action | //@data-content_root")]
        assert len(links) > 20
        assert [link for link in links if not link.startswith(("/zh-cn/latest/", "#", "https:"))] == []
        assert [link for link in links if "//" in link.removeprefix("https://")] == []
        assert root.xpath("//link[@rel='canonical']") == []
        assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert root.xpath("//article//a[contains(@href, 'issues/')]")


def test_a_page_shows_its_feeds_and_the_way_to_it(tagged: Project) -> None:
    own = {"html_theme": "sphinx_book_theme"}
    tagged.build(html_baseurl=BASE, **own)
    shown = {}
    for page in ("index", "docs/topics/topic-a", "docs/authors/d", "search"):
        root = html.fromstring((tagged.out / f"html/{page}.html").read_bytes())
        feeds = [(each.text, each.get("href")) for each in root.xpath("//p[contains(@class, 'hb-feeds')]/a")]
        crumbs = [" ".join(each.text_content().split()) for each in root.xpath("//nav[contains(@class, 'hb-breadcrumbs')]//li")]
        shown[page] = feeds, crumbs
    term = f"{BASE}feeds/topic/topic-a"
    assert shown["index"] == ([("Atom", f"{BASE}atom.xml"), ("JSON Feed", f"{BASE}feed.json")], ["Small"])
    assert shown["docs/topics/topic-a"] == (
        [("Atom", f"{term}.xml"), ("JSON Feed", f"{term}.json")],
        ["Small", "主题", "主题甲"],
    )
    assert shown["docs/authors/d"] == ([], ["Small", "作者", "D"])
    assert shown["search"][1][0] == "Small"


def test_a_file_of_ones_own_stays(tagged: Project) -> None:
    tagged.write({"extra/robots.txt": "User-agent: *\nDisallow: /\n", "opensearch.xml": "<own/>"})
    tagged.build(html_baseurl=BASE, html_extra_path=["extra", "opensearch.xml"])
    files = machines(tagged)
    assert (files["robots.txt"], files["opensearch.xml"]) == (b"User-agent: *\nDisallow: /\n", b"<own/>")


def test_other_builders_make_none(tagged: Project) -> None:
    for builder in ("text", "singlehtml"):
        tagged.build(builder, html_baseurl=BASE)
        assert machines(tagged, builder) == {}


def test_characters_that_xml_cannot_hold_do_not_break_a_feed(tagged: Project) -> None:
    tagged.edit("issues/002.md", "题目 doe2022three", "题 \ufffe & <b> ]]>")
    tagged.build(html_baseurl=BASE)
    feed = checked_atom(machines(tagged)["atom.xml"], f"{BASE}atom.xml")
    assert feed.entries[1].title in ("题 & <b> ]]>", "题  & <b> ]]>", "题 & &lt;b&gt; ]]&gt;", "题  & &lt;b&gt; ]]&gt;")
    assert etree.fromstring(machines(tagged)["feeds/topic/topic-a.xml"]) is not None


def test_an_issue_shows_where_it_was_published_and_the_front_page_which_there_are(tagged: Project) -> None:
    tagged.edit("issues/001.md", "issue: 1\n", "issue: 1\nsource: https://example.org/1\narchived: https://web.example.org/1\n")
    tagged.edit("index.md", "# 首页\n", "# 首页\n\n```{listing} covered-issues\n```\n")
    tagged.build(language="zh_CN")
    page = html.fromstring((tagged.out / "html/issues/001.html").read_bytes())
    (source,) = page.xpath("//dt[.='来源']/following-sibling::dd[1]")
    assert [(each.text_content(), each.get("href")) for each in source.iter("a")] == [
        ("原文", "https://example.org/1"),
        ("存档", "https://web.example.org/1"),
    ]
    assert html.fromstring((tagged.out / "html/issues/002.html").read_bytes()).xpath("//dt[.='来源']") == []
    front = html.fromstring((tagged.out / "html/index.html").read_bytes())
    (covered,) = front.xpath("//p[contains(@class, 'hb-covered')]")
    assert covered.text_content() == "目前收录：第 1 期至第 2 期"
    assert [each.get("href") for each in covered.iter("a")] == ["issues/001.html", "issues/002.html"]
