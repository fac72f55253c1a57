"""The cases of tests/cases/finding: what readers type, as an address in the browser, and what must come among the first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

CASES = Path(__file__).parent.parent / "cases/finding"
KINDS = (
    "identifier",
    "link",
    "author",
    "han-name",
    "title",
    "reference",
    "form",
    "typo",
    "homophone",
    "pinyin",
    "copied",
    "traditional",
    "concept",
    "typed",
    "year",
    "ranking",
    "exact",
    "words",
    "erratum",
    "none",
    "public",
)
SHOWN = """() => {
    const root = document.getElementById("hb-search");
    const results = [...root.querySelectorAll(".hb-result")].filter((each) => each.checkVisibility());
    const names = results.map((each) => [each.dataset.id, each.querySelector("a").href.replace(".html", "")]);
    const outside = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { parentElement: above, textContent: text } = walker.currentNode;
        if (above.closest(".hb-result, #hb-search-filters, nav") || !above.checkVisibility()) continue;
        outside.push(text);
    }
    return { names, outside: outside.join(""), total: Number(document.getElementById("hb-search-results").dataset.total) };
}"""
"""What the page shows: the names of each result, the text outside of results, filters and lists of links, and the total."""


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file in which the index comes."""
    found: list[dict[str, Any]] = json.loads((CASES / name).read_text(encoding="utf-8"))["cases"]
    return [case for case in found if "broken" not in case]


def test_every_kind_has_eight_further_cases_and_no_query_is_there_twice() -> None:
    further = cases("more.json")
    assert {case["kind"] for case in (*cases("cases.json"), *further)} == {*KINDS}
    assert {kind for kind in KINDS if sum(case["kind"] == kind for case in further) < 8} == set()
    queries = [case["query"] for case in (*cases("cases.json"), *further)]
    assert sorted(queries) == sorted(set(queries))


def bare(text: str) -> str:
    """Return a text in which case and spaces do not matter."""
    return "".join(text.lower().split())


def is_right(case: dict[str, Any], shown: dict[str, Any]) -> bool:
    """Tell whether what the page shows is right, as the README of the cases says."""

    def leads_to(place: int, wanted: str) -> bool:
        name, link = shown["names"][place]
        return name == wanted or link.endswith((f"#{wanted}", f"/{wanted}"))

    if case.get("none"):
        return shown["total"] == 0
    wanted = [case["first"]] if "first" in case else case["any_of"]
    top = min(case.get("top", 1), len(shown["names"]))
    if any(leads_to(place, each) for place in range(top) for each in wanted):
        return True
    return any(bare(text) in bare(shown["outside"]) for text in case.get("suggests", ()))


def asked(page: Page, address: str, query: str) -> dict[str, Any]:
    """Open the address of a query and return what the page shows."""
    page.goto(f"{address}search.html?q={quote(query)}")
    expect(page.locator("#hb-search[data-state=ready]")).to_be_attached(timeout=20_000)
    shown: dict[str, Any] = page.evaluate(SHOWN)
    return shown


@pytest.mark.parametrize("kind", KINDS)
def test_what_readers_type_is_found(browser: Browser, address: str, kind: str) -> None:
    page = browser.new_page(locale="zh-CN")
    wrong = []
    for case in (*cases("cases.json"), *cases("more.json")):
        if case["kind"] == kind:
            shown = asked(page, address, case["query"])
            if not is_right(case, shown):
                wrong.append((case["id"], case["query"], [name for name, _link in shown["names"][:5]]))
    page.close()
    assert wrong == []
