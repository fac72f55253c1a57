"""An address that does not exist: the page works at any depth, without JavaScript too, and proposes what is nearest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import BELOW, served
from .test_policy import LISTEN, Strict


class Server(Strict):
    """Answers as Read the Docs does: with the site's own page where there is none, and with a strict policy."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        data = (Path(self.directory) / BELOW.strip("/") / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with served(site, Server) as address:
        yield address


@pytest.mark.parametrize(
    ("address", "title", "target"),
    [
        ("issues/64.html", "微调新范式", "issues/064.html"),
        ("docs/topics/computer-visoin.html", "计算机视觉", "docs/topics/computer-vision.html"),
        ("docs/topics/Computer-Vision/", "计算机视觉", "docs/topics/computer-vision.html"),
        ("some/where/deep/chain-of-thought", "思维链", "docs/methods/chain-of-thought.html"),
        ("huang2023large", "大语言模型可以自我改进", "papers/huang2023large.html"),
    ],
)
def test_what_is_nearest_is_proposed(page: Page, server: str, address: str, title: str, target: str) -> None:
    page.add_init_script(LISTEN)
    response = page.goto(server + address)
    assert response is not None
    assert response.status == 404
    link = page.locator("#hb-nearest a").first
    expect(link).to_be_visible()
    assert link.get_attribute("href") == server + target
    assert title in link.inner_text()
    assert page.evaluate("window.broken") == []


def test_nothing_is_proposed_for_what_is_like_nothing(page: Page, server: str) -> None:
    with page.expect_response(lambda response: response.url.endswith("objects.inv")) as answer:
        page.goto(f"{server}qqqqqqqqqqqqqqqqqqqqqqqq/zzzzzzzzzzzzzzzzzz")
    answer.value.finished()
    page.wait_for_timeout(300)
    expect(page.locator("#hb-nearest")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("address", ["a", "a/b/c/d/e.html"])
def test_it_looks_and_leads_on_at_any_depth_without_javascript(browser: Browser, server: str, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    failed: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if not response.ok and address not in response.url else None)
    page.goto(server + address, wait_until="load")
    assert failed == []
    for link in page.locator("main nav a").all():
        target = link.evaluate("each => each.href")
        assert target.startswith(server)
        assert context.request.get(target).ok, target
    page.locator("main form[role=search] input[type=search]").fill("BERT")
    page.locator("main form[role=search] input[type=search]").press("Enter")
    assert page.url == f"{server}search.html?q=BERT"
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_way_to_a_page_begins_with_the_name_of_the_site(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{address}docs/topics/computer-vision.html")
    crumbs = page.locator("nav.hb-breadcrumbs li:visible")
    assert crumbs.all_inner_texts() == ["预训练手册", "主题", "计算机视觉"]
    name, title = (page.locator(each).bounding_box() for each in ("nav.hb-breadcrumbs", "h1"))
    assert name is not None
    assert title is not None
    assert name["y"] + name["height"] <= title["y"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    crumbs.nth(1).locator("a").click()
    assert page.url == f"{address}docs/topics/index.html"
    context.close()
