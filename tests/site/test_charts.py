"""Charts in a browser: readable light, dark and on paper, on narrow screens, without scripts, and leading where they say."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from .search_page import Search, total

OVERVIEW = "docs/overview.html"
CONTRASTS = """() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (colour) => {
    const linear = (part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const [red, green, blue] = colour.map((part) => linear(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const over = (front, share, back) => front.slice(0, 3).map((part, at) => share * part + (1 - share) * back[at]);
  let page = document.querySelector(".hb-chart");
  while (page && getComputedStyle(page).backgroundColor === "rgba(0, 0, 0, 0)") page = page.parentElement;
  const ground = page ? parts(getComputedStyle(page).backgroundColor).slice(0, 3) : [255, 255, 255];
  return [...document.querySelectorAll("svg.hb-chart-svg text")].map((text) => {
    let back = ground;
    for (const box of text.closest("g[transform], svg").querySelectorAll("rect")) {
      const [own, other] = [text.getBoundingClientRect(), box.getBoundingClientRect()];
      const covers = other.left < own.right && other.right > own.left && other.top < own.bottom && other.bottom > own.top;
      const style = getComputedStyle(box);
      if (covers) back = over(parts(style.fill), Number(style.fillOpacity), back);
    }
    const [one, two] = [light(parts(getComputedStyle(text).fill)), light(back)];
    return [text.textContent, (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05)];
  });
}"""
"""The contrast of each text of a chart with what is behind it."""


@pytest.mark.parametrize(("media", "scheme"), [("screen", "light"), ("screen", "dark"), ("print", "dark")])
def test_every_text_of_a_chart_has_enough_contrast(page: Page, address: str, media: str, scheme: str) -> None:
    page.goto(address + OVERVIEW)
    page.emulate_media(media=media, color_scheme=scheme)  # type: ignore[arg-type]
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 100
    assert [(text, round(contrast, 2)) for text, contrast in contrasts if contrast < 4.5] == []


@pytest.mark.parametrize("cell", [0, 7, -1])
def test_a_number_of_the_heat_map_is_the_number_of_results(search: Search, page: Page, address: str, cell: int) -> None:
    page.goto(address + OVERVIEW)
    cells = page.locator(".hb-chart-grid a[href*='search.html']")
    link = cells.nth(cell % cells.count())
    count, href = int(link.locator("text").text_content() or 0), link.get_attribute("href") or ""
    found = search(href.removeprefix("../search.html"))
    assert total(found) == count
    expect(found.locator("#hb-search-chips .hb-chip:not(.hb-chip-clear)")).to_have_count(2)


def test_names_and_numbers_of_a_narrow_chart_stay_apart(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(address + OVERVIEW)
    boxes = """(texts) => texts.map((text) => [text.textContent, text.getBoundingClientRect()])
      .map(([name, box]) => [name, box.left, box.right])"""
    rows = page.locator(".hb-chart-bars > g[transform]").all()
    assert len(rows) >= 5
    for row in rows:
        (name, _left, end), (_count, start, right) = row.locator("text").evaluate_all(boxes)
        assert end < start, name
        assert right <= 390
    for name, left, right in page.locator(".hb-chart-grid text").evaluate_all(boxes):
        assert 0 <= left <= right <= 390, name
    size = page.locator(".hb-chart-svg text").first.evaluate("(text) => text.getBoundingClientRect().height")
    assert size >= 12, "text keeps its size"
    context.close()


def test_the_table_behind_a_chart_opens_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(address + OVERVIEW)
    figures = page.locator("details.hb-chart-table")
    assert figures.count() >= 3
    for table in figures.all():
        expect(table.locator("table")).not_to_be_visible()
        table.locator("summary").click()
        expect(table.locator("table").first).to_be_visible()
    context.close()


def test_a_reader_comes_to_a_chart_from_the_front_page_and_by_the_keyboard_to_a_term(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.locator("main article a", has_text="概览").click()
    expect(page.locator("h1")).to_contain_text("概览")
    first = page.locator(".hb-chart-svg a", has_text="迁移学习").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("迁移学习")
