"""The elements in the head of a page: descriptions of whole sentences, and escaped values."""

from __future__ import annotations

import pytest

from handbook.library.library import Library
from handbook.site import head

SENTENCE = "这是一句话。"


@pytest.mark.parametrize(
    ("text", "shortened"),
    [
        ("短", "短"),
        ("字" * head.MAX_DESCRIPTION, "字" * head.MAX_DESCRIPTION),
        ("字" * (head.MAX_DESCRIPTION + 1), "字" * (head.MAX_DESCRIPTION - 1) + "…"),
        (SENTENCE * 40, SENTENCE * (head.MAX_DESCRIPTION // len(SENTENCE))),
        ("A sentence. " + "word " * 40, "A sentence."),
        ("甲；" + "字" * 200, "甲；"),
        ("Found by Yang et al. (2024). " + "word " * 40, "Found by Yang et al. (2024)."),
        ("Found by Yang et al. (2024) " + "w" * 200, "Found by Yang et al. (2024) " + "w" * (head.MAX_DESCRIPTION - 29) + "…"),
    ],
)
def test_a_description_is_cut_at_the_end_of_a_sentence(text: str, shortened: str) -> None:
    assert head.shortened(text) == shortened


def test_a_reference_is_cut_after_more_than_its_authors() -> None:
    reference = "Schick T, Schütze H. " + "Title " * 40
    assert head.cut(reference) == reference[: head.MAX_DESCRIPTION - 1] + "…"
    assert head.cut("A. B.") == "A. B."


def test_empty_values_have_no_element_and_values_are_escaped() -> None:
    lines = head.elements(
        title='<a "b">', kind="article", description="", url="", site="S", locale="zh_CN", data={"name": "</script>"}
    ).splitlines()
    assert lines == [
        '<meta property="og:title" content="&lt;a &quot;b&quot;&gt;" />',
        '<meta property="og:type" content="article" />',
        '<meta property="og:site_name" content="S" />',
        '<meta property="og:locale" content="zh_CN" />',
        '<script type="application/ld+json">{"name":"\\u003c/script>"}</script>',
    ]


def test_only_issues_and_terms_have_linked_data(handbook: Library) -> None:
    kinds = {}
    for docname in ("issues/064", "docs/institutions/uiuc", "index"):
        data = head.linked_data_of(handbook, handbook.by_docname[docname], "定义。")
        kinds[docname] = data and data["@type"]
    assert kinds == {"issues/064": "PublicationIssue", "docs/institutions/uiuc": "DefinedTerm", "index": None}
