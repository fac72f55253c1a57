"""How much two papers have in common, and what is told of it."""

from __future__ import annotations

import pytest

from handbook.related.comparison import MAX_RELATED, MIN_LIKENESS, Comparison, Reason, Weights, magnitude
from handbook.related.facts import Facts

from .papers import others, paper

TOPIC, METHOD, INSTITUTION, AUTHOR = ("topic", "t"), ("method", "m"), ("institution", "i"), ("author", "a")


def compare(one: Facts, other: Facts, more: int = 30, **rest: Facts) -> Comparison:
    """Return the comparison of two papers among others."""
    return Comparison({"one": one, "other": other, **rest, **others(more)})


def reasons(comparison: Comparison, key: str = "one") -> list[Reason]:
    """Return the reasons of the only related paper."""
    (related,) = comparison.related(key)
    return [*related.reasons]


@pytest.mark.parametrize(("count", "power"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (9600, 13)])
def test_magnitudes_are_powers_of_two(count: int, power: int) -> None:
    assert magnitude(count) == power


@pytest.mark.parametrize("name", [TOPIC, METHOD])
def test_a_shared_term_is_a_reason(name: tuple[str, str]) -> None:
    assert reasons(compare(paper(name), paper(name))) == [Reason(kind=name[0], shared=(name,))]


def test_a_shared_institution_alone_is_too_little_and_counts_beside_another_reason() -> None:
    assert compare(paper(INSTITUTION), paper(INSTITUTION)).related("one") == ()
    found = reasons(compare(paper(INSTITUTION, TOPIC), paper(INSTITUTION, TOPIC)))
    assert [each.kind for each in found] == ["topic", "institution"]


def test_a_term_of_half_of_the_papers_counts_nothing() -> None:
    crowd = {f"crowd{at}": paper(TOPIC) for at in range(40)}
    assert compare(paper(TOPIC), paper(TOPIC), **crowd).related("one") == ()


def test_rarer_terms_count_more() -> None:
    frequent = {f"crowd{at}": paper(METHOD) for at in range(5)}
    found = compare(paper(TOPIC, METHOD), paper(TOPIC), **frequent).related("one")
    assert found[0].key == "other"
    assert found[0].score > found[1].score > 0


def test_what_is_above_a_shared_term_is_not_told_and_counts_nothing_more() -> None:
    def below(name: tuple[str, str]) -> Facts:
        named = {name: (TOPIC,), TOPIC: ()}
        return Facts(named=named, near=(), cites=frozenset(), text=b"", words=paper().words)

    narrow, sibling = ("topic", "narrow"), ("topic", "sibling")
    found = compare(below(narrow), below(narrow), sibling=below(sibling)).related("one")
    assert [(each.key, each.reasons[0].shared) for each in found] == [("other", (narrow,)), ("sibling", (TOPIC,))]
    assert found[0].score == compare(paper(narrow), paper(narrow), more=31).related("one")[0].score


def test_terms_that_the_vocabulary_relates_are_a_reason_from_both_sides() -> None:
    one, other = paper(TOPIC, near=[(TOPIC, METHOD)]), paper(METHOD, near=[(METHOD, TOPIC)])
    comparison = compare(one, other)
    assert reasons(comparison) == [Reason(kind="near", shared=(TOPIC, METHOD))]
    assert reasons(comparison, "other") == [Reason(kind="near", shared=(METHOD, TOPIC))]
    both = compare(paper(TOPIC, METHOD, near=[(TOPIC, METHOD), (METHOD, TOPIC)]), other)
    assert [each.kind for each in reasons(both)] == ["method"], "a shared term is told instead"


def test_a_citation_is_a_reason_in_either_direction_and_weighs_most() -> None:
    comparison = compare(paper(TOPIC, cites=["other"]), paper(TOPIC))
    assert [each.kind for each in reasons(comparison)] == ["cites", "topic"]
    assert [each.kind for each in reasons(comparison, "other")] == ["cited-by", "topic"]


def test_shared_authors_are_a_reason() -> None:
    assert reasons(compare(paper(AUTHOR), paper(AUTHOR))) == [Reason(kind="author", shared=(AUTHOR,))]


def test_likeness_grows_with_the_shared_words_and_falls_with_the_length_of_the_texts() -> None:
    def likeness(one: str, other: str) -> int:
        found = {each.key: each.likeness for each in compare(paper(words=one), paper(words=other)).candidates("one")}
        return found.get("other", 0)

    assert likeness("abcd", "efgh") == 0
    assert 0 < likeness("abcd", "aefg") < likeness("abcd", "abfg") < likeness("abcd", "abcd") <= 100
    assert likeness("abcdijkl", "abcdmnop") < likeness("abcd", "abcd")
    assert reasons(compare(paper(words="abcd"), paper(words="abcx"))) == [Reason(kind="likeness")]


def test_at_most_six_are_related_and_equal_ones_come_by_their_ids() -> None:
    crowd = {f"p{at}": paper(TOPIC) for at in range(9)}
    found = Comparison({"one": paper(TOPIC), **dict(reversed(crowd.items())), **others(200)}).related("one")
    assert [each.key for each in found] == [f"p{at}" for at in range(MAX_RELATED)]


def test_papers_that_share_only_what_very_many_have_are_still_compared_when_something_rare_finds_them() -> None:
    crowd = {f"crowd{at}": paper(TOPIC) for at in range(100)}
    comparison = compare(paper(TOPIC, AUTHOR), paper(TOPIC, AUTHOR), more=900, **crowd)
    assert [each.kind for each in reasons(comparison)] == ["author", "topic"]


def test_a_bound_is_never_below_the_score_and_scores_are_symmetric() -> None:
    papers = {f"p{at}": paper(*((kind, str(at % size)) for kind, size in (("topic", 3), ("method", 4), ("author", 5))),
                              words="abcdefghij"[at % 7 :], cites=[f"p{at // 2}"] if at else []) for at in range(40)}  # fmt: skip
    comparison = Comparison(papers)
    compared = 0
    for key in papers:
        for candidate in comparison.candidates(key):
            related = comparison.compared(key, candidate.key, candidate.likeness)
            mirrored = comparison.compared(candidate.key, key, candidate.likeness)
            assert (related and related.score) == (mirrored and mirrored.score)
            assert related is None or related.score <= -candidate.bound
            compared += related is not None
    assert compared > 100


def test_candidates_are_all_papers_that_are_related_and_few_others() -> None:
    topics, venues = [("topic", str(at)) for at in range(12)], [("institution", str(at)) for at in range(3)]
    papers = {f"p{at}": paper(topics[at % 12], venues[at % 3], words="abcdefghij"[at % 7 :]) for at in range(48)}
    comparison = Comparison(papers)
    others = {key: papers.keys() - {key, *(candidate.key for candidate in comparison.candidates(key))} for key in papers}
    assert sum(map(len, others.values())) > 500
    assert all(comparison.compared(key, other, MIN_LIKENESS - 1) is None for key in papers for other in others[key])


def test_weights_can_be_others() -> None:
    papers = {"one": paper(TOPIC, METHOD), "two": paper(TOPIC), "three": paper(METHOD), **others(30)}
    assert [each.key for each in Comparison(papers, Weights(topic=32)).related("one")] == ["two", "three"]
    assert [each.key for each in Comparison(papers, Weights(method=32)).related("one")] == ["three", "two"]
