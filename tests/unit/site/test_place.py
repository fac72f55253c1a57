"""Where things are: pages, anchors, copies, and links that are full or relative."""

from __future__ import annotations

import pytest

from handbook.views.rows import Label

from .published import BASE, site_at


def label(docname: str, anchor: str = "") -> Label:
    return Label(kind="paper", id="a", zh="甲", docname=docname, anchor=anchor)


def test_an_address_has_the_page_and_the_anchor() -> None:
    assert site_at().address(label("issues/064", "doe2022")) == "issues/064.html#doe2022"
    assert site_at(folders=True).address(label("issues/064")) == "issues/064/"


@pytest.mark.parametrize(
    ("folders", "docname", "copy"),
    [
        (False, "issues/064", "issues/064.html.md"),
        (False, "index", "index.html.md"),
        (True, "issues/064", "issues/064/index.html.md"),
        (True, "index", "index.html.md"),
    ],
)
def test_a_copy_is_where_llms_txt_says(folders: bool, docname: str, copy: str) -> None:
    assert site_at(folders=folders).copy(docname) == copy


def test_a_link_is_full_where_the_address_is_known() -> None:
    assert site_at().link("issues/064.html#a", "docs/topics/nlp.html.md") == f"{BASE}issues/064.html#a"


@pytest.mark.parametrize(
    ("address", "start", "link"),
    [
        ("issues/064.html#a", "docs/topics/nlp.html.md", "../../issues/064.html#a"),
        ("issues/064.html", "issues/028.html.md", "064.html"),
        ("issues/064/", "issues/028/index.html.md", "../064/"),
        ("issues/028/", "issues/028/index.html.md", "./"),
        ("issues/", "issues/028/index.html.md", "../"),
        ("#a", "docs/topics/nlp/index.html.md", "../../..#a"),
        ("docs/methods/a.html", "docs/topics/a.html.md", "../methods/a.html"),
        ("llms.txt", "", "llms.txt"),
        ("", "", "."),
    ],
)
def test_a_link_is_relative_elsewhere(address: str, start: str, link: str) -> None:
    assert site_at("").link(address, start) == link


def test_the_root_is_a_path() -> None:
    assert site_at("https://example.org/zh-cn/latest/").root == "/zh-cn/latest/"
    assert site_at("https://example.org").root == "/"
