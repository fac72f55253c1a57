"""Every page: right by a conforming parser, without a dead link, without inline script, English marked as such."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree

from handbook import load
from handbook.model.places import paper_docname
from handbook.text.folding import pinyin
from handbook.views import list_pages, paper_keys

from .. import html
from .conftest import BASE


@lru_cache(maxsize=256)
def parsed(path: Path) -> tuple[etree._Element, tuple[tuple[str, int], ...]]:
    """Return the tree of a page, and the errors of a conforming parser with their lines."""
    return html.parse(path)


def test_every_page_parses_without_error(site: Path, pages: tuple[str, ...]) -> None:
    errors = {page: found for page in pages if (found := parsed(site / page)[1])}
    assert errors == {}


def test_the_pages_are_all_there(site: Path, pages: tuple[str, ...], root: Path) -> None:
    library = load(root)
    assert len(library.entries) == 21
    assert len(list(library.vocabulary)) == 131
    expected = {page.path.replace(".md", ".html") for page in library.pages}
    papers = {f"{paper_docname(key)}.html" for key, _issue in paper_keys(library)}
    papers |= {f"{page.docname}.html" for page in list_pages(library)}
    assert len(papers) > 80
    without_source = {"search.html", "reading-list.html", "compare.html", "genindex.html", "404.html"}
    assert expected | papers | without_source == set(pages)


def test_the_page_of_a_paper_is_small(site: Path, pages: tuple[str, ...]) -> None:
    sizes = {page: (site / page).stat().st_size for page in pages if page.startswith("papers/")}
    assert sizes
    assert {page: size for page, size in sizes.items() if size > 35_000} == {}


def test_no_internal_link_is_dead(site: Path, pages: tuple[str, ...]) -> None:
    anchors = {page: set(parsed(site / page)[0].xpath("//@id")) for page in pages}
    dead = []
    links = 0
    for page in pages:
        for target in parsed(site / page)[0].xpath("//@href | //@src"):
            whole = urljoin(f"{BASE}{page}", target)
            if not whole.startswith(BASE):
                continue
            parts = urlsplit(whole.removeprefix(BASE))
            links += 1
            file = unquote(parts.path) or "index.html"
            known = anchors.get(file)
            if known is None:
                if not (site / file).is_file():
                    dead.append((page, target))
            elif parts.fragment and unquote(parts.fragment) not in known:
                dead.append((page, target))
    assert links > 5000
    assert dead == []


def test_no_identifier_stands_twice_on_a_page(site: Path, pages: tuple[str, ...]) -> None:
    for page in pages:
        counts = Counter(parsed(site / page)[0].xpath("//@id"))
        assert [name for name, count in counts.items() if count > 1] == [], page


def test_no_page_has_inline_script_or_foreign_resources(site: Path, pages: tuple[str, ...]) -> None:
    for page in pages:
        tree = parsed(site / page)[0]
        assert tree.xpath("//script[not(@src)][not(@type='application/ld+json')]") == [], page
        assert tree.xpath("//style") == [], page
        assert tree.xpath("//@*[starts-with(name(), 'on')]") == [], page
        assert tree.xpath("//@href[starts-with(., 'javascript:')]") == [], page
        loaded = tree.xpath("//script/@src | //link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href | //img/@src")
        assert [source for source in loaded if "//" in source] == [], page


def test_every_page_says_its_language(site: Path, pages: tuple[str, ...]) -> None:
    assert {parsed(site / page)[0].get("lang") for page in pages} == {"zh-CN"}
    reference = [page for page in pages if page.startswith("docs/reference/")]
    assert reference
    english = [page for page in pages if page.startswith("docs/guide/") and page.endswith("-en.html")]
    assert "docs/guide/contributing-en.html" in english
    for page in (*reference, *english):
        assert parsed(site / page)[0].xpath("//article//div[@lang='en']//h1"), page


def test_english_names_are_marked(site: Path, root: Path) -> None:
    for entry in load(root).entries.values():
        tree = parsed(site / f"{entry.docname}.html")[0]
        if entry.reference:
            titles = tree.xpath(
                f"//section[@id='{entry.item.id}']//*[@lang='en']//text() | //section[@id='{entry.item.id}']//*[@lang='en']"
            )
            assert entry.reference.title in [part if isinstance(part, str) else part.text for part in titles]


def test_an_entry_shows_everything_that_is_known(site: Path, root: Path) -> None:
    for entry in load(root).entries.values():
        section = parsed(site / f"{entry.docname}.html")[0].xpath(f"//section[@id='{entry.item.id}']")[0]
        shown = " ".join("".join(section.itertext()).split())
        links = set(section.xpath(".//@href"))
        assert entry.item.title in shown
        assert " ".join(entry.item.summary.split())[:20] in shown
        for person in entry.reference.authors if entry.reference else ():
            assert person.name in shown
        for paper in (entry.paper, entry.published):
            if paper is None:
                continue
            assert paper.title in shown
            assert not paper.arxiv or f"https://arxiv.org/abs/{paper.arxiv}" in links
            assert not paper.doi or paper.arxiv in paper.doi or f"https://doi.org/{paper.doi}" in links
        for terms in entry.terms.values():
            assert all(term.zh in shown for term in terms)
        assert all(link.url in links for link in entry.item.links)
        assert all(erratum.printed in shown and erratum.correct in shown for erratum in entry.item.errata)


def test_no_misnomer_is_shown_as_a_name(site: Path, root: Path) -> None:
    shown = set()
    for term in load(root).vocabulary:
        tree = parsed(site / term.location.path.replace(".md", ".html"))[0]
        fields = tree.xpath("//article//dl[contains(@class, 'hb-facts')]/dd[preceding-sibling::dt[1][starts-with(., '又称')]]")
        names = {name.strip() for field in fields for name in "".join(field.itertext()).split("；")}
        assert names <= {*term.aliases}
        assert [name for name in term.misnomers if name in names] == []
        shown |= names
    assert "CoT" in shown


@pytest.mark.parametrize("page", ["issues/028.html", "issues/064.html"])
def test_a_page_of_an_issue_stays_small(site: Path, page: str) -> None:
    data = (site / page).read_bytes()

    def taken(pattern: bytes) -> int:
        return sum(len(match[0]) for match in re.finditer(pattern, data, re.DOTALL))

    panels = taken(rb'<details class="hb-cite".*?</details>|<(p|ul) class="hb-files".*?</\1>|<div class="hb-words".*?</div>')
    for_programs = taken(
        rb'<span class="Z3988".*?</span>|<script type="application/ld.json">.*?</script>|<meta [^>]*property=[^>]*>'
    )
    assert panels < 25_000
    assert len(data) - panels - for_programs < 64_000


def whole_pages(site: Path, pages: tuple[str, ...]) -> dict[str, etree._Element]:
    """Return the trees of all pages that do not only lead to another one."""
    trees = {page: parsed(site / page)[0] for page in pages}
    return {page: tree for page, tree in trees.items() if not tree.xpath("//meta[@http-equiv='refresh']")}


def test_every_page_has_a_title_and_a_description_of_its_own(site: Path, pages: tuple[str, ...]) -> None:
    titles: dict[str, list[str]] = {}
    descriptions: dict[str, list[str]] = {}
    for page, tree in whole_pages(site, pages).items():
        (title,) = tree.xpath("//head/title/text()")
        (description,) = tree.xpath("//meta[@name='description']/@content")
        assert 4 < len(description) <= 200, page
        titles.setdefault(title, []).append(page)
        descriptions.setdefault(description, []).append(page)
        assert len(tree.xpath("//meta[@name='viewport']")) == 1, page
        assert tree.xpath("count(//h1)") == 1, page
    for shared in (titles, descriptions):
        assert [named for named in shared.values() if len(named) > 1] == []


def test_an_address_without_content_leads_to_one_that_has_it(site: Path, pages: tuple[str, ...]) -> None:
    moved = {page: parsed(site / page)[0].xpath("//meta[@http-equiv='refresh']/@content") for page in pages}
    targets = {page: content[0].partition("url=")[2] for page, content in moved.items() if content}
    assert targets.pop("genindex.html") == "index.html"
    assert {*targets.values()} == {"index.html"}
    assert {page.rpartition("/")[0] for page in targets} == {"docs/authors"}
    linked = {urljoin(page, href) for page, tree in whole_pages(site, pages).items() for href in tree.xpath("//@href")}
    assert linked
    assert linked & {*targets, "genindex.html"} == set()
    listed = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert [page for page in targets if f"{BASE}{page}<" in listed] == []


def test_countries_are_in_the_order_of_their_names(site: Path) -> None:
    tree = parsed(site / "docs/institutions/index.html")[0]
    countries = [text.strip() for text in tree.xpath("//section[@id='by-country']/section/*[1]/text()")]
    known = [name for name in countries if name != "未注明国家和地区"]
    assert len(known) > 5
    assert known == sorted(known, key=pinyin)
    assert "".join(tree.xpath("//section[@id='by-country']/p[@class='hb-jump']")[0].itertext()) == " · ".join(countries)


def test_a_heading_with_a_number_says_what_it_counts(site: Path, pages: tuple[str, ...]) -> None:
    bare = re.compile(r"[(（]\s*\d+\s*[)）]")
    for page, tree in whole_pages(site, pages).items():
        headings = tree.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4 or contains(@class, 'hb-group')]")
        assert headings, page
        assert [text for heading in headings if bare.search(text := "".join(heading.itertext()))] == [], page


NAMES = {"JSON", "Feed", "Atom", "Markdown", "Python", "GB", "CC", "BY", "MIT"}
"""Names that are the same in Chinese."""


def test_the_interface_has_no_english_word(site: Path, pages: tuple[str, ...]) -> None:
    """Titles of papers, names of terms and headings of English pages are content, not interface."""
    around = "//nav[not(contains(@class, 'page-toc')) and not(contains(@class, 'breadcrumbs'))] | //header | //footer | //dialog"
    texts: set[str] = set()
    for tree in whole_pages(site, pages).values():
        for part in tree.xpath(around):
            texts.update(part.xpath(".//text()[not(ancestor::*[@lang='en'])]"))
        texts.update(tree.xpath("//@aria-label | //summary/@title | //*[contains(@class, 'btn')]/@title | //@placeholder"))
    headings = (tree.xpath("//h1/text() | //h3/text() | //h4/text()") for tree in whole_pages(site, pages).values())
    content = {title.strip() for titles in headings for title in titles if len(title.strip()) > 3}
    words = {text.strip(): {*re.findall(r"[A-Za-z]{3,}", text)} - NAMES for text in texts}
    suspicious = [text for text, found in words.items() if found and not any(title in text for title in content)]
    assert sorted(suspicious) == ["搜索需要网页服务器：请在网页所在的文件夹里运行 python -m http.server。"]
