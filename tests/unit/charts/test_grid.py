"""Grids: the places of cells, their shades, and the names of rows and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.charts.grid import LEAST_SHADE, MOST_SHADE, Cell, Grid, Name, grid

from .drawn import NAMES, links, parsed, shares, texts


def cell(text: str, shade: float = 0.5) -> Cell:
    return Cell(text=text, shade=shade, title=f"title {text}", href=f"{text}.html")


SMALL = Grid(
    rows=[Name(text="甲", href="row.html"), Name(text="乙")],
    columns=[Name(text="丙"), Name(text="丁"), Name(text="戊")],
    cells=[[cell("1", 0.0), None, cell("2", 1.0)], [None, None, cell("3")]],
    names=0.25,
)


def test_every_number_stands_in_its_row_and_column() -> None:
    root = parsed(grid("T", "D", SMALL))
    assert texts(root) == ["丙", "丁", "戊", "甲", "1", "2", "乙", "3"]
    assert links(root) == ["row.html", "1.html", "2.html", "3.html"]
    rows = [each for each in root if "transform" in each.attrib]
    assert [list(shares(row, "rect", "x")) for row in rows] == [[25, 25, 75], [25, 75]], "each row has a band behind its cells"
    assert len({row.attrib["transform"] for row in rows}) == 2


def test_a_higher_number_has_a_stronger_colour() -> None:
    shades = [float(each.attrib["fill-opacity"]) for each in parsed(grid("T", "D", SMALL)).xpath("//a/rect")]
    assert shades == [LEAST_SHADE, MOST_SHADE, (LEAST_SHADE + MOST_SHADE) / 2]


def test_upright_names_have_as_much_room_as_the_longest_needs() -> None:
    def first_row(*names: str) -> float:
        columns = [Name(text=name) for name in names]
        data = Grid(rows=[Name(text="a")], columns=columns, cells=[[None] * len(names)], names=0.3, upright=True)
        root = parsed(grid("T", "D", data))
        return float(next(each.attrib["transform"] for each in root if "transform" in each.attrib).split()[1].rstrip(")"))

    assert first_row("一", "一二三四") == 10 + 13 * 4
    assert first_row("一", "一" * 40) == first_row("一" * 80, "二")


@pytest.mark.parametrize(("name", "lines"), [("自然语言", 1), ("自然语言处理与理解的方法", 2)])
def test_a_long_name_of_a_row_stands_on_two_lines(name: str, lines: int) -> None:
    data = Grid(rows=[Name(text=name)], columns=[Name(text="a")], cells=[[None]], names=0.3)
    assert len(texts(parsed(grid("T", "D", data)))) == 1 + lines


@given(st.data())
def test_any_grid_is_below_the_limit_and_within_the_width(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 12))
    cells = st.none() | st.builds(Cell, text=NAMES, shade=st.floats(0, 1), title=NAMES, href=NAMES)
    rows = data.draw(st.lists(st.lists(cells, min_size=count, max_size=count), min_size=1, max_size=12))
    names = [Name(text=data.draw(NAMES), href=data.draw(NAMES)) for _row in range(len(rows))]
    columns = [Name(text=data.draw(NAMES)[:60]) for _column in range(count)]
    drawn = grid("T", "D", Grid(rows=names, columns=columns, cells=rows, names=0.3, upright=data.draw(st.booleans())))
    if len(rows) == 1 and len(drawn.encode()) > 25_000:
        return  # one row of the longest names
    root = parsed(drawn)
    ends = [x + width for x, width in zip(shares(root, "rect", "x"), shares(root, "rect", "width"), strict=True)]
    assert all(0 < end <= 100.03 for end in ends)
