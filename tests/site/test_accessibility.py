"""Axe finds nothing on the pages, in any state that a reader brings them into, on wide and narrow screens, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .test_browser import is_dark

SCREENS = ((1440, "light"), (390, "dark"))
ALL_SCREENS = (*SCREENS, (1440, "dark"), (390, "light"))
PAGES = (
    "index.html",
    "issues/028.html",
    "issues/064.html",
    "docs/institutions/index.html",
    "docs/authors/l.html",
    "docs/methods/chain-of-thought.html",
    "docs/overview.html",
    "docs/guide/reading.html",
    "docs/reference/markup.html",
    "papers/gidaris2022selfsupervision.html",
    "papers/brown2020language.html",
    "venues/emnlp.html",
    "404.html",
    "search.html",
    "reading-list.html",
    "compare.html",
)
ISSUE, TERM, SEARCH = "issues/064.html", "docs/methods/chain-of-thought.html", "search.html?q=BERT"


def found(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds: each rule with some of the elements that break it."""
    violations = Axe().run(page).response["violations"]
    return [(violation["id"], [str(node["target"]) for node in violation["nodes"]][:5]) for violation in violations]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_a_page(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(address + name, wait_until="load")
    assert page.evaluate("document.documentElement.dataset.theme") == "auto"
    for width, scheme in ALL_SCREENS if name in (PAGES[0], ISSUE, "docs/overview.html") else SCREENS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert is_dark(page) == (scheme == "dark")
        assert found(page) == [], (width, scheme)
    context.close()


def cite(page: Page) -> None:
    page.locator("details.hb-cite > summary").first.click()
    pressed = page.locator(".hb-formats button[aria-pressed=true]").first
    expect(pressed).to_be_visible()
    pressed.hover()


def author_list(page: Page) -> None:
    page.locator(".hb-people summary").first.click()
    page.locator(".hb-people details a").first.hover()


def menu(page: Page) -> None:
    page.locator(".hb-menus > details:visible > summary, .hb-mode > summary").first.click()


def mode(page: Page) -> None:
    page.locator(".hb-mode > summary").click()
    page.locator(".hb-mode button[value][aria-pressed=true]").hover()


def near_names(page: Page) -> None:
    page.locator("dl.hb-facts summary").click()


def chip(page: Page) -> None:
    page.locator("ul.hb-chips a").first.focus()
    page.locator("ul.hb-chips li").first.hover()


def quick_search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("BERT")
    expect(page.locator("#pst-search-dialog .hb-result").first).to_be_visible()


def results(page: Page) -> None:
    expect(page.locator("#hb-search[data-state=ready]")).to_be_attached(timeout=20_000)
    page.locator("#hb-export > summary").click()
    page.locator("#hb-export button").first.hover()


def chosen(page: Page) -> None:
    expect(page.locator("#hb-search[data-state=ready]")).to_be_attached(timeout=20_000)
    expect(page.locator(".hb-chip").first).to_be_visible()
    page.locator(".hb-chip").first.hover()


def saved(page: Page) -> None:
    button = page.locator("button.hb-save").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.hover()


def papers_chosen(page: Page) -> None:
    expect(page.locator("#hb-search[data-state=ready]")).to_be_attached(timeout=20_000)
    page.locator(".hb-choose input").first.check()
    page.locator(".hb-choose input").nth(1).check()
    page.locator("#hb-choice button").hover()


def nothing(page: Page) -> None:
    expect(page.locator("#hb-search[data-state=ready]")).to_be_attached(timeout=20_000)


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "a panel with citations, the pointer over the pressed format": (ISSUE, cite),
    "all authors": ("issues/028.html", author_list),
    "an open menu": (ISSUE, menu),
    "the colour modes": ("index.html", mode),
    "near names": (TERM, near_names),
    "a chip": ("index.html", chip),
    "the quick search": ("index.html", quick_search),
    "results and their export": (SEARCH, results),
    "a chosen filter": (f"{SEARCH}&kind=paper", chosen),
    "a saved paper": (ISSUE, saved),
    "chosen papers": ("search.html?q=BERT&kind=paper", papers_chosen),
    "no result": ("search.html?q=qqxxzzqq", nothing),
    "an entry that a link leads to": (f"{ISSUE}#huang2023large", lambda _page: None),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing_in_a_state(browser: Browser, address: str, state: str, width: int, scheme: str) -> None:
    name, bring = STATES[state]
    context = browser.new_context(
        locale="zh-CN",
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(address + name, wait_until="load")
    bring(page)
    assert found(page) == []
    context.close()
