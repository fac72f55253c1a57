"""The forms of a name: for comparison, for sorting and for anchors."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.text.folding import fold, has_han, initial, pinyin, slug, unaccent

ASCII = st.text(alphabet=string.printable)
NAMES = st.text(alphabet=st.characters(codec="utf-8"))
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}


@given(NAMES)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(NAMES)
def test_folding_ignores_case(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text.swapcase()) == fold(text)


@given(ASCII)
def test_folding_ignores_width(text: str) -> None:
    assert fold(text.translate(WIDE)) == fold(text)


@given(NAMES, st.sampled_from([" ", "-", "_", "·", "．", "\u3000", "\u0301", "（", "“"]))
def test_folding_ignores_spaces_punctuation_and_accents(text: str, extra: str) -> None:
    assert fold(extra.join(["a", *text, "z"])) == fold(f"a{text}z")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chain-of-Thought", "chain of thought"),
        ("Friedrich-Alexander-Universität", "FRIEDRICH ALEXANDER UNIVERSITAT"),
        ("Łukasz Straße", "lukasz strasse"),
        ("Ｄollár", "Dollar"),
        ("思维链 Prompt", "思维链Prompt"),
    ],
)
def test_two_spellings_of_a_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C", "C#"), ("C++", "C#"), ("微调", "精调")])
def test_different_names_fold_differently(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(NAMES)
def test_a_slug_is_ascii_letters_digits_and_single_hyphens(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))


@given(NAMES)
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dollár, Piotr", "dollar-piotr"),
        ("van de Kar, Mozes", "van-de-kar-mozes"),
        ("清华大学", "qing-hua-da-xue"),
        ("BERT 类模型", "bert-lei-mo-xing"),
        ("Øßæ", "ossae"),
        ("！？", ""),
    ],
)
def test_slug_of_a_name(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(NAMES)
def test_an_initial_is_a_capital_letter_or_the_hash(text: str) -> None:
    assert re.fullmatch("[A-Z#]", initial(text))


@pytest.mark.parametrize(
    ("name", "letter"),
    [("清华大学", "Q"), ("Åbo", "A"), ("“Deep”", "D"), ("3 Lab", "#"), ("", "#"), ("Ω", "#"), ("Zürich", "Z"), ("A", "A")],
)
def test_initial_of_a_name(name: str, letter: str) -> None:
    assert initial(name) == letter


def test_chinese_sorts_by_pinyin_among_latin() -> None:
    assert sorted(["清华大学", "Meta", "奥博", "亚马逊"], key=pinyin) == ["奥博", "Meta", "清华大学", "亚马逊"]


def test_han_characters_are_detected() -> None:
    assert has_han("ab预")
    assert not has_han("abc、。１カ")


@given(NAMES)
def test_unaccented_text_is_lower_case(text: str) -> None:
    assert unaccent(text) == unaccent(text).casefold()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dollár", "dollar"),
        ("Ｄeep", "deep"),
        ("Łukasz Straße", "lukasz strasse"),
        ("Æøœđðıþ", "aeooeddith"),
        ("预训练", "预训练"),
    ],
)
def test_accents_go_and_letters_stay(text: str, expected: str) -> None:
    assert unaccent(text) == expected
