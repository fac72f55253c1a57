"""The output of each format for a work without author, title or year, as docs/reference/citation-formats.md documents it."""

from __future__ import annotations

import json

import pytest

from handbook.exporters import FORMATS, Work, work_of_paper
from handbook.exporters.kinds import KINDS
from handbook.exporters.work import work_of_fields
from handbook.library.library import Library

FULL = {
    "author": "Doe, Jane",
    "title": "On it",
    "journal": "Acta",
    "year": "2020",
    "volume": "3",
    "url": "https://example.org/a",
}

WITHOUT = {
    ("gbt7714-2025", "author"): "On it[J/OL]. Acta，2020，3. https://example.org/a.\n",
    ("gbt7714-2025", "title"): "Doe J. key[J/OL]. Acta，2020，3. https://example.org/a.\n",
    ("gbt7714-2025", "year"): "Doe J. On it[J/OL]. Acta，3. https://example.org/a.\n",
    ("gbt7714-2015", "author"): "On it[J/OL]. Acta, 2020, 3. https://example.org/a.\n",
    ("gbt7714-2015", "title"): "DOE J. key[J/OL]. Acta, 2020, 3. https://example.org/a.\n",
    ("gbt7714-2015", "year"): "DOE J. On it[J/OL]. Acta, 3. https://example.org/a.\n",
    ("apa", "author"): "On it. (2020). Acta, 3. https://example.org/a\n",
    ("apa", "title"): "Doe, J. (2020). key. Acta, 3. https://example.org/a\n",
    ("apa", "year"): "Doe, J. (n.d.). On it. Acta, 3. Retrieved https://example.org/a\n",
    ("ieee", "author"): "“On it,” Acta, vol. 3, 2020, Available: https://example.org/a\n",
    ("ieee", "title"): "J. Doe, “key,” Acta, vol. 3, 2020, Available: https://example.org/a\n",
    ("ieee", "year"): "J. Doe, “On it,” Acta, vol. 3, Available: https://example.org/a\n",
    ("markdown", "author"): "[On it](https://example.org/a)\n",
    ("markdown", "title"): "[key](https://example.org/a)\n",
    ("markdown", "year"): "[On it](https://example.org/a)\n",
    ("myst", "author"): "{cite}`key`\n",
    ("myst", "title"): "{cite}`key`\n",
    ("myst", "year"): "{cite}`key`\n",
}
FIELDS = {
    "bibtex": {"author": "author = ", "title": "title = ", "year": "year = "},
    "biblatex": {"author": "author = ", "title": " title = ", "year": "date = "},
    "ris": {"author": "AU  - ", "title": "TI  - ", "year": "PY  - "},
    "csl-json": {"author": '"author"', "title": '"title"', "year": '"issued"'},
}


def lacking(*names: str) -> Work:
    return work_of_fields("article", "key", {name: value for name, value in FULL.items() if name not in names})


@pytest.mark.parametrize(("name", "missing"), WITHOUT)
def test_texts(name: str, missing: str) -> None:
    assert FORMATS[name].record(lacking(missing)) == WITHOUT[name, missing]


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("missing", ["author", "title", "year"])
def test_records_have_no_field_for_what_is_missing(name: str, missing: str) -> None:
    for field, sign in FIELDS[name].items():
        assert (sign in FORMATS[name].record(lacking(missing))) == (field != missing)
    assert all(sign in FORMATS[name].record(lacking()) for sign in FIELDS[name].values())


def test_tables() -> None:
    found = json.loads(FORMATS["jsonl"].record(lacking("author", "title", "year")))
    assert (found["authors"], found["title"], found["year"]) == ([], "", None)
    assert FORMATS["csv"].record(lacking("author", "title", "year")).startswith("key,article,,,,,Acta,Acta,3,")


def test_a_markdown_link_needs_an_address() -> None:
    assert FORMATS["markdown"].record(lacking("url")) == "On it\n"


def test_every_format_and_missing_field_is_looked_at() -> None:
    assert {name for name, _missing in WITHOUT} | {*FIELDS, "csv", "jsonl"} == {*FORMATS}


def test_an_empty_list_can_be_read() -> None:
    assert json.loads(FORMATS["csl-json"].render([])) == []
    assert FORMATS["bibtex"].render([]) == ""
    assert FORMATS["csv"].render([]).startswith("key,type,title,")


def test_a_list_is_made_of_records(handbook: Library) -> None:
    works = [work_of_paper(paper) for paper in handbook.works.values()]
    for each in FORMATS.values():
        records = [each.record(work) for work in works]
        rendered = each.render(works)
        assert rendered == each.head + each.between.join(records) + each.tail
        assert len(records) == len(works) > 50
    assert len({each.suffix for each in FORMATS.values()}) == len(FORMATS)


CSL_TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document
    entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map
    motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage""".split()  # noqa: SIM905
)
CSL_VARIABLES = frozenset(
    """DOI ISBN ISSN URL archive archive_location authority chapter-number collection-number collection-title container-title
    edition event-title genre issue note number number-of-pages number-of-volumes page publisher publisher-place title version
    volume""".split()  # noqa: SIM905
)
"""The types of CSL 1.0.2, and those of its variables that are texts here."""


def test_csl_json_has_the_types_and_variables_of_csl(handbook: Library) -> None:
    works = [work_of_paper(paper) for paper in handbook.works.values()]
    works += [
        work_of_fields(kind, "key", {**FULL, "booktitle": "B", "edition": "2", "series": "S", "isbn": "1", "address": "A"})
        for kind in KINDS
    ]
    for item in json.loads(FORMATS["csl-json"].render(works)):
        assert item.pop("type") in CSL_TYPES
        assert isinstance(item.pop("id"), str)
        names = {name: item.pop(name) for name in ("author", "editor", "translator") if name in item}
        assert all(
            each.keys() <= {"family", "given", "non-dropping-particle", "suffix", "literal"}
            for each in [person for people in names.values() for person in people]
        )
        dates = [item.pop(name) for name in ("issued", "accessed") if name in item]
        assert all(
            each.keys() == {"date-parts"} and all(isinstance(part, int) for part in each["date-parts"][0]) for each in dates
        )
        assert {*item} - {"citation-key", "language"} <= CSL_VARIABLES
        assert all(isinstance(value, str) for value in item.values())
