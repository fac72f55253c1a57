"""The filters of bibliographies: looked up where they can be, evaluated entry by entry where not."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from pybtex.database import Entry
from sphinx.util import logging
from sphinxcontrib.bibtex.directives import BibliographyKey, BibliographyValue
from sphinxcontrib.bibtex.domain import _FilterVisitor

from .lookups import CitedIndex, Files

logger = logging.getLogger(__name__)


class Known(NamedTuple):
    """For which keys a part of a filter holds: for these, or for all but these."""

    keys: AbstractSet[str]
    but: bool = False

    def negated(self) -> Known:
        """Return for which keys it does not hold."""
        return Known(self.keys, not self.but)

    def __and__(self, other: Known) -> Known:
        if self.but and other.but:
            return Known(self.keys | other.keys, True)
        if self.but or other.but:
            most, least = (self, other) if self.but else (other, self)
            return Known(least.keys - most.keys)
        return Known(self.keys & other.keys)


def known_keys(node: ast.AST, docname: str, cited: CitedIndex) -> Known | None:
    """Return for which keys a filter holds, if that can be looked up."""
    match node:
        case ast.Module(body=[ast.Expr(value=value)]):
            return known_keys(value, docname, cited)
        case ast.Constant(value=value):
            return Known(frozenset(), bool(value))
        case ast.Name(id="cited"):
            return Known(cited.rank.keys())
        case ast.Compare(left=ast.Name(id="docname"), ops=[ast.In() | ast.NotIn() as op], comparators=[ast.Name(id="docnames")]):
            return Known(cited.keys.get(docname, frozenset()), isinstance(op, ast.NotIn))
        case ast.Compare(left=ast.Constant(str(page)), ops=[ast.In() | ast.NotIn() as op], comparators=[ast.Name(id="docnames")]):
            return Known(cited.keys.get(page, frozenset()), isinstance(op, ast.NotIn))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            known = known_keys(operand, docname, cited)
            return known and known.negated()
        case ast.BoolOp(op=op, values=values):
            # ``a or b`` is ``not (not a and not b)``
            negate = isinstance(op, ast.Or)
            result = Known(frozenset(), True)
            for value in values:
                known = known_keys(value, docname, cited)
                if known is None:
                    return None
                result &= known.negated() if negate else known
            return result.negated() if negate else result
    return None


def candidate_keys(node: ast.AST, docname: str, cited: CitedIndex) -> Known:
    """Return keys outside which a filter does not hold, and is not looked at by evaluation either."""
    match node:
        case ast.Module(body=[ast.Expr(value=ast.BoolOp(op=ast.And(), values=[first, *_rest]))]):
            return known_keys(first, docname, cited) or Known(frozenset(), True)
    return Known(frozenset(), True)


def filtered_entries(
    where: BibliographyKey, bibliography: BibliographyValue, files: Files, entries: Mapping[str, Entry], cited: CitedIndex
) -> Iterator[tuple[str, Entry]]:
    """Yield the entries of a bibliography that its filter lets pass or that it lists, in the order of the .bib files."""
    prefix, filter_ = bibliography.keyprefix, bibliography.filter_
    known = known_keys(filter_, where.docname, cited)
    limits = known or candidate_keys(filter_, where.docname, cited)
    listed = frozenset(bibliography.keys)
    for key in _keys_within(files, prefix, limits, listed):
        entry = entries[key]
        inside = (prefix + key in limits.keys) != limits.but
        passes = inside and (known is not None or _passes(where, bibliography, entry, cited))
        if passes or key in listed:
            yield prefix + key, entry


def _keys_within(files: Files, prefix: str, limits: Known, listed: AbstractSet[str]) -> Iterable[str]:
    """Return the keys of a bibliography that can pass, in the order of the .bib files: by the shorter way."""
    if limits.but or files.size <= len(limits.keys):
        return files
    bare = {key.removeprefix(prefix) for key in limits.keys if key.startswith(prefix)}
    return files.in_order(bare | listed)


def _passes(where: BibliographyKey, bibliography: BibliographyValue, entry: Entry, cited: CitedIndex) -> bool:
    """Evaluate a filter; on an error, the entry passes if it is cited."""
    cited_docnames = cited.pages.get(bibliography.keyprefix + entry.key, set())
    try:
        visitor = _FilterVisitor(entry, where.docname, cited_docnames)  # type: ignore[no-untyped-call]
        return bool(visitor.visit(bibliography.filter_))
    except ValueError as error:
        logger.warning(
            "syntax error in :filter: expression; %s",
            error,
            location=(where.docname, bibliography.line),
            type="bibtex",
            subtype="filter_syntax_error",
        )
        return bool(cited_docnames)
