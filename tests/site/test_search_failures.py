"""The search page where the network, the index or the scripts fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from .search_page import FIELD, NOTES, READY, RESULTS, Search, ask, asked, ready, total

INDEX = "**/_search/**"
SCRIPTS = re.compile(r"/search/\w+\.js")
FAILED = "#hb-search[data-state=failed]"
HTML = "<!doctype html><title>Sign in</title><p>Sign in</p>"
HOW: dict[str, Callable[[Route], None]] = {
    "missing": lambda route: route.fulfill(status=404, body=HTML, content_type="text/html"),
    "busy": lambda route: route.fulfill(status=503, body=""),
    "refused": lambda route: route.abort("connectionrefused"),
    "page": lambda route: route.fulfill(status=200, body=HTML, content_type="text/html"),
    "garbage": lambda route: route.fulfill(status=200, body=b"\x1f\x8b\x00garbage", content_type="application/octet-stream"),
}
KINDS = {"missing": "missing", "busy": "offline", "refused": "offline", "page": "damaged", "garbage": "damaged"}
SAID = {
    "offline": "网络或服务器没有响应",
    "missing": "服务器上没有搜索用的索引",
    "damaged": "已损坏，或者收到的是别的内容",
    "scripts": "脚本没能载入",
}


def says(page: Page, failure: str) -> None:
    """Expect that the page tells a failure, shows no result and leads to the indexes."""
    expect(page.locator(FAILED)).to_be_attached(timeout=10_000)
    expect(page.locator(FAILED)).to_have_attribute("data-failure", failure)
    expect(page.locator(NOTES)).to_contain_text(SAID[failure])
    expect(page.locator("#hb-search .hb-result")).to_have_count(0)
    assert page.locator("#hb-search .hb-search-indexes a:visible").count() >= 3
    expect(page.locator("#hb-search-filters")).to_be_hidden()


@pytest.mark.parametrize("how", HOW)
def test_an_index_that_does_not_come_is_said_and_asked_for_again(page: Page, address: str, how: str) -> None:
    page.route(INDEX, HOW[how])
    page.goto(f"{address}search.html?q=BERT")
    says(page, KINDS[how])
    page.evaluate("window.kept = true")
    page.unroute(INDEX)
    ask(page, "对比学习")
    expect(page.locator(RESULTS).first).to_have_attribute("data-id", "contrastive-learning")
    assert "failure" not in page.evaluate("({ ...document.getElementById('hb-search').dataset })")
    expect(page.locator(NOTES)).to_be_empty()
    assert page.evaluate("window.kept")


@pytest.mark.parametrize("how", HOW)
def test_results_of_another_query_never_stand_below_an_error(search: Search, how: str) -> None:
    page = search("?q=BERT")
    assert total(page)
    page.route(INDEX, HOW[how])
    page.locator(FIELD).fill("自动驾驶")
    says(page, KINDS[how])
    assert page.get_attribute("#hb-search-results", "data-total") is None
    page.unroute(INDEX)
    page.locator(f"{NOTES} button", has_text="重试").click()
    ready(page)
    assert total(page)
    expect(page.locator(FIELD)).to_have_value("自动驾驶")


@pytest.mark.parametrize("file", ["**/_search/table*", "**/_search/index/**", "**/_search/card/**"])
def test_files_that_are_cut_are_damaged(page: Page, address: str, site: Path, file: str) -> None:
    def cut(route: Route) -> None:
        body = (site / urlsplit(route.request.url).path.partition("/zh-cn/latest/")[2]).read_bytes()
        route.fulfill(status=200, body=body[: len(body) // 2])

    page.route(file, cut)
    page.goto(f"{address}search.html?q=预训练")
    says(page, "damaged")


def test_the_search_goes_on_when_the_network_returns(search: Search) -> None:
    page = search("?q=BERT")
    page.context.set_offline(True)
    page.locator(FIELD).fill("自动驾驶")
    says(page, "offline")
    page.context.set_offline(False)
    ready(page)
    assert total(page)
    expect(page.locator(RESULTS).first).to_be_visible()


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("scripts", [SCRIPTS, re.compile(r"/search/words\.js")], ids=["all", "one"])
def test_scripts_that_do_not_come_are_said_and_asked_for_again(
    page: Page, address: str, scripts: re.Pattern[str], how: str
) -> None:
    page.route(scripts, HOW[how])
    page.goto(f"{address}search.html?q=思维链")
    says(page, "scripts")
    page.evaluate("window.kept = true")
    page.locator(FIELD).press("Enter")
    page.wait_for_timeout(200)
    says(page, "scripts")
    page.unroute(scripts)
    ask(page, "对比学习")
    expect(page.locator(RESULTS).first).to_have_attribute("data-id", "contrastive-learning")
    assert page.evaluate("window.kept"), "the page has not been loaded anew"


def test_scripts_that_are_no_scripts_are_said(page: Page, address: str) -> None:
    page.route(SCRIPTS, lambda route: route.fulfill(status=200, body=HTML, content_type="text/javascript"))
    page.goto(f"{address}search.html?q=思维链")
    says(page, "scripts")


def test_scripts_that_never_answer_are_said_in_time(page: Page, address: str) -> None:
    page.route(SCRIPTS, lambda route: None)
    page.goto(f"{address}search.html?q=思维链", wait_until="commit")
    says(page, "scripts")


def test_a_missing_card_is_one_missing_card(page: Page, address: str) -> None:
    broken: list[str] = []

    def one(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if not broken:
            broken.append(path)
        if path in broken:
            HOW["missing"](route)
        else:
            route.continue_()

    page.route("**/_search/card/**", one)
    page.goto(f"{address}search.html?q=预训练")
    ready(page)
    place = page.locator("#hb-search-results .hb-result-missing")
    expect(place).to_have_count(1)
    expect(place).to_contain_text("这条结果没能载入")
    expect(page.locator(RESULTS)).to_have_count(9)
    broken[0] = ""
    place.locator("button").click()
    expect(page.locator(RESULTS)).to_have_count(10)
    expect(place).to_have_count(0)


def test_without_the_script_of_the_facets_the_results_are_shown(page: Page, address: str) -> None:
    page.route("**/_static/search/facets.js", HOW["missing"])
    page.goto(f"{address}search.html?q=预训练&kind=paper")
    expect(page.locator(READY)).to_be_attached()
    expect(page.locator(RESULTS)).to_have_count(10)
    expect(page.locator("#hb-search-facets")).to_contain_text("筛选条件没能载入")
    page.locator("#hb-search-chips button").click()
    ready(page)
    assert "kind" not in asked(page)


def test_without_the_facets_the_results_are_shown(page: Page, address: str) -> None:
    page.route("**/_search/facets*", HOW["garbage"])
    page.goto(f"{address}search.html?q=预训练")
    expect(page.locator(READY)).to_be_attached()
    expect(page.locator(RESULTS)).to_have_count(10)
    expect(page.locator("#hb-search-facets")).to_contain_text("筛选条件没能载入")
    page.unroute("**/_search/facets*")
    ask(page, "BERT")
    expect(page.locator("[data-facet=kind] li").first).to_be_visible()
    page.route("**/_search/facets*", HOW["garbage"])
    page.goto(f"{address}search.html?q=预训练&kind=paper")
    says(page, "damaged")
