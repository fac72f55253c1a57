"""What a browser needs beside the index: where titles and names of each record end, the facets, and messages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..model.records import TERM_KINDS
from ..text.messages import Translate
from ..text.messages import mark as _
from .parts import Index, runs
from .searchable import KINDS, SearchRecord, venue_id, words_of
from .tokens import variants

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from ..library.library import Library

STRINGS = {
    "placeholder": _("Words, names, identifiers …"),
    "results": _("{count} results"),
    "more": _("Show more"),
    "all": _("All {count} results and filters"),
    "nothing": _("Nothing found."),
    "nothing-hint": _("Try fewer or shorter words, remove filters, or use the indexes:"),
    "no-words": _("The query has no word or character to search for."),
    "cut": _("Only the first 200 characters are used."),
    "unknown": _("{facet} has no value {value}; this filter is ignored."),
    "failed": _("The search index is missing or damaged. Load the page again, or use the indexes:"),
    "remove": _("Remove the filter {value}"),
    "clear": _("Remove all filters"),
    "filter": _("Find in {facet}"),
    "fewer": _("Show fewer"),
    "filters": _("Filters"),
    "sort": _("Sort by"),
    "relevance": _("Relevance"),
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
    "and-others": _("{names} and others"),
    "separator": _(" / "),
}
"""The messages of the browser, by name."""
FACET_NAMES = {
    "topic": _("Topics"),
    "institution": _("Institutions"),
    "method": _("Methods"),
    "year": _("Year"),
    "venue": _("Venue"),
    "issue": _("Issue"),
    "kind": _("Kind"),
}
"""The names of the facets, by which a reader filters results, in the order in which the page shows them."""
FACETS = tuple(FACET_NAMES)
ORDERED_FACETS = ("year", "issue", "kind")
"""The facets whose values have an order of their own; the values of all others are sorted by the number of results."""
KIND_NAMES = {
    "paper": _("paper"),
    "news": _("news"),
    "viewpoint": _("viewpoint"),
    "resource": _("resource"),
    "event": _("event"),
    "issue": _("issue"),
    "topic": _("topic"),
    "institution": _("institution"),
    "method": _("method"),
    "guide": _("guide"),
}


def card(record: SearchRecord, address: str) -> tuple[Any, ...]:
    """Return what a result shows, as a plain row, because there are ten thousand of them."""
    return (
        *(address, record.kind, record.id, *(*record.titles, "")[:2], record.where),
        *(record.people, record.more_people, record.institutions, record.text),
    )


def table(records: Sequence[SearchRecord], index: Index, say: Translate) -> dict[str, Any]:
    """Return the table that every search reads: the chunks of the index, the rank of the places of a word, and messages."""
    used: set[str] = set()
    for record in records:
        used.update(*words_of(record))
    lengths = index.lengths()
    return {
        "parts": [[runs(numbers), part.chunks] for part, numbers in zip(index.parts, index.numbers, strict=True)],
        "dated": sum(record.issue is not None for record in records),
        "titles": [titles for titles, _names in lengths],
        "names": [names for _titles, names in lengths],
        "kinds": list(KINDS),
        "kind": [KINDS.index(record.kind) for record in records],
        "variants": "".join(f"{old}{new}" for old, new in variants().items() if new in used),
        "strings": {name: say(text) for name, text in STRINGS.items()},
        "kind-names": {name: say(text) for name, text in KIND_NAMES.items()},
        "facet-names": {name: say(text) for name, text in FACET_NAMES.items()},
    }


def facets(records: Sequence[SearchRecord], library: Library, say: Translate) -> dict[str, Any]:
    """Return the facets: their values (id, name, English name, number of the broader value), and the values of each record.

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
    }


def _terms(records: Sequence[SearchRecord], library: Library, kind: str) -> dict[str, Any]:
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
        values.append([term_id, term.zh, term.en if term.en != term.zh else "", above])
    return {"values": values, "of": [[place[term_id] for term_id in record.terms.get(kind, ())] for record in records]}


def _single(
    records: Sequence[SearchRecord], values: Mapping[Any, tuple[str, str]], value_of: Callable[[SearchRecord], Hashable]
) -> dict[str, Any]:
    """Return a facet with at most one value per record: *values* has id and name by value, in the order shown."""
    place = {value: number for number, value in enumerate(values)}
    return {
        "values": [[value_id, name, "", -1] for value_id, name in values.values()],
        "of": [[place[value]] if (value := value_of(record)) in place else [] for record in records],
    }
