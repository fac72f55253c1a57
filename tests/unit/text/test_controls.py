"""Characters that a terminal obeys are written so that they are seen, and all others as they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.text.controls import harmless, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n::error::b", "a\\n::error::b"),
        ("a\x1b[31mb\r\t\0", "a\\x1b[31mb\\r\\t\\x00"),
        ("甲\u202e乙\u200b\u2028", "甲\\u202e乙\\u200b\\u2028"),
        ("bad\udcff.md", "bad\\udcff.md"),
        ("《预训练周刊》 第 1 期：é😀\u3000\u00a0", "《预训练周刊》 第 1 期：é😀\u3000\u00a0"),
    ],
)
def test_controls_are_seen(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_text_of_several_lines_keeps_them() -> None:
    assert harmless("a\n\tb\r\x1b") == "a\n\tb\\r\\x1b"


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_else_changes_and_no_control_is_left(text: str) -> None:
    controls = ("Cc", "Cf", "Cs", "Zl", "Zp")
    assert not any(unicodedata.category(char) in controls for char in visible(text))
    harmless_text = "".join(char for char in text if unicodedata.category(char) not in controls)
    assert visible(harmless_text) == harmless_text
