"""The values of the facets by which a reader filters results, and those of each record."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from operator import attrgetter, sub
from typing import TYPE_CHECKING, Any

from ..fulltext.binary import container, numbers, packed
from ..model.records import TERM_KINDS
from .facts import HAS_NAMES
from .searchable import KINDS, NUMBER, Row, venue_id
from .table import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from ..library.library import Library
    from ..text.messages import Translate

Facet = dict[str, Any]

FILE = "facets.bin.gz"
"""The file of the facets that a page loads after its first results."""
LARGE_BYTES = 8_000
"""A facet with a larger file has one of its own, which is loaded when a reader sees the facet."""


def facet_files(found: Mapping[str, Facet]) -> tuple[list[str], dict[str, bytes]]:
    """Return the names of the large facets, and the files of all facets by name: one for each large one, one for all others."""
    alone = {name: _facets_file({name: facet}) for name, facet in found.items()}
    large = {name: data for name, data in alone.items() if len(data) > LARGE_BYTES}
    others = _facets_file({name: facet for name, facet in found.items() if name not in large})
    return [*large], {FILE: others, **{large_file(name): data for name, data in large.items()}}


def large_file(name: str) -> str:
    """Return the name of the file of a large facet."""
    return f"facets/{name}.bin.gz"


def _facets_file(found: Mapping[str, Facet]) -> bytes:
    """Return a file of facets.

    The head has for each facet the columns of its values: id, name, number of the broader value or -1. The section of a facet has
    the number of values of each record, then these in order, each less the one before.
    """
    columns = {name: [[value[column] for value in facet["values"]] for column in (0, 1, 3)] for name, facet in found.items()}
    sections = {
        name: numbers([*map(len, facet["of"]), *chain.from_iterable(map(_steps, facet["of"]))]) for name, facet in found.items()
    }
    return packed(container({"facets": columns}, sections))


def _steps(places: Sequence[int]) -> Iterable[int]:
    """Return numbers in ascending order, each less the one before."""
    if len(places) < 2:
        return places
    ascending = sorted(places)
    return map(sub, ascending, (0, *ascending))


def english_names(found: Mapping[str, Facet]) -> dict[str, list[str]]:
    """Return the English names of the values of each facet that has any; they are needed only to find a value by them."""
    names = {name: [value[2] for value in facet["values"]] for name, facet in found.items()}
    return {name: values for name, values in names.items() if any(values)}


def facets_of(rows: Sequence[Row], library: Library, say: Translate) -> dict[str, Facet]:
    """Return the facets: their values, and the values of each record.

    A value has an id, a name, a name in another language and the number of the broader value.

    Values are numbered by descending number of records, so that the most frequent ones have the shortest numbers.
    """
    years = sorted({row.year for row in rows if row.year is not None}, reverse=True)
    venues = {venue_id(row.venue): row.venue for row in reversed(rows) if row.venue}
    numbers = {number: (str(number), say(NUMBER).format(number=number)) for number in library.issues}
    found = {row.kind for row in rows}
    kinds = {kind: (kind, say(KIND_NAMES[kind])) for kind in KINDS if kind in found}
    return {
        **{kind: _terms(rows, library, kind) for kind in TERM_KINDS},
        "year": _single(rows, {year: (str(year), str(year)) for year in years}, attrgetter("year")),
        "venue": _single(rows, {value: (value, name) for value, name in sorted(venues.items())}, lambda row: venue_id(row.venue)),
        "issue": _single(rows, numbers, attrgetter("issue")),
        "kind": _single(rows, kinds, attrgetter("kind")),
        "has": _several(rows, {name: (name, say(text)) for name, text in HAS_NAMES.items()}, attrgetter("has")),
    }


def _terms(rows: Sequence[Row], library: Library, kind: str) -> Facet:
    """Return the facet of a kind of terms, with the broader terms of all values."""
    counts = Counter(term_id for row in rows for term_id in row.terms.get(kind, ()))
    broader = {
        term.id: [other.id for other in library.vocabulary.broader(term)] for term in library.vocabulary if term.kind == kind
    }
    needed = dict.fromkeys([*counts, *(other for term_id in counts for other in broader[term_id])])
    order = sorted(needed, key=lambda term_id: (-counts[term_id], term_id))
    place = {term_id: number for number, term_id in enumerate(order)}
    values = []
    for term_id in order:
        term = library.vocabulary.find(kind, term_id)
        assert term is not None
        above = place[broader[term_id][0]] if broader[term_id] else -1
        source = library.source.vocabulary.get(kind, term_id) or term
        other = next((name for name in (term.en, source.zh) if name != term.zh), "")
        values.append([term_id, term.zh, other, above])
    return {"values": values, "of": [[place[term_id] for term_id in row.terms.get(kind, ())] for row in rows]}


def _single(rows: Sequence[Row], values: Mapping[Any, tuple[str, str]], value_of: Callable[[Row], Hashable]) -> Facet:
    """Return a facet with at most one value per record: *values* has id and name by value, in the order shown."""
    place = {value: [number] for number, value in enumerate(values)}
    return {"values": _columns(values), "of": [place.get(value, []) for value in map(value_of, rows)]}


def _several(
    rows: Sequence[Row],
    values: Mapping[Any, tuple[str, str]],
    values_of: Callable[[Row], Iterable[Hashable]],
) -> Facet:
    """Return a facet with any number of values per record."""
    place = {value: number for number, value in enumerate(values)}
    return {"values": _columns(values), "of": [[place[value] for value in values_of(row) if value in place] for row in rows]}


def _columns(values: Mapping[Any, tuple[str, str]]) -> list[list[Any]]:
    return [[value_id, name, "", -1] for value_id, name in values.values()]
