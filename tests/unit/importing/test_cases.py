"""The cases of published texts: other labels, ornaments, forms, files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from .cases import CASES, Drafted, Item, judge, judge_item, tried


@pytest.mark.parametrize("name", [f"{case['kind']}:{name}" for name, case in CASES.items()])
def test_a_case_holds(tmp_path: Path, name: str) -> None:
    assert tried(CASES[name.partition(":")[2]], tmp_path) == []


def test_every_kind_has_further_cases() -> None:
    kinds = Counter(case["kind"] for case in CASES.values())
    assert min(kinds.values()) > 5


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ({"exit": 1}, "exit status 0: end"),
        ({"nothing_written": True}, "written: a.md"),
        ({"written": ["b.md"]}, "not written: b.md"),
        ({"report_has": ["no"]}, "not said: 'no'"),
        ({"report_lacks": ["en"]}, "said: 'en'"),
        ({"items": 2}, "1 items instead of 2"),
        ({"each": [{"kind": "news"}]}, "item 1: kind is 'paper' instead of 'news'"),
        ({"issue": {"issue": "4"}}, "issue of the issue is '3' instead of '4'"),
        ({"any_of": [{"exit": 1}, {"items": 3}]}, "exit status 0: end or 1 items instead of 3"),
    ],
)
def test_an_expectation_that_does_not_hold_is_named(expect: dict[str, object], said: str) -> None:
    item = Item(kind="paper", name="a", section="", subfield="", text="甲。")
    drafted = Drafted(status=0, report="end", pages={"a.md": "---\nissue: 3\n---\n"}, items={"a.md": [item]}, said="")
    assert list(judge(drafted, expect)) == [said]
    assert list(judge(drafted, {"any_of": [{"exit": 1}, {"items": 1}]})) == []
    assert list(judge_item(item, {"authors": ["B"], "summary": ["乙"], "summary_lacks": ["甲"]})) == [
        *("authors is [] instead of ['B']", "its summary lacks '乙'", "its summary has '甲'")
    ]
