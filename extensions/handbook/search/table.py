"""What a browser needs beside the index: what a result shows, the names of facets and kinds, and messages."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from ..text.messages import Translate
from ..text.messages import mark as _
from .words import tables

if TYPE_CHECKING:
    from .searchable import SearchRecord

STRINGS = {
    "result": _("{count} result"),
    "results": _("{count} results"),
    "more": _("Show more"),
    "all": _("All results ({count}) and filters"),
    "nothing": _("Nothing found."),
    "nothing-hint": _("Try fewer or shorter words, remove filters, or use the indexes:"),
    "nothing-filtered": _("Nothing found with these filters."),
    "exactly": _("Search for exactly this"),
    "not-exact": _("Search without this restriction"),
    "only-exact": _("Only what has exactly this is shown."),
    "forms": _("Nothing has exactly this; these results have it in other spellings or words."),
    "corrected": _("Nothing has {query}; these are the results for {taken}."),
    "part": _("Nothing has all of this; these results have some of it."),
    "suggest": _("Did you mean:"),
    "guide-result": _("{count} result in the guide and the reference"),
    "guide-results": _("{count} results in the guide and the reference"),
    "guide-all": _("All results in the guide and the reference"),
    "without": _("{count} without the filter {facet}"),
    "without-filters": _("{count} without filters"),
    "also": _("also called {name}"),
    "also-of": _("{term} is also called {name}"),
    "known-as": _("found by {name}"),
    "erratum": _("Erratum: {text}"),
    "no-words": _("The query has no word or character to search for."),
    "cut": _("Only the first 1,000 characters are used."),
    "unknown": _("{facet} has no value {value}; this filter is ignored."),
    "remove": _("Remove the filter {value}"),
    "clear": _("Remove all filters"),
    "filter": _("Find in {facet}"),
    "fewer": _("Show fewer"),
    "facets-missing": _("The filters could not be loaded; the results are complete."),
    "card-missing": _("This result could not be loaded."),
    "again": _("Try again"),
    "recent": _("Recent searches, kept in this browser only:"),
    "erase-recent": _("Erase them"),
    "volume-missing": _("The volume {address} cannot be searched at present; its results are missing."),
    "sort": _("Sort by"),
    "relevance": _("Relevance"),
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
    "title": _("By title"),
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
    "has": _("Has"),
}
"""The names of the facets, by which a reader filters results, in the order in which the page shows them."""
ORDERED_FACETS = ("year", "issue", "kind", "has")
"""The facets whose values have an order of their own; the values of all others are sorted by the number of results."""
KIND_NAMES = {
    "paper": _("paper"),
    "tutorial": _("tutorial"),
    "news": _("news"),
    "viewpoint": _("viewpoint"),
    "resource": _("resource"),
    "event": _("event"),
    "issue": _("issue"),
    "topic": _("topic"),
    "institution": _("institution"),
    "method": _("method"),
    "person": _("person"),
    "guide": _("guide"),
}


def card(record: SearchRecord, address: str) -> tuple[Any, ...]:
    """Return what a result shows, as a plain row, because there are ten thousand of them."""
    return (
        *(address, record.kind, record.id, *(*record.titles, "")[:2], record.where),
        *(record.people, record.more_people, record.institutions, record.text, record.also, record.errata),
    )


def of_page(say: Translate) -> dict[str, Any]:
    """Return what the table of the index has for the page at any site: words and messages."""
    return {
        "words": tables(),
        "strings": {name: say(text) for name, text in STRINGS.items()},
        "kind-names": {name: say(text) for name, text in KIND_NAMES.items()},
        "facet-names": {name: say(text) for name, text in FACET_NAMES.items()},
    }


def packed(data: Any, level: int = 6) -> bytes:
    """Return *data* as compressed JSON, with the same bytes for the same data."""
    return gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), compresslevel=level, mtime=0)
