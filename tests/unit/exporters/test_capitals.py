"""Capitals that stay in English titles, and meetings, which are names."""

from __future__ import annotations

import pytest

from handbook.exporters.gbt7714 import EDITION_2025, reference
from handbook.exporters.gbt7714_text import is_meeting, sentence_case
from handbook.exporters.work import work_of_fields
from handbook.text.latex import text


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("What I Learned from Llamas", "What I learned from llamas"),
        ("What I'm Not Told About Wool", "What I'm not told about wool"),
        ("R&D Spending in the U.S. and the U.K.", "R&D spending in the U.S. and the U.K."),
        ("Asynchronous I/O for Herds", "Asynchronous I/O for herds"),
        ("Planning with A* Search", "Planning with A* search"),
        ("A/B Testing of Large Pastures", "A/B testing of large pastures"),
        ("Writing a Sheep in C", "Writing a sheep in C"),
        ("Providing OLAP to User-Analysts: An IT Mandate", "Providing OLAP to user-analysts: an IT mandate"),
        ("Modelling Llamas with SolidWorks and MATLAB", "Modelling llamas with SolidWorks and MATLAB"),
        ("A Chinese Corpus of Herding Songs from New Zealand", "A Chinese corpus of herding songs from New Zealand"),
        ("Bayesian Herds and Gaussian Wool", "Bayesian herds and Gaussian wool"),
        ("Sheep of the World in May 2020", "Sheep of the world in May 2020"),
        ("What May Happen to Herds", "What may happen to herds"),
        ("Seismic structure of the Earth's core", "Seismic structure of the Earth's core"),
        ("Attention Is All You Need", "Attention is all you need"),
        ("Herding {Llamas} in the Andes", "Herding Llamas in the andes"),
        ("Herds", "Herds"),
    ],
)
def test_a_title_in_small_letters(title: str, shown: str) -> None:
    assert sentence_case(text(title)) == shown


@pytest.mark.parametrize(
    "booktitle",
    [
        "The Eleventh {International} Conference on Pasture Representations, {ICPR} 2023, Kigali, Rwanda, May 1-5, 2023",
        "2020 {IEEE/CVF} Conference on Herd Vision, {CHV} 2020, Seattle, WA, USA",
        "{ACM} Symposium on Wool",
        "Herd Systems 33: Annual Sheep Days",
    ],
)
def test_the_name_of_a_meeting_keeps_its_capitals(booktitle: str) -> None:
    work = work_of_fields(
        "inproceedings", "key", {"author": "Doe, Jane", "title": "Herds", "booktitle": booktitle, "year": "2023"}
    )
    printed = booktitle.translate({ord("{"): None, ord("}"): None}).replace(", ", "，").replace(": ", "：")
    assert reference(work, EDITION_2025) == f"Doe J. Herds[C]//{printed}，2023."


def test_a_book_is_no_meeting_but_proceedings_of_one_are() -> None:
    assert is_meeting("Selected Papers of the Second Workshop on Wool")
    assert not is_meeting("The Handbook of Wool")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"language": "中文;"}, "等"),
        ({"langid": "zh-CN"}, "等"),
        ({"language": "chi"}, "等"),
        ({"langid": "japanese"}, "他"),
        ({"langid": "korean"}, "등"),
        ({"langid": "russian"}, "и др."),
        ({"languages": "eng"}, "et al."),
        ({"langid": "ngerman"}, "et al."),
        ({}, "et al."),
    ],
)
def test_further_people_are_said_in_the_language_of_the_work(fields: dict[str, str], words: str) -> None:
    people = "Li, Yang and Lin, Tao and Wang, Hui and Zhao, Min"
    work = work_of_fields("article", "key", {"author": people, "title": "Herds", "journal": "Acta", "year": "2020", **fields})
    assert f"，Wang H，{words}" in reference(work, EDITION_2025)


def test_patents_standards_and_newspapers() -> None:
    made = {
        "patent": (
            {"author": "Doe, Jane", "holder": "{Herd Inc}", "number": "US 7", "date": "2019-07-26"},
            "Herd Inc. T：US 7[P]. 2019-07-26.",
        ),
        "standard": (
            {"organization": "Herd Board", "number": "HB 9", "publisher": "Meadow", "address": "Lima", "year": "2021"},
            "Herd Board. T：HB 9[S]. Lima：Meadow，2021.",
        ),
        "newspaper": (
            {"author": "Doe, Jane", "journal": "The Bell", "date": "2013-01-12", "pages": "3"},
            "Doe J. T[N]. The Bell，2013-01-12（3）.",
        ),
    }
    for kind, (fields, printed) in made.items():
        assert reference(work_of_fields(kind, "key", {"title": "T", **fields}), EDITION_2025) == printed
