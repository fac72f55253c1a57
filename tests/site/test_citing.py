"""Citing as a reader does it: the same bytes on the page, in the clipboard, in a download, in a bundle and from the command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Locator, Page, expect

from handbook import load
from handbook.cli import main
from handbook.exporters import FORMATS, works
from handbook.exporters.bundles import PAGE_FORMATS, citations_of
from handbook.library.entries import Entry
from handbook.library.library import Library

POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
"""What a careful server allows; the theme's own scripts set styles."""
PAPER = "huang2023large"
ISSUE = "issues/064.html"


@pytest.fixture(scope="module")
def handbook(root: Path) -> Library:
    return load(root)


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """Return a page under the policy, with leave to use the clipboard."""
    context = browser.new_context(
        locale="zh-CN",
        permissions=["clipboard-read", "clipboard-write"],
        accept_downloads=True,
        viewport={"width": 1280, "height": 900},
    )
    page = context.new_page()
    page.route(
        f"{address}*.html",
        lambda route: route.fulfill(
            response=(answer := route.fetch()), headers={**answer.headers, "Content-Security-Policy": POLICY}
        ),
    )
    page.goto(address + ISSUE)
    yield page
    context.close()


def opened(page: Page, key: str = PAPER) -> Locator:
    panel = page.locator(f"details.hb-cite[data-key='{key}']")
    panel.locator("summary").click()
    expect(panel.locator(".hb-record")).not_to_be_empty()
    return panel


def expected(library: Library, name: str, key: str = PAPER) -> str:
    return FORMATS[name].render(works(library.papers(keys=[key])))


def test_every_format_is_copied_and_downloaded_as_it_is_exported(
    reader: Page, handbook: Library, root: Path, tmp_path: Path
) -> None:
    panel = opened(reader)
    for name in PAGE_FORMATS:
        text = expected(handbook, name)
        panel.get_by_role("button", name=FORMATS[name].name, exact=True).click()
        expect(panel.get_by_role("button", name=FORMATS[name].name, exact=True)).to_have_attribute("aria-pressed", "true")
        reader.wait_for_function(
            "([shown, text]) => shown.textContent === text", arg=[panel.locator(".hb-record").element_handle(), text]
        )
        panel.get_by_role("button", name="复制").click()
        expect(panel.get_by_role("status")).to_have_text("已复制。")
        assert reader.evaluate("navigator.clipboard.readText()") == text, name
        with reader.expect_download() as download:
            panel.get_by_role("button", name="下载").click()
        assert download.value.suggested_filename == PAPER + FORMATS[name].suffix
        assert Path(download.value.path()).read_bytes() == text.encode(), name
        out = tmp_path / f"exported{FORMATS[name].suffix}"
        with pytest.raises(SystemExit) as done:
            main(["--root", str(root), "export", "--key", PAPER, "--format", name, "--output", str(out)])
        assert done.value.code in (0, None)
        assert out.read_bytes() == text.encode()


def test_data_for_search_engines_are_allowed_where_scripts_must_be_files(address: str, reader: Page) -> None:
    said: list[str] = []
    reader.on("console", lambda message: said.append(message.text))
    for name in (ISSUE, "docs/methods/chain-of-thought.html"):
        reader.goto(address + name)
        data = reader.locator("script[type='application/ld+json']").text_content()
        assert json.loads(data or "")["@context"] == "https://schema.org"
    assert [text for text in said if "Content Security Policy" in text and "script" in text] == []


def test_the_chosen_format_is_kept_for_the_next_paper(reader: Page) -> None:
    opened(reader).get_by_role("button", name="RIS", exact=True).click()
    other = opened(reader, "yang2022zeroshot")
    expect(other.get_by_role("button", name="RIS", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(other.locator(".hb-record")).to_contain_text("ID  - yang2022zeroshot")


def test_an_issue_is_cited_and_a_preprint_beside_its_publication(reader: Page, address: str) -> None:
    panel = opened(reader, "handbook-064")
    assert panel.locator(".hb-formats").get_by_role("button").all_inner_texts() == [FORMATS[name].name for name in PAGE_FORMATS]
    panel.get_by_role("button", name="BibTeX", exact=True).click()
    expect(panel.locator(".hb-record")).to_contain_text("第 64 期")
    reader.goto(f"{address}issues/028.html")
    entry = reader.locator("#fang2021deep")
    assert entry.locator("details.hb-cite").evaluate_all("found => found.map(each => each.dataset.key)") == [
        "fang2022generalizable",
        "fang2021deep",
    ]


def test_without_javascript_the_citation_is_there_and_leads_to_the_files(
    browser: Browser, address: str, handbook: Library
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(address + ISSUE)
    panel = page.locator(f"#{PAPER} details.hb-cite")
    expect(panel.locator("pre").first).to_be_hidden()
    panel.locator("summary").click()
    assert panel.locator("pre").first.text_content() == expected(handbook, "gbt7714-2025")
    panel.get_by_role("link").click()
    expect(page).to_have_url(f"{address}{ISSUE}#cite")
    for name in ("gbt7714-2015", "apa", "ieee", "bibtex", "biblatex", "ris", "csl-json"):
        link = page.locator(f"#cite a[data-format='{name}']")
        answer = page.request.get(f"{address}issues/{link.get_attribute('href')}")
        assert answer.body().decode() == FORMATS[name].render(works(handbook.papers(issue=64)))
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_open_panels(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, locale="zh-CN", viewport={"width": 360, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + ISSUE)
    opened(page)
    opened(page, "handbook-064")
    found = Axe().run(page, context="details.hb-cite").response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert wide <= 360


def openurls(site: Path, page: str) -> list[str]:
    tree = html.parse(str(site / page), html.HTMLParser(encoding="utf-8"))
    return [str(span.get("title")) for span in tree.getroot().iterfind(".//span[@class='Z3988']")]


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("issues/064.html", {"issue": 64}),
        ("docs/methods/chain-of-thought.html", {"method": "chain-of-thought"}),
        ("docs/methods/prompt-learning.html", {"method": "prompt-learning"}),
        ("docs/papers/by-year.html", {}),
    ],
)
def test_zotero_finds_exactly_the_papers_of_the_page(site: Path, handbook: Library, page: str, asked: dict[str, str]) -> None:
    papers = handbook.papers(**asked)  # type: ignore[arg-type]
    assert openurls(site, page) == [citations_of(handbook).coins(entry) for entry in papers]


def test_zotero_finds_the_papers_of_a_page_of_authors_once_each(site: Path, handbook: Library) -> None:
    entries = {entry.item.id: entry for author in handbook.authors_by_letter["l"] for entry in author.entries if entry.reference}
    assert sorted(openurls(site, "docs/authors/l.html")) == sorted(map(citations_of(handbook).coins, entries.values()))


def test_lists_lead_to_their_files(page: Page, address: str) -> None:
    page.goto(f"{address}docs/methods/chain-of-thought.html")
    files = page.locator("p.hb-files")
    expect(files).to_contain_text("2 篇论文的引文：")
    for name, suffix in (("BibTeX", ".bib"), ("RIS", ".ris"), ("CSL-JSON", ".json")):
        link = files.get_by_role("link", name=name)
        expect(link).to_have_attribute("href", f"../../cite/method/chain-of-thought{suffix}")
        assert page.request.get(f"{address}cite/method/chain-of-thought{suffix}").ok


@pytest.mark.parametrize("few", [True, False])
def test_what_is_found_is_exported_as_the_bundles_have_it(reader: Page, address: str, handbook: Library, few: bool) -> None:
    if not few:  # as if the results were of many issues: one file of all papers is cut
        reader.route(
            "**/search/export.js",
            lambda route: route.fulfill(
                response=(answer := route.fetch()), body=answer.text().replace("MAX_ISSUE_FILES = 24", "MAX_ISSUE_FILES = 0")
            ),
        )
    reader.goto(f"{address}search.html?q=模型")
    reader.locator("#hb-export summary").click()
    found = reader.evaluate("import(document.querySelector('script[src$=\"page.js\"]').src).then((page) => page.selection())")
    assert len(found) == int(reader.locator("#hb-search-results").get_attribute("data-total") or 0)
    papers = [entry for key in found if (entry := handbook.entries.get(key)) and entry.reference]
    assert 2 < len(papers) < len(found), "papers, and terms"
    for name in ("bibtex", "ris", "csl-json", "gbt7714-2025"):
        with reader.expect_download() as download:
            reader.locator(f"#hb-export button[value='{name}']").click()
        assert download.value.suggested_filename == f"handbook-papers{FORMATS[name].suffix}"
        assert Path(download.value.path()).read_bytes() == FORMATS[name].render(works(papers)).encode(), name
    expect(reader.locator("#hb-export [role=status]")).to_have_text(f"已导出 {len(papers)} 篇论文。")


def test_the_page_of_a_paper_has_every_format(site: Path, handbook: Library) -> None:
    for entry in handbook.papers():
        tree = html.fromstring((site / f"papers/{entry.item.id}.html").read_bytes())
        (panel,) = tree.xpath(f"//details[@data-key={work_key(entry)!r}][@open]")
        shown = {pre.get("data-format"): pre.text_content() for pre in panel.xpath(".//pre")}
        assert shown.keys() == set(PAGE_FORMATS)
        for name, text in shown.items():
            assert text == expected(handbook, name, entry.item.id).replace("\r\n", "\n"), (entry.item.id, name)


def work_key(entry: Entry) -> str:
    """Return the key of the version to cite."""
    assert entry.reference
    return entry.reference.key


def test_a_citation_is_copied_and_downloaded_from_the_page_of_a_paper(reader: Page, address: str, handbook: Library) -> None:
    reader.goto(f"{address}papers/{PAPER}.html")
    panel = reader.locator("details.hb-cite").first
    for name in ("ris", "csl-json", "apa"):
        panel.get_by_role("button", name=FORMATS[name].name, exact=True).click()
        with reader.expect_download() as download:
            panel.locator(".hb-download").click()
        assert download.value.suggested_filename == f"{PAPER}{FORMATS[name].suffix}"
        assert Path(download.value.path()).read_bytes().decode() == expected(handbook, name)
