"""The values of the facets by which a reader filters results, and those of each record."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..fulltext.binary import container, differences, numbers, packed
from ..model.records import TERM_KINDS
from ..text.messages import Translate
from ..text.messages import mark as _
from .facts import HAS_NAMES
from .searchable import KINDS, SearchRecord, venue_id
from .table import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from ..library.library import Library

Facet = dict[str, Any]


def facets_file(found: Mapping[str, Facet]) -> bytes:
    """Return the file of the facets.

    The head has for each facet the columns of its values: id, name, number of the broader value or -1. The section of a facet has
    the number of values of each record, then these in order, each less the one before.
    """
    columns = {name: [[value[column] for value in facet["values"]] for column in (0, 1, 3)] for name, facet in found.items()}
    sections = {
        name: numbers(map(len, facet["of"])) + b"".join(differences(sorted(places)) for places in facet["of"])
        for name, facet in found.items()
    }
    return packed(container({"facets": columns}, sections))


def english_names(found: Mapping[str, Facet]) -> dict[str, list[str]]:
    """Return the English names of the values of each facet that has any; they are needed only to find a value by them."""
    names = {name: [value[2] for value in facet["values"]] for name, facet in found.items()}
    return {name: values for name, values in names.items() if any(values)}


def facets_of(records: Sequence[SearchRecord], library: Library, say: Translate) -> dict[str, Facet]:
    """Return the facets: their values, and the values of each record.

    A value has an id, a name, a name in another language and the number of the broader value.

    Values are numbered by descending number of records, so that the most frequent ones have the shortest numbers.
    """
    years = sorted({record.year for record in records if record.year is not None}, reverse=True)
    venues = {venue_id(record.venue): record.venue for record in reversed(records) if record.venue}
    numbers = {number: (str(number), say(_("No. {number}")).format(number=number)) for number in library.issues}
    kinds = {kind: (kind, say(KIND_NAMES[kind])) for kind in KINDS if any(record.kind == kind for record in records)}
    return {
        **{kind: _terms(records, library, kind) for kind in TERM_KINDS},
        "year": _single(records, {year: (str(year), str(year)) for year in years}, lambda record: record.year),
        "venue": _single(
            records, {value: (value, name) for value, name in sorted(venues.items())}, lambda record: venue_id(record.venue)
        ),
        "issue": _single(records, numbers, lambda record: record.issue),
        "kind": _single(records, kinds, lambda record: record.kind),
        "has": _several(records, {name: (name, say(text)) for name, text in HAS_NAMES.items()}, lambda record: record.has),
    }


def _terms(records: Sequence[SearchRecord], library: Library, kind: str) -> Facet:
    """Return the facet of a kind of terms, with the broader terms of all values."""
    counts = Counter(term_id for record in records for term_id in record.terms.get(kind, ()))
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
    return {"values": values, "of": [[place[term_id] for term_id in record.terms.get(kind, ())] for record in records]}


def _single(
    records: Sequence[SearchRecord], values: Mapping[Any, tuple[str, str]], value_of: Callable[[SearchRecord], Hashable]
) -> Facet:
    """Return a facet with at most one value per record: *values* has id and name by value, in the order shown."""
    return _several(records, values, lambda record: (value_of(record),))


def _several(
    records: Sequence[SearchRecord],
    values: Mapping[Any, tuple[str, str]],
    values_of: Callable[[SearchRecord], Iterable[Hashable]],
) -> Facet:
    """Return a facet with any number of values per record."""
    place = {value: number for number, value in enumerate(values)}
    return {
        "values": [[value_id, name, "", -1] for value_id, name in values.values()],
        "of": [[place[value] for value in values_of(record) if value in place] for record in records],
    }
