"""The kinds of works in all formats: one entry for each type that people write."""

from __future__ import annotations

import json

import pytest

from handbook.exporters import FORMATS, Work
from handbook.exporters.coins import coins
from handbook.exporters.kinds import KINDS
from handbook.exporters.work import work_of_fields

FIELDS = {"author": "Doe, Jane", "title": "Herd", "year": "2020"}
JOURNAL = {**FIELDS, "journal": "Journal of Herds"}
KINDS_OF: dict[str, tuple[str, dict[str, str], tuple[str, str, str, str]]] = {
    "patent": ("patent", {**FIELDS, "number": "CN1"}, ("[P]", "patent", "PAT", "patent")),
    "standard": ("standard", FIELDS, ("[S]", "standard", "STAND", "standard")),
    "dataset": ("dataset", {**FIELDS, "url": "https://example.org"}, ("[DS/OL]", "dataset", "DATA", "dataset")),
    "software": ("software", FIELDS, ("[CP]", "software", "COMP", "computerProgram")),
    "www": ("www", {**FIELDS, "url": "https://example.org"}, ("[EB/OL]", "webpage", "ELEC", "webpage")),
    "collection": ("collection", FIELDS, ("[G]", "book", "BOOK", "book")),
    "inreference": (
        "inreference",
        {**FIELDS, "booktitle": "All"},
        ("[M]//", "entry-encyclopedia", "ENCYC", "encyclopediaArticle"),
    ),
    "newspaper": ("article", {**JOURNAL, "entrysubtype": "newspaper"}, ("[N]", "article-newspaper", "NEWS", "newspaperArticle")),
    "magazine": ("article", {**JOURNAL, "entrysubtype": "magazine"}, ("[J]", "article-magazine", "MGZN", "magazineArticle")),
    "proceedings": ("proceedings", FIELDS, ("[C]", "book", "CONF", "book")),
    "manual": ("manual", FIELDS, ("[M]", "report", "RPRT", "report")),
    "inbook": ("inbook", FIELDS, ("[M].", "book", "BOOK", "book")),
    "inbook in a book": ("inbook", {**FIELDS, "booktitle": "All"}, ("[M]//", "chapter", "CHAP", "bookSection")),
    "preprint": ("preprint", {**FIELDS, "eprint": "2110.03888"}, ("[PP/OL]", "article", "UNPB", "preprint")),
    "archive": ("archive", FIELDS, ("[A]", "document", "GEN", "document")),
    "map": ("map", FIELDS, ("[CM]", "map", "MAP", "map")),
    "legislation": ("legislation", {**FIELDS, "number": "37"}, ("[Z]", "legislation", "STAT", "statute")),
}


@pytest.mark.parametrize("name", KINDS_OF)
def test_a_kind_in_four_vocabularies(name: str) -> None:
    kind, fields, (mark, csl, ris, zotero) = KINDS_OF[name]
    work = work_of_fields(kind, "key", fields)
    assert f"Herd{mark}" in FORMATS["gbt7714-2025"].record(work).replace("：CN1", "")
    assert json.loads(FORMATS["csl-json"].record(work))["type"] == csl
    assert FORMATS["ris"].record(work).startswith(f"TY  - {ris}\r\n")
    assert f"rft.type={zotero}&" in coins(work)


@pytest.mark.parametrize(
    "date", ["", "circa 1910", "2012-13", "2012-02-31", "1994/1997", "99", "-0099", "2012-", "July 19, 2018"]
)
@pytest.mark.parametrize("kind", [*KINDS, "unknown"])
def test_no_date_stops_a_format(kind: str, date: str) -> None:
    work = Work(key="key", type=kind, fields=(("urldate", date),))
    for name in ("gbt7714-2025", "gbt7714-2015", "apa", "ieee", "ris", "csl-json"):
        assert "key" in FORMATS[name].record(work).lower()


@pytest.mark.parametrize("date", ["circa 1910", "2012-13", "1994/1997", "99", "2012-", "spring"])
def test_no_date_of_publication_stops_a_format(date: str) -> None:
    work = Work(key="key", type="article", date=date)
    for form in FORMATS.values():
        assert "key" in form.record(work)
    assert coins(work)
