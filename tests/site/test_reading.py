"""How the pages are for a reader: what is seen first, where one is, the keyboard, lines and letters, and paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.library.library import Library
from handbook.model.places import paper_docname

from .test_browser import is_dark

PHONE = {"width": 390, "height": 844}
WIDTHS = (390, 768, 1440)
MAX_STOPS = 12
PAPER = "huang2023large"
LINES = """(paragraph) => {
  const lines = new Map();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.length; at++) {
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const line = Math.round(range.getBoundingClientRect().bottom / 8);
      lines.set(line, (lines.get(line) ?? "") + walker.currentNode.data[at]);
    }
  }
  return [...lines.values()];
}"""
"""Returns the lines of a paragraph as they are drawn."""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Return a page on a phone."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_on_a_phone_a_summary_begins_on_the_first_screen(phone: Page, address: str, library: Library) -> None:
    papers = [entry for entry in library.entries.values() if entry.item.kind == "paper"]
    assert papers
    for entry in papers:
        phone.goto(f"{address}{paper_docname(entry.item.id)}.html")
        top = phone.locator(".hb-work > p:not([class])").first.evaluate("(p) => p.getBoundingClientRect().top")
        assert top < PHONE["height"] * 0.8, entry.item.id
    for docname in {entry.docname for entry in papers}:
        phone.goto(f"{address}{docname}.html")
        tops = phone.evaluate(
            """() => [...document.querySelectorAll("section.hb-paper")].map((entry) =>
              entry.querySelector(":scope > p:not([class])").getBoundingClientRect().top - entry.getBoundingClientRect().top)"""
        )
        assert tops
        assert max(tops) < PHONE["height"] * 0.8


def test_what_every_entry_has_is_named_with_its_title(page: Page, address: str, library: Library) -> None:
    entries = [entry for entry in library.entries.values() if entry.docname == "issues/028"]
    page.goto(f"{address}issues/028.html")
    for selector, name in (("details.hb-cite > summary", "引用"), (".hb-report a", "报告错误")):
        heard = [" ".join(text.split()) for text in page.locator(f"section.hb-entry {selector}").all_text_contents()]
        titles = [entry.item.title for entry in entries if selector != "details.hb-cite > summary" or entry.reference]
        assert {f"{name}：{title}" for title in titles} <= {*heard}
        assert len(heard) == len({*heard})


def test_a_report_is_no_link_of_the_paper(page: Page, address: str) -> None:
    for name in ("issues/064.html", f"papers/{PAPER}.html"):
        page.goto(address + name)
        assert page.locator(".hb-links").count() > 0
        assert page.locator(".hb-links a", has_text="报告错误").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_an_entry_reached_by_a_link_shows_its_issue(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for name in (f"issues/064.html#{PAPER}", f"papers/{PAPER}.html#cite"):
        page.goto(address + name)
        issue = page.locator(".hb-breadcrumbs").get_by_text("第 64 期", exact=True)
        expect(issue).to_be_in_viewport(ratio=1)
        assert issue.evaluate("(crumb) => crumb.scrollWidth <= crumb.clientWidth + 1")
        expect(page.locator(".hb-breadcrumbs").get_by_text("预训练手册", exact=True)).to_be_in_viewport()


def test_the_permalink_of_an_entry_is_there_for_fingers_and_the_keyboard(phone: Page, page: Page, address: str) -> None:
    opacity = "(link) => getComputedStyle(link).opacity"
    link = f"#{PAPER} > h4 > a.headerlink"
    phone.goto(f"{address}issues/064.html")
    assert phone.locator(link).evaluate(opacity) == "1"
    page.goto(f"{address}issues/064.html")
    assert page.locator(link).evaluate(opacity) == "0"
    page.locator(link).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == f"#{PAPER}"
    assert page.locator(link).evaluate(opacity) == "1"


def test_before_and_after_an_issue_are_issues_with_their_titles(page: Page, address: str, library: Library) -> None:
    issue = library.issues[28].issue
    assert issue
    page.goto(f"{address}issues/064.html")
    link = page.locator(".hb-neighbour-pages [data-rel=prev]")
    assert " ".join(link.inner_text().split()) == f"上一期 第 28 期 {issue.title}"
    expect(page.locator(".hb-neighbour-pages [data-rel=next]")).to_have_count(0)
    link.get_by_role("link").click()
    expect(page).to_have_url(f"{address}issues/028.html")
    expect(page.locator(".hb-neighbour-pages [data-rel=next]")).to_contain_text("下一期")
    assert page.locator("head link[rel=next]").get_attribute("href") == "064.html"


def test_pages_that_only_lead_elsewhere_are_nobodys_neighbours(page: Page, address: str) -> None:
    page.goto(f"{address}docs/authors/d.html")
    assert page.locator(".hb-neighbour-pages [data-rel=next] a").get_attribute("href") == "f.html"
    page.goto(f"{address}docs/authors/e.html")
    expect(page).to_have_url(f"{address}docs/authors/index.html")


def test_topics_institutions_and_methods_are_in_one_order(page: Page, address: str) -> None:
    kinds = ["主题", "机构", "方法"]
    page.goto(f"{address}issues/064.html")
    navigation = page.locator(".bd-sidebar-primary .hb-nav a").all_inner_texts()
    assert [name for name in navigation if name in kinds] == kinds
    assert page.locator(f"#{PAPER} dl.hb-facts dt").all_inner_texts()[:3] == kinds
    page.goto(address)
    assert [text[1:3] for text in page.locator("article h2").all_inner_texts() if "进入" in text] == kinds
    page.goto(f"{address}search.html?q=BERT")
    expect(page.locator("#hb-search[data-state=ready]")).to_be_attached(timeout=20_000)
    facets = page.locator("#hb-search-facets legend").all_inner_texts()
    assert [name for name in facets if name in kinds] == kinds


def test_a_citation_is_copied_in_a_dozen_keys_from_the_front_page(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    stops = 0

    def press(key: str) -> None:
        nonlocal stops
        stops += 1
        page.keyboard.press(key)

    press("/")
    expect(page.locator("#pst-search-dialog input")).to_be_focused()
    page.keyboard.type("大语言模型可以自我改进")
    expect(page.locator("#pst-search-dialog .hb-result").first).to_contain_text("大语言模型可以自我改进")
    press("ArrowDown")
    press("Enter")
    page.wait_for_url(f"**/papers/{PAPER}.html*")
    expect(page.locator(".hb-cite .hb-copy").first).to_be_attached()
    for key in ("Tab", "Tab", "Enter"):
        press(key)
    while "hb-copy" not in page.evaluate("document.activeElement.className") and stops < MAX_STOPS:
        press("Tab")
    press("Enter")
    expect(page.locator(".hb-cite .hb-status").first).to_have_text("已复制。")
    assert "self-improve" in page.evaluate("navigator.clipboard.readText()").lower()
    assert stops <= MAX_STOPS
    context.close()


def test_arrows_lead_through_the_formats_of_a_citation(page: Page, address: str) -> None:
    page.goto(f"{address}papers/{PAPER}.html")
    formats = page.locator(".hb-cite").first.locator(".hb-formats button")
    expect(formats.first).to_be_attached()
    assert formats.evaluate_all("(all) => all.filter((each) => each.tabIndex === 0).length") == 1
    formats.first.focus()
    page.keyboard.press("ArrowLeft")
    expect(formats.last).to_be_focused()
    page.keyboard.press("Enter")
    expect(formats.last).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("width", [1440, 1920])
@pytest.mark.parametrize("name", ["issues/064.html", f"papers/{PAPER}.html", "docs/methods/chain-of-thought.html"])
def test_a_full_line_has_35_to_42_han_characters(page: Page, address: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + name)
    lines = [
        line
        for paragraph in page.locator("article section > p:not([class])").all()
        if len(drawn := paragraph.evaluate(LINES)) > 2
        for line in drawn[:-1]
    ]
    pure = [len(line) for line in lines if not re.search(r"[ -~]", line)]
    assert pure
    assert min(pure) >= 35
    assert max(pure) <= 42


def test_the_language_decides_whose_quotation_marks_are_drawn(page: Page, address: str) -> None:
    page.goto(f"{address}papers/{PAPER}.html")
    family = "(element) => getComputedStyle(element).fontFamily"
    assert page.locator("article p:not([class])").first.evaluate(family).startswith('"PingFang SC"')
    assert page.locator("article h1").evaluate(family).startswith('"PingFang SC"')
    assert page.locator("article .hb-title-en [lang=en]").evaluate(family).startswith("-apple-system")
    assert "mono" in page.locator("pre[data-format=bibtex]").first.evaluate(family).lower()
    assert page.locator("article").evaluate("(article) => getComputedStyle(article).textSpacingTrim") == "trim-start"


def test_links_in_text_have_one_style_and_chips_another(page: Page, address: str) -> None:
    page.goto(address)
    style = """(links) => [...new Set(links.map((link) => {
      const { color, textDecorationLine } = getComputedStyle(link);
      return `${color} ${textDecorationLine}`;
    }))]"""
    text = page.locator("article :is(p.hb-covered, .hb-row-title, section > p:not([class])) a").evaluate_all(style)
    chips = page.locator("article ul.hb-chips a").evaluate_all(style)
    page.goto(f"{address}issues/064.html")
    entry = page.locator(":is(.hb-names, dl.hb-facts, .hb-links) a").evaluate_all(style)
    assert len(text) == len(chips) == 1
    assert entry == text
    assert text[0].endswith("underline")
    assert chips[0].endswith("none")
    assert chips[0].rpartition(" ")[0] == text[0].rpartition(" ")[0]


def test_the_front_page_says_what_it_is_and_what_it_has(page: Page, address: str, library: Library) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address)
    for seen in (page.locator("article p").first, page.get_by_role("searchbox").first, page.locator(".hb-covered")):
        expect(seen).to_be_in_viewport(ratio=1)
    covered = page.locator(".hb-covered").inner_text()
    papers = sum(entry.item.counted_as == "paper" for entry in library.entries.values())
    assert "第 28 期" in covered
    assert "第 64 期" in covered
    assert f"论文 {papers} 篇" in covered
    links = page.locator("article a:not(.headerlink)").all_inner_texts()
    assert [text for text in links if not re.match(r"[\w“《]", text) or re.match(r"(期|篇|个|家|种|位)", text)] == []
    page.locator("article").get_by_role("searchbox").fill("自我改进")
    page.locator("article").get_by_role("button", name="搜索").click()
    expect(page).to_have_url(f"{address}search.html?q={quote('自我改进')}")


def test_the_questions_on_the_front_page_have_answers(page: Page, address: str) -> None:
    page.goto(address)
    questions = page.locator(".hb-examples a")
    expect(questions).to_have_count(3)
    for href in questions.evaluate_all("(links) => links.map((link) => link.href)"):
        page.goto(href)
        expect(page.locator("#hb-search[data-state=ready]")).to_be_attached(timeout=20_000)
        assert page.locator("#hb-search-results .hb-result").count() >= 2, href


def test_paper_is_light_and_has_the_text_only(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="zh-CN", color_scheme="dark")
    page = context.new_page()
    names = ("issues/064.html", f"papers/{PAPER}.html", "docs/methods/chain-of-thought.html", "docs/overview.html")
    for name in (*names, "search.html?q=BERT"):
        page.goto(address + name)
        page.emulate_media(media="print", color_scheme="dark")
        assert not is_dark(page), name
        page.evaluate("document.documentElement.dataset.theme = 'dark'")
        assert not is_dark(page), name
        shown = "(all) => all.filter((each) => each.checkVisibility()).map((each) => each.outerHTML.slice(0, 80))"
        assert page.locator("nav, button, input, select, summary, .headerlink, .hb-toc").evaluate_all(shown) == [], name
        assert page.locator("h1").first.is_visible()
        page.emulate_media(media="screen", color_scheme="dark")
    page.goto(f"{address}docs/methods/chain-of-thought.html")
    page.emulate_media(media="print")
    expect(page.get_by_text("链式思维")).to_be_visible()
    page.goto(f"{address}papers/{PAPER}.html")
    after = "(link) => getComputedStyle(link, '::after').content"
    assert "https://aclanthology.org/2023.emnlp-main.67.pdf" in page.locator(".hb-links a", has_text="PDF").first.evaluate(after)
    assert page.locator("a[href^='https://arxiv.org/abs/']").first.evaluate(after) == "none"
    expect(page.locator(".hb-record").first).to_be_visible()
    context.close()


def test_an_entry_is_not_broken_over_pages(page: Page, address: str) -> None:
    page.goto(f"{address}issues/064.html")
    page.emulate_media(media="print")
    assert page.locator(f"#{PAPER}").evaluate("(entry) => getComputedStyle(entry).breakInside") == "avoid"


def test_nothing_moves_while_the_search_page_loads(phone: Page, address: str) -> None:
    phone.add_init_script(
        """window.shifts = 0;
        new PerformanceObserver((list) => { for (const shift of list.getEntries()) window.shifts += shift.value; })
          .observe({ type: "layout-shift", buffered: true });"""
    )
    for name in ("search.html", "search.html?q=BERT", "index.html"):
        phone.goto(address + name, wait_until="networkidle")
        assert phone.evaluate("window.shifts") <= 0.05, name
