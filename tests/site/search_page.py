"""The search page as tests see it: its results, its state, and its address."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

READY = "#hb-search[data-state=ready]"
RESULTS = "#hb-search-results .hb-result"
FIELD = "#hb-search-input"
NOTES = "#hb-search-notes"
Search = Callable[..., Page]


def shown(page: Page) -> list[tuple[str, str]]:
    """Return kind and identifier of the results that are shown."""
    return [(each.get_attribute("data-kind") or "", each.get_attribute("data-id") or "") for each in page.locator(RESULTS).all()]


def total(page: Page) -> int:
    return int(page.get_attribute("#hb-search-results", "data-total") or -1)


def ready(page: Page) -> None:
    expect(page.locator(READY)).to_be_attached(timeout=20_000)


def asked(page: Page) -> dict[str, list[str]]:
    """Return what the address asks for."""
    return parse_qs(urlsplit(page.url).query)


def ask(page: Page, query: str) -> None:
    """Type a query and wait for its results."""
    page.locator("#hb-search-input").fill(query)
    ready(page)
