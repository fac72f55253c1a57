"""The filters of bibliographies: answered from look-ups if possible, otherwise evaluated for each entry."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.util import logging

from .upstream.sphinxcontrib_bibtex import filter_matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from pybtex.database import Entry
    from sphinxcontrib.bibtex.directives import BibliographyKey, BibliographyValue

    from .lookups import BibFiles, CitedIndex

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeySet:
    """A set of keys: the keys given or, if *excluded*, all other keys."""

    keys: AbstractSet[str]
    excluded: bool = False

    def __contains__(self, key: object) -> bool:
        return (key in self.keys) != self.excluded

    def __invert__(self) -> KeySet:
        return KeySet(self.keys, not self.excluded)

    def __and__(self, other: KeySet) -> KeySet:
        if self.excluded and other.excluded:
            return KeySet(self.keys | other.keys, excluded=True)
        if self.excluded or other.excluded:
            excluding, including = (self, other) if self.excluded else (other, self)
            return KeySet(including.keys - excluding.keys)
        return KeySet(self.keys & other.keys)


NO_KEY = KeySet(frozenset())
EVERY_KEY = ~NO_KEY


def matching_keys(node: ast.AST, docname: str, cited: CitedIndex) -> KeySet | None:
    """Return the keys that a filter on a page matches; None if only evaluation can tell."""
    keys: KeySet | None = None
    match node:
        case ast.Module(body=[ast.Expr(value=value)]):
            keys = matching_keys(value, docname, cited)
        case ast.Constant(value=value):
            keys = EVERY_KEY if value else NO_KEY
        case ast.Name(id="cited"):
            keys = KeySet(cited.rank.keys())
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn() as op], comparators=[ast.Name(id="docnames")]):
            page = _page(left, docname)
            if page is not None:
                keys = KeySet(cited.keys.get(page, frozenset()), excluded=isinstance(op, ast.NotIn))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            opposite = matching_keys(operand, docname, cited)
            keys = None if opposite is None else ~opposite
        case ast.BoolOp(op=op, values=values):
            keys = _combined(isinstance(op, ast.Or), [matching_keys(value, docname, cited) for value in values])
    return keys


def _page(node: ast.expr, docname: str) -> str | None:
    """Return the page that the left side of ``... in docnames`` names."""
    match node:
        case ast.Name(id="docname"):
            return docname
        case ast.Constant(value=str(page)):
            return page
    return None


def _combined(is_or: bool, parts: list[KeySet | None]) -> KeySet | None:
    """Return the keys that all parts match, or any part; ``a or b`` is ``not (not a and not b)``."""
    result = EVERY_KEY
    for keys in parts:
        if keys is None:
            return None
        result &= ~keys if is_or else keys
    return ~result if is_or else result


def candidate_keys(node: ast.AST, docname: str, cited: CitedIndex) -> KeySet:
    """Return the only keys that a filter can match: those that the first part of an ``and`` matches, which is evaluated first."""
    match node:
        case ast.Module(body=[ast.Expr(value=ast.BoolOp(op=ast.And(), values=[first, *_rest]))]):
            keys = matching_keys(first, docname, cited)
            return EVERY_KEY if keys is None else keys
    return EVERY_KEY


def filtered_entries(
    place: BibliographyKey, bibliography: BibliographyValue, files: BibFiles, entries: Mapping[str, Entry], cited: CitedIndex
) -> Iterator[tuple[str, Entry]]:
    """Yield the entries of a bibliography that its filter matches or that it lists, in the order of the .bib files."""
    prefix, filter_ = bibliography.keyprefix, bibliography.filter_
    matching = matching_keys(filter_, place.docname, cited)
    candidates = candidate_keys(filter_, place.docname, cited) if matching is None else matching
    listed = frozenset(bibliography.keys)
    for key in _keys_to_test(files, prefix, candidates, listed):
        entry = entries[key]
        matches = prefix + key in candidates and (matching is not None or _matches(place, bibliography, entry, cited))
        if matches or key in listed:
            yield prefix + key, entry


def _keys_to_test(files: BibFiles, prefix: str, candidates: KeySet, listed: AbstractSet[str]) -> Iterable[str]:
    """Return the keys of a bibliography that may match, in the order of the .bib files; iterate over the smaller set."""
    if candidates.excluded or files.size <= len(candidates.keys):
        return files
    without_prefix = {key.removeprefix(prefix) for key in candidates.keys if key.startswith(prefix)}
    return files.in_order(without_prefix | listed)


def _matches(place: BibliographyKey, bibliography: BibliographyValue, entry: Entry, cited: CitedIndex) -> bool:
    """Evaluate a filter; after an error, return whether the entry is cited."""
    citing = cited.pages.get(bibliography.keyprefix + entry.key, set())
    try:
        return filter_matches(bibliography.filter_, entry, place.docname, citing)
    except ValueError as error:
        logger.warning(
            "syntax error in :filter: expression; %s",
            error,
            location=(place.docname, bibliography.line),
            type="bibtex",
            subtype="filter_syntax_error",
        )
        return bool(citing)
