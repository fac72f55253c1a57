"""Facts of made-up papers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from handbook.related.facts import Facts, Named


def paper(*named: Named, words: str = "", near: Iterable[tuple[Named, Named]] = (), cites: Iterable[str] = ()) -> Facts:
    """Return the facts of a paper: each letter of *words* is one of its words."""
    return Facts(
        named=dict.fromkeys(named, ()),
        near=tuple(near),
        cites=frozenset(cites),
        text=words.encode(),
        words=array("I", sorted({ord(word) for word in words})),
    )


def others(count: int) -> dict[str, Facts]:
    """Return papers that have nothing in common with any, so that what two others share is rare."""
    return {f"other{at:03}": paper(("topic", f"other{at:03}"), words=chr(0x4E00 + at)) for at in range(count)}
