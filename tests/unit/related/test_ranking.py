"""The ranking of all papers: after any change it is what it would be from nothing, and hardly any other list changes."""

from __future__ import annotations

import pickle
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.related import ranking
from handbook.related.comparison import Comparison
from handbook.related.facts import Facts, facts_of
from handbook.related.ranking import rank, ranking_of

from ..builders import ISSUE, read
from .papers import others, paper
from .test_facts import TREE

NAMES = [(kind, str(at)) for kind in ("topic", "method", "institution", "author") for at in range(5)]
KEYS = [f"p{at:02}" for at in range(24)]
PAPERS = st.builds(
    lambda named, words, near, cites: paper(*named, words=words, near=near, cites=cites),
    st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
    st.text("abcdefghijklmnop", max_size=8),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=1),
    st.lists(st.sampled_from(KEYS), max_size=1),
)


def symmetric(papers: dict[str, Facts]) -> dict[str, Facts]:
    """Return papers whose vocabulary relates terms in both directions, and that cite only each other."""
    pairs = {pair for each in papers.values() for pair in each.near}
    pairs |= {(other, one) for one, other in pairs}
    return {
        key: replace(
            each,
            near=tuple(sorted(pair for pair in pairs if pair[0] in each.named and pair[0] != pair[1])),
            cites=frozenset(each.cites & papers.keys() - {key}),
        )
        for key, each in papers.items()
    }


@given(
    st.dictionaries(st.sampled_from(KEYS), PAPERS, min_size=8),
    st.dictionaries(st.sampled_from(KEYS), PAPERS, max_size=4),
    st.data(),
)
def test_after_a_change_it_is_what_it_is_from_nothing(
    before: dict[str, Facts], change: dict[str, Facts], data: st.DataObject
) -> None:
    removed = data.draw(st.sets(st.sampled_from(sorted(before)), max_size=2))
    after = {key: each for key, each in {**before, **change}.items() if key not in removed}
    former = rank(symmetric(before))
    assert rank(symmetric(after), former).related == rank(symmetric(after)).related


def test_the_same_with_few_postings_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (ranking, __import__("handbook.related.comparison", fromlist=["_"])):
        monkeypatch.setattr(module, "MAX_POSTINGS", 4)
    chosen = random.Random(7)

    def made() -> Facts:
        return paper(*chosen.sample(NAMES, 3), words="".join(chosen.sample("abcdefghijklmnop", 6)), cites=[chosen.choice(KEYS)])

    papers = {key: made() for key in KEYS}
    state = rank(symmetric(papers))
    changed = 0
    for _each in range(60):
        papers = {**papers, chosen.choice(KEYS): made()}
        if len(papers) > 18 and chosen.random() < 0.3:
            del papers[chosen.choice(sorted(papers))]
        new = rank(symmetric(papers), state)
        assert new.related == rank(symmetric(papers)).related
        changed += new.related != state.related
        state = new
    assert changed > 30


def test_the_order_of_papers_does_not_matter() -> None:
    chosen = random.Random(3)
    papers = {key: paper(*chosen.sample(NAMES, 3), words="".join(chosen.sample("abcdefghij", 5))) for key in KEYS}
    assert rank(papers).related == rank(dict(reversed(papers.items()))).related


def test_a_change_makes_only_the_lists_anew_that_it_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = {f"p{at}": paper(("topic", str(at // 3)), words=chr(0x5000 + at)) for at in range(90)}
    former = rank(papers)
    made: list[str] = []
    original = Comparison.related

    def noted(self: Comparison, key: str) -> object:
        made.append(key)
        return original(self, key)

    monkeypatch.setattr(Comparison, "related", noted)
    same = rank(papers, former)
    assert (made, same.related) == ([], former.related)
    rank({**papers, "p0": replace(papers["p0"], words=papers["p1"].words)}, former)
    assert set(made) == {"p0", "p1", "p2"}


def test_a_new_paper_changes_only_the_lists_that_it_enters() -> None:
    papers = {f"p{at}": paper(("topic", str(at // 4)), words=chr(0x5000 + at)) for at in range(80)} | others(10)
    former = rank(papers)
    new = rank({**papers, "new": paper(("topic", "3"))}, former)
    assert {key for key in papers if new.related[key] != former.related[key]} == {"p12", "p13", "p14", "p15"}
    assert all("new" in {each.key for each in new.of(f"p{at}")} for at in range(12, 16))


def test_a_term_that_gets_frequent_counts_less_beside_a_term_that_it_is_related_to() -> None:
    first, second = ("topic", "x"), ("method", "y")
    one, other = paper(first, near=[(first, second)]), paper(second, near=[(second, first)])
    before = rank({"one": one, "other": other, **others(30)})
    papers = {"one": one, "other": other, **{f"new{at}": paper(first) for at in range(3)}, **others(27)}
    after = rank(papers, before)
    assert after.related == rank(papers).related
    assert after.related["other"] != before.related["other"]


def test_a_library_is_ranked_once() -> None:
    library = read(TREE)
    ranking = ranking_of(library)
    assert ranking_of(library) is ranking
    assert ranking.of("doe2022deep")[0].key == "roe2022"
    assert ranking.of("doe2022deep")[0].reasons[0].kind
    assert ranking.of("nobody") == ()
    assert ranking.changed == ranking.related.keys()
    again = ranking_of(read(TREE), ranking)
    assert (again.related, again.changed) == (ranking.related, frozenset())


def test_what_is_kept_of_a_ranking_is_read_again_as_it_was() -> None:
    former = ranking_of(read(TREE))
    kept = pickle.loads(pickle.dumps(former))
    assert (kept.facts, kept.related, kept.index) == (former.facts, former.related, former.index)
    changed = {**kept.facts, "new": paper(("topic", "x"))}
    assert rank(changed, kept).related == rank(changed).related


def test_papers_of_a_library_that_are_the_same_are_taken_over() -> None:
    kept = pickle.loads(pickle.dumps(ranking_of(read(TREE))))
    other = read({**TREE, ISSUE: str(TREE[ISSUE]).replace("Summary about noise.", "Summary about light.")})
    ranking = ranking_of(other, kept, kept.facts.keys() - {"roe2022"})
    assert ranking.facts == rank(facts_of(other, {})).facts
    assert ranking.related == rank(facts_of(other, {})).related
