"""Selections: which papers fulfil the conditions, and which name is offered in place of an unknown one."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.library.library import Library
from handbook.library.selection import UnknownNameError, select

from ..builders import BIB, ISSUE, bib, entry, issue, read


def ids(library: Library, **conditions: Any) -> list[str]:
    """Return the identifiers of the papers that *conditions* select."""
    return [paper.item.id for paper in select(library, **conditions)]


def refusal(library: Library, **conditions: Any) -> UnknownNameError:
    """Return the error with which *conditions* are refused."""
    with pytest.raises(UnknownNameError) as caught:
        select(library, **conditions)
    return caught.value


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, ["tutorial2022", "kar2022", "eddine2022", "pre2021"]),
        ({"issue": 2}, ["kar2022", "eddine2022"]),
        ({"issue": "latest"}, ["tutorial2022"]),
        ({"topic": "计算语言学"}, ["tutorial2022", "kar2022", "pre2021"]),
        ({"institution": "mit"}, ["kar2022", "eddine2022"]),
        ({"method": "CoT"}, ["tutorial2022", "kar2022"]),
        ({"author": "ZHANG wei"}, ["eddine2022", "pre2021"]),
        ({"author": "ZhangWei"}, ["eddine2022", "pre2021"]),
        ({"year": 2023}, ["pre2021"]),
        ({"year": "2022", "method": "bert"}, ["tutorial2022", "eddine2022"]),
        ({"keys": ["pub2023", "kar2022", "pre2021"]}, ["pre2021", "kar2022"]),
        ({"keys": ["pre2021", "kar2022"], "issue": 2}, ["kar2022"]),
        ({"issue": 3, "year": 2023}, []),
    ],
)
def test_papers_fulfil_every_condition(sample: Library, conditions: dict[str, Any], expected: list[str]) -> None:
    assert ids(sample, **conditions) == expected


def test_a_paper_that_no_bib_file_has_is_left_out() -> None:
    assert ids(read({ISSUE: issue(entry() + "\n" + entry("nosuch"))})) == ["doe2022deep"]


@pytest.mark.parametrize(
    ("kind", "name", "close"),
    [
        ("issue", "0", "1"),
        ("issue", "65", "3"),
        ("issue", "999999999", "3"),
        ("issue", "9999999999", ""),  # ten digits are no number of an issue
        ("issue", "-1", ""),
        ("issue", "３", ""),
        ("issue", "²", ""),
        ("issue", "3a", ""),
        ("issue", "", ""),
        ("year", "1999", "2022"),
        ("year", "2024", "2023"),
        ("year", "MMXXII", ""),
        ("topic", "reasonin", "reasoning"),
        ("institution", "quantum", ""),
        ("author", "Dollar Piotrr", "Dollár, Piotr"),
        ("author", "", ""),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_one(sample: Library, kind: str, name: str, close: str) -> None:
    error = refusal(sample, **{kind: name})
    assert (error.kind, error.name, error.close) == error.args == (kind, name, close)


def test_of_two_years_equally_near_the_later_one_is_offered() -> None:
    library = read({ISSUE: issue(entry("a") + "\n" + entry("b")), BIB: bib("a", year=2020) + bib("b", year=2022)})
    assert refusal(library, year=2021).close == "2022"


def test_an_unknown_key_is_refused_with_the_nearest_one(sample: Library) -> None:
    assert refusal(sample, keys=["eddine202"]).close == "eddine2022"
    assert refusal(sample, keys=["talk-3"]).args == ("key", "talk-3", "")


def test_a_handbook_without_issues_offers_none() -> None:
    library = read({ISSUE: None, BIB: None})
    assert [refusal(library, **{kind: "2022"}).close for kind in ("issue", "year")] == ["", ""]


@pytest.mark.parametrize(
    ("close", "message"),
    [("64", "there is no issue 65; did you mean 64?"), ("", "there is no issue 65")],
)
def test_the_message_offers_a_name_only_where_one_is_near(close: str, message: str) -> None:
    assert str(UnknownNameError("issue", "65", close)) == message


def test_the_message_is_translated() -> None:
    error = UnknownNameError("topic", "tunin", "tuning")
    assert error.message(lambda text: f"[{text}]") == "[[there is no topic tunin]; did you mean tuning?]"
