"""The views of charts: what they count, what they leave out, and where there is enough to see."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest

from handbook.library.library import Library
from handbook.views import charts
from handbook.views.chart_rows import Network, OverTime, TermBars

from ..builders import Files, bib, entry, issue, read, term


def weekly(*issues: tuple[int, str, int], terms: str = "") -> Files:
    """Return issues with numbers, dates and so many entries each."""
    files: dict[str, str | None] = {"issues/064.md": None, "bib/064.bib": None}
    for number, date, count in issues:
        keys = [f"doe{number}n{at}" for at in range(count)]
        body = "\n".join(entry(key, *([terms] if terms else [])) for key in keys) or "无。\n"
        files[f"issues/{number:03}.md"] = issue(body, number=number, heading=f"第 {number} 期", date=date)
        files[f"bib/{number:03}.bib"] = "".join(map(bib, keys))
    return files


def counts(found: OverTime | None) -> list[tuple[int, int, int]]:
    assert found
    return [(row.period.year, row.period.quarter, row.count) for row in found.periods]


GROWING = weekly((1, "2021-05-01", 2), (2, "2021-09", 1), (3, "2022-01-07", 3), (5, "2022-02", 1), (9, "2022", 4))


def test_entries_are_counted_in_the_quarter_of_their_issue() -> None:
    found = charts.entries_over_time(read(GROWING))
    assert counts(found) == [(2021, 2, 2), (2021, 3, 1), (2021, 4, 0), (2022, 1, 4)]
    assert found.others == 4
    assert found.is_drawn


@pytest.mark.parametrize(
    ("issues", "enough"),
    [
        ([(1, "2021-01", 2), (2, "2021-04", 2), (3, "2021-07", 1)], True),
        ([(1, "2021-01", 2), (2, "2021-04", 1), (3, "2021-07", 1)], False),
        ([(1, "2021-01", 9), (3, "2021-07", 9)], False),
        ([], False),
    ],
)
def test_a_chart_over_time_needs_entries_and_periods(issues: list[tuple[int, str, int]], enough: bool) -> None:
    library = read(weekly(*issues))
    assert charts.entries_over_time(library).is_drawn == enough
    tuning = library.vocabulary.get("topic", "tuning")
    assert tuning
    assert bool(charts.over_time_of_term(library, tuning)) == enough


def test_the_periods_of_a_term_are_those_of_the_handbook() -> None:
    files = {**GROWING, "docs/topics/rare.md": term("罕", en="Rare")}
    files |= weekly((12, "2023-02", 5))
    text = files["issues/012.md"]
    assert isinstance(text, str)
    files["issues/012.md"] = text.replace("topics: tuning", "topics: rare")
    library = read(files)
    tuning, rare = (library.vocabulary.get("topic", name) for name in ("tuning", "rare"))
    assert tuning
    assert rare
    assert [count for _year, _quarter, count in counts(charts.over_time_of_term(library, tuning))] == [2, 1, 0, 4, 0, 0, 0, 0]
    assert charts.over_time_of_term(library, rare) is None


def test_periods_lead_to_the_index_of_issues_where_there_is_one() -> None:
    assert charts.entries_over_time(read(GROWING)).periods[0].page is None
    found = charts.entries_over_time(read({**GROWING, "issues/index.md": "# 各期\n\n```{listing} issues\n```\n"}))
    assert [(row.page.docname, row.page.anchor) for row in found.periods if row.page] == [
        ("issues/index", anchor) for anchor in ("y2021", "y2021", "y2021", "y2022")
    ]


def test_issues_are_runs_by_year_and_quarter() -> None:
    found = charts.issues_over_time(read(GROWING))
    assert [
        (year.year, [(run.quarter, run.first.id, run.last.id, run.issues, run.entries, run.is_gapless) for run in year.runs])
        for year in found.years
    ] == [(2022, [(1, "3", "5", 2, 4, False)]), (2021, [(2, "1", "1", 1, 2, True), (3, "2", "2", 1, 1, True)])]
    assert found.others == 1
    assert found.is_drawn
    assert not charts.issues_over_time(read(weekly((1, "2021-01", 2)))).is_drawn


def test_years_without_issues_stay_empty_and_old_ones_are_left_out() -> None:
    found = charts.issues_over_time(read(weekly((1, "1990-01", 1), (2, "2010-01", 1), (3, "2022-05", 1))))
    assert [year.year for year in found.years] == [*range(2022, 1998, -1)]
    assert [year.year for year in found.years if year.runs] == [2022, 2010]
    assert found.others == 1


METHODS: Files = {
    "docs/methods/big.md": term("大", en="Big"),
    "docs/methods/part.md": term("部", en="Part", broader="big"),
    "docs/methods/piece.md": term("片", en="Piece", broader="part"),
    "docs/methods/bit.md": term("点", en="Bit", broader="big"),
    "docs/methods/other.md": term("它", en="Other"),
    "docs/methods/none.md": term("无", en="None"),
}


def bars(found: TermBars) -> list[tuple[int, str, int | None]]:
    return [(bar.depth, bar.label.id, bar.label.count) for bar in found.bars]


def with_terms(name: str, ids: Iterable[str]) -> Files:
    """Return an issue with an entry for each of some lists of terms."""
    entries = [entry(f"doe{at}", f":{name}: {each}") for at, each in enumerate(ids)]
    return {"issues/064.md": issue("\n".join(entries)), "bib/064.bib": "".join(bib(f"doe{at}") for at in range(len(entries)))}


def test_methods_are_a_tree_with_the_most_entries_first(monkeypatch: pytest.MonkeyPatch) -> None:
    library = read({**METHODS, **with_terms("methods", ["piece", "bit", "bit", "other", "part", "other", "other", "other"])})
    found = charts.methods_by_entries(library)
    assert bars(found) == [(0, "big", 4), (1, "bit", 2), (1, "part", 2), (2, "piece", 1), (0, "other", 4)]
    assert found.others == 1
    assert found.is_drawn
    monkeypatch.setattr(charts, "MAX_BARS", 3)
    assert bars(charts.methods_by_entries(library)) == [(0, "big", 4), (1, "bit", 2), (0, "other", 4)]
    assert not charts.methods_by_entries(library).is_drawn


@pytest.mark.parametrize("most", range(1, 8))
def test_a_method_is_never_shown_without_those_above_it(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(charts, "MAX_BARS", most)
    library = read({**METHODS, **with_terms("methods", ["piece", "piece", "piece", "other", "bit"])})
    depths = [bar.depth for bar in charts.methods_by_entries(library).bars]
    assert len(depths) == min(most, 5)
    assert depths[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(depths))


def crossed(library: Library) -> dict[tuple[str, str], int]:
    found = charts.topics_by_methods(library)
    return {
        (row.id, column.id): count
        for row, numbers in zip(found.rows, found.counts, strict=True)
        for column, count in zip(found.columns, numbers, strict=True)
    }


def test_topics_and_methods_count_the_entries_that_a_selection_by_both_has() -> None:
    files = {
        **METHODS,
        "docs/topics/deep.md": term("深", en="Deep", broader="tuning"),
        "docs/topics/idle.md": term("闲", en="Idle"),
    }
    files |= with_terms("methods", ["piece", "bit", "other, bit", "part"])
    text = files["issues/064.md"]
    assert isinstance(text, str)
    library = read({**files, "issues/064.md": text.replace("topics: tuning", "topics: deep", 2)})
    found = crossed(library)
    assert found == {
        (topic, method): len(library.papers(topic=topic, method=method))
        for topic in ("tuning", "deep")
        for method in ("big", "bit", "part", "other", "piece")
    }
    assert found["deep", "big"] == 2
    assert not charts.topics_by_methods(library).is_drawn, "two rows are too few"


def test_rows_and_columns_without_any_number_are_left_out() -> None:
    files = {**METHODS, **with_terms("methods", ["big", "other"])}
    text = files["issues/064.md"]
    assert isinstance(text, str)
    found = charts.topics_by_methods(read({**files, "issues/064.md": text.replace(":methods: other\n", "")}))
    assert ([row.id for row in found.rows], [column.id for column in found.columns]) == (["tuning"], ["big"])


INSTITUTIONS: Files = {f"docs/institutions/{name}.md": term(name, en=name, country="CN") for name in "abcdef"}


def pairs(found: Network) -> list[tuple[str, str, int]]:
    return [(found.terms[pair.first].id, found.terms[pair.second].id, pair.count) for pair in found.pairs]


def test_institutions_that_entries_name_together_are_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    library = read({**INSTITUTIONS, **with_terms("institutions", ["a, b, c", "c, b", "a", "e, d", "e", "f"])})
    found = charts.institutions_together(library)
    assert pairs(found) == [("b", "c", 2), ("a", "b", 1), ("a", "c", 1), ("d", "e", 1)]
    assert [(label.id, label.count) for label in found.terms] == [("b", 2), ("c", 2), ("a", 2), ("d", 1), ("e", 2)]
    assert (found.others, found.is_drawn) == (0, False)
    monkeypatch.setattr(charts, "MAX_TERMS_TOGETHER", 3)
    assert pairs(charts.institutions_together(library)) == [("b", "c", 2), ("a", "b", 1), ("a", "c", 1)]
    assert charts.institutions_together(library).others == 1
    monkeypatch.setattr(charts, "MAX_PAIRS", 2)
    assert pairs(charts.institutions_together(library)) == [("b", "c", 2), ("a", "b", 1)]


def test_a_handbook_without_entries_has_charts_without_figures() -> None:
    library = read({"issues/064.md": None, "bib/064.bib": None, "docs/topics/tuning.md": None})
    assert not any(chart(library).is_drawn for chart in charts.CHARTS.values())
    assert charts.entries_over_time(library).periods == ()
