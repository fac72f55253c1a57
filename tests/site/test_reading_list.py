"""The reading list: saved in the browser, shown, exported and shared; it survives a browser that keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from handbook.exporters import FORMATS, works
from handbook.exporters.bundles import PAGE_FORMATS
from handbook.exporters.work import work_of_paper
from handbook.library.library import Library

from .test_browser import is_dark

ISSUE = "issues/064.html"
PAPERS = ("huang2023large", "yang2022zeroshot", "bursztyn2022learning")
CITED = "brown2020language"
FORBID = """Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"""


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """Return a page that may use the clipboard, and that reports errors of scripts."""
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"], locale="zh-CN", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def saved(page: Page) -> list[str]:
    return page.evaluate("JSON.parse(localStorage.getItem('hb-saved') ?? '[]')")  # type: ignore[no-any-return]


def opened(page: Page, address: str, query: str = "") -> Page:
    page.goto(f"{address}reading-list.html{query}")
    expect(page.locator("#hb-list[data-state=ready]")).to_be_attached()
    return page


def save(page: Page, address: str, keys: tuple[str, ...] = PAPERS) -> None:
    """Save papers as a reader does, from the page of the issue and from the pages of the papers."""
    page.goto(address + ISSUE)
    for key in keys[:2]:
        page.locator(f"#{key}").get_by_role("button", name="收藏").click()
    for key in keys[2:]:
        page.goto(f"{address}papers/{key}.html")
        page.get_by_role("button", name="收藏").click()


def shown(page: Page) -> list[str]:
    return page.locator("#hb-list-papers > li").evaluate_all("(rows) => rows.map((row) => row.dataset.name)")  # type: ignore[no-any-return]


def test_a_paper_is_saved_and_taken_off_again(reader: Page, address: str, library: Library) -> None:
    save(reader, address)
    assert saved(reader) == [*PAPERS]
    reader.goto(address + ISSUE)
    button = reader.locator(f"#{PAPERS[0]}").get_by_role("button", name="收藏")
    assert button.get_attribute("aria-label") == f"收藏：{library.entries[PAPERS[0]].item.title}"
    expect(button).to_have_attribute("aria-pressed", "true")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert saved(reader) == [*PAPERS[1:]]
    papers = [entry.item.id for entry in library.presented(library.issues[64]) if entry.item.kind == "paper"]
    assert reader.locator("button.hb-save").evaluate_all("(all) => all.map((each) => each.value)") == papers


def test_the_list_shows_what_is_saved_and_leads_to_it(reader: Page, address: str, library: Library) -> None:
    save(reader, address, (*PAPERS, CITED))
    reader.locator(".hb-list-link").click()
    expect(reader.locator("#hb-list[data-state=ready]")).to_be_attached()
    assert shown(reader) == [*PAPERS, CITED]
    rows = reader.locator("#hb-list-papers > li")
    for at, key in enumerate(PAPERS):
        entry = library.entries[key]
        assert entry.reference
        for text in (entry.item.title, entry.reference.title, entry.reference.authors[-1].name):
            expect(rows.nth(at)).to_contain_text(text)
    expect(rows.nth(3)).to_contain_text("Language Models are Few-Shot Learners")
    rows.first.get_by_role("link").click()
    expect(reader).to_have_url(f"{address}papers/{PAPERS[0]}.html")


@pytest.mark.parametrize("name", PAGE_FORMATS)
def test_the_list_is_exported_as_the_command_exports_it(reader: Page, address: str, library: Library, name: str) -> None:
    opened(reader, address, f"?papers={','.join((*PAPERS, CITED))}")
    reader.locator("#hb-export > summary").click()
    with reader.expect_download() as download:
        reader.locator(f"#hb-export button[value='{name}']").click()
    assert download.value.suggested_filename == f"handbook-papers{FORMATS[name].suffix}"
    papers = [*works([library.entries[key] for key in PAPERS]), work_of_paper(library.works[CITED])]
    assert Path(download.value.path()).read_bytes() == FORMATS[name].render(papers).encode()
    expect(reader.locator("#hb-export [role=status]")).to_have_text("已导出 4 篇论文。")


def test_a_shared_list_leaves_ones_own_as_it_is(reader: Page, address: str) -> None:
    save(reader, address, PAPERS[:1])
    opened(reader, address, f"?papers={PAPERS[1]},{PAPERS[0]},{PAPERS[2]}")
    assert shown(reader) == [PAPERS[1], PAPERS[0], PAPERS[2]]
    assert saved(reader) == [PAPERS[0]]
    expect(reader.locator(".hb-shared")).to_contain_text("3 篇")
    expect(reader.get_by_role("button", name="移除")).to_have_count(0)
    reader.get_by_role("button", name="加入我的清单").click()
    assert saved(reader) == [PAPERS[0], PAPERS[1], PAPERS[2]]
    expect(reader.locator("#hb-list-said")).to_contain_text("已加入你的清单。")
    reader.get_by_role("link", name="看我的清单").click()
    expect(reader.locator("#hb-list[data-state=ready]")).to_be_attached()
    assert shown(reader) == [PAPERS[0], PAPERS[1], PAPERS[2]]


def test_the_address_of_a_list_shows_it_to_others(reader: Page, address: str, browser: Browser) -> None:
    save(reader, address)
    opened(reader, address)
    reader.get_by_role("button", name="复制这份清单的网址").click()
    expect(reader.locator("#hb-list-said")).to_have_text("已复制。")
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert urlsplit(copied).query == f"papers={','.join(PAPERS)}"
    other = browser.new_context(locale="zh-CN")
    page = other.new_page()
    page.goto(copied)
    expect(page.locator("#hb-list[data-state=ready]")).to_be_attached()
    assert shown(page) == [*PAPERS]
    assert saved(page) == []
    other.close()


def test_what_is_removed_can_be_brought_back(reader: Page, address: str) -> None:
    save(reader, address)
    opened(reader, address)
    reader.locator("#hb-list-papers").get_by_role("button", name="移除").first.press("Enter")
    expect(reader.locator("#hb-list-papers > li")).to_have_count(2)
    assert saved(reader) == [*PAPERS[1:]]
    assert reader.evaluate("document.activeElement.closest('#hb-list-papers') !== null"), "the focus is not lost"
    reader.get_by_role("button", name="撤销").click()
    expect(reader.locator("#hb-list-papers > li")).to_have_count(3)
    assert saved(reader) == [*PAPERS]
    reader.get_by_role("button", name="全部移除").click()
    assert saved(reader) == []
    expect(reader.locator("#hb-list-status")).to_contain_text("还没有收藏")
    reader.get_by_role("button", name="撤销").click()
    assert saved(reader) == [*PAPERS]


def test_a_browser_that_keeps_nothing_is_told_so_and_has_a_list_for_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="zh-CN")
    context.add_init_script(FORBID)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + ISSUE)
    button = page.locator(f"#{PAPERS[0]}").get_by_role("button", name="收藏")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"#{PAPERS[0]} .hb-save + [role=status]")).to_contain_text("浏览器不允许本站保存内容")
    opened(page, address)
    expect(page.locator("#hb-list-status")).to_contain_text("还没有收藏")
    opened(page, address, f"?papers={PAPERS[0]}")
    assert shown(page) == [PAPERS[0]]
    page.get_by_role("button", name="加入我的清单").click()
    expect(page.locator("#hb-list-said")).to_contain_text("浏览器不允许本站保存内容")
    assert errors == []
    context.close()


def test_what_others_have_written_is_no_markup_and_no_address(reader: Page, address: str) -> None:
    reader.goto(address)
    reader.evaluate("""localStorage.setItem('hb-saved', '["<img src=x onerror=alert(1)>", "../../evil", 7, "huang2023large"]')""")
    opened(reader, address)
    assert shown(reader) == [PAPERS[0]]
    reader.evaluate("localStorage.setItem('hb-saved', '{damaged')")
    opened(reader, address)
    expect(reader.locator("#hb-list-status")).to_contain_text("还没有收藏")
    opened(reader, address, "?papers=%3Cb%3E,..%2F..%2Fx,nosuchpaper2020,huang2023large,huang2023large")
    assert shown(reader) == ["nosuchpaper2020", "huang2023large"]
    expect(reader.locator("#hb-list-papers > li").first).to_contain_text("手册里没有这篇论文。")


def test_two_windows_have_one_list(reader: Page, address: str) -> None:
    opened(reader, address)
    other = reader.context.new_page()
    save(other, address, PAPERS[:1])
    expect(reader.locator("#hb-list-papers > li")).to_have_count(1)
    expect(other.locator(f"#{PAPERS[0]} .hb-save")).to_have_attribute("aria-pressed", "true")
    reader.locator("#hb-list-papers").get_by_role("button", name="移除").click()
    expect(other.locator(f"#{PAPERS[0]} .hb-save")).to_have_attribute("aria-pressed", "false")


def test_a_paper_that_does_not_load_can_be_loaded_again(reader: Page, address: str) -> None:
    reader.route("**/huang2023large.html.md", lambda route: route.abort())
    opened(reader, address, f"?papers={PAPERS[0]},{PAPERS[1]}")
    row = reader.locator("#hb-list-papers > li").first
    expect(row).to_contain_text("这篇论文未能载入。")
    expect(reader.locator("#hb-list-papers > li").nth(1)).to_contain_text("Ping Yang")
    reader.unroute("**/huang2023large.html.md")
    row.get_by_role("button", name="重试").click()
    expect(row).to_contain_text("大语言模型可以自我改进")


def test_without_javascript_nothing_is_shown_that_needs_it(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    for name in (ISSUE, f"papers/{PAPERS[0]}.html"):
        page.goto(address + name)
        assert page.locator("button.hb-save").count() > 0
        for hidden in page.locator("button.hb-save, .hb-compare-link, .hb-list-link").all():
            expect(hidden).to_be_hidden()
    for name in ("reading-list.html", "compare.html"):
        page.goto(address + name)
        expect(page.locator("article noscript p")).to_contain_text("需要 JavaScript")
        expect(page.locator("article noscript p")).to_be_visible()
        expect(page.locator("article").get_by_role("link", name="论文：按年份")).to_be_visible()
        expect(page.locator(".hb-gathered-body")).to_be_hidden()
    context.close()


def test_from_a_file_the_pages_say_what_they_need(browser: Browser, site: Path) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    for name in ("reading-list.html", "compare.html"):
        page.goto((site / name).as_uri())
        expect(page.locator(".hb-search-file").last).to_contain_text("需要网页服务器")
        expect(page.locator(".hb-gathered-body")).to_be_hidden()
    page.goto((site / ISSUE).as_uri())
    expect(page.locator("button.hb-save").first).to_be_hidden()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark"), (360, "light")])
def test_axe_finds_nothing_on_the_list(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, locale="zh-CN", viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    for query in ("", f"?papers={','.join((*PAPERS, CITED))}"):
        opened(page, address, query)
        assert is_dark(page) == (scheme == "dark")
        if query:
            page.locator("#hb-export > summary").click()
            page.get_by_role("button", name="复制这份清单的网址").click()
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_list_prints_as_a_list(reader: Page, address: str) -> None:
    opened(reader, address, f"?papers={','.join(PAPERS)}")
    reader.emulate_media(media="print")
    for hidden in ("button", "input", ".hb-gathered-tools", ".hb-choose"):
        assert reader.locator(f"article {hidden}").evaluate_all("(all) => all.filter((each) => each.checkVisibility())") == []
    expect(reader.locator("#hb-list-papers > li").first).to_contain_text("EMNLP 2023")
    expect(reader.locator("#hb-list-papers > li").first).to_be_visible()
