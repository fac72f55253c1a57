"""Files that join the records of many works: made of the records that have changed and, for all others, of the former file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .formats import Format


class Part(NamedTuple):
    """A part of a file: a key that is another one where its bytes are others, and what makes the bytes."""

    key: str
    make: Callable[[], bytes]


def joined(
    form: Format, parts: Iterable[Part], former: bytes, lengths: Sequence[tuple[str, int]]
) -> tuple[bytes, list[tuple[str, int]]]:
    """Return the file of *form* with these parts, and the key and the length of each.

    Parts that the *former* file has, whose *lengths* are given by their keys, are cut out of it.
    """
    head, between, tail = frame(form)
    kept = _kept(form, former, lengths)
    made = [(key, kept[key] if key in kept else make()) for key, make in parts]
    data = b"".join((head, between.join(data for _key, data in made), tail))
    return data, [(key, len(data)) for key, data in made]


def frame(form: Format) -> tuple[bytes, bytes, bytes]:
    """Return what stands before, between and after the records of a list, as bytes."""
    return form.head.encode(), form.between.encode(), form.tail.encode()


def cut(form: Format, data: bytes, records: Iterable[tuple[str, int]]) -> dict[str, bytes]:
    """Return each of the *records* of a list, which are given by name and length in their order."""
    head, between, _tail = frame(form)
    at, step, found = len(head), len(between), {}
    for name, length in records:
        found[name] = data[at : at + length]
        at += length + step
    return found


def _kept(form: Format, former: bytes, lengths: Sequence[tuple[str, int]]) -> Mapping[str, bytes]:
    """Return the parts of a file by their keys; none if it is not the file that has parts of these lengths."""
    head, between, tail = frame(form)
    size = len(head) + sum(length for _key, length in lengths) + len(between) * max(len(lengths) - 1, 0) + len(tail)
    if size != len(former):
        return {}
    return cut(form, former, lengths)
