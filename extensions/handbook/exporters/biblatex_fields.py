"""The fields that the default data model of BibLaTeX allows for each entry type, as far as works of the handbook have them."""

from __future__ import annotations

_COMMON = """abstract addendum annotation date doi entrysubtype eprint eprintclass eprinttype file ids keywords langid language
note pubstate shorthand shorttitle sortkey subtitle title titleaddon url urldate"""
_WHOLE = "author chapter edition editor introduction isbn location number pages publisher series translator volume volumes"
_MEETING = (
    "booktitle chapter editor eid eventtitle isbn location number organization pages part publisher series venue volume volumes"
)
_WEB = "author editor howpublished location organization type version"

FIELDS = {
    kind: frozenset(f"{_COMMON} {own}".split())
    for kind, own in {
        "article": "author editor eid issn issue journaltitle number pages series translator version volume",
        "book": f"{_WHOLE} eid maintitle pagetotal part",
        "booklet": "author chapter editor eid howpublished location pages pagetotal type",
        "dataset": f"{_WEB} edition number publisher series".replace(" howpublished", ""),
        "inbook": f"{_WHOLE} bookauthor booktitle eid maintitle part",
        "incollection": f"{_WHOLE} booktitle eid maintitle part",
        "inproceedings": f"{_MEETING} author",
        "manual": "author chapter edition editor eid isbn location number organization pages publisher series type version",
        "misc": _WEB,
        "online": "author editor organization version",
        "proceedings": f"{_MEETING} pagetotal".replace("booktitle ", ""),
        "report": "author chapter eid institution isrn location number pages pagetotal type version",
        "software": _WEB,
        "thesis": "author chapter eid institution location pages pagetotal type",
        "unpublished": "author eventtitle howpublished location type venue",
    }.items()
}
"""The fields by entry type; ``make test-clients`` compares them with Biber's own data model."""
