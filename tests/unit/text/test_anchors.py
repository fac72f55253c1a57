"""Anchors of citation keys: safe, one for each key, and those of old keys as they were."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.text.anchors import anchor_of


@pytest.mark.parametrize(
    "key", ["doe2022deep", "a", "2022.emnlp-main.9999", "lastname:17", "liu_ge-2014", "PhysRevLett.128.110506"]
)
def test_an_identifier_is_its_own_anchor(key: str) -> None:
    assert anchor_of(key) == key


@pytest.mark.parametrize(
    ("key", "anchor"),
    [
        ("DBLP:journals/bstj/Ritchie84", "DBLP:journals~2Fbstj~2FRitchie84"),
        ("刘2018基于", "~E5~88~982018~E5~9F~BA~E4~BA~8E"),
        ("-1996-phrase", "~2D1996-phrase"),
        ("a+b", "a~2Bb"),
        ("O'Brien2010", "O~27Brien2010"),
    ],
)
def test_other_keys_get_a_safe_anchor(key: str, anchor: str) -> None:
    assert anchor_of(key) == anchor


@given(st.text(min_size=1), st.text(min_size=1))
def test_anchors_are_safe_and_no_two_keys_have_the_same(one: str, other: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_.:~-]+", anchor_of(one))
    assert (anchor_of(one) == anchor_of(other)) == (one == other)
