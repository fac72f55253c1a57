"""Invisible characters and letters that look like ASCII."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.text.characters import invisible_characters, look_alike


@given(st.text())
def test_invisible_characters_are_those_of_the_categories_of_control_format_and_line_ends(text: str) -> None:
    expected = [
        at for at, char in enumerate(text) if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") and char not in "\t\n"
    ]
    assert invisible_characters(text) == expected


@pytest.mark.parametrize(
    ("identifier", "letter"),
    [("doe2022", ""), ("d\u043ee2022", "\u043e"), ("\uff44oe", "\uff44"), ("刘2022", ""), ("doé", "é")],
)
def test_a_letter_that_looks_like_ascii_is_named(identifier: str, letter: str) -> None:
    assert look_alike(identifier) == letter
