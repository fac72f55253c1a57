"""What the search page says about its results, and how a reader moves through searches."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from handbook.library.library import Library
from handbook.search.facts import has

from .search_page import FIELD, NOTES, RESULTS, Search, ask, asked, ready, shown, total

STEP = f"{NOTES} .hb-search-step"
GUIDE = "#hb-search-guide"


def go(page: Page, link: Locator) -> None:
    """Follow a link to another search and wait for its results."""
    link.click()
    ready(page)


# ---------------------------------------------------------------- what is said


@pytest.mark.parametrize(
    ("query", "step", "said"),
    [
        ("预训练模形", "corrected", "没有“预训练模形”；以下是“预训练模型”的结果"),
        ("少样本 量子引力 语言", "part", "没有完全符合的；以下含其中几项"),
        ("ECCV2022上的教程们", "part", "没有完全符合的"),
    ],
)
def test_how_results_were_found_is_said_and_undone(search: Search, query: str, step: str, said: str) -> None:
    page = search(f"?q={query}")
    expect(page.locator(STEP)).to_have_attribute("data-step", step)
    expect(page.locator(STEP)).to_contain_text(said)
    found = total(page)
    assert found
    go(page, page.locator(f"{STEP} a", has_text="只查原文"))
    assert asked(page) == {"q": [query], "exact": ["1"]}
    assert total(page) == 0
    expect(page.locator(NOTES)).to_contain_text("只列出含有原文的结果")
    go(page, page.locator(f"{STEP} a", has_text="也查其他写法"))
    assert asked(page) == {"q": [query]}
    assert total(page) == found
    page.go_back()
    expect(page.locator("#hb-search-results")).to_have_attribute("data-total", "0")


def test_what_is_found_as_typed_needs_no_word(search: Search) -> None:
    page = search("?q=预训练")
    assert page.locator(STEP).count() == 0
    expect(page.locator(NOTES)).to_be_empty()


def test_another_query_is_suggested_as_a_link(search: Search) -> None:
    page = search("?q=swl&sort=newest")
    link = page.locator(".hb-search-suggested a", has_text="思维链")
    expect(page.locator(".hb-search-suggested")).to_contain_text("您是不是要找：")
    go(page, link)
    assert asked(page) == {"q": ["思维链"], "sort": ["newest"]}
    expect(page.locator(FIELD)).to_have_value("思维链")
    assert total(page)


def test_typing_another_query_looks_for_more_than_exactly_it(search: Search) -> None:
    page = search("?q=预训练模形&exact=1")
    assert total(page) == 0
    ask(page, "trasnformer")
    assert total(page)
    page.wait_for_function("!location.search.includes('exact')")


def test_filters_that_leave_nothing_say_how_many_there_are_without_each(search: Search) -> None:
    page = search("?q=模型&kind=event&topic=computer-vision")
    assert total(page) == 0
    buttons = page.locator(f"{NOTES} [data-without]")
    numbers = {each.get_attribute("data-without"): int(re.findall(r"\d+", each.inner_text())[-1]) for each in buttons.all()}
    assert "kind" in numbers
    assert numbers[""] > numbers["kind"] > 0
    go(page, page.locator(f"{NOTES} [data-without=kind]"))
    assert asked(page) == {"q": ["模型"], "topic": ["computer-vision"]}
    assert total(page) == numbers["kind"]
    page.go_back()
    expect(page.locator("#hb-search-results")).to_have_attribute("data-total", "0")
    go(page, page.locator(f"{NOTES} [data-without='']"))
    assert asked(page) == {"q": ["模型"]}
    assert total(page) == numbers[""]


def test_a_name_that_no_text_shows_is_given_as_the_reason(search: Search) -> None:
    page = search("?q=情境学习")
    first = page.locator(RESULTS).first
    expect(first).to_have_attribute("data-id", "in-context-learning")
    expect(first.locator(".hb-result-why")).to_have_text("又称 情境学习")
    expect(first.locator(".hb-result-why mark")).to_have_text("情境学习")
    ask(page, "上下文学习")
    assert page.locator(RESULTS).first.locator(".hb-result-why").count() == 0


def test_sections_of_the_guide_are_folded_at_the_end(search: Search) -> None:
    page = search("?q=预训练")
    folded = page.locator(f"{GUIDE} summary")
    number = int(re.findall(r"\d+", folded.inner_text())[0])
    expect(folded).to_have_text(f"指南和参考中的结果 {number} 条")
    expect(page.locator(f"{GUIDE} .hb-result")).to_have_count(0)
    assert "guide" not in {kind for kind, _name in shown(page)}
    folded.click()
    expect(page.locator(f"{GUIDE} .hb-result:visible")).to_have_count(number)
    assert {each.get_attribute("data-kind") for each in page.locator(f"{GUIDE} .hb-result").all()} == {"guide"}
    while page.locator("#hb-search-more").is_visible():
        before = page.locator(RESULTS).count()
        page.locator("#hb-search-more").click()
        expect(page.locator(RESULTS)).not_to_have_count(before)
    assert page.locator(RESULTS).count() + number == total(page)


def test_sections_of_the_guide_that_are_all_there_is_are_shown(search: Search) -> None:
    page = search("?q=搜索&kind=guide")
    assert {kind for kind, _name in shown(page)} == {"guide"}
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator(GUIDE)).to_be_hidden()


# ---------------------------------------------------------------- what a result shows


def test_excerpts_are_whole_sentences(search: Search) -> None:
    page = search()
    ends = re.compile(r"[。！？!?.…][”’』」）)\"']*$")
    for query in ("模型", "language", "提出"):
        ask(page, f"{query} ")
        texts = [each.inner_text() for each in page.locator(f"{RESULTS}:not([data-kind=guide]) .hb-result-text").all()]
        assert len(texts) > 5
        assert [text for text in texts if not ends.search(text)] == []
        assert [text for text in texts if text.endswith("…") and len(text) < 150] == []
        assert [text for text in texts if text.startswith("…")] == []
        assert max(map(len, texts)) <= 300


def test_an_excerpt_has_the_citations_that_are_words_of_its_sentence(search: Search) -> None:
    page = search("?q=逐一抹去词")
    expect(page.locator(RESULTS).first.locator(".hb-result-text")).to_contain_text("Li 等（2016）逐一抹去词")


def test_dates_are_in_words(search: Search, library: Library) -> None:
    dated = [entry for entry in library.entries.values() if entry.item.date and not entry.reference]
    assert dated
    page = search("?kind=news&kind=event&kind=resource&kind=viewpoint&kind=issue")
    while page.locator("#hb-search-more").is_visible():
        before = page.locator(RESULTS).count()
        page.locator("#hb-search-more").click()
        expect(page.locator(RESULTS)).not_to_have_count(before)
    facts = page.locator(f"{RESULTS} .hb-result-facts").all_inner_texts()
    assert sum(bool(re.search(r"\d{4} 年", each)) for each in facts) >= len(dated)
    assert [each for each in facts if re.search(r"\d{4}-\d\d|/\d{4}|\d[~?%]", each)] == []


def test_all_forms_that_matched_are_marked(search: Search) -> None:
    page = search("?q=fewshot learning")
    marks = {text.lower() for text in page.locator(f"{RESULTS} mark").all_inner_texts()}
    assert "few-shot" in " ".join(marks)


# ---------------------------------------------------------------- numbers, filters and order


def test_the_front_page_and_the_search_count_the_same_papers(search: Search, page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    number = int(re.findall(r"论文 (\d+) 篇", page.locator(".hb-covered").inner_text())[0])
    search("?kind=paper")
    assert total(page) == number
    expect(page.locator("[data-facet=kind] [data-value=paper] .hb-facet-count")).to_have_text(str(number))
    for result in page.locator(f"{RESULTS} .hb-result-kind").all():
        expect(result).to_have_text("论文")
    search("?kind=tutorial")
    assert total(page) > 0
    expect(page.locator(f"{RESULTS} .hb-result-kind").first).to_have_text("教程")


def test_results_are_filtered_by_what_entries_have(search: Search, library: Library) -> None:
    wanted = [entry.item.id for entry in library.entries.values() if "code" in has(entry)]
    page = search("?has=code")
    assert {name for _kind, name in shown(page)} == set(wanted)
    expect(page.locator("[data-facet=has] legend")).to_have_text("附有")
    page.locator("[data-facet=has] [data-value=erratum] input").check()
    page.wait_for_function("location.search.includes('has=erratum')")
    ready(page)
    assert total(page) > len(wanted)


def test_results_are_sorted_by_title(search: Search, library: Library) -> None:
    page = search("?kind=paper")
    page.locator("#hb-search-sort").select_option("title")
    page.wait_for_function("location.search.includes('sort=title')")
    ready(page)
    titles = page.locator(f"{RESULTS} .hb-result-title a").all_inner_texts()
    papers = [entry.item.title for entry in library.entries.values() if entry.item.counted_as == "paper"]
    order = page.evaluate("(titles) => titles.sort(new Intl.Collator('zh-CN', { numeric: true }).compare)", papers)
    assert titles == order[: len(titles)]


def test_the_signs_of_a_query_are_explained_below_the_field(search: Search) -> None:
    page = search("?q=BERT")
    hint = page.locator("#hb-search-syntax")
    for sign in ('"…"', "-词", "OR", "title:", "author:"):
        expect(hint).to_contain_text(sign)
    expect(page.locator(FIELD)).to_have_attribute("aria-describedby", "hb-search-syntax")
    everything = total(page)
    for query in ("BERT -预训练", 'title:"BERT"'):
        ask(page, query)
        assert 0 < total(page) < everything


# ---------------------------------------------------------------- the history


def submit(page: Page, query: str) -> None:
    """Type a query, wait until the address has it, and press Enter."""
    ask(page, query)
    page.wait_for_function("(query) => new URLSearchParams(location.search).get('q') === query", arg=query)
    page.locator(FIELD).press("Enter")
    ready(page)


def test_enter_makes_a_step_in_the_history(search: Search) -> None:
    page = search()
    length = page.evaluate("history.length")
    for number, query in enumerate(("BERT", "思维链", "对比学习"), 1):
        submit(page, query)
        assert page.evaluate("history.length") == length + number
    for query in ("思维链", "BERT", ""):
        page.go_back()
        expect(page.locator(FIELD)).to_have_value(query)
        ready(page)
        assert asked(page) == ({"q": [query]} if query else {})
    page.go_forward()
    expect(page.locator(FIELD)).to_have_value("BERT")


def test_a_filter_after_typing_is_a_step_of_its_own(search: Search) -> None:
    page = search("?q=BERT")
    ask(page, "预训练")
    page.locator("[data-facet=kind] [data-value=paper] input").check()
    page.wait_for_function("location.search.includes('kind=paper')")
    page.go_back()
    expect(page.locator(FIELD)).to_have_value("预训练")
    ready(page)
    assert asked(page) == {"q": ["预训练"]}
    page.go_back()
    expect(page.locator(FIELD)).to_have_value("BERT")


def test_back_restores_the_place_and_the_number_of_results(search: Search, address: str) -> None:
    page = search("?q=预训练")
    page.locator("#hb-search-more").click()
    expect(page.locator(RESULTS)).to_have_count(30)
    target = page.locator(f"{RESULTS}:not([data-kind=guide]) .hb-result-title a").nth(25)
    target.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    assert top > 1000
    page.wait_for_timeout(400)  # the place is kept when scrolling has ended
    target.click()
    page.wait_for_function("!document.getElementById('hb-search')")
    page.go_back()
    ready(page)
    expect(page.locator(RESULTS)).to_have_count(30)
    assert abs(page.evaluate("scrollY") - top) < 5
    page.locator("#hb-search-sort").select_option("newest")
    page.wait_for_function("location.search.includes('newest')")
    ready(page)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(400)
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(30)
    ready(page)
    assert abs(page.evaluate("scrollY") - top) < 5


# ---------------------------------------------------------------- the field


def test_a_field_that_is_cleared_while_the_index_loads_stays_clear(page: Page, address: str) -> None:
    waiting: list[Route] = []
    page.route("**/_search/table*", lambda route: waiting.append(route))
    page.goto(f"{address}search.html?q=BERT", wait_until="commit")
    expect(page.locator(FIELD)).to_have_value("BERT")
    page.locator(FIELD).fill("")
    page.wait_for_function("'running' in document.getElementById('hb-search').dataset")
    page.wait_for_timeout(200)
    for route in waiting:
        route.continue_()
    ready(page)
    expect(page.locator(FIELD)).to_have_value("")
    assert total(page) > 200
    page.wait_for_function("location.search === ''")


def test_the_field_shows_the_query_before_the_scripts_are_there(page: Page, address: str) -> None:
    page.route("**/_static/search/**", lambda route: None)
    page.goto(f"{address}search.html?q=BERT", wait_until="commit")
    expect(page.locator(FIELD)).to_have_value("BERT")


def test_nothing_is_searched_for_while_an_input_method_composes(search: Search) -> None:
    page = search("?q=BERT")
    field = page.locator(FIELD)
    field.fill("")
    ready(page)
    session = page.context.new_cdp_session(page)
    page.evaluate("""() => {
        window.loads = 0;
        const observer = new MutationObserver(() => window.loads++);
        observer.observe(document.getElementById("hb-search"), { attributeFilter: ["data-state"] });
    }""")
    session.send("Input.imeSetComposition", {"text": "siwei", "selectionStart": 5, "selectionEnd": 5})
    expect(field).to_have_value("siwei")
    page.wait_for_timeout(300)
    assert page.evaluate("window.loads") == 0
    session.send("Input.insertText", {"text": "思维链"})
    expect(page.locator(RESULTS).first).to_have_attribute("data-id", "chain-of-thought")


def test_a_link_leads_from_the_field_to_the_results(search: Search) -> None:
    page = search("?q=预训练")
    skip = page.locator("#hb-search-skip")
    page.locator(FIELD).focus()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(f"{RESULTS} a").first).to_be_focused()
    assert asked(page) == {"q": ["预训练"]}


def test_results_use_the_width_of_the_window(search: Search, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    search("?q=预训练")
    box = page.locator("#hb-search-results").bounding_box()
    assert box is not None
    assert box["width"] > 700


def test_an_empty_query_shows_ways_in_and_recent_searches(search: Search, page: Page, address: str) -> None:
    search()
    expect(page.locator(".hb-search-indexes a:visible").first).to_be_visible()
    expect(page.locator("#hb-search-recent")).to_be_hidden()
    for query in ("BERT", "思维链", "BERT"):
        submit(page, query)
    ask(page, "not kept")
    expect(page.locator(".hb-search-indexes")).to_be_hidden()
    search()
    recent = page.locator("#hb-search-recent")
    assert recent.locator("a").all_inner_texts() == ["BERT", "思维链"]
    go(page, recent.locator("a", has_text="思维链"))
    assert asked(page) == {"q": ["思维链"]}
    expect(recent).to_be_hidden()
    search()
    page.locator("#hb-search-recent button").click()
    expect(recent).to_be_hidden()
    assert page.evaluate("localStorage.getItem('hb-searches')") is None
    page.reload()
    ready(page)
    expect(recent).to_be_hidden()
