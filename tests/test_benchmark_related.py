"""Related papers are as good as the judgements ask, whatever a weight is within reason, and the benchmark measures that."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import related
from handbook import load
from handbook.library.library import Library
from handbook.related.comparison import Weights
from handbook.related.facts import facts_of
from handbook.related.ranking import rank

from .unit.related.papers import others, paper


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return load(root)


def test_every_pair_of_the_papers_has_a_grade_and_a_reason(library: Library) -> None:
    judged = json.loads(related.JUDGEMENTS.read_text(encoding="utf-8"))
    papers = [*judged["papers"]]
    pairs = {frozenset(pair["papers"]) for pair in judged["pairs"]}
    assert len(pairs) == len(judged["pairs"]) == len(papers) * (len(papers) - 1) // 2 == 190
    assert {key for pair in pairs for key in pair} == set(papers) <= library.entries.keys()
    assert all(pair["grade"] in (0, 1, 2) and len(pair["reason"]) > 20 for pair in judged["pairs"])
    assert Counter(pair["grade"] for pair in judged["pairs"])[0] < 170


def test_the_gain_is_that_of_the_textbook() -> None:
    judgements = related.Judgements({("a", "b"): 2, ("a", "c"): 0, ("a", "d"): 1, ("c", "a"): 0})
    assert judgements.judged() == ["a"]
    assert judgements.ndcg("a", ["b", "d", "c"]) == 1
    assert judgements.ndcg("a", ["c"]) == judgements.ndcg("a", []) == 0
    assert judgements.ndcg("a", ["d", "b"]) == pytest.approx((1 + 3 / 1.5849625) / (3 + 1 / 1.5849625))


def test_related_papers_reach_the_targets(library: Library) -> None:
    judgements, papers = related.Judgements.read(), facts_of(library, {})
    own = related.mean(judgements.each(related.by_comparison(papers, Weights())))
    baseline = related.mean(judgements.each(related.same_topic(library)))
    assert own >= related.MIN_NDCG
    assert own - baseline >= related.MIN_GAIN
    qualities = {name: judgements.each(related.by_comparison(papers, weights)) for name, weights in related.variants().items()}
    assert len(qualities) == 15
    assert related.left_out(qualities) >= related.MIN_NDCG, "weights that were chosen without a paper are as good for it"
    assert min(map(related.mean, qualities.values())) >= 0.8, "no single weight decides"


def test_weights_that_are_best_for_the_others_are_chosen() -> None:
    assert related.left_out({"a": [1.0, 1.0, 0.0], "b": [0.0, 0.0, 1.0]}) == pytest.approx(2 / 3)


def test_lists_that_a_change_did_not_enter_are_told_from_those_it_did() -> None:
    papers = {f"p{at}": paper(("topic", "t")) for at in range(3)} | others(30)
    before = rank(papers)
    after = rank({**papers, "new": paper(("topic", "t"))}, before)
    assert set(related.differing(before, after)) == {"p0", "p1", "p2"}
    row = related._change("new", before, lambda: after, {"new"})
    assert row[2:] == [34, 3, 0]
    with pytest.raises(SystemExit, match="differs"):
        related._change("wrong", before, lambda: replace(after, related=before.related), {"new"})
