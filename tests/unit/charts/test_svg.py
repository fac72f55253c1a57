"""Elements of SVG: what values become, and how much of a chart fits in the limit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from handbook.charts.svg import MAX_BYTES, chart, element, fitting, link, number, percent, text

from .drawn import NAMES


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0, "0"), (-0.001, "0"), (1.0, "1"), (2.5, "2.5"), (1 / 3, "0.33"), (-1.25, "-1.25"), (1e6, "1000000")],
)
def test_a_number_has_no_more_decimals_than_it_needs(value: float, written: str) -> None:
    assert number(value) == written


@given(st.floats(-1e6, 1e6))
def test_a_number_is_near_to_the_value(value: float) -> None:
    assert abs(float(number(value)) - value) <= 0.00501
    assert "e" not in number(value)


def test_a_share_is_a_percentage() -> None:
    assert [percent(share) for share in (0, 1 / 8, 1)] == ["0%", "12.5%", "100%"]


def test_an_element_has_its_attributes_and_its_content() -> None:
    assert element("rect", class_="a", fill_opacity=0.5, x="") == '<rect class="a" fill-opacity="0.5"/>'
    assert element("g", element("path")) == "<g><path/></g>"


@given(NAMES, NAMES)
def test_no_name_ends_an_element_or_an_attribute(name: str, other: str) -> None:
    root = etree.fromstring(chart(name, other, [link(other, name, text(name, class_=other))]))
    assert [each.tag for each in root.iter()][:2] == ["svg", "title"]
    assert {each.tag for each in root.iter()} <= {"svg", "title", "desc", "a", "g", "text"}


def test_only_what_has_an_address_is_a_link_and_only_what_has_a_title_is_a_group() -> None:
    assert link("a.html", "A", "<path/>") == '<a href="a.html"><title>A</title><path/></a>'
    assert link("", "A", "<path/>") == "<g><title>A</title><path/></g>"
    assert link("", "", "<path/>") == "<path/>"


def test_a_chart_has_as_many_rows_as_the_limit_can_hold() -> None:
    drawn: list[int] = []

    def draw(count: int) -> str:
        drawn.append(count)
        return "x" * (MAX_BYTES // 10 * count)

    assert len(fitting(draw, 8)) == MAX_BYTES // 10 * 8
    assert drawn == [8]
    assert len(fitting(draw, 300)) == MAX_BYTES
    assert drawn[-1] == 10
