"""What several formats read out of the fields of a work."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handbook.exporters import FORMATS, Work
from handbook.exporters.languages import code_of, language_of
from handbook.exporters.values import csl_date, date_parts, edition_number, full_title, genre, page_range
from handbook.exporters.work import work_of_fields
from handbook.text.latex import Text


def work(kind: str = "article", **fields: str) -> Work:
    return work_of_fields(kind, "key", {"title": "Herd", "year": "2020", **fields})


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("94--105", ("94", "105")),
        ("94-105", ("94", "105")),
        ("94 – 105", ("94", "105")),
        ("e12--e19", ("e12", "e19")),
        ("30:1--30:40", ("30:1", "30:40")),
        ("1.1-1.36", ("1.1", "1.36")),
        ("xi--xv", ("xi", "xv")),
        ("A-12", ("A-12", "")),
        ("7", ("7", "")),
        ("35--38+80", ("35-38+80", "")),
        ("1--5, 7--9", ("1-5, 7-9", "")),
        ("", ("", "")),
    ],
)
def test_the_ends_of_a_range_of_pages(written: str, ends: tuple[str, str]) -> None:
    assert page_range(work(pages=written)) == ends


@pytest.mark.parametrize(
    ("written", "number"),
    [("2", 2), ("2nd", 2), ("2nd ed.", 2), ("3rd edition", 3), ("Second", 2), ("fifth edition", 5), ("第2版", 2), ("revised", 0)],
)
def test_the_number_of_an_edition(written: str, number: int) -> None:
    assert edition_number(written) == number


@pytest.mark.parametrize("name", ["gbt7714-2025", "apa", "ieee"])
@pytest.mark.parametrize("written", ["2", "2nd ed.", "Second", "second edition"])
def test_an_edition_is_printed_in_one_form(name: str, written: str) -> None:
    assert "2nd ed." in FORMATS[name].record(work("book", author="Doe, J.", publisher="Meadow", edition=written))


@pytest.mark.parametrize(
    ("kind", "written", "language", "shown"),
    [
        ("phdthesis", "", "en", "PhD thesis"),
        ("mastersthesis", "", "en", "Master's thesis"),
        ("thesis", "phdthesis", "en", "PhD thesis"),
        ("thesis", "mathesis", "de", "Master's thesis"),
        ("phdthesis", "", "zh-CN", "博士学位论文"),
        ("mastersthesis", "硕士", "zh-CN", "硕士"),
        ("phdthesis", "Doctoral dissertation", "en", "Doctoral dissertation"),
        ("thesis", "", "en", ""),
        ("report", "techreport", "en", "Technical report"),
    ],
)
def test_the_kind_of_a_thesis(kind: str, written: str, language: str, shown: str) -> None:
    assert genre(work(kind, type=written), language) == shown


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("Herds", "a study", "Herds: a study"),
        ("Whose herds?", "A study", "Whose herds? A study"),
        ("草原", "一种研究", "草原：一种研究"),
        ("Herds: a study", "A study", "Herds: a study"),
        ("Herds", "", "Herds"),
    ],
)
def test_a_subtitle_is_part_of_the_title(title: str, subtitle: str, whole: str) -> None:
    assert full_title(Work(key="a", type="book", title=Text(title), fields=(("subtitle", subtitle),))).plain == whole


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2020", [2020]),
        ("2020-03", [2020, 3]),
        ("2020-03-09", [2020, 3, 9]),
        ("2016-07-18T20:26:06+10:00", [2016, 7, 18]),
        ("1994/1997", [1994]),
        ("2012-13", [2012]),
        ("2012-02-40", [2012, 2]),
        ("circa 1910", []),
        ("", []),
    ],
)
def test_the_parts_of_a_date(written: str, parts: list[int]) -> None:
    assert date_parts(written) == parts


def test_a_date_in_words_is_kept_in_csl() -> None:
    assert csl_date("July 19, 2018") == {"literal": "July 19, 2018"}
    assert csl_date(" ") == {}


@pytest.mark.parametrize(
    ("named", "code"),
    [
        *(("ngerman", "de"), ("german", "de"), ("french", "fr"), ("russian", "ru"), ("korean", "ko"), ("japanese", "ja")),
        *(("chinese", "zh-CN"), ("zh-CN", "zh-CN"), ("zh", "zh-CN"), ("chi", "zh-CN"), ("中文;", "zh-CN"), ("{中文}", "zh-CN")),
        *(("en-US", "en-US"), ("eng", "en"), ("American", "en-US"), ("english and german", "en"), ("pt-br", "pt-BR")),
        *(("Klingonese", ""), ("", ""), ("x" * 5_000, "")),
    ],
)
def test_the_code_of_a_language(named: str, code: str) -> None:
    assert code_of(named) == code


@pytest.mark.parametrize(
    ("title", "code"), [("Herds", "en"), ("草原上的羊", "zh-CN"), ("羊の群れ", "ja"), ("양 떼", "ko"), ("Овцы", "")]
)
def test_the_language_of_a_script(title: str, code: str) -> None:
    assert language_of(work(title=title)) == code


def csl(made: Work) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FORMATS["csl-json"].record(made))
    return found


def test_a_language_that_is_not_known_is_left_out() -> None:
    assert "language" not in csl(work(langid="klingonese"))
    assert csl(work(languages="eng"))["language"] == "en"


@pytest.mark.parametrize("name", ["eid", "articleno"])
def test_an_article_without_pages_has_its_number(name: str) -> None:
    made = work(journal="Acta", volume="3", **{name: "e1002"})
    assert csl(made)["number"] == "e1002"
    assert "SP  - e1002\r\n" in FORMATS["ris"].record(made)
    assert "e1002" in FORMATS["gbt7714-2025"].record(made)
    assert "3, Article e1002." in FORMATS["apa"].record(made)
    assert "Art. no. e1002" in FORMATS["ieee"].record(made)


def test_the_day_of_reading_is_in_ris() -> None:
    assert "Y2  - 2020/03/09\r\n" in FORMATS["ris"].record(work("online", url="https://example.org", urldate="2020-03-09"))
