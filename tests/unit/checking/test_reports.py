"""Reports of problems in each format, checked with the published schema and GitHub's rules of escaping."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.checking.reports import REPORTS, as_github, as_json, as_sarif, as_text, counts
from handbook.model.codes import CODES
from handbook.model.problems import Location, Problem, problem
from handbook.text.controls import visible
from handbook.text.messages import translator

SCHEMA = json.loads((Path(__file__).parents[2] / "data/sarif-2.1.0.json").read_text(encoding="utf-8"))
FOUND = (
    problem("unknown-term", Location(path="issues/064.md", line=10, col=17), kind="topic", name="nosuch", folder="topics"),
    problem("typography-space", Location(path="docs/a b,c:100%.md", line=2, col=3), text="用B", correct="用 B"),
    problem("crlf", Location(path="bib/064.bib", line=1)),
)
PROBLEMS = st.builds(
    lambda path, line, col, name: problem("unknown-object", Location(path=path, line=line, col=col), kind="paper", name=name),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    st.integers(1, 10**6),
    st.integers(1, 10**4),
    st.text(max_size=30),
)


def test_text_is_one_line_a_problem() -> None:
    assert as_text(FOUND, str).splitlines() == [
        "issues/064.md:10:17 unknown-term there is no topic nosuch (to define a new term, add the page docs/topics/ID.md)",
        'docs/a b,c:100%.md:2:3 typography-space "用B" should be "用 B"'
        " (one space between Han characters and Latin letters or digits, none beside full-width punctuation)",
        "bib/064.bib:1:1 crlf lines end with CR or CRLF (they are read as LF; set the editor to save LF)",
    ]
    assert "没有主题 nosuch" in as_text(FOUND, translator("zh_CN"))


def test_json_has_all_fields_of_a_problem() -> None:
    data = json.loads(as_json(FOUND, str))
    assert data["counts"] == {"error": 1, "advice": 1, "info": 1} == counts(FOUND)
    assert data["problems"][1] == {
        "path": "docs/a b,c:100%.md",
        "line": 2,
        "column": 3,
        "code": "typography-space",
        "severity": "advice",
        "message": '"用B" should be "用 B"',
        "hint": "one space between Han characters and Latin letters or digits, none beside full-width punctuation",
        "fixable": True,
    }


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("found", [(), FOUND])
def test_sarif_is_valid(found: tuple[Problem, ...], language: str) -> None:
    log = json.loads(as_sarif(found, translator(language)))
    jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(CODES)
    for each, result in zip(found, run["results"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == each.code
        assert unquote(place["artifactLocation"]["uri"]) == each.location.path
        assert place["region"] == {"startLine": each.location.line, "startColumn": each.location.col}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"][: len(found)]


def test_the_schema_rejects_an_invalid_report() -> None:
    log = json.loads(as_sarif(FOUND, str))
    log["runs"][0]["results"][0]["level"] = "bad"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, SCHEMA)


def test_github_gets_a_workflow_command_a_problem() -> None:
    assert as_github(FOUND, str).splitlines()[1:] == [
        '::warning file=docs/a b%2Cc%3A100%25.md,line=2,col=3,title=typography-space::"用B" should be "用 B"'
        " (one space between Han characters and Latin letters or digits, none beside full-width punctuation)",
        "::notice file=bib/064.bib,line=1,col=1,title=crlf::lines end with CR or CRLF"
        " (they are read as LF; set the editor to save LF)",
    ]


def unescaped(text: str) -> str:
    """Return what GitHub's runner makes of an escaped value."""
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def shown(text: str) -> str:
    """Return *text* with the characters that a log obeys, except those that GitHub's own escapes stand for, as they are shown."""
    return "".join(char if char in "\r\n" else visible(char) for char in text)


@given(PROBLEMS)
def test_github_reads_the_message_back(found: Problem) -> None:
    written = as_github([found], str).removesuffix("\n")
    assert "\n" not in written
    assert "\r" not in written
    match = re.fullmatch(r"::error file=([^,:]*),line=(\d+),col=(\d+),title=unknown-object::(.*)", written, re.DOTALL)
    assert match
    assert unescaped(match[1]) == shown(found.location.path)
    assert (int(match[2]), int(match[3])) == (found.location.line, found.location.col)
    assert unescaped(match[4]) == shown(found.text())


@given(st.lists(PROBLEMS, max_size=3))
def test_every_format_takes_any_problem(found: list[Problem]) -> None:
    for report in REPORTS.values():
        assert report(found, translator("zh_CN")).count("unknown-object") >= len(found)
