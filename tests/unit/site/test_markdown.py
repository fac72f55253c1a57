"""Markdown of the handbook as plain Markdown: roles, citations, links and directives; code stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from handbook.library.library import Library
from handbook.site.markdown import Markdown, link, literal

from ..builders import read
from ..sample import SAMPLE
from .published import BASE, site_at

PARSER = MarkdownIt("commonmark", {"html": False})


@pytest.fixture(scope="module")
def library() -> Library:
    return read(SAMPLE)


@pytest.mark.parametrize(
    ("written", "resolved"),
    [
        ("普通文字。", "普通文字。"),
        ("见{paper}`kar2022`。", f"见[挖掘](<{BASE}papers/kar2022.html>)。"),
        ("见{hb:topic}`自然语言 <nlp>`。", f"见[自然语言](<{BASE}docs/topics/nlp.html>)。"),
        ("见{issue}`2`。", f"见[第 2 期](<{BASE}issues/002.html>)。"),
        ("{paper}`nosuch` {topic}`x <nosuch>`", "nosuch x"),
        ("H{sub}`2`O", "H2O"),
        (
            "{cite:p}`kar2022, old2019`",
            f"([Kar and Martini, 2022](<{BASE}papers/kar2022.html>); [Doe, 2019](<{BASE}papers/old2019.html>))",
        ),
        ("{cite:t}`pub2023`", f"[Zhang and Ångström, 2023](<{BASE}papers/pre2021.html>)"),
        ("{cite}`nosuch`", "(nosuch)"),
        ("[](#kar2022) [它](#kar2022)", f"[挖掘](<{BASE}papers/kar2022.html>) [它](<{BASE}papers/kar2022.html>)"),
        ("[题](../issues/001.md#pre2021)", f"[题](<{BASE}issues/001.html#pre2021>)"),
        ("[网](https://example.org/a)", "[网](<https://example.org/a>)"),
        ("![图](../images/a.png) 后", "图 后"),
        ("(label)=\n% 注\n文", "\n\n文"),
        ("`` {paper}`kar2022` `` 和 `code`", "`` {paper}`kar2022` `` 和 `code`"),
        ("```{code-block} python\n{paper}`kar2022`\n```", "```python\n{paper}`kar2022`\n```"),
        ("```\n{paper}`kar2022`\n```", "```\n{paper}`kar2022`\n```"),
        (":::{note}\n见{issue}`2`。\n:::", f"\n\n\n见[第 2 期](<{BASE}issues/002.html>)。\n"),
        ("```{topic} nlp\n```", f"\n[自然语言处理](<{BASE}docs/topics/nlp.html>)\n\n"),
    ],
)
def test_what_only_the_handbook_knows_becomes_markdown(library: Library, written: str, resolved: str) -> None:
    assert Markdown(library, site_at()).resolved(written, "docs/page") == resolved


def test_links_are_relative_to_the_file_where_there_is_no_address(library: Library) -> None:
    site = site_at("")
    text = Markdown(library, site, "docs/topics/nlp.html.md").resolved("{paper}`kar2022`", "docs/topics/nlp")
    assert text == "[挖掘](<../../papers/kar2022.html>)"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1).map(
        lambda text: " ".join(text.split())
    )
)
def test_literal_text_is_shown_as_it_is(text: str) -> None:
    shown = MarkdownIt("commonmark", {"html": False}).parse(literal(text) or "")
    assert "".join(child.content for token in shown for child in token.children or ()) == text.replace("&", "&") or "&" in text


@given(st.text(alphabet="[]()<>`{}:#%~*_\\\n a1甲!", max_size=60))
def test_any_text_is_resolved_and_refers_to_no_script(text: str) -> None:
    html = PARSER.render(Markdown(EMPTY, site_at()).resolved(text, "docs/page"))
    assert "<script" not in html
    assert "javascript:" not in html


EMPTY = read({})


def test_a_link_without_an_address_is_its_text() -> None:
    assert link("a*b", "") == "a\\*b"
    assert link("a", "https://example.org/<x>") == "[a](<https://example.org/%3Cx%3E>)"
