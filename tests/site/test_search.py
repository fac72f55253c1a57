"""The search as a reader has it: the page, its addresses, its filters, the quick search, and whatever may be typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from handbook.library.library import Library

from .search_page import RESULTS, Search, ask, asked, ready, shown, total

TITLE = "大语言模型可以自我改进"
MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"


# ---------------------------------------------------------------- the results


def test_a_result_says_what_it_is_and_leads_to_the_very_entry(search: Search, address: str) -> None:
    page = search(f"?q={TITLE}")
    first = page.locator(RESULTS).first
    assert shown(page)[0] == ("paper", "huang2023large")
    assert total(page) >= len(shown(page))
    for text in ("自我改进", "Large Language Models Can Self-Improve", "EMNLP 2023", "论文", "谷歌"):
        expect(first).to_contain_text(text)
    expect(first.locator("mark").first).to_have_text(TITLE)
    expect(page.locator("#hb-search-status")).to_contain_text(str(total(page)))
    first.locator("a").first.click()
    expect(page).to_have_url(f"{address}papers/huang2023large.html")
    expect(page.locator("#huang2023large")).to_be_visible()


def test_every_record_leads_to_a_place_that_is_there(search: Search, site: Path) -> None:
    page = search("?kind=guide")
    while page.locator("#hb-search-more").is_visible():
        before = page.locator(RESULTS).count()
        page.locator("#hb-search-more").click()
        expect(page.locator(RESULTS)).not_to_have_count(before)
    links = [link.get_attribute("href") or "" for link in page.locator(f"{RESULTS} .hb-result-title a").all()]
    assert len(links) == total(page)
    texts: dict[str, str] = {}
    for link in links:
        name, _hash, anchor = link.partition("/zh-cn/latest/")[2].partition("#")
        text = texts.setdefault(name, (site / name).read_text(encoding="utf-8"))
        assert not anchor or f'id="{anchor}"' in text, link


FIRST = [
    ("CoT", "method", "chain-of-thought"),
    ("chain of thought", "method", "chain-of-thought"),
    ("思路提示链", "method", "chain-of-thought"),
    ("北航", "institution", "beihang"),
    ("Beihang University", "institution", "beihang"),
    ("lin2021m610t", "paper", "lin2021m610t"),
    ("M6-10T", "paper", "lin2021m610t"),
    ("2210.11610", "paper", "huang2023large"),
    ("https://arxiv.org/abs/2210.11610", "paper", "huang2023large"),
    ("10.18653/v1/2023.emnlp-main.67", "paper", "huang2023large"),
    ("Large Language Models Can Self-Improve", "paper", "huang2023large"),
    ("第 64 期", "issue", "64"),
]
"""A name, and what it names, by kind and identifier."""


def test_a_name_brings_what_it_names_first(search: Search) -> None:
    page = search()
    for query, kind, name in FIRST:
        ask(page, query)
        assert (query, shown(page)[0]) == (query, (kind, name))


def test_a_term_is_followed_by_its_papers(search: Search, library: Library) -> None:
    term = library.vocabulary.get("method", "chain-of-thought")
    assert term is not None
    page = search("?q=CoT")
    assert {("paper", entry.item.id) for entry in library.covering(term)} <= set(shown(page)[1:])


def test_spellings_find_the_same(search: Search) -> None:
    page = search()
    for one, other in (("預訓練", "预训练"), ("ＢＥＲＴ", "bert"), ("Wölfel", "wolfel"), ("思维链提示", "思維鏈提示")):
        ask(page, one)
        found = shown(page)
        ask(page, other)
        assert (one, shown(page)) == (one, found)


# ---------------------------------------------------------------- filters and the address


def test_filters_without_words_list_everything_newest_first(search: Search, library: Library) -> None:
    page = search("?kind=paper")
    papers = [entry.item.id for entry in library.entries.values() if entry.item.counted_as == "paper"]
    assert total(page) == len(papers)
    assert [name for _kind, name in shown(page)] == papers[:10]
    page = search("?kind=paper&sort=oldest")
    assert [name for _kind, name in shown(page)] == papers[::-1][:10]


def test_several_values_mean_or_and_several_filters_mean_and(search: Search, library: Library) -> None:
    def carrying(kind: str, name: str) -> set[str]:
        term = library.vocabulary.get(kind, name)
        assert term is not None
        return {entry.item.id for entry in library.covering(term)}

    topics = ("natural-language-processing", "computer-vision")
    page = search(f"?topic={topics[0]}&topic={topics[1]}&institution=google")
    wanted = (carrying("topic", topics[0]) | carrying("topic", topics[1])) & carrying("institution", "google")
    assert total(page) == len(wanted)
    assert {name for _kind, name in shown(page)} == wanted or len(wanted) > 10


def test_the_numbers_beside_the_values_are_those_of_the_library(search: Search, library: Library) -> None:
    page = search()
    for kind, facet in (("topic", "topic"), ("institution", "institution"), ("method", "method")):
        field = page.locator(f"[data-facet={facet}]")
        if field.locator(".hb-facet-all").is_visible():
            field.locator(".hb-facet-all").click()
        numbers = {
            each.get_attribute("data-value"): int(each.locator(".hb-facet-count").inner_text())
            for each in field.locator("li").all()
        }
        wanted = {term.id: len(library.covering(term)) for term in library.vocabulary.of_kind(kind)}
        assert numbers == {term_id: number for term_id, number in wanted.items() if number}
    papers = (entry for entry in library.entries.values() if entry.item.counted_as == "paper")
    years = Counter(str(entry.reference.year) for entry in papers if entry.reference)
    page = search("?kind=paper")
    shown_years = {
        each.get_attribute("data-value"): int(each.locator(".hb-facet-count").inner_text())
        for each in page.locator("[data-facet=year] li").all()
    }
    assert shown_years == dict(years)


def test_a_filter_is_set_and_taken_away_and_the_address_follows(search: Search) -> None:
    page = search("?q=预训练")
    before, everything = total(page), shown(page)
    field = page.locator("[data-facet=kind]")
    box = field.locator("li[data-value=paper] input")
    number = int(field.locator("li[data-value=paper] .hb-facet-count").inner_text())
    box.check()
    expect(page.locator("#hb-search-results")).to_have_attribute("data-total", str(number))
    assert asked(page) == {"q": ["预训练"], "kind": ["paper"]}
    narrowed = shown(page)
    page.reload()
    ready(page)
    assert shown(page) == narrowed
    expect(page.locator("[data-facet=kind] li[data-value=paper] input")).to_be_checked()
    chip = page.locator("#hb-search-chips button").first
    expect(chip).to_contain_text("论文")
    chip.click()
    expect(page.locator("#hb-search-results")).to_have_attribute("data-total", str(before))
    assert asked(page) == {"q": ["预训练"]}
    page.go_back()
    expect(page.locator("#hb-search-results")).to_have_attribute("data-total", str(number))
    page.go_back()
    expect(page.locator("#hb-search-results")).to_have_attribute("data-total", str(before))
    assert shown(page) == everything


def test_a_long_list_of_values_can_be_searched(search: Search) -> None:
    page = search()
    field = page.locator("[data-facet=institution]")
    field.locator(".hb-facet-find").fill("beihang")
    expect(field.locator("li")).to_have_count(1)
    expect(field.locator("li")).to_contain_text("北京航空航天大学")


def test_what_is_typed_is_found_and_stands_in_the_address(search: Search) -> None:
    page = search()
    page.locator("#hb-search-input").press_sequentially(TITLE)
    expect(page.locator(RESULTS).first).to_have_attribute("data-id", "huang2023large")
    page.wait_for_function(f"new URLSearchParams(location.search).get('q') === '{TITLE}'")
    page.reload()
    ready(page)
    assert shown(page)[0][1] == "huang2023large"
    page.locator("#hb-search-sort").select_option("newest")
    page.wait_for_function("new URLSearchParams(location.search).get('sort') === 'newest'")


def test_a_term_page_leads_to_the_search_within_it(page: Page, address: str, library: Library) -> None:
    page.goto(f"{address}docs/topics/natural-language-processing.html")
    page.locator(".hb-search-within a").click()
    ready(page)
    term = library.vocabulary.get("topic", "natural-language-processing")
    assert term is not None
    assert asked(page) == {"topic": ["natural-language-processing"]}
    assert total(page) == len(library.covering(term))
    page.locator("#hb-search-input").fill("预训练")
    page.wait_for_function("new URLSearchParams(location.search).get('q') === '预训练'")
    assert asked(page)["topic"] == ["natural-language-processing"]


LARGE = "head.large.includes(name)"


@pytest.fixture
def large(page: Page) -> Page:
    """Return a page for which all facets are large."""

    def changed(route: Route) -> None:
        script = route.fetch().text()
        assert script.count(f"some(({{ head }}) => {LARGE})") == 1
        route.fulfill(body=script.replace(f"some(({{ head }}) => {LARGE})", "some(() => true)"), content_type="text/javascript")

    page.route("**/_static/search/facet.js", changed)
    return page


def test_a_large_facet_is_shown_when_the_reader_sees_it(search: Search, large: Page) -> None:
    page = search("?q=预训练")
    expect(page.locator("[data-facet=topic] li").first).to_be_visible()
    kinds = page.locator("[data-facet=kind]")
    expect(kinds.locator("li")).to_have_count(0)
    expect(kinds.locator("input")).to_be_hidden()
    kinds.scroll_into_view_if_needed()
    papers = kinds.locator("[data-value=paper] .hb-facet-count")
    expect(papers).to_be_visible()
    before = int(papers.inner_text())
    ask(page, "BERT")
    expect(papers).not_to_have_text(str(before))
    kinds.locator("[data-value=paper] input").check()
    page.reload()
    ready(page)
    expect(page.locator("[data-facet=kind] [data-value=paper] input")).to_be_checked()


def test_a_facet_that_waits_is_as_high_as_one_that_is_shown(search: Search) -> None:
    """Otherwise facets that are below the window once all are shown would be seen, and loaded, before."""
    topics = search().locator("[data-facet=topic]")
    expect(topics.locator("input[type=search]")).to_be_visible()
    expect(topics.locator("li")).to_have_count(8)
    shown = topics.evaluate("(each) => each.getBoundingClientRect().height")
    topics.evaluate("(each) => { each.replaceChildren(); each.classList.add('hb-facet-waiting'); }")
    waiting = topics.evaluate("(each) => each.getBoundingClientRect().height")
    assert abs(waiting - shown) <= 8


def test_on_a_phone_no_large_facet_is_loaded_before_the_filters_are_opened(search: Search, large: Page) -> None:
    large.set_viewport_size({"width": 360, "height": 740})
    page = search("?q=预训练")
    expect(page.locator(RESULTS)).to_have_count(10)
    expect(page.locator("[data-facet=topic] li")).to_have_count(0)
    page.locator("#hb-search-filters summary").click()
    expect(page.locator("[data-facet=topic] li").first).to_be_visible()


def test_results_of_the_search_before_are_dimmed_if_they_stay_long(search: Search, page: Page) -> None:
    search("?q=预训练")
    waiting: list[Route] = []
    page.route("**/_search/card/**", lambda route: waiting.append(route))
    page.locator("#hb-search-input").fill(TITLE)
    slow = page.locator("#hb-search.hb-search-slow")
    expect(slow).to_be_attached()
    page.route("**/_search/card/**", lambda route: route.continue_())
    for route in waiting:
        route.continue_()
    ready(page)
    expect(slow).to_have_count(0)


# ---------------------------------------------------------------- the quick search, the keyboard, other readers


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_opens_the_quick_search(page: Page, address: str, key: str) -> None:
    page.goto(f"{address}issues/028.html", wait_until="load")
    page.wait_for_function("customElements && document.readyState === 'complete'")
    page.keyboard.press(key)
    dialog = page.locator("dialog#pst-search-dialog")
    expect(dialog).to_be_visible()
    field = dialog.locator("input[name=q]")
    expect(field).to_be_focused()
    field.press_sequentially(TITLE)
    expect(dialog.locator(".hb-result").first).to_have_attribute("data-id", "huang2023large")
    page.keyboard.press("ArrowDown")
    expect(dialog.locator(".hb-result a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_results_that_are_replaced_pass_the_focus_on(page: Page, address: str) -> None:
    page.goto(f"{address}search.html?q=模型")
    ready(page)
    first = page.locator("#hb-search-results .hb-result a").first
    before = first.get_attribute("href")
    first.focus()
    page.evaluate(
        """() => {
          const field = document.querySelector("#hb-search input[name=q]");
          field.value = "提示";
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }"""
    )
    expect(first).not_to_have_attribute("href", before or "")
    expect(first).to_be_focused()


def test_an_export_waits_for_its_script(page: Page, address: str) -> None:
    waiting: list[Route] = []
    page.route("**/search/export.js", lambda route: waiting.append(route))
    page.goto(f"{address}search.html?q=模型")
    ready(page)
    with page.expect_request("**/search/export.js"):
        page.locator("#hb-export summary").click()
    button = page.locator("#hb-export button").first
    expect(button).to_be_disabled()
    while not waiting:
        page.wait_for_timeout(10)
    waiting[0].continue_()
    with page.expect_download():
        button.click()


def test_enter_in_the_quick_search_follows_the_result_or_leads_to_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}index.html", wait_until="load")
    page.locator(".bd-sidebar-primary .hb-search-link").click()
    dialog = page.locator("dialog#pst-search-dialog")
    dialog.locator("input[name=q]").fill(TITLE)
    expect(dialog.locator(".hb-result").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}papers/huang2023large.html")
    page.locator(".bd-sidebar-primary .hb-search-link").click()
    dialog.locator("input[name=q]").fill("预训练")
    dialog.locator("input[name=q]").press("Enter")
    ready(page)
    assert asked(page)["q"] == ["预训练"]
    assert total(page) > 10


def test_arrows_go_through_the_results_of_the_page(search: Search) -> None:
    page = search("?q=预训练")
    field = page.locator("#hb-search-input")
    field.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{RESULTS} a").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    more = page.locator("#hb-search-more")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{RESULTS} a").nth(10)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, locale="zh-CN")  # type: ignore[arg-type]
    page = context.new_page()
    serious = []
    for query in ("?q=预训练&kind=paper&topic=nothing", "?q=没有这样的东西"):
        page.goto(f"{address}search.html{query}", wait_until="load")
        ready(page)
        serious += Axe().run(page).response["violations"]
    page.goto(f"{address}issues/064.html", wait_until="load")
    page.keyboard.press("/")
    page.locator("dialog input[name=q]").fill("BERT")
    expect(page.locator("dialog .hb-result").first).to_be_visible()
    serious += Axe().run(page).response["violations"]
    context.close()
    assert [
        (each["id"], [node["target"] for node in each["nodes"]][:5])
        for each in serious
        if each["impact"] in ("serious", "critical")
    ] == []


@pytest.mark.parametrize("width", [360, 768])
def test_nothing_is_wider_than_the_window(search: Search, page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    search("?q=预训练&kind=paper&kind=method&topic=natural-language-processing")
    page.evaluate("document.getElementById('hb-search-filters').open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator(RESULTS).first).to_be_visible()
    page.goto(f"{address}issues/064.html", wait_until="load")
    page.keyboard.press("/")
    page.locator("dialog input[name=q]").fill("BERT")
    expect(page.locator("dialog .hb-result").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_the_page_leads_to_the_indexes(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}search.html?q=BERT")
    expect(page.locator("#hb-search p", has_text="JavaScript").first).to_be_visible()
    link = page.locator(".hb-search-indexes").get_by_role("link", name="主题")
    expect(link).to_be_visible()
    link.click()
    expect(page).to_have_url(f"{address}docs/topics/index.html")
    context.close()


def test_from_a_file_the_page_says_what_it_needs(page: Page, site: Path) -> None:
    page.goto((site / "search.html").as_uri())
    expect(page.locator("#hb-search .hb-search-file")).to_be_visible()
    expect(page.locator("#hb-search .hb-search-file")).to_contain_text("python -m http.server")
    expect(page.locator(".hb-search-indexes").get_by_role("link", name="主题")).to_be_visible()


# ---------------------------------------------------------------- bad input

QUERIES = {
    "markup": MARKUP,
    "quotation marks": "\"'“”‘’",
    "one quotation mark": '"预训练 BERT',
    "punctuation only": "！？。，……——",
    "emoji": "👩‍👩‍👧‍👦🎉",
    "combining characters": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "marks of direction": "\u202e预训练\u200f\u2066",
    "very long": "预训练" * 3334,
    "a percent sign": "100% 预训练 %E9 %",
    "what ends a string": "'); alert(3); //",
    "an address": "javascript:alert(4)",
    "a character that ends strings": "预\u0000训",
    "line separators": "预训练\u2028BERT\u2029",
}


def test_whatever_is_asked_for_is_answered(search: Search) -> None:
    page = search(f"?q={quote(MARKUP)}")
    for query in QUERIES.values():
        ask(page, query)
        assert total(page) == len(shown(page)) or total(page) > 10
        assert page.locator("#hb-search-results img, #hb-search-results script, #hb-search-notes img").count() == 0
    ask(page, TITLE)
    expect(page.locator(RESULTS).first).to_have_attribute("data-id", "huang2023large")


def test_addresses_that_are_no_addresses_are_answered(search: Search) -> None:
    for query in ("?q=%", "?q=%E9%A2", "?q=%ED%A0%80", "?q=%FF%FE", "?q=a&q=b", "?&&=&q", "?sort=none&q=BERT", "?topic=&q=BERT"):
        search(query)


def test_half_a_character_is_answered(search: Search) -> None:
    page = search()
    page.evaluate("""() => {
        const input = document.getElementById("hb-search-input");
        input.value = "\\ud800预训练\\udc00";
        input.dispatchEvent(new Event("input", { bubbles: true }));
    }""")
    ready(page)
    expect(page.locator(RESULTS).first).to_be_visible()
    page.wait_for_function("location.search.includes('q=')")


def test_markup_of_a_record_is_text(search: Search) -> None:
    page = search()
    found = page.evaluate(
        """async (markup) => {
        const base = new URL("_static/search/", document.baseURI);
        const { result } = await import(new URL("view.js", base));
        const { Engine } = await import(new URL("engine.js", base));
        const engine = await Engine.open();
        const card = { address: "a.html", kind: "paper", id: markup, title: markup, subtitle: markup, where: markup,
            people: [markup], more: true, institutions: [markup],
            text: `${markup}。${markup}`, also: [["", markup]], errata: [markup] };
        const made = result(card, engine.parse("alert"), engine);
        document.getElementById("hb-search-results").append(made);
        return { title: made.querySelector("a").textContent, bad: made.querySelectorAll("img, script").length,
            id: made.dataset.id, marks: made.querySelectorAll("mark").length };
    }""",
        MARKUP,
    )
    assert (found["title"], found["bad"], found["id"]) == (MARKUP, 0, MARKUP)
    assert found["marks"] > 4


def test_a_filter_that_does_not_exist_is_said_and_left_out(search: Search) -> None:
    page = search(f"?q=预训练&topic=no-such-topic&kind=paper&institution={quote(MARKUP)}")
    expect(page.locator("#hb-search-notes")).to_contain_text("no-such-topic")
    expect(page.locator("#hb-search-notes")).to_contain_text(MARKUP)
    assert asked(page) == {"q": ["预训练"], "kind": ["paper"]}
    assert total(page) > 10
    assert page.locator("#hb-search-chips button").count() == 1


def test_the_quick_search_says_that_the_index_is_damaged(page: Page, address: str) -> None:
    page.route("**/_search/**", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{address}issues/064.html", wait_until="load")
    page.keyboard.press("/")
    page.locator("dialog input[name=q]").fill("预训练")
    expect(page.locator("dialog .hb-search-status")).to_contain_text("索引")


def held(page: Page, numbers: Container[int]) -> list[Route]:
    """Hold back the cards with these numbers among those asked for from now on, counted from 1; return their requests."""
    counted, waiting = count(1), list[Route]()
    page.route("**/_search/card/**", lambda route: waiting.append(route) if next(counted) in numbers else route.continue_())
    return waiting


def test_the_first_results_are_shown_while_the_others_take_long(search: Search, page: Page) -> None:
    search("?q=没有这样的东西")
    waiting = held(page, range(7, 1000))
    page.locator("#hb-search-input").fill("预训练")
    expect(page.locator(RESULTS)).to_have_count(6)
    expect(page.locator("#hb-search")).to_have_attribute("data-state", "loading")
    expect(page.locator("#hb-search-more")).to_be_visible()
    page.wait_for_timeout(1200)
    expect(page.locator("#hb-search.hb-search-slow")).to_have_count(0)
    first = page.locator(RESULTS).first.get_attribute("data-id")
    for route in waiting:
        route.continue_()
    ready(page)
    expect(page.locator(RESULTS)).to_have_count(10)
    expect(page.locator(RESULTS).first).to_have_attribute("data-id", str(first))


def test_results_that_come_late_are_not_added_to_those_of_another_query(search: Search, page: Page) -> None:
    search("?q=没有这样的东西")
    waiting = held(page, range(7, 11))
    page.locator("#hb-search-input").fill("预训练")
    expect(page.locator(RESULTS)).to_have_count(6)
    page.locator("#hb-search-input").fill(TITLE)
    expect(page.locator(RESULTS)).to_have_count(1)
    for route in waiting:
        route.continue_()
    ready(page)
    page.wait_for_timeout(100)
    expect(page.locator(RESULTS)).to_have_count(1)


def test_of_many_queries_the_last_one_wins(search: Search, page: Page) -> None:
    search("?q=没有这样的东西")
    waiting: list[Route] = []
    page.route("**/_search/card/**", lambda route: waiting.append(route) if len(waiting) < 3 else route.continue_())
    for query in ("预", "预训", "模型", "大语", TITLE):
        page.evaluate(
            """(query) => {
            const input = document.getElementById("hb-search-input");
            input.value = query;
            input.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
            query,
        )
    expect(page.locator(RESULTS).first).to_have_attribute("data-id", "huang2023large")
    for route in waiting:
        route.continue_()
    ready(page)
    expect(page.locator(RESULTS).first).to_have_attribute("data-id", "huang2023large")
    expect(page.locator("#hb-search-input")).to_have_value(TITLE)
    page.wait_for_function(f"new URLSearchParams(location.search).get('q') === '{TITLE}'")
