"""The layout of networks: the same everywhere, linked nodes near to each other, and no name over another."""

from __future__ import annotations

import ast
import hashlib
from itertools import combinations
from math import dist
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.charts import layout
from handbook.charts.layout import Frame, placed


def frame(count: int, width: float = 700, height: float = 700, box: tuple[float, float] = (100, 40)) -> Frame:
    return Frame(width, height, [box] * count)


def covered(places: list[tuple[float, float]], boxes: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """Return the pairs of nodes whose boxes cover each other by more than a pixel."""
    return [
        (a, b)
        for a, b in combinations(range(len(places)), 2)
        if abs(places[a][0] - places[b][0]) < (boxes[a][0] + boxes[b][0]) / 2 - 1
        and abs(places[a][1] - places[b][1]) < (boxes[a][1] + boxes[b][1]) / 2 - 1
    ]


def test_linked_nodes_are_nearer_to_each_other_than_others() -> None:
    groups = [range(6), range(6, 12)]
    links = [pair for group in groups for pair in combinations(group, 2)]
    places = placed(12, links, frame(12, box=(10, 10)))
    near = [dist(places[a], places[b]) for a, b in links]
    far = [dist(places[a], places[b]) for a in groups[0] for b in groups[1]]
    assert sum(near) / len(near) < sum(far) / len(far) / 2


def test_no_name_covers_another_where_there_is_room() -> None:
    links = [(at, (at * 7 + 3) % 24) for at in range(24)] + [(0, at) for at in range(1, 12)]
    boxes = frame(24, 720, 770, (110, 55))
    assert covered(placed(24, links, boxes), [*boxes.boxes]) == []


def test_the_same_network_has_the_same_places() -> None:
    links = [(0, 1), (1, 2), (2, 3), (3, 0), (4, 5)]
    first, second = (placed(6, links, frame(6)) for _run in range(2))
    assert first == second
    assert hashlib.sha256(repr(first).encode()).hexdigest()[:16] == EXPECTED, "places must not depend on the machine"


EXPECTED = "45fb01c37f517cdb"
"""What every machine makes of that network."""


def test_nothing_is_used_whose_result_depends_on_the_machine() -> None:
    tree = ast.parse(Path(layout.__file__).read_text(encoding="utf-8"))
    imported = [(node.module, alias.name) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert [name for module, name in imported if module == "math"] == ["sqrt"]
    assert not any(isinstance(node, ast.Import) for node in ast.walk(tree))
    assert not any(isinstance(node, ast.Pow) for node in ast.walk(tree))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 14), st.data())
def test_any_network_is_within_its_frame(count: int, data: st.DataObject) -> None:
    nodes = st.integers(0, count - 1)
    links = data.draw(st.lists(st.tuples(nodes, nodes), max_size=30)) if count else []
    boxes = [data.draw(st.tuples(st.floats(1, 120), st.floats(1, 60))) for _node in range(count)]
    for (x, y), (width, height) in zip(placed(count, links, Frame(700, 500, boxes)), boxes, strict=True):
        assert width / 2 - 0.01 <= x <= 700 - width / 2 + 0.01
        assert height / 2 - 0.01 <= y <= 500 - height / 2 + 0.01
