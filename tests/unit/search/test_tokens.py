"""The division of text into words: one table for Python and JavaScript, and a comparison of the two on generated text."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.search.tokens import BREAK, END, PLUS, SHARP, exact, fold_text, tokens, tokens_of_texts, variants

from .javascript import call

CASES: list[dict[str, str]] = json.loads((Path(__file__).parents[2] / "search_cases.json").read_text(encoding="utf-8"))
"""Texts with their words, separated by spaces: ``|`` ends one that is not Han; and the hash that stands for all of it."""
SIGNS = str.maketrans({"|": END, "+": PLUS, "#": SHARP})
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12)
LETTERS = st.characters(exclude_categories=("Cn", "Co"))
"""Characters that every version of Unicode in use has with the same meaning."""


def words(case: dict[str, str]) -> list[str]:
    return case["words"].translate(SIGNS).split()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_python_divides_text_by_the_table(case: dict[str, str]) -> None:
    assert tokens(case["text"]) == words(case)
    assert exact(case["text"]).removeprefix(END) == case["whole"]


def test_javascript_divides_text_by_the_table() -> None:
    found = call("tokens", [case["text"] for case in CASES])
    for case, each in zip(CASES, found, strict=True):
        assert (each["words"], each["whole"].removeprefix(END)) == (words(case), case["whole"]), case["why"]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=30), min_size=100, max_size=200))
def test_javascript_divides_text_like_python(texts: list[str]) -> None:
    for text, each in zip(texts, call("tokens", texts), strict=True):
        assert (text, each["words"], each["whole"]) == (text, tokens(text), exact(text))


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="one version of Unicode is enough")
def test_every_character_is_folded_alike() -> None:
    known = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")]
    chunks = [known[at : at + 500] for at in range(0, len(known), 500)]
    inputs = ["\n".join(chunk) for chunk in chunks]
    for text, each in zip(inputs, call("tokens", inputs), strict=True):
        assert each["words"] == tokens(text)


@given(st.text(), st.text())
def test_folding_is_done_character_by_character(one: str, other: str) -> None:
    assert fold_text(one + other) == fold_text(one) + fold_text(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert tokens(fold_text(text)) == tokens(text)


@given(HAN, HAN, HAN)
def test_any_piece_of_a_run_is_a_run_of_its_words(before: str, piece: str, after: str) -> None:
    wanted = tokens(piece)[:-1] or [piece]
    every = tokens(before + piece + after)
    starts = range(len(every) - len(wanted) + 1)
    if len(fold_text(piece)) > 1:
        assert any(every[at : at + len(wanted)] == wanted for at in starts)
    else:
        assert any(word.startswith(fold_text(piece)) for word in every)


@given(st.lists(st.text(), max_size=4))
def test_no_phrase_goes_from_one_text_into_the_next(texts: list[str]) -> None:
    parts = " ".join(tokens_of_texts(texts)).split(f" {BREAK}")
    assert [part.split() for part in parts if part.strip()] == [tokens(text) for text in texts if tokens(text)]


@given(st.text())
def test_a_word_is_what_pagefind_takes_for_one(text: str) -> None:
    for word in [*tokens(text), *filter(None, [exact(text)])]:
        assert all(char.isalnum() or unicodedata.category(char) == "Cn" for char in word)
        assert word == word.lower()
        assert unicodedata.normalize("NFD", word) == word


@given(st.text(), st.text())
def test_only_the_same_words_stand_for_the_same_whole(one: str, other: str) -> None:
    assert (exact(one) == exact(other)) == (tokens(one) == tokens(other))


def test_the_simplified_characters_are_those_of_opencc() -> None:
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    every = [chr(code) for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x33480))]
    converted = dict(zip(every, convert("\n".join(every)).split("\n"), strict=True))
    while again := {char: converted[simple] for char, simple in converted.items() if converted.get(simple, simple) != simple}:
        converted |= again
    assert {char: simple for char, simple in variants().items() if converted.get(char) != simple} == {}
    assert [char for char, simple in converted.items() if fold_text(char) != fold_text(simple)] == []
