"""What the citation domain keeps in the environment about what pages cite and show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from sphinxcontrib.bibtex.citation_target import CitationTarget, parse_citation_targets
from sphinxcontrib.bibtex.roles import CitationRef


class CitationRefs:
    """The citation references by page; to be appended to and iterated over like the list that the stock domain has."""

    def __init__(self) -> None:
        self.by_page: dict[str, list[CitationRef]] = {}

    def append(self, reference: CitationRef) -> None:
        """Add a reference to its page."""
        self.by_page.setdefault(reference.docname, []).append(reference)

    def __iter__(self) -> Iterator[CitationRef]:
        for references in self.by_page.values():
            yield from references

    def __len__(self) -> int:
        return sum(map(len, self.by_page.values()))

    def keys_on(self, docname: str) -> Iterator[str]:
        """Yield the keys that a page cites, in the order of the page."""
        for reference in self.by_page.get(docname, ()):
            for target in reference.targets:
                yield target.key

    def ids_on(self, docname: str) -> dict[str, list[str]]:
        """Return for each key that a page cites the ids of the references to it."""
        found = defaultdict[str, list[str]](list)
        for reference in self.by_page.get(docname, ()):
            for key in {target.key for target in reference.targets}:
                found[key].append(reference.citation_ref_id)
        return found


def targets_of(target: str) -> dict[str, CitationTarget]:
    """Return what a role cites, by key."""
    return {each.key: each for each in parse_citation_targets(target)}


class Formatted(NamedTuple):
    """An entry in a style."""

    text: Any  #: Rich text of pybtex.
    error: str  #: The field that is missing; there is no text then.
    digest: bytes  #: Tells this text from others.


class Mark(NamedTuple):
    """What tells one state of a citation from another."""

    entry: bytes
    text: bytes
    tooltip: bytes


def digest_of(value: object) -> bytes:
    """Return a digest of the representation of a value."""
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).digest()
