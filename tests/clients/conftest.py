"""The files for the programs: all works of the handbook, and fabricated ones with difficult content."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook import load
from handbook.exporters import FORMATS, Work, work_of_paper
from handbook.exporters.work import work_of_fields

HARD = {
    "particle": (
        "article",
        {"author": "van de Kar, Mozes and {de Bezenac}, Emmanuel", "title": "{BERT} and the Rest of {GPT}-3"},
    ),
    "suffix": (
        "article",
        {"author": "Doe, Jr., Jane Q. and King, III, A.", "title": "Fifty \\% of \\$5 \\& \\#1\\_x \\~{} \\^{}"},
    ),
    "group": (
        "article",
        {"author": "{Institute of Examples, North and South}", "title": "A ``quoted'' Title: with -- and --- and '{}'"},
    ),
    "letters": (
        "article",
        {
            "author": "P{\\'e}rez, Patrick and {\\L}ukasz, {\\O}rjan and G{\\'o}mez, N{\\'u}ria",
            "title": "{\\'E}tudes na{\\\"\\i}ves",
        },
    ),
    "signs": (
        "article",
        {
            "author": "Doe, Jane",
            "title": "Braces \\textbraceleft{}a\\textbraceright{} and \\textbackslash{}b, tildes \\textasciitilde{}",
        },
    ),
    "preprint": (
        "misc",
        {"author": "Doe, Jane", "title": "On It", "eprint": "2110.03888", "archiveprefix": "arXiv", "primaryclass": "cs.CL"},
    ),
    "thesis": ("phdthesis", {"author": "Doe, Jane", "title": "A Thesis", "school": "A University", "address": "Oslo"}),
    "report": ("techreport", {"author": "Doe, Jane", "title": "A Report", "institution": "An Institute", "number": "RE-26"}),
    "book": (
        "book",
        {"author": "Doe, Jane", "title": "A Book", "publisher": "North", "edition": "2", "isbn": "978-0-07-118181-5"},
    ),
    "part": (
        "incollection",
        {"author": "Doe, Jane", "editor": "Roe, R.", "title": "A Part", "booktitle": "The Whole", "publisher": "North"},
    ),
    "page": (
        "online",
        {"author": "{Deep Group}", "title": "A Page", "url": "https://example.org/a_b?c=%41&d=1#e~f", "urldate": "2025-01-02"},
    ),
    "many": ("article", {"author": " and ".join(f"Name{number}, A. B." for number in range(200)), "title": "Of Many"}),
}
MORE = {"article": {"journal": "Acta", "volume": "3", "number": "2", "pages": "1--20", "doi": "10.1000/a_b<c>(d)"}}


def hard() -> list[Work]:
    """Return the fabricated works."""
    return [work_of_fields(kind, key, {"year": "2022", **MORE.get(kind, {}), **fields}) for key, (kind, fields) in HARD.items()]


@pytest.fixture(scope="session")
def works(root: Path) -> list[Work]:
    """Return all works."""
    return [*(work_of_paper(paper) for paper in load(root).works.values()), *hard()]


@pytest.fixture
def folder(tmp_path: Path, works: list[Work]) -> Path:
    """Return a folder with a file of all works in each format that programs read."""
    for name in ("bibtex", "biblatex", "ris", "csl-json"):
        (tmp_path / f"{name}{Path(f'x{FORMATS[name].suffix}').suffix}").write_bytes(FORMATS[name].render(works).encode())
    return tmp_path
