"""The benchmark of the search compares the results with the truth, and reports which targets are met."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import search, search_browser, search_known, search_truth, search_unwatched
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
    counts = truth.counts(truth.having(""), {"kind": ["paper"]})
    assert counts["kind"]["issue"] == 2
    assert truth.counts([0], {})["kind"].total() == 1
    assert sum(counts["year"].values()) == counts["kind"]["paper"] == 24


def test_a_number_of_a_facet_that_is_not_that_of_the_results_is_counted(truth: search_truth.Truth) -> None:
    papers = [place for place, record in enumerate(truth.records) if record.kind == "paper"]
    right = {facet: dict(values) for facet, values in truth.counts(papers[:5], {"kind": ["paper"]}).items()}

    class Page:
        def __init__(self, counts: dict[str, dict[str, int]]) -> None:
            self.counts = counts

        def evaluate(self, _script: str, _arguments: object) -> list[dict[str, object]]:
            return [{"records": papers[:5], "counts": {}}, {"records": papers[:5], "counts": self.counts}]

    states = [("any", {"kind": ["paper"]})]
    assert search.wrong_counts(Page(right), truth, states) == 0
    assert search.wrong_counts(Page({**right, "kind": {"paper": 6}}), truth, states) == 1
    assert search.wrong_counts(Page({**right, "has": {**right["has"], "none": 1}}), truth, states) == 1


def test_queries_are_pieces_of_the_texts(truth: search_truth.Truth) -> None:
    chosen = search.random.Random(1)
    for query in search_truth.pieces(truth, chosen, 20, mixed=False) + search_truth.pieces(truth, chosen, 5, mixed=True):
        assert truth.having(query), query
    assert all(truth.having(word) for word in search_truth.words(truth, chosen, 10))


def test_the_report_says_what_is_met(root: Path, tmp_path: Path) -> None:
    figures = {"recall, words": 1.0, "precision, words": 0.97, "ms to the first result, cold": 900.0, "records": 12.0}
    text = search.report({"small": {}, "large": figures}, {"cores": "2"})
    assert "| recall, words | ≥ 1.0 | – | 1 | met |" in text
    assert "| precision, words | ≥ 0.99 | – | 0.97 | **not met** |" in text
    page = Path(shutil.copy(root / "docs/reference/search.md", tmp_path))
    for _each in range(2):
        search.publish(page, search.MARKS, text)
    assert page.read_text(encoding="utf-8").count("| recall, words |") == 1


def test_known_items_are_drawn_from_what_is_shown_and_found_by_plain_bm25(truth: search_truth.Truth) -> None:
    known = search_known.drawn(truth.records, 30)
    assert known == search_known.drawn(truth.records, 30), "the same seed gives the same queries"
    assert {truth.records[item.record].kind for item in known} == {"paper"}
    for item in known:
        assert item.record in truth.having(item.query), item
    ranks = search_known.bm25(truth.records, known)
    assert search_known.mean_reciprocal_rank(ranks) > 0.6
    assert search_known.mean_reciprocal_rank([1, 2, 0, 4]) == (1 + 0.5 + 0.25) / 4


def test_what_is_written_in_another_way_may_be_found_and_need_not(truth: search_truth.Truth) -> None:
    record = replace(truth.records[0], text="Few-Shot 学习", titles=("题目",))
    other = search_truth.Truth(truth.library, [record])
    assert (other.having("fewshot"), other.may_have("fewshot"), other.may_have("shotgun")) == (set(), {0}, set())
    assert other.having("few-shot 学习") == other.may_have("few-shot 学习") == {0}
    spelled = search_truth.Truth(truth.library, [replace(record, text="在 bib/ 里有一条", titles=("Names",), other_names=())])
    assert (spelled.having("bib里有一条"), spelled.may_have("bib里有一条")) == (set(), {0}), "punctuation separates the words"
    assert (spelled.having("named"), spelled.may_have("named"), spelled.may_have("namely")) == (set(), {0}, set()), "a name"


PAGE = """<!doctype html><meta charset="utf-8"><form id="hb-search" data-state="ready"><input id="hb-search-input"></form>
<script>
  const root = document.getElementById("hb-search");
  document.getElementById("hb-search-input").addEventListener("input", ({ target }) => {
    root.dataset.state = "loading";
    setTimeout(() => (root.dataset.state = "ready"), Number(target.value));
  });
</script>"""


def test_times_are_those_until_the_page_is_ready(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "search.html").write_text(PAGE, encoding="utf-8")
    with search_browser.served(site) as address:
        short, long = search_unwatched.times(address, ["", "30", "300"])
    assert 30 <= short < 300 <= long
