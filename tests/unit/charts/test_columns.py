"""Columns and sparklines: their heights, their numbers and their links."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.charts.columns import MAX_SHARE, MAX_VALUES, PLOT, SPARK_HEIGHT, SPARK_WIDTH, TOP, Column, columns, sparkline

from .drawn import NAMES, NUMBERS, links, parsed, shares, texts


def of(*values: int) -> list[Column]:
    return [Column(label=f"n{at}", value=value, title=f"t{at}", href=f"a{at}.html") for at, value in enumerate(values)]


def test_the_height_of_a_column_is_its_share_of_the_highest() -> None:
    root = parsed(columns("T", "D", of(5, 0, 10)))
    assert [float(each.attrib["height"]) for each in root.iter("rect")] == [PLOT / 2, PLOT]
    assert {float(each.attrib["y"]) + float(each.attrib["height"]) for each in root.iter("rect")} == {TOP + PLOT}
    assert texts(root) == ["5", "n0", "n1", "10", "n2"]
    assert links(root) == ["a0.html", "a2.html"]
    assert [each.text for each in root.iter("title")] == ["T", "t0", "t2"]
    assert [each.text for each in root.iter("desc")] == ["D"]


def test_a_name_stands_below_its_column_or_where_its_columns_begin() -> None:
    data = [Column(label=label, value=1, title="") for label in ("2021", "", "", "", "2022", "")]
    for spanning, places in ((False, ["8.33%", "75%"]), (True, ["0%", "66.67%"])):
        root = parsed(columns("T", "D", data, spanning=spanning))
        assert [each.attrib["x"] for each in root.iter("text") if each.text != "1"] == places


def test_few_columns_are_no_blocks() -> None:
    root = parsed(columns("T", "D", of(1, 2, 3)))
    assert set(shares(root, "rect", "width")) == {round(100 * MAX_SHARE, 2)}


def test_of_many_columns_only_the_highest_and_the_last_have_numbers() -> None:
    values = [3, 90, *range(4, 4 + MAX_VALUES)]
    assert [word for word in texts(parsed(columns("T", "D", of(*values)))) if word.isdigit()] == ["90", "15"]
    few = values[:MAX_VALUES]
    assert [word for word in texts(parsed(columns("T", "D", of(*few)))) if word.isdigit()] == list(map(str, few))


@given(st.lists(st.tuples(NAMES, NUMBERS), min_size=1, max_size=60))
def test_all_columns_are_within_the_chart(data: list[tuple[str, int]]) -> None:
    drawn = [Column(label=name, value=value, title=name, href=name) for name, value in data]
    svg = columns("T", "D", drawn[: 40 if max(map(len, map(str, drawn))) < 200 else 10])
    root = parsed(svg)
    ends = [x + width for x, width in zip(shares(root, "rect", "x"), shares(root, "rect", "width"), strict=True)]
    assert all(0 < end <= 100 for end in ends)
    assert all(0 <= float(each.attrib["height"]) <= PLOT for each in root.iter("rect"))


@given(st.lists(NUMBERS, min_size=1, max_size=40), NAMES)
def test_a_sparkline_has_a_column_for_each_number_that_is_not_zero(values: list[int], title: str) -> None:
    root = parsed(sparkline(title, values))
    drawn = root[-1].attrib.get("d", "")
    assert drawn.count("M") == sum(value > 0 for value in values)
    for part in drawn.split("M")[1:]:
        x, _space, rest = part.partition(" ")
        height = float(rest.partition("v-")[2].partition("h")[0])
        assert 1 <= height <= SPARK_HEIGHT
        assert 0 <= float(x) < SPARK_WIDTH
