"""The site as a reader has it: every page in a browser, and the ways to a paper."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.site.redirects import MARK

ABORTED = "net::ERR_ABORTED"
"""What Chromium says of an icon that it was still fetching when the next page was opened."""
MAX_REQUESTS, MAX_BYTES = 8, 60_000
"""What a first page may take, compressed; with the icons of the theme it took 23 requests and 872 kB."""
SELF_IMPROVING = "papers/huang2023large.html"


def test_no_page_has_an_error_or_asks_another_host(page: Page, site: Path, address: str, pages: tuple[str, ...]) -> None:
    errors: list[str] = []
    foreign: list[str] = []
    page.on(
        "console", lambda message: errors.append(f"{page.url}: {message.text}") if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    page.on("requestfailed", lambda request: None if request.failure == ABORTED else errors.append(f"{page.url}: {request.url}"))
    page.on("request", lambda request: None if request.url.startswith((address, "data:")) else foreign.append(request.url))
    page.on("response", lambda response: errors.append(f"{response.status} {response.url}") if response.status >= 400 else None)
    for name in pages:
        page.goto(address + name, wait_until="load")
        if MARK in (site / name).read_bytes():
            page.wait_for_url(f"{address}**/index.html" if "/" in name else f"{address}index.html")
    assert errors == []
    assert foreign == []


def is_dark(page: Page) -> bool:
    """Return whether the page is shown on a dark ground."""
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(int, re.findall(r"\d+", ground)[:3])) < 3 * 128


@pytest.mark.parametrize(
    ("kind", "term"),
    [("topics", "大语言模型推理能力"), ("institutions", "谷歌"), ("methods", "自训练")],
)
def test_a_reader_finds_the_paper_in_two_clicks(page: Page, address: str, kind: str, term: str) -> None:
    page.goto(address)
    page.locator(f"article a[href^='docs/{kind}/']").filter(has_text=re.compile(f"^{term}$")).first.click()
    page.locator("article").get_by_role("link", name="大语言模型可以自我改进").first.click()
    expect(page).to_have_url(address + SELF_IMPROVING)
    expect(page.locator("#huang2023large")).to_contain_text("Large Language Models Can Self-Improve")


def test_pages_read_well_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", color_scheme="dark")
    page = context.new_page()
    page.goto(address + "issues/028.html")
    assert is_dark(page), "colours must not need a script"
    entry = page.locator("#lin2021m610t")
    expect(entry.get_by_role("link", name="Junyang Lin")).to_be_visible()
    entry.locator(".hb-people summary").click()
    expect(entry.get_by_role("link", name="Hongxia Yang")).to_be_visible()
    expect(page.locator(".bd-sidebar-primary .hb-nav").get_by_role("link", name="主题")).to_be_visible()
    expect(page.locator(".hb-mode")).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".hb-menus summary", has_text="目录").click()
    page.locator(".hb-menus .hb-nav").get_by_role("link", name="主题").click()
    expect(page).to_have_url(f"{address}docs/topics/index.html")
    context.close()


def test_the_page_of_a_paper_reads_well_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + "papers/fang2021deep.html")
    panel = page.locator("details.hb-cite").first
    expect(panel.locator("pre[data-format='gbt7714-2025']")).to_be_visible()
    expect(panel.locator("pre[data-format='ris']")).to_be_hidden()
    panel.locator("details summary").click()
    expect(panel.locator("pre[data-format='ris']")).to_be_visible()
    page.get_by_role("link", name="以模板填充实现跨域推理").click()
    expect(page).to_have_url(f"{address}papers/rajagopal2021template.html")
    context.close()


def test_the_page_of_a_paper_prints_without_what_only_a_screen_needs(page: Page, address: str) -> None:
    page.goto(address + "papers/fang2021deep.html", wait_until="load")
    page.emulate_media(media="print")
    for hidden in (".hb-report", ".hb-formats", ".hb-actions", ".hb-files", ".hb-breadcrumbs", ".bd-sidebar-primary"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in ("h1", ".hb-facts", ".hb-erratum", ".hb-place", ".hb-record"):
        expect(page.locator(f"article {shown}").first).to_be_visible()


def test_the_chosen_colour_mode_stays(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    for mode, dark in (("深色", True), ("浅色", False), ("深色", True)):
        page.locator(".hb-mode summary").click()
        page.locator(".hb-mode").get_by_role("button", name=mode).click()
        assert is_dark(page) == dark
    page.goto(f"{address}issues/028.html")
    assert is_dark(page)


def test_a_page_is_light_and_loads_no_icon_font(page: Page, address: str) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(gzip.compress(answer.body()))}))
    page.goto(f"{address}issues/064.html", wait_until="networkidle")
    assert len(sizes) <= MAX_REQUESTS, sizes
    assert sum(sizes.values()) <= MAX_BYTES, sizes


def test_icons_have_a_shape(page: Page, address: str) -> None:
    """An icon of the theme without a shape of ours would be a dot."""
    page.goto(f"{address}issues/028.html")
    page.locator(".hb-mode summary").click()
    shapes = page.evaluate(
        """() => [...document.querySelectorAll(".hb-icon, :is(i, span)[class*='fa-']")].map(
          (icon) => [icon.className, getComputedStyle(icon).clipPath.startsWith("path")])"""
    )
    assert shapes
    assert [name for name, is_drawn in shapes if not is_drawn] == []


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "issues/028.html",
        "docs/authors/l.html",
        "docs/institutions/index.html",
        "docs/overview.html",
        "papers/fang2021deep.html",
    ],
)
def test_nothing_is_wider_than_the_window(page: Page, address: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + name, wait_until="load")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_search_page_finds_chinese_and_english(page: Page, address: str) -> None:
    for query, title in (("自我改进", "大语言模型可以自我改进"), ("ClimateBert", "面向气候相关文本")):
        page.goto(f"{address}search.html?q={query}", wait_until="load")
        expect(page.locator("#hb-search-results")).to_contain_text(title)
