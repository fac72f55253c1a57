"""The rooms of the package: which may import which, and that their modules form no circle."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.rooms import ALLOWED, PAGE, arrows, diagram, imports_of, room_of, sources, with_diagram


def offences(path: Path, source: str) -> list[str]:
    """Return the imports of a module that the table does not allow, as a person would name them."""
    room = room_of(path)
    found = []
    for line, name in imports_of(path, source):
        other = name.split(".")[1] if len(name.split(".")) > 1 else ""
        if room and other in ALLOWED and other != room and other not in ALLOWED[room]:
            found.append(f"{path}:{line}: {room} may not import {name}")
    return found


SOURCES = sources()


def test_every_module_is_in_a_room() -> None:
    assert {room_of(path) for path in SOURCES} == {"", *ALLOWED}


def test_rooms_import_only_what_the_table_allows() -> None:
    assert [offence for path, source in SOURCES.items() for offence in offences(path, source)] == []


def test_the_page_on_the_architecture_shows_the_rooms_as_they_are() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_diagram(page, diagram(arrows(SOURCES))) == page, "run: python -m tests.rooms"


def test_the_table_allows_nothing_that_no_module_imports() -> None:
    graph = arrows(SOURCES)
    assert [(room, other) for room, allowed in ALLOWED.items() for other in allowed if other not in graph[room]] == []


def test_the_table_has_no_circle_and_is_ordered_from_the_ground_up() -> None:
    order = list(ALLOWED)
    assert all(order.index(other) < order.index(room) for room, allowed in ALLOWED.items() for other in allowed)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("from ..views.rows import Label", "handbook.views.rows.Label"),
        ("from .. import views", "handbook.views"),
        ("import handbook.views", "handbook.views"),
        ("def f():\n    from handbook.views import view", "handbook.views.view"),
    ],
)
def test_an_import_that_is_not_allowed_is_named(line: str, name: str) -> None:
    found = offences(Path("text/folding.py"), line)
    assert [offence.rpartition(": ")[2] for offence in found] == [f"text may not import {name}"]


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that import each other, directly or through others (Tarjan's algorithm)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                found.append(sorted(group))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def modules() -> dict[str, set[str]]:
    """Return each module of the package with those that it imports when it is loaded or later, types included."""
    names = {path: ".".join(("handbook", *path.with_suffix("").parts)).removesuffix(".__init__") for path in SOURCES}
    graph: dict[str, set[str]] = {name: set() for name in names.values()}
    for path, source in SOURCES.items():
        for _line, imported in imports_of(path, source):
            target = imported if imported in graph else imported.rpartition(".")[0]
            if target in graph and target != names[path]:
                graph[names[path]].add(target)
    return graph


def test_no_modules_import_each_other() -> None:
    assert circles(modules()) == []


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
