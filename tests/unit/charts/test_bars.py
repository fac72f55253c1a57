"""Bars: their lengths, names and numbers, and how many there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.charts.bars import INDENT, MAX_DEPTH, Bar, bars

from .drawn import NAMES, NUMBERS, links, parsed, shares, texts


def test_a_bar_is_as_long_as_its_share_of_the_highest_number() -> None:
    rows = [Bar(name="甲", href="a.html", value=8), Bar(name="乙", href="b.html", value=2, depth=1)]
    root = parsed(bars("T", "D", rows))
    assert list(shares(root, "rect", "width")) == [100, 25]
    assert texts(root) == ["甲", "8", "乙", "2"]
    assert links(root) == ["a.html", "b.html"]
    left = [float(each.attrib["x"]) for each in root.iter("text") if each.attrib["x"] != "100%"]
    assert left[1] - left[0] == INDENT


def test_a_long_name_is_shortened_and_whole_in_its_title() -> None:
    name = "一" * 40
    root = parsed(bars("T", "D", [Bar(name=name, href="a.html", value=1)]))
    assert texts(root)[0].endswith("…")
    assert [each.text for each in root.iter("title")] == ["T", name]


def test_a_tree_deeper_than_the_limit_stays_within_the_chart() -> None:
    root = parsed(bars("T", "D", [Bar(name="a", href="", value=1, depth=depth) for depth in (MAX_DEPTH, MAX_DEPTH + 90)]))
    assert len({each.attrib["x"] for each in root.iter("text") if each.attrib["x"] != "100%"}) == 1


@given(st.lists(st.builds(Bar, name=NAMES, href=NAMES, value=NUMBERS, depth=st.integers(0, 200)), min_size=1, max_size=60))
def test_any_names_and_numbers_make_a_chart_below_the_limit(rows: list[Bar]) -> None:
    root = parsed(bars("T", "D", rows))
    widths = list(shares(root, "rect", "width"))
    assert 1 <= len(widths) <= len(rows)
    assert all(0 <= width <= 100 for width in widths)
