"""Charts on pages: drawn on a site, tables elsewhere, and written again only where a figure has changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from handbook.charts.svg import MAX_BYTES
from handbook.views import charts

from .project import SMALL, Built, Project, bib, entry, issue, term

OVERVIEW = "docs/overview"
PAGE = "# 概览\n\n" + "\n".join(f"## {name}\n\n```{{listing}} {name}\n```\n" for name in charts.CHARTS)
DATES = ("2021-02", "2021-05", "2021-08", "2022-02")


def full() -> dict[str, str | bytes]:
    """Return a handbook with enough for every chart: four issues with three entries each, that share terms."""
    files = {path: text for path, text in SMALL.items() if not path.startswith(("issues/0", "bib/"))}
    files["index.md"] = files["index.md"].replace("docs/topics/index\n", f"docs/topics/index\n{OVERVIEW}\n", 1)
    files[f"{OVERVIEW}.md"] = PAGE
    for kind, folder in (("topic", "topics"), ("method", "methods"), ("inst", "institutions")):
        for name in "abcde":
            files[f"docs/{folder}/{kind}-{name}.md"] = term(f"{kind} {name} <&\"'>" if name == "d" else f"{kind} {name}")
    for number, date in enumerate(DATES, 1):
        keys = [f"doe{number}n{at}" for at in range(3)]
        text = issue(number, *(entry(key, topics=f"topic-{'abcd'[(number + at) % 4]}") for at, key in enumerate(keys)))
        text = text.replace("methods: method-a", "methods: method-a, method-b, method-c, method-d, method-e")
        text = text.replace("institutions: inst-a", "institutions: inst-a, inst-b, inst-c, inst-d")
        files[f"issues/{number:03}.md"] = text.replace("date: 2022-10", f"date: {date}")
        files[f"bib/{number:03}.bib"] = "".join(map(bib, keys))
    return files


def written(folder: Path) -> Project:
    """Return such a handbook in a folder."""
    project = Project(root=folder / "charts")
    project.write(full())
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return such a handbook for a test to build."""
    return written(tmp_path)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Path]:
    """Return such a handbook as it is built in English, and the folder of its pages."""
    project = written(tmp_path_factory.mktemp("site"))
    return project.build(language="en"), project.out / "html"


def drawn(html: str) -> list[etree._Element]:
    """Return the charts of a page, each of which must be XML and small."""
    found = re.findall(r"<svg\b.*?</svg>", html, re.DOTALL)
    assert all(len(svg.encode()) <= MAX_BYTES for svg in found)
    return [etree.fromstring(svg) for svg in found]


def words(root: etree._Element) -> list[str]:
    return [each.text or "" for each in root.iter("text")]


def test_the_overview_has_every_chart_and_its_table(english: tuple[Built, Path]) -> None:
    built, out = english
    assert built.warnings == []
    html = (out / f"{OVERVIEW}.html").read_text(encoding="utf-8")
    over_time, issues, methods, crossing, network = drawn(html)
    assert words(over_time) == ["3", "2021", "3", "3", "3", "2022"], "a number above each column, and each year where it begins"
    assert words(issues) == ["Q1", "Q2", "Q3", "Q4", "2022", "4", "2021", "1", "2", "3"]
    assert words(methods)[0] == "method a"
    assert {word for word in words(methods) if word.isdigit()} == {"12"}
    assert {"topic a", "method a"} <= set(words(crossing))
    assert len(list(network.iter("circle"))) == 4
    assert len(list(network.iter("path"))) == 6
    assert html.count("<summary>The figures as a table</summary>") == 5
    assert html.count("<table") == 5
    assert "<&" not in html


def test_a_number_leads_to_the_search_with_both_terms(english: tuple[Built, Path]) -> None:
    built, out = english
    crossing = drawn((out / f"{OVERVIEW}.html").read_text(encoding="utf-8"))[3]
    cells = {each.attrib["href"]: int(words(each)[0]) for each in crossing.iter("a") if "search" in each.attrib["href"]}
    assert cells
    for href, count in cells.items():
        topic, method = re.fullmatch(r"\.\./search\.html\?topic=([\w-]+)&method=([\w-]+)", href).groups()  # type: ignore[union-attr]
        assert len(built.library.papers(topic=topic, method=method)) == count


def test_a_term_with_enough_entries_shows_them_over_time(english: tuple[Built, Path]) -> None:
    _built, out = english
    html = (out / "docs/methods/method-a.html").read_text(encoding="utf-8")
    spark, chart = drawn(html)
    assert (spark.attrib["class"], spark.attrib["role"]) == ("hb-spark", "img")
    assert words(chart).count("3") == 4
    assert html.index("hb-spark") < html.index('id="entries"') < html.index('id="over-time"')
    assert 'href="#over-time"' in html
    few = (out / "docs/topics/topic-b.html").read_text(encoding="utf-8")
    assert drawn(few) == []
    assert "hb-spark" not in few


def test_where_there_is_too_little_the_table_stands_alone(small: Project) -> None:
    small.write({f"{OVERVIEW}.md": PAGE})
    small.edit("index.md", "docs/topics/index\n", f"docs/topics/index\n{OVERVIEW}\n")
    small.build(language="en")
    html = (small.out / f"html/{OVERVIEW}.html").read_text(encoding="utf-8")
    assert len(drawn(html)) == 1, "the issues over time"
    assert html.count("There is too little for a chart yet") == 3
    assert "Nothing yet." in html, "no institutions appear together"


@pytest.mark.parametrize("builder", ["text", "epub", "dirhtml"])
def test_other_builders_have_tables_and_a_site_of_folders_has_charts(project: Project, builder: str) -> None:
    built = project.build(builder, version="1")
    assert built.warnings == []
    name = {"text": "overview.txt", "epub": "overview.xhtml", "dirhtml": "overview/index.html"}[builder]
    text = (project.out / builder / "docs" / name).read_text(encoding="utf-8")
    assert len(drawn(text)) == (5 if builder == "dirhtml" else 0)
    assert "method a" in text
    assert "2021 年第 1 季度" in text or "Q1 2021" in text
    assert ("../../search/?topic=" in text) == (builder == "dirhtml")


def test_only_an_edit_that_changes_a_figure_writes_the_overview_again(project: Project) -> None:
    project.build()
    page = project.out / f"html/{OVERVIEW}.html"
    before = page.read_bytes()
    project.edit("issues/002.md", "摘要。", "另一个摘要。")
    project.edit("issues/003.md", ":title: 题目", ":title: 另一个题目")
    assert OVERVIEW not in project.build().written
    project.edit("issues/002.md", "method-a, method-b", "method-b")
    assert OVERVIEW in project.build().written
    after = page.read_bytes()
    assert before != after
    project.build(fresh=True)
    assert page.read_bytes() == after


def test_a_chart_of_a_term_changes_when_the_time_becomes_longer(project: Project) -> None:
    project.build()
    page = project.out / "html/docs/methods/method-a.html"
    columns = drawn(page.read_text(encoding="utf-8"))[1]
    project.write({"issues/009.md": issue(9).replace("date: 2022-10", "date: 2022-12")})
    assert "docs/methods/method-a" in project.build().written
    longer = drawn(page.read_text(encoding="utf-8"))[1]
    places = [[each.attrib["x"] for each in chart.iter("rect")] for chart in (columns, longer)]
    assert len(places[0]) == len(places[1]) == 4
    assert places[0] != places[1]
