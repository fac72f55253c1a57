"""How a docutils document assigns ids; read from docutils 0.21, 0.22.4 and 0.23.

``nodes.document.set_id`` tests whether an id is free with ``id not in document.ids``. For a node without a name, it increments
``document.id_counter[prefix]`` until the id made of the prefix and the number is free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Container, Mapping


class NumberedIds(NamedTuple):
    """Automatic ids with consecutive numbers, reserved for entries."""

    prefix: str
    numbers: range

    def __contains__(self, id_: object) -> bool:
        number = str(id_).removeprefix(self.prefix)
        return number.isdecimal() and f"{self.prefix}{int(number)}" == id_ and int(number) in self.numbers


class ReservedIds(dict[str, nodes.Element]):
    """The ids of a document that is being read; also contains the ids reserved for entries, so that no other node gets them."""

    def __init__(self, ids: Mapping[str, nodes.Element]) -> None:
        super().__init__(ids)
        self.reserved: list[Container[object]] = []

    def __contains__(self, id_: object) -> bool:
        return super().__contains__(id_) or any(id_ in reserved for reserved in self.reserved)

    def conflicts(self, ids: Mapping[str, str]) -> set[str]:
        """Return which of the ids a node of the document has already, or another bibliography has reserved."""
        return {id_ for id_ in self if id_ in ids}.union(
            *(ids.keys() & reserved.keys() for reserved in self.reserved if isinstance(reserved, dict))
        )


class AutomaticIds(NamedTuple):
    """A range of automatic ids that was reserved in a document."""

    prefix: str
    first: int  #: The number of the first id.
    skipped: tuple[int, ...]  #: Numbers from there on that other nodes have, in ascending order.


def reserved_ids(document: nodes.document) -> ReservedIds:
    """Return the ids of a document, in which ids can be reserved from now on."""
    if not isinstance(document.ids, ReservedIds):
        document.ids = ReservedIds(document.ids)
    return document.ids


def release_ids(document: nodes.document) -> None:
    """Restore the plain dictionary of ids when the document has been read."""
    if isinstance(document.ids, ReservedIds):
        document.ids = dict(document.ids)


def automatic_id(document: nodes.document) -> str:
    """Return the next automatic id."""
    node = nodes.citation()
    document.note_explicit_target(node, node)
    return cast("str", node["ids"][0])


def reserve_automatic_ids(document: nodes.document, count: int) -> AutomaticIds:
    """Reserve the next automatic ids without making nodes for them; *count* is at least 1."""
    ids = reserved_ids(document)
    first_id = automatic_id(document)
    prefix, first = next((prefix, number) for prefix, number in document.id_counter.items() if f"{prefix}{number}" == first_id)
    candidates = NumberedIds(prefix, range(first + 1, first + count + len(ids)))
    last = first + count - 1
    skipped = []
    for number in sorted(int(id_.removeprefix(prefix)) for id_ in ids if id_ in candidates):
        if number <= last:
            skipped.append(number)
            last += 1
    document.id_counter[prefix] = last
    ids.reserved.append(NumberedIds(prefix, range(first, last + 1)))
    return AutomaticIds(prefix, first, tuple(skipped))
