"""The benchmark of the search compares the results with the truth, and reports which targets are met."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks import search, search_truth
from benchmarks.corpus import Corpus, write_handbook
from handbook import load
from handbook.search.searchable import records


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> search_truth.Truth:
    folder = tmp_path_factory.mktemp("source")
    write_handbook(Corpus(2), folder)
    library = load(folder)
    return search_truth.Truth(library, list(records(library)))


def test_the_truth_is_what_the_texts_say(truth: search_truth.Truth) -> None:
    titles = [record.titles[0] for record in truth.records]
    for place, title in enumerate(titles):
        assert place in truth.having(title)
    assert truth.having("") == set(range(len(titles)))
    assert truth.having("没有这样的东西") == set()
    assert truth.having("earning") == set(), "no word begins so"
    both = truth.having("模型") & truth.having("训练")
    assert truth.having("模型 训练") == both


def test_spaces_between_han_characters_and_letters_do_not_count() -> None:
    assert search_truth.closed("用 ＢＥＲＴ 做 2 次，a b") == "用bert做2次,a b"


def test_the_numbers_of_values_leave_the_own_filter_aside(truth: search_truth.Truth) -> None:
    counts = truth.counts("", {"kind": ["paper"]})
    assert counts["kind"]["issue"] == 2
    assert sum(counts["year"].values()) == counts["kind"]["paper"] == 24


def test_queries_are_pieces_of_the_texts(truth: search_truth.Truth) -> None:
    chosen = search.random.Random(1)
    for query in search_truth.pieces(truth, chosen, 20, mixed=False) + search_truth.pieces(truth, chosen, 5, mixed=True):
        assert truth.having(query), query
    assert all(truth.having(word) for word in search_truth.words(truth, chosen, 10))


def test_the_report_says_what_is_met(root: Path, tmp_path: Path) -> None:
    figures = {"recall, words": 1.0, "precision, words": 0.97, "ms to the first result, cold": 900.0, "records": 12.0}
    text = search.report({"small": {}, "large": figures}, {"cores": "2"})
    assert "| recall, words | ≥ 1.0 | – | 1 | met |" in text
    assert "| precision, words | ≥ 0.98 | – | 0.97 | **not met** |" in text
    page = Path(shutil.copy(root / "docs/reference/search.md", tmp_path))
    for _each in range(2):
        search.publish(page, search.MARKS, text)
    assert page.read_text(encoding="utf-8").count("| recall, words |") == 1
