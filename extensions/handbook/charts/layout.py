"""Places of the nodes of a network, near to each other if they are linked, and apart enough for their names.

Only sums, products, quotients and square roots are used, whose results IEEE 754 prescribes to the last bit, so the places are
the same on every machine. Libraries that use vector instructions or the mathematics of the system cannot promise that.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Place = tuple[float, float]
Link = tuple[int, int]

ROUNDS = 120
"""How often all nodes are moved; after that, they hardly move any more."""
APART = 3.0
"""The distance, in links, of nodes that no way joins."""
STEPS = (0.7548776662466927, 0.5698402909980532)
"""Where the nodes begin: points that these steps make, modulo 1, lie evenly (Roberts' R2 sequence)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The room for the nodes, and the width and height that each of them takes with its name."""

    width: float
    height: float
    boxes: Sequence[Place]


def placed(count: int, links: Iterable[Link], frame: Frame) -> list[Place]:
    """Return the places of *count* nodes in a frame: of their middles, none of whose boxes covers another's if there is room."""
    distances = _distances(count, links)
    places = [((at * STEPS[0]) % 1 * count, (at * STEPS[1]) % 1 * count) for at in range(1, count + 1)]
    for _round in range(ROUNDS):
        for at in range(count):
            places[at] = _moved(at, places, distances[at])
    return _apart(_fitted(places, frame), frame)


def _distances(count: int, links: Iterable[Link]) -> list[list[float]]:
    """Return how many links are between each two nodes."""
    near: Mapping[int, list[int]] = {at: [] for at in range(count)}
    for first, second in links:
        near[first].append(second)
        near[second].append(first)
    found = []
    for start in range(count):
        reached = {start: 0.0}
        waiting = deque([start])
        while waiting:
            at = waiting.popleft()
            for other in near[at]:
                if other not in reached:
                    reached[other] = reached[at] + 1
                    waiting.append(other)
        found.append([reached.get(other, APART) for other in range(count)])
    return found


def _moved(at: int, places: Sequence[Place], distances: Sequence[float]) -> Place:
    """Return where a node has the distances from all others that it should have, as nearly as possible (SMACOF, one node)."""
    left, top = places[at]
    x = y = total = 0.0
    for other, (other_left, other_top) in enumerate(places):
        if other == at:
            continue
        wanted = distances[other]
        weight = 1 / (wanted * wanted)
        across, down = left - other_left, top - other_top
        length = sqrt(across * across + down * down) or 1.0
        x += weight * (other_left + wanted * across / length)
        y += weight * (other_top + wanted * down / length)
        total += weight
    return (x / total, y / total) if total else (left, top)


def _fitted(places: Sequence[Place], frame: Frame) -> list[Place]:
    """Return the places stretched to the frame, so that every box is inside."""
    across = _stretched([place[0] for place in places], [box[0] for box in frame.boxes], frame.width)
    down = _stretched([place[1] for place in places], [box[1] for box in frame.boxes], frame.height)
    return [*zip(across, down, strict=True)]


def _stretched(values: Sequence[float], sizes: Sequence[float], room: float) -> list[float]:
    margin = max(sizes, default=0) / 2
    low, high = min(values, default=0), max(values, default=0)
    if high - low < 1e-9:
        return [room / 2 for _value in values]
    return [margin + (value - low) / (high - low) * (room - 2 * margin) for value in values]


def _apart(places: list[Place], frame: Frame) -> list[Place]:
    """Return the places moved until no box covers another, or until there is no room: the shorter way, within the frame."""
    for _round in range(ROUNDS):
        moved = False
        for at in range(len(places)):
            for other in range(at):
                shift = _overlap(places[at], places[other], frame.boxes[at], frame.boxes[other])
                if shift != (0.0, 0.0):
                    moved = True
                    places[at] = _inside(places[at], shift, frame.boxes[at], frame)
                    places[other] = _inside(places[other], (-shift[0], -shift[1]), frame.boxes[other], frame)
        if not moved:
            break
    return places


def _overlap(place: Place, other: Place, box: Place, other_box: Place) -> Place:
    """Return half of the way that one box has to move off another."""
    across = (box[0] + other_box[0]) / 2 - abs(place[0] - other[0])
    down = (box[1] + other_box[1]) / 2 - abs(place[1] - other[1])
    if across <= 0.01 or down <= 0.01:
        return (0.0, 0.0)
    if across < down:
        return (across / 2 if place[0] >= other[0] else -across / 2, 0.0)
    return (0.0, down / 2 if place[1] >= other[1] else -down / 2)


def _inside(place: Place, shift: Place, box: Place, frame: Frame) -> Place:
    left = min(max(place[0] + shift[0], box[0] / 2), max(frame.width - box[0] / 2, box[0] / 2))
    top = min(max(place[1] + shift[1], box[1] / 2), max(frame.height - box[1] / 2, box[1] / 2))
    return (left, top)
