"""The division of text into words: one table for Python and JavaScript, and a comparison of the two on generated text."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path
from string import ascii_letters, digits

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.fulltext.tokens import END, INNER, PLUS, SHARP, Text, divided, exact, fold_text, tokens, variants
from tests.unit.search.javascript import call

CASES: list[dict[str, str]] = json.loads((Path(__file__).parents[2] / "search_cases.json").read_text(encoding="utf-8"))
"""Texts with their words, separated by spaces: ``|`` ends one that is not Han; with joined words and inner ones, which begin
with ``~``, each after the number of its word; and with the hash that stands for all of the text."""
SIGNS = str.maketrans({"|": END, "~": INNER, "+": PLUS, "#": SHARP})
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12)
LETTERS = st.characters(exclude_categories=("Cn", "Co"))
"""Characters that every version of Unicode in use has with the same meaning."""


def words(case: dict[str, str]) -> list[str]:
    return case["words"].translate(SIGNS).split()


def more(case: dict[str, str]) -> list[tuple[int, str]]:
    pairs = (each.split(":") for each in case.get("more", "").translate(SIGNS).split())
    return [(int(place), word) for place, word in pairs]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_python_divides_text_by_the_table(case: dict[str, str]) -> None:
    assert tokens(case["text"]) == words(case)
    assert divided(case["text"]) == Text(tuple(words(case)), tuple(more(case)))
    assert exact(case["text"]).removeprefix(END) == case["whole"]


def test_javascript_divides_text_by_the_table() -> None:
    found = call("tokens", [case["text"] for case in CASES])
    for case, each in zip(CASES, found, strict=True):
        assert (each["words"], each["whole"].removeprefix(END)) == (words(case), case["whole"]), case["why"]
        assert [*map(tuple, each["more"])] == more(case), case["why"]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=30), min_size=100, max_size=200))
def test_javascript_divides_text_like_python(texts: list[str]) -> None:
    for text, each in zip(texts, call("tokens", texts), strict=True):
        assert (text, each["words"], each["whole"]) == (text, tokens(text), exact(text))
        assert [*map(tuple, each["more"])] == [*divided(text).more], text


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="one version of Unicode is enough")
def test_every_character_is_folded_alike() -> None:
    known = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")]
    chunks = [known[at : at + 500] for at in range(0, len(known), 500)]
    inputs = ["\n".join(chunk) for chunk in chunks]
    for text, each in zip(inputs, call("tokens", inputs), strict=True):
        assert each["words"] == tokens(text)
        assert [*map(tuple, each["more"])] == [*divided(text).more]


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


@given(st.text() | st.text(ascii_letters + digits))
def test_the_words_are_the_same_with_and_without_joined_and_inner_ones(text: str) -> None:
    found = divided(text)
    assert [*found.words] == tokens(text)
    assert all(place < len(found.words) for place, _word in found.more)


@given(st.text())
def test_no_word_is_the_beginning_of_another_kind_of_word(text: str) -> None:
    found = divided(text)
    for word in (*found.words, *(word for _place, word in found.more)):
        assert word.count(END) == (len(word) > 2 or word.endswith(END))
        assert INNER not in word[1:]
    assert not any(word.startswith(INNER) for word in found.words)


@pytest.mark.parametrize(
    ("one", "other"), [("few-shot", "fewshot"), ("GPT-3", "GPT3"), ("Meta-ICL", "MetaICL"), ("Node.js", "nodejs")]
)
def test_a_compound_has_the_word_that_others_write_for_it(one: str, other: str) -> None:
    (word,) = tokens(other)
    assert {word for _place, word in divided(one).more} >= {word}


@pytest.mark.parametrize(("text", "parts"), [("ChatGPT", "chat gpt"), ("MetaICL", "meta icl"), ("ClimateBERT", "climate bert")])
def test_the_words_inside_a_word_are_marked(text: str, parts: str) -> None:
    assert [word for _place, word in divided(text).more] == [f"{INNER}{part}{END}" for part in parts.split()]


@given(st.text(), st.text())
def test_only_the_same_words_stand_for_the_same_whole(one: str, other: str) -> None:
    assert (exact(one) == exact(other)) == (tokens(one) == tokens(other))
    assert exact(one, "name") != exact(one) or not tokens(one)


BY_PHRASES = "瞭了藉借揹背覆复牠它妳你彷仿祇只"
"""Characters that OpenCC converts within phrases only, and their forms; a search takes both for the same."""
OTHER_CHARACTERS = "么顎鯰"
"""Characters that OpenCC converts for a region to one with another meaning in mainland texts."""


def test_the_simplified_characters_are_those_of_opencc() -> None:
    from opencc import OpenCC

    every = [chr(code) for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x33480))]

    def converted(way: str) -> dict[str, str]:
        return dict(zip(every, OpenCC(way).convert("\n".join(every)).split("\n"), strict=True))

    general = converted("t2s")
    regional = [*converted("tw2s").items(), *converted("hk2s").items()]
    simple = general | {char: form for char, form in regional if form != general[char] and char not in OTHER_CHARACTERS}
    simple |= zip(BY_PHRASES[::2], BY_PHRASES[1::2], strict=True)
    while again := {char: simple[form] for char, form in simple.items() if simple.get(form, form) != form}:
        simple |= again
    assert {char: form for char, form in variants().items() if simple.get(char) != form} == {}
    assert [char for char, form in simple.items() if fold_text(char) != fold_text(form)] == []
