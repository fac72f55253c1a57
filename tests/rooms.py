"""The rooms of the package as its imports draw them: the table of what each may import, and the diagram of architecture.md.

``python -m tests.rooms`` writes the diagram into the page and prints how many rooms, arrows and circles there are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import handbook

PACKAGE = Path(handbook.__file__).parent

CORE = ("text", "model", "reading", "library")
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "text": (),
    "fulltext": ("text",),
    "charts": ("text",),
    "model": ("text",),
    "reading": ("text", "model"),
    "library": ("text", "model", "reading"),
    "history": ("text", "model", "reading"),
    "related": ("fulltext", "model", "library"),
    "exporters": ("text", "model", "library"),
    "views": ("text", "model", "library", "related", "exporters"),
    "search": ("text", "fulltext", "model", "library", "views"),
    "site": ("text", "model", "library", "related", "exporters", "views"),
    "editing": CORE,
    "checking": (*CORE, "editing"),
    "metadata": (*CORE, "exporters", "editing"),
    "importing": (*CORE, "editing", "metadata"),
    "sphinx_ext": (
        *CORE,
        "related",
        "exporters",
        "views",
        "fulltext",
        "search",
        "site",
        "charts",
        "editing",
        "checking",
        "history",
    ),
    "cli": (*CORE, "exporters", "site", "editing", "checking", "metadata", "importing"),
}
"""The rooms from the ground up, and what each may import."""

PAGE = Path(__file__).parent.parent / "docs/reference/architecture.md"
BEGIN, END = "```text\nfloor", "```"
"""Between these the page has the diagram."""


def imports_of(path: Path, source: str, package: str = "handbook") -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of each module or name of *package* that the module at *path* imports."""
    parent = (package, *path.parts[:-1])
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = parent[: len(parent) - node.level + 1] if node.level else ()
            module = ".".join((*base, *([node.module] if node.module else [])))
            names = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.split(".")[0] == package)


def room_of(path: Path) -> str:
    """Return the room of a module, whose *path* is relative to the package; the package's own modules are in none."""
    return path.parts[0] if len(path.parts) > 1 else ""


def sources() -> dict[Path, str]:
    """Return the text of each module by its path below the package."""
    return {path.relative_to(PACKAGE): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}


def arrows(modules: Mapping[Path, str]) -> dict[str, set[str]]:
    """Return the rooms that each room imports, as its modules have it."""
    graph: dict[str, set[str]] = {room: set() for room in ALLOWED}
    for path, source in modules.items():
        room = room_of(path)
        for _line, name in imports_of(path, source):
            other = name.split(".")[1] if "." in name else ""
            if room and other in graph and other != room:
                graph[room].add(other)
    return graph


def floors(graph: Mapping[str, set[str]]) -> dict[str, int]:
    """Return the floor of each room: one above the highest that it imports."""
    found: dict[str, int] = {}
    for room in ALLOWED:  # ordered from the ground up
        found[room] = 1 + max((found[other] for other in graph[room]), default=0)
    return found


def diagram(graph: Mapping[str, set[str]]) -> str:
    """Return the floors from the top down, each room with the rooms that it imports and no other of those imports."""

    def below(room: str) -> set[str]:
        return graph[room].union(*(below(other) for other in graph[room]))

    on = floors(graph)
    lines = ["floor  room         stands on"]
    for floor in range(max(on.values()), 0, -1):
        for room in (name for name in ALLOWED if on[name] == floor):
            direct = [other for other in ALLOWED if other in graph[room]]
            direct = [other for other in direct if not any(other in below(third) for third in direct)]
            lines.append(f"{floor:>5}  {room:<11}  {', '.join(direct)}".rstrip())
    return "\n".join(lines) + "\n"


def with_diagram(page: str, text: str) -> str:
    """Return the text of the page with the diagram replaced by *text*."""
    head, _begin, rest = page.partition(BEGIN)
    return f"{head}{BEGIN.removesuffix('floor')}{text}{END}{rest.partition(END)[2]}"


def main() -> None:
    """Write the diagram, and print the figures."""
    from tests.unit.test_rooms import circles, modules

    graph = arrows(sources())
    PAGE.write_text(with_diagram(PAGE.read_text(encoding="utf-8"), diagram(graph)), encoding="utf-8")
    rooms, lines = len(graph), sum(map(len, graph.values()))
    print(f"{rooms} rooms on {max(floors(graph).values())} floors, {lines} arrows, {len(circles(modules()))} circles")


if __name__ == "__main__":
    main()
