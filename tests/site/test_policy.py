"""The site under a strict Content-Security-Policy: no page of any kind breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Quiet, served

POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
LISTEN = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""
SAMPLE = re.compile(
    r"index\.html|search\.html|genindex\.html|issues/.*|docs/reference/.*|docs/guide/.*|docs/papers/.*|papers/[a-h].*|authors/.*|venues/.*|docs/[^/]*/index\.html"
    r"|docs/errata\.html|docs/authors/[al]\.html|docs/(?:topics|methods|institutions)/[c-f].*|docs/[^/]*\.html"
)
"""Pages of every kind; the others are made by the same templates from the same sorts of content."""


class Strict(Quiet):
    """Serves the site with the policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    """Return the address at which the site is served with the policy."""
    with served(site, Strict) as address:
        yield address


@pytest.fixture
def visit(browser: Browser) -> Iterator[tuple[object, list[str]]]:
    """Return a page, and what it says of the policy."""
    context = browser.new_context(locale="zh-CN")
    context.add_init_script(LISTEN)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    yield page, said
    context.close()


def test_no_page_breaks_the_policy(visit, strict: str, site: Path, pages: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    page, said = visit
    chosen = [name for name in pages if SAMPLE.fullmatch(name) and b'http-equiv="refresh"' not in (site / name).read_bytes()]
    assert len(chosen) > 20
    broken = []
    for name in chosen:
        response = page.goto(strict + name, wait_until="load")
        assert response.headers["content-security-policy"] == POLICY
        broken += [(name, each) for each in page.evaluate("window.broken")]
    assert broken == []
    assert [each for each in said if "Content Security Policy" in each or "Content-Security-Policy" in each] == []


def test_the_policy_is_in_force(visit, strict: str) -> None:  # type: ignore[no-untyped-def]
    page, said = visit
    page.goto(strict, wait_until="load")
    page.evaluate("document.body.appendChild(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))")
    page.wait_for_function("window.broken.length > 0")
    assert page.evaluate("window.ran") is None
    assert said


def test_what_a_reader_opens_and_searches_keeps_to_the_policy(visit, strict: str) -> None:  # type: ignore[no-untyped-def]
    page, said = visit
    page.goto(strict + "issues/064.html", wait_until="load")
    for summary in page.locator("main article summary").all()[:6]:
        summary.click()
    assert page.evaluate("window.broken") == []
    page.goto(strict + "search.html?q=ClimateBert", wait_until="load")
    expect(page.locator("main, [role=main]").first).to_contain_text("28")
    assert page.evaluate("window.broken") == []
    assert said == []
