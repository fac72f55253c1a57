"""The width of words: names that are cut to their place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.charts.words import shortened, width_of, wrapped

from .drawn import NAMES


def test_a_han_character_is_as_wide_as_high_and_a_latin_letter_half_of_it() -> None:
    assert width_of("预训练") == 3
    assert 0.5 < width_of("aeno") / 4 < 0.6
    assert width_of("illi") < width_of("aeno") < width_of("MEWA")


def test_a_name_that_fits_stays_whole() -> None:
    assert shortened("自然语言处理", 6) == "自然语言处理"
    assert shortened("自然语言处理", 5.9) == "自然语言…"
    assert shortened("ab cdef", 2.2) == "ab…"


@given(NAMES, st.floats(1, 40))
def test_a_shortened_name_fits_and_begins_as_the_name(name: str, limit: float) -> None:
    short = shortened(name, limit)
    assert width_of(short) <= limit + 1e-9
    assert name.startswith(short.removesuffix("…"))


def test_lines_end_between_words_and_at_han_characters() -> None:
    assert wrapped("Carnegie Mellon University", 9) == ["Carnegie Mellon", "University"]
    assert wrapped("艾伦人工智能研究所", 5) == ["艾伦人工智", "能研究所"]
    assert wrapped("伊利诺伊大学-香槟分校", 6) == ["伊利诺伊大", "学-香槟分校"]
    assert wrapped("Meta", 9) == ["Meta"]
    assert wrapped("基于 BERT 的模型", 5.5) == ["基于 BERT", "的模型"]
    assert wrapped("Donaudampfschifffahrtsgesellschaft", 6) == ["Donaudampf", "schifffah…"]


@given(NAMES, st.floats(1.5, 20), st.integers(1, 4))
def test_every_line_fits_and_nothing_is_lost_before_the_last(name: str, limit: float, lines: int) -> None:
    found = wrapped(name, limit, lines)
    assert len(found) <= lines
    assert all(width_of(line) <= limit + 1e-9 for line in found)
    kept = "".join("".join(found).removesuffix("…").split())
    assert "".join(name.split()).startswith(kept)
