"""The cases of hostile and unlucky input."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

import pytest

from .faults.cases import CASES, steps_of, tried
from .faults.commands import Ended, Place
from .faults.expectations import judge
from .faults.files import write


@pytest.mark.parametrize("name", CASES)
def test_a_case_holds(tmp_path: Path, name: str) -> None:
    assert tried(CASES[name], tmp_path) == []


CONDITIONS = {
    "exit": (2, "exit status 0: "),
    "seconds_max": (0, "1 s of CPU time"),
    "errors_at": (["a.md:2"], "no error at 'a.md:2'"),
    "codes": (["other a.md:1"], "not reported: other a.md:1"),
    "output_has": (["^no"], "not said: '^no'"),
    "output_lacks": (["^a"], "said: '^a'"),
    "absent_in_site": ({"*.html": ["\u202e"]}, "'\\u202e' is in a.html and 1 files in all"),
    "present_in_site": ({"a.html": ["no"]}, "'no' is not in a.html"),
    "unique_ids": (["a.html"], "a.html has twice: x"),
    "bytes_max": ({"a.html": 3}, "a.html has 46 bytes"),
    "inventory_ok": (True, "a broken line of objects.inv: 'broken'"),
    "no_cell_begins": ({"a.csv": "="}, "a cell of a.csv: '=1'"),
    "file_has": ({"b.md": ["no"]}, "'no' is not in b.md"),
    "file_lacks": ({"b.md": ["yes"]}, "'yes' is in b.md"),
    "unchanged": (True, "changed: b.md"),
}
"""Of each condition, a value that does not hold below, and what is said then."""
BUILDING = {"clean_same", "parallel_same", "whole"}
"""The conditions that run a command; each was seen to fail before its cases were right."""


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_that_does_not_hold_is_named(tmp_path: Path, name: str) -> None:
    place = Place(folder=tmp_path)
    entries = zlib.compress(b"a hb:topic 1 a.html -\nbroken\n")
    files = {"a.html": '<p id="x"></p>&#x202e;<p id="x"></p><p>yes</p>', "a.csv": "a,=1\n"}
    write(place.html, files | {"objects.inv": {"base64": base64.b64encode(b"1\n2\n3\n4\n" + entries).decode()}})
    write(place.root, {"b.md": "yes"})
    ended = Ended(status=0, out="a.md:1:1 code text\n", err="", seconds=1, killed=False)
    value, said = CONDITIONS[name]
    assert [*judge(place, {"command": "check", "expect": {name: value}}, ended, {"b.md": b"before"})] == [said]
    assert [*judge(place, {"command": "check", "expect": {}}, ended, {})] == []


def test_every_expectation_is_one_that_is_judged() -> None:
    expected = {name for case in CASES.values() for step in steps_of(case) for name in step.get("expect", {})}
    assert expected <= {*CONDITIONS} | BUILDING
    assert all(any(step.get("expect") for step in steps_of(case)) for case in CASES.values())
