"""The handbook in figures, compared with their schema and with counts by hand."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.library.figures import figures
from handbook.library.library import Library
from handbook.model.records import TERM_KINDS

from ..builders import BIB, ISSUE, Files, bib, entry, issue, read, term

TOPICS = {1: "tuning", 2: "other", 3: "tuning", 4: "other, tuning"}
"""The topics of four issues, of which the last two bring no new one."""
SCHEMA = json.loads((files("handbook") / "schema" / "figures.json").read_text(encoding="utf-8"))
TWO = {
    ISSUE: issue(entry() + "\n" + entry("roe2021early", topics="tuning, nosuch") + "\n:::{event} live\n:title: 报告\n:::\n"),
    "issues/065.md": issue(entry("poe2023late", topics="other"), number=65, date="2023"),
    "docs/topics/other.md": term("别题", en="Other", broader="tuning"),
    BIB: bib(doi="10.1000/1")
    + bib("roe2021early", "article", title="Early", year=2021, journal="Journal")
    + bib("poe2023late", title="Late", year=2023, eprint="2301.00001"),
}


def test_the_figures_count_the_pages() -> None:
    found = figures(read(TWO))
    assert found["numbers"]["issues"] == 2
    assert (found["numbers"]["entries"], found["numbers"]["paper_entries"], found["numbers"]["event_entries"]) == (4, 3, 1)
    assert found["issues"] == [
        {"issue": 64, "date": "2022-10-26", "entries": 3, "new_terms": 1},
        {"issue": 65, "date": "2023", "entries": 1, "new_terms": 1},
    ]
    assert found["years"] == [{"year": 2021, "papers": 1}, {"year": 2022, "papers": 1}, {"year": 2023, "papers": 1}]
    assert [(each["id"], each["entries"]) for each in found["most_covered"]["topic"]] == [("tuning", 3), ("other", 1)]
    lacks = {each["id"]: (f"{each['path']}:{each['line']}", each["lacks"]) for each in found["lacking"]}
    assert lacks == {
        "poe2023late": ("issues/065.md:8", ["institutions", "methods"]),
        "doe2022deep": ("issues/064.md:8", ["institutions", "methods"]),
        "roe2021early": ("issues/064.md:15", ["institutions", "methods", "doi", "link"]),
        "live": ("issues/064.md:22", ["topics", "institutions", "methods", "summary", "date"]),
    }


def lacks(files: Files) -> list[str]:
    """Return what the first entry of a handbook lacks."""
    return next(iter(figures(read(files))["lacking"]))["lacks"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"doi": "10.1000/1"}, []),
        ({"doi": "10.1000/1", "year": None}, ["year"]),
        ({"doi": "10.1000/1", "author": None}, ["authors"]),
        ({"author": None, "year": None}, ["authors", "year", "doi", "link"]),
        ({"url": "https://example.org/"}, ["doi"]),
        ({"eprint": "2301.00001"}, []),
    ],
)
def test_a_paper_lacks_the_fields_that_its_bib_entry_has_not(fields: dict[str, object], expected: list[str]) -> None:
    assert lacks({BIB: bib(**fields)}) == ["institutions", "methods", *expected]


def test_a_paper_that_no_bib_file_has_lacks_the_work() -> None:
    assert lacks({ISSUE: issue(entry("nosuch"))}) == ["institutions", "methods", "work"]


@pytest.mark.parametrize("option", [":date: 2022-11", ":printed-date: 11 月 9 日"])
def test_an_event_with_either_date_lacks_none(option: str) -> None:
    assert lacks({ISSUE: issue(f":::{{event}} live\n:title: 报告\n{option}\n\n预告。\n:::\n")}) == [
        *("topics", "institutions", "methods"),
    ]


def test_a_term_is_new_in_the_oldest_issue_that_carries_it_only() -> None:
    more = {
        f"issues/{number:03}.md": issue(entry(f"a{number}", topics=topics), number=number) for number, topics in TOPICS.items()
    }
    found = figures(read({ISSUE: None, "docs/topics/other.md": term("别题", en="Other"), **more}))
    assert [each["new_terms"] for each in found["issues"]] == [1, 1, 0, 0]


def test_no_more_terms_are_listed_than_asked_for(sample: Library) -> None:
    assert {kind: len(terms) for kind, terms in figures(sample, most=2)["most_covered"].items()} == dict.fromkeys(TERM_KINDS, 2)


def test_an_issue_without_a_date_has_none() -> None:
    assert figures(read({ISSUE: issue(date=None)}))["issues"][0]["date"] is None


def test_the_figures_fit_the_schema(sample: Library) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for library in (sample, read(TWO), read({ISSUE: None, BIB: None})):
        jsonschema.Draft202012Validator(SCHEMA).validate(figures(library))


def test_the_schema_describes_each_figure() -> None:
    assert all("description" in part for part in SCHEMA["properties"].values())


def test_the_command_shows_tables_and_json(root: object) -> None:
    table = CliRunner(env={"LC_ALL": "C"}).invoke(main, ["--root", str(root), "stats", "--most", "1"])
    assert table.exit_code == 0
    assert "28\t2021-11-12/..\t12\t79" in table.stdout.splitlines()
    assert table.stdout.count("natural-language-processing\t") == 1
    data = CliRunner().invoke(main, ["--root", str(root), "stats", "--format", "json"])
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(data.stdout))


@pytest.mark.parametrize("most", ["0", "x"])
def test_an_invalid_number_is_a_usage_error(root: object, most: str) -> None:
    assert CliRunner().invoke(main, ["--root", str(root), "stats", "--most", most]).exit_code == 2
