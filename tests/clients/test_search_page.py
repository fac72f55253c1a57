"""The search page in Chromium and in Firefox: query, filters, an input method, the history, the keyboard, failures."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.site.conftest import Quiet, address, served, site

from .browsers import PATIENCE, Browser, chromium, firefox

__all__ = ["address", "site"]
BROWSERS = {"chromium": chromium, "firefox": firefox}
STATE = """const root = document.getElementById("hb-search");
const results = [...root.querySelectorAll("#hb-search-results .hb-result")];
return {
  state: root.dataset.state,
  ids: results.filter((each) => each.checkVisibility()).map((each) => each.dataset.id),
  total: Number(document.getElementById("hb-search-results").dataset.total ?? -1),
  field: document.getElementById("hb-search-input").value,
  address: Object.fromEntries(new URLSearchParams(location.search)),
  notes: document.getElementById("hb-search-notes").textContent,
};"""
FOCUS = 'document.getElementById("hb-search-input").focus(); document.getElementById("hb-search-input").select();'


@pytest.fixture(scope="module", params=BROWSERS)
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Return each browser."""
    with BROWSERS[request.param](tmp_path_factory.mktemp(request.param)) as opened:
        yield opened


def state(browser: Browser, **wanted: Any) -> dict[str, Any]:
    """Return what the page shows once it is complete, and has what is wanted; ``first`` is the first result."""
    until = time.monotonic() + PATIENCE
    while True:
        found = browser.run(STATE)
        found["first"] = found["ids"][0] if found["ids"] else ""
        expected = {"state": "ready", **wanted}
        if all(found[name] == value for name, value in expected.items()):
            return dict(found)
        assert time.monotonic() < until, f"{expected} is not reached: {found}"
        time.sleep(0.05)


def opened(browser: Browser, address: str, query: str = "") -> dict[str, Any]:
    browser.open(f"{address}search.html{query}")
    return state(browser)


def typed(browser: Browser, text: str, **wanted: Any) -> dict[str, Any]:
    browser.run(FOCUS)
    browser.type(text)
    return state(browser, field=text, **wanted)


def test_a_query_is_found_while_it_is_typed(browser: Browser, address: str) -> None:
    assert opened(browser, address, "?q=CoT")["first"] == "chain-of-thought"
    typed(browser, "lin2021m610t", first="lin2021m610t", address={"q": "lin2021m610t"})
    said = typed(browser, "trasnformer", address={"q": "trasnformer"})
    assert "transformer" in said["notes"]


def test_a_filter_narrows_the_results(browser: Browser, address: str) -> None:
    before = opened(browser, address, "?q=预训练")
    choose = 'const box = document.querySelector("[data-facet=kind] [data-value=paper] input"); box.click(); '
    number = browser.run(choose + 'return Number(box.closest("li").querySelector(".hb-facet-count").textContent)')
    narrowed = state(browser, address={"q": "预训练", "kind": "paper"}, total=number)
    assert 0 < narrowed["total"] < before["total"]
    browser.back()
    state(browser, address={"q": "预训练"}, ids=before["ids"])


def test_an_input_method_composes_without_a_search(browser: Browser, address: str) -> None:
    before = opened(browser, address, "?q=BERT")
    browser.run(FOCUS)
    browser.compose("siwei", end=False)
    browser.compose("siweilian", end=False)
    time.sleep(0.5)
    during = state(browser, field="siweilian")
    assert (during["ids"], during["address"]) == (before["ids"], {"q": "BERT"})
    browser.compose("思维链", end=True)
    state(browser, field="思维链", first="chain-of-thought", address={"q": "思维链"})


def test_enter_makes_steps_and_back_undoes_them(browser: Browser, address: str) -> None:
    opened(browser, address)
    for query in ("BERT", "few-shot", "CoT"):
        typed(browser, query, address={"q": query})
        browser.press("Enter")
        state(browser, address={"q": query})
    for query in ("few-shot", "BERT"):
        browser.back()
        state(browser, field=query, address={"q": query})
    browser.back()
    state(browser, field="", address={})


def test_back_restores_the_place(browser: Browser, address: str) -> None:
    opened(browser, address, "?q=预训练")
    browser.run('document.getElementById("hb-search-more").click()')
    until = time.monotonic() + PATIENCE
    while len(state(browser)["ids"]) < 30:
        assert time.monotonic() < until
    browser.run('document.querySelectorAll("#hb-search-results .hb-result")[20].scrollIntoView({ block: "start" })')
    time.sleep(0.5)
    top = browser.run("return scrollY")
    assert top > 1000
    browser.run('document.querySelectorAll("#hb-search-results .hb-result a")[20].click()')
    while browser.run('return Boolean(document.getElementById("hb-search"))'):
        assert time.monotonic() < until
    browser.back()
    while not browser.run('return document.getElementById("hb-search")?.dataset.state === "ready"'):
        assert time.monotonic() < until + PATIENCE
    assert len(state(browser)["ids"]) == 30
    assert abs(browser.run("return scrollY") - top) < 5


def test_the_keyboard_goes_through_the_results(browser: Browser, address: str) -> None:
    found = opened(browser, address, "?q=预训练")
    focused = 'return document.activeElement.closest(".hb-result")?.dataset.id ?? document.activeElement.id'
    browser.run(FOCUS)
    for wanted in found["ids"][:2]:
        browser.press("ArrowDown")
        assert browser.run(focused) == wanted
    browser.press("Escape")
    assert browser.run(focused) == "hb-search-input"
    browser.press("Tab")
    browser.press("Enter")
    assert browser.run(focused) == found["ids"][0]
    browser.press("Enter")
    until = time.monotonic() + PATIENCE
    while browser.run('return Boolean(document.getElementById("hb-search"))'):
        assert time.monotonic() < until


@pytest.mark.parametrize("broken", ["/_search/", "/_static/search/"])
def test_a_failure_is_said_and_ends(browser: Browser, site: Path, broken: str) -> None:
    class Broken(Quiet):
        """A server that does not have some of the files, as long as it is broken."""

        is_broken = True

        def send_head(self) -> Any:
            if self.is_broken and broken in unquote(self.path):
                return self.send_error(404)
            return super().send_head()

    with served(site, Broken) as address:
        browser.open(f"{address}search.html?q=BERT")
        failed = state(browser, state="failed", ids=[])
        assert failed["notes"]
        links = 'return [...document.querySelectorAll(".hb-search-indexes a")].filter((link) => link.checkVisibility()).length'
        assert browser.run(links) >= 3
        Broken.is_broken = False
        typed(browser, "CoT", first="chain-of-thought")
