"""Entries in the form of the handbook, compared with those of the handbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import handbook
from handbook.editing import bib as edits
from handbook.metadata.bib import of_paper
from handbook.metadata.entries import entry_of, key_of, missing
from handbook.metadata.record import Record
from handbook.model.people import Person
from handbook.reading.bibliography import read_bib
from handbook.text.latex import Text

ROOT = Path(handbook.__file__).parents[2]
JANE = Person(family="Doe", given="Jane")


def record(title: str = "Deep Examples", **values: object) -> Record:
    values = {"source": "a test", "type": "misc", "authors": (JANE,), "year": 2022, **values}
    return Record(title=Text(title), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "family", "key"),
    [
        ("Large Language Models", "Huang", "huang2022large"),
        ("Don't Prompt, Search!", "Kar", "kar2022dont"),
        ("The Deep End", "Müller", "muller2022deep"),
        ("A", "Doe", "doe2022a"),
        ("“Why Should I Trust You?”", "Ribeiro", "ribeiro2022why"),
        ("Self-Supervision", "O'Neil", "oneil2022selfsupervision"),
        ("预训练综述", "申", "shen2022yuxunlianzongshu"),
        ("...", "Ł", "l2022"),
    ],
)
def test_keys(title: str, family: str, key: str) -> None:
    assert key_of(record(title, authors=(Person(family=family),))) == key


def test_a_particle_belongs_to_the_key() -> None:
    assert key_of(record("Dont", authors=(Person(family="Kar", particle="van de"),))) == "vandekar2022dont"


def test_a_key_in_use_gets_a_letter() -> None:
    taken = ["doe2022deep"]
    for _time in range(30):
        taken.append(key_of(record(), taken))
    assert taken[1:4] == ["doe2022deepb", "doe2022deepc", "doe2022deepd"]
    assert len({*taken}) == 31


def test_no_author_and_no_year() -> None:
    bare = record(authors=(), year=None)
    assert key_of(bare) == "anonymousdeep"
    assert [name for _message, name in missing(bare)] == ["author", "year"]


def test_the_entries_of_the_handbook_are_formatted_as_they_are() -> None:
    for path in ("bib/028.bib", "bib/064.bib"):
        text = (ROOT / path).read_text(encoding="utf-8")
        papers = {paper.key: paper for paper in read_bib(path, text.encode()).papers}
        for span in edits.entries(text):
            fields = dict(papers[span.key].fields)
            extra = tuple((name, fields[name]) for name in ("related", "relatedtype") if name in fields)
            made = entry_of(replace(of_paper(papers[span.key], "the handbook"), extra=extra), span.key)
            assert lines(made) == lines(text[span.start : span.end])


def lines(entry: str) -> list[str]:
    """Return the lines of an entry, whose order is not always the usual one; months are no part of a record's entry."""
    return sorted(line.rstrip(",") for line in entry.strip().splitlines() if "  month " not in line)


def test_no_record_breaks_its_entry() -> None:
    hostile = record(
        title="} , x = {\\input{/etc/passwd} % # & _ ~ ^ $ \\",
        authors=(Person(family="Doe, Roe and Poe", given="a}{b"), Person(family="others")),
        doi="10.1/a}{b",
        url="https://example.org/}\\x",
        arxiv="}",
        category="}",
        volume="}{",
        pages="1–2}",
        container=Text("A {B"),
        meeting="{",
        type="inproceedings",
    )
    bib = read_bib("x.bib", entry_of(hostile, "doe2022x").encode())
    (paper,) = bib.papers
    assert paper.title == hostile.title.plain
    assert [author.family for author in paper.authors] == ["Doe, Roe and Poe", "others"]
    assert {problem.code for problem in bib.problems} <= {"bib-value", "unsafe-link"}
