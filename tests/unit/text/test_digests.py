"""Digests of values."""

from __future__ import annotations

from handbook.text.digests import digest_of


def test_equal_values_have_one_digest_and_others_another() -> None:
    assert digest_of(["a", 1]) == digest_of(["a", 1])
    assert len({*map(digest_of, (["a", 1], ["a", "1"], ["a1"], ("a", 1), "", None))}) == 6


def test_a_text_may_have_unpaired_surrogates() -> None:
    assert len(digest_of("\ud800")) == 32
