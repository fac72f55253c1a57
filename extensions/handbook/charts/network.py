"""A network: names with their numbers, and lines between those that belong together."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from .layout import Frame, placed
from .svg import chart, element, fitting, link, number, text
from .words import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, LINE = 720, 15
FONT = 13
LEAST_RADIUS, MOST_RADIUS = 4.0, 13.0
LEAST_LINE, MOST_LINE = 1.5, 5.0
MAX_LINE = 9.0
"""A line of a name is at most so wide, in em."""
HEIGHT_OF_NODE, LEAST_HEIGHT = 20, 160
"""How much higher a network is for each node."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node: its name with the address of its link, and its number."""

    name: str
    href: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line between two nodes, by their places in the list, with its number."""

    nodes: tuple[int, int]
    value: int
    title: str


def network(title: str, description: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """Return the network of *nodes*, one at least."""
    return fitting(lambda count: _network(title, description, nodes[:count], edges), len(nodes))


def _network(title: str, description: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    edges = [edge for edge in edges if max(edge.nodes) < len(nodes)]
    height = LEAST_HEIGHT + HEIGHT_OF_NODE * len(nodes)
    names = [wrapped(node.name, MAX_LINE) for node in nodes]
    radii = _scaled([node.value for node in nodes], LEAST_RADIUS, MOST_RADIUS)
    boxes = [_box(lines, radius) for lines, radius in zip(names, radii, strict=True)]
    places = placed(len(nodes), [edge.nodes for edge in edges], Frame(WIDTH, height, boxes))
    middles = [(x, y - box[1] / 2 + radius) for (x, y), box, radius in zip(places, boxes, radii, strict=True)]
    widths = _scaled([max(edge.value - 1, 0) for edge in edges], LEAST_LINE, MOST_LINE)
    parts = [_line(edge, middles, width) for edge, width in zip(edges, widths, strict=True)]
    for node, lines, radius, middle in zip(nodes, names, radii, middles, strict=True):
        parts.append(_node(node, lines, radius, middle))
    view = f"0 0 {WIDTH} {height}"
    return chart(
        title, description, parts, class_="hb-chart-svg hb-chart-middle hb-chart-fixed", role="group", viewBox=view, width=WIDTH
    )


def _scaled(values: Sequence[int], least: float, most: float) -> list[float]:
    """Return sizes whose squares grow with *values*."""
    highest = max(values, default=1) or 1
    return [least + (most - least) * sqrt(value / highest) for value in values]


def _box(lines: Sequence[str], radius: float) -> tuple[float, float]:
    """Return the width and height of a node with its name below."""
    return max(2 * radius, FONT * max(map(width_of, lines))) + 12, 2 * radius + LINE * len(lines) + 8


def _line(edge: Edge, middles: Sequence[tuple[float, float]], width: float) -> str:
    (x1, y1), (x2, y2) = (middles[at] for at in edge.nodes)
    drawn = f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"
    return link("", edge.title, element("path", d=drawn, class_="hb-chart-line", stroke_width=width))


def _node(node: Node, lines: Sequence[str], radius: float, middle: tuple[float, float]) -> str:
    x, y = middle
    spot = element("circle", cx=x, cy=y, r=radius, class_="hb-chart-bar")
    names = [text(line, x=x, y=y + radius + 13 + LINE * at, class_="hb-chart-name") for at, line in enumerate(lines)]
    return link(node.href, f"{node.name}: {node.value}", spot, *names)
