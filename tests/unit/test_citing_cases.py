"""The cases of citing: entries as people have them, and what is right for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit import citing
from tests.unit.citing import CASES, Desk


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with citing.desk() as here:
        yield here


@pytest.mark.parametrize("name", CASES)
def test_a_case_holds(desk: Desk, name: str) -> None:
    assert citing.faults(desk, CASES[name]) == []


def test_every_expectation_asks_for_something() -> None:
    """An expectation without a condition that is known would hold whatever is written."""
    conditions = {"contains", "absent", "regex", "equals"}
    expected = [each for case in CASES.values() for one in case["expect"] for each in one.get("any", [one])]
    assert {name for each in expected for name in each} == {*conditions, "format", "check", "add", "field"}
    assert [each for each in expected if not conditions & {*each}] == []
    assert [each for each in expected if each.get("add", "entry") != "entry"] == []


@pytest.mark.parametrize(
    ("text", "form", "field", "part"),
    [
        ('[\n{"author": [{"given": "A"}], "title": "T"}\n]\n', "csl-json", "author.0", '{"given": "A"}'),
        ('[\n{"author": [{"given": "A"}], "title": "T"}\n]\n', "csl-json", "author.1", ""),
        ('[\n{"author": [{"given": "A"}], "title": "T"}\n]\n', "csl-json", "title", "T"),
        ('[\n{"b": "甲", "a": 1}\n]\n', "csl-json", "", '{"a": 1, "b": "甲"}'),
        ('{"authors": ["A B"]}\n', "jsonl", "authors", '["A B"]'),
        ("", "csl-json", "title", ""),
        ("TY  - JOUR\r\nUR  - a\r\nUR  - b\r\n", "ris", "UR", "a\nb"),
        ("@misc{x,\n  title = {A {B} \\} c},\n  month = apr,\n}\n", "bibtex", "title", "A {B} \\} c"),
        ("@misc{x,\n  title = {A},\n  month = apr,\n}\n", "bibtex", "month", "apr"),
        ("@misc{x,\n  title = {A},\n}\n", "bibtex", "year", ""),
    ],
)
def test_a_part_of_a_record_is_what_the_readme_says(text: str, form: str, field: str, part: str) -> None:
    assert citing.part_of(text, form, field) == part


def test_conditions_that_are_not_met_are_named() -> None:
    expected = {"contains": ["a", "z"], "absent": "b", "regex": ["^a", "^b"], "equals": "ab"}
    assert citing.unmet(expected, "ab") == ["no 'z' in 'ab'", "'b' in 'ab'", "nothing like '^b' in 'ab'"]
    assert citing.unmet({"equals": ""}, "x") == ["'x' is not ''"]
