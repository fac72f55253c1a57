"""Networks: circles, lines and names."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.charts.network import LEAST_RADIUS, MOST_RADIUS, Edge, Node, network

from .drawn import NAMES, NUMBERS, links, parsed, texts

NODES = [
    Node(name="甲", href="a.html", value=9),
    Node(name="乙", href="b.html", value=1),
    Node(name="丙", href="c.html", value=4),
]
EDGES = [Edge(nodes=(0, 1), value=4, title="甲 – 乙: 4"), Edge(nodes=(1, 2), value=1, title="乙 – 丙: 1")]


def test_every_node_has_a_circle_a_name_and_a_link() -> None:
    root = parsed(network("T", "D", NODES, EDGES))
    assert texts(root) == ["甲", "乙", "丙"]
    assert links(root) == ["a.html", "b.html", "c.html"]
    assert [each.text for each in root.iter("title")] == ["T", "甲 – 乙: 4", "乙 – 丙: 1", "甲: 9", "乙: 1", "丙: 4"]
    radii = [float(each.attrib["r"]) for each in root.iter("circle")]
    assert radii[0] == MOST_RADIUS
    assert LEAST_RADIUS < radii[1] < radii[2] < radii[0]


def test_a_line_joins_the_circles_of_its_nodes() -> None:
    root = parsed(network("T", "D", NODES, EDGES))
    places = [f"{each.attrib['cx']} {each.attrib['cy']}" for each in root.iter("circle")]
    assert [each.attrib["d"] for each in root.iter("path")] == [f"M{places[0]}L{places[1]}", f"M{places[1]}L{places[2]}"]
    widths = [float(each.attrib["stroke-width"]) for each in root.iter("path")]
    assert widths[0] > widths[1]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.builds(Node, name=NAMES, href=NAMES, value=NUMBERS), min_size=1, max_size=24), st.data())
def test_any_network_is_below_the_limit(nodes: list[Node], data: st.DataObject) -> None:
    ends = st.integers(0, len(nodes) - 1)
    edges = data.draw(st.lists(st.builds(Edge, nodes=st.tuples(ends, ends), value=NUMBERS, title=NAMES), max_size=48))
    root = parsed(network("T", "D", nodes, edges))
    assert 1 <= len(list(root.iter("circle"))) <= len(nodes)
