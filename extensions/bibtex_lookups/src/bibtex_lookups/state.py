"""The data that the domain stores in the environment, and digests of it."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib.bibtex.roles import CitationRef


class CitationRefs:
    """The citation references by page; supports ``append`` and iteration like the list of the stock domain."""

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
        """Return the ids of the references on a page, by the key that they cite."""
        ids = defaultdict[str, list[str]](list)
        for reference in self.by_page.get(docname, ()):
            for key in {target.key for target in reference.targets}:
                ids[key].append(reference.citation_ref_id)
        return ids


class FormattedText(NamedTuple):
    """An entry formatted in a style."""

    text: Any  #: Rich text of pybtex; None after an error.
    error: str  #: The message about a missing field, or empty.
    digest: bytes  #: Digest of the text or of the error.


class CitationDigests(NamedTuple):
    """Digests of the parts of a citation that pages show."""

    entry: bytes
    text: bytes
    tooltip: bytes


def digest_of(value: object) -> bytes:
    """Return a digest of the representation of a value."""
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).digest()
