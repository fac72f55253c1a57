"""Terms: found by any of their names, and arranged by their broader terms."""

from __future__ import annotations

import pytest

from handbook.library.vocabulary import Vocabulary
from handbook.model.problems import Location
from handbook.model.records import Term
from handbook.reading.limits import MAX_BROADER_DEPTH


def term(term_id: str, zh: str = "", kind: str = "topic", **fields: object) -> Term:
    """Return a term with a page of its own."""
    place = Location(path=f"docs/{kind}s/{term_id}.md", line=1)
    return Term(
        **{"kind": kind, "id": term_id, "en": f"English {term_id}", "zh": zh or f"中文{term_id}", "location": place, **fields}
    )


def ids(terms: object) -> list[str]:
    """Return the ids of terms."""
    return [each.id for each in terms]


COT = term(
    "chain-of-thought", "思维链提示", kind="method", en="Chain-of-thought prompting", aliases=("CoT",), misnomers=("思想链",)
)


@pytest.mark.parametrize(
    "name",
    [
        "chain-of-thought",
        "思维链提示",
        "Chain-of-Thought Prompting",
        "chain of thought prompting",
        "ＣｏＴ",
        "c.o.t",
        "思维链 提示",
    ],
)
def test_a_term_is_found_by_its_id_and_any_of_its_names(name: str) -> None:
    assert Vocabulary([COT]).find("method", name) is COT


@pytest.mark.parametrize(
    ("kind", "name"), [("topic", "CoT"), ("method", "思想链"), ("method", ""), ("method", "。"), ("method", "co")]
)
def test_another_kind_a_misnomer_and_an_empty_name_find_nothing(kind: str, name: str) -> None:
    assert Vocabulary([COT]).find(kind, name) is None


def test_a_misnomer_is_recognised_in_published_text_only() -> None:
    assert Vocabulary([COT]).recognise("method", "思想 链") is COT
    assert Vocabulary([COT]).recognise("method", "CoT") is COT


def test_an_id_has_precedence_over_the_name_of_another_term() -> None:
    one, other = term("bert"), term("zz", aliases=("BERT",))
    assert Vocabulary([one, other]).find("topic", "bert") is one
    assert Vocabulary([other, one]).get("topic", "bert") is one
    assert Vocabulary([one, other]).get("topic", "BERT") is None
    first, last = term("a", aliases=("zz",)), term("zz")
    assert Vocabulary([first, last]).find("topic", "zz") is last


def test_terms_come_by_kind_and_id_whatever_their_order() -> None:
    terms = [term("b"), term("a", kind="method"), term("a"), term("c", kind="institution")]
    assert [(each.kind, each.id) for each in Vocabulary(terms)] == [
        *(("institution", "c"), ("method", "a"), ("topic", "a"), ("topic", "b")),
    ]
    assert ids(Vocabulary(reversed(terms)).of_kind("topic")) == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chain-of-thoughts", "chain-of-thought"),
        ("思维链 提", "chain-of-thought"),
        ("Chain of thought promting", "chain-of-thought"),
        ("quantum", ""),
        ("", ""),
    ],
)
def test_the_most_similar_term_is_suggested(name: str, expected: str) -> None:
    assert Vocabulary([COT]).suggest("method", name) == expected
    assert Vocabulary([COT]).suggest("topic", name) == ""


def test_broader_terms_are_a_chain_and_narrower_terms_a_tree() -> None:
    vocabulary = Vocabulary(
        [term("c", broader="b"), term("b", broader="a"), term("a"), term("d", broader="a"), term("e", broader="b")]
    )
    find = {each.id: each for each in vocabulary}
    assert ids(vocabulary.broader(find["c"])) == ["b", "a"]
    assert ids(vocabulary.broader(find["a"])) == []
    assert ids(vocabulary.narrower(find["a"])) == ["b", "d"]
    assert ids(vocabulary.narrower(find["b"])) == ["c", "e"]
    assert ids(vocabulary.with_narrower(find["a"])) == ["a", "b", "c", "e", "d"]
    assert vocabulary.problems == []


def test_a_term_of_another_kind_is_not_broader() -> None:
    vocabulary = Vocabulary([term("a", broader="b"), term("b", kind="method")])
    assert ids(vocabulary.broader(vocabulary.get("topic", "a"))) == []
    assert [each.code for each in vocabulary.problems] == ["broader-unknown"]


@pytest.mark.parametrize("length", [1, 2, 3, 30])
def test_a_circle_is_broken_once_and_the_rest_of_it_remains(length: int) -> None:
    names = [f"t{number:02}" for number in range(length)]
    terms = [term(name, broader=names[(number + 1) % length]) for number, name in enumerate(names)]
    vocabulary = Vocabulary([*terms, term("below", broader=names[0])])
    assert [(each.code, each.location.path) for each in vocabulary.problems] == [("broader-cycle", "docs/topics/t00.md")]
    assert ids(vocabulary.broader(vocabulary.get("topic", names[-1]))) == ([names[0]] if length > 1 else [])
    assert ids(vocabulary.broader(vocabulary.get("topic", "below"))) == [names[0]]
    roots = [each for each in vocabulary if not vocabulary.broader(each)]
    assert ids(each for root in roots for each in vocabulary.with_narrower(root)) != []
    assert len({each.id for root in roots for each in vocabulary.with_narrower(root)}) == length + 1


def test_two_circles_are_two_problems() -> None:
    vocabulary = Vocabulary([term("a", broader="b"), term("b", broader="a"), term("c", broader="d"), term("d", broader="c")])
    assert [dict(each.params)["cycle"] for each in vocabulary.problems] == ["a → b → a", "c → d → c"]


def test_a_name_belongs_to_the_first_term_that_claims_it() -> None:
    vocabulary = Vocabulary([term("b", "乙", aliases=("同名",)), term("a", "甲", aliases=("同 名",))])
    assert vocabulary.find("topic", "同名") is vocabulary.get("topic", "a")
    assert [(each.code, dict(each.params)["other_id"]) for each in vocabulary.problems] == [("alias-conflict", "a")]


def test_a_name_has_precedence_over_a_misnomer_of_an_earlier_term() -> None:
    vocabulary = Vocabulary([term("a", "甲", misnomers=("乙",)), term("b", "乙")])
    assert vocabulary.recognise("topic", "乙") is vocabulary.get("topic", "b")
    assert [dict(each.params)["other_id"] for each in vocabulary.problems] == ["b"]


def test_a_term_may_repeat_its_own_names() -> None:
    assert Vocabulary([term("a", "Meta", en="META", aliases=("meta", "甲"), misnomers=("甲",))]).problems == []


def test_a_former_id_leads_to_the_term_that_had_it() -> None:
    heir, alike = term("tuning", formerly=("finetuning", "adapting")), term("finetunings")
    vocabulary = Vocabulary([heir, alike])
    assert vocabulary.suggest("topic", "finetuning") == "tuning"  # and not finetunings, which is spelled more like it
    assert vocabulary.suggest("method", "finetuning") == ""
    assert vocabulary.successor("topic", "adapting") is heir
    assert vocabulary.successor("topic", "tuning") is None
    assert vocabulary.find("topic", "finetuning") is None
    assert (vocabulary.former(heir), vocabulary.former(alike)) == (("finetuning", "adapting"), ())
    assert vocabulary.problems == []


def test_a_former_id_belongs_to_the_first_term_that_had_it() -> None:
    terms = [term("b", formerly=("old",)), term("a", formerly=("old", "c")), term("c")]
    vocabulary = Vocabulary(terms)
    assert vocabulary.successor("topic", "old") is vocabulary.get("topic", "a")
    assert [vocabulary.former(each) for each in vocabulary] == [("old",), (), ()]
    assert {each.code for each in vocabulary.problems} == {"address-taken"}
    assert [(each.location.path, dict(each.params)) for each in vocabulary.problems] == [
        ("docs/topics/a.md", {"id": "c", "other": "docs/topics/c.md"}),
        ("docs/topics/b.md", {"id": "old", "other": "docs/topics/a.md"}),
    ]


def test_a_name_that_is_taken_is_reported_where_it_is_claimed() -> None:
    vocabulary = Vocabulary(
        [term("a", aliases=("同名",)), term("b", aliases=("同 名",), misnomers=("丙",)), term("c", misnomers=("丙",))]
    )
    assert [(each.location.path, dict(each.params)) for each in vocabulary.problems] == [
        ("docs/topics/b.md", {"name": "同 名", "other_id": "a", "other": "docs/topics/a.md"}),
        ("docs/topics/c.md", {"name": "丙", "other_id": "b", "other": "docs/topics/b.md"}),
    ]


def test_a_broader_term_that_is_not_there_is_reported_with_the_nearest() -> None:
    (problem,) = Vocabulary([term("tuning"), term("prompts", broader="tunin")]).problems
    assert problem.location.path == "docs/topics/prompts.md"
    assert dict(problem.params) == {"kind": "topic", "name": "tunin", "close": "tuning"}


def test_a_former_id_takes_no_address_in_another_case() -> None:
    terms = [term("b", formerly=("A", "Old")), term("a"), term("c", formerly=("OLD",))]
    vocabulary = Vocabulary(terms)
    assert [vocabulary.former(each) for each in vocabulary] == [(), ("Old",), ()]
    assert [(each.code, dict(each.params)["id"]) for each in vocabulary.problems] == [
        ("address-taken", "A"),
        ("address-taken", "OLD"),
    ]


def test_a_term_is_not_below_more_terms_than_its_page_can_show() -> None:
    vocabulary = Vocabulary([term("t0000"), *(term(f"t{n:04}", broader=f"t{n - 1:04}") for n in range(1, 1200))])
    assert {each.code for each in vocabulary.problems} == {"broader-depth"}
    assert max(len(vocabulary.broader(each)) for each in vocabulary) == MAX_BROADER_DEPTH
    assert len(ids(vocabulary.with_narrower(vocabulary.get("topic", "t0000")))) == MAX_BROADER_DEPTH + 1


def test_related_terms_are_those_that_either_of_two_names_in_order_of_kind_and_id() -> None:
    terms = [term("b", related=("a", "way")), term("a"), term("c", related=("b",)), term("way", kind="method", related=("b",))]
    vocabulary = Vocabulary(terms)
    find = {each.id: each for each in vocabulary}
    assert vocabulary.problems == []
    assert ids(vocabulary.related(find["b"])) == ["way", "a", "c"]
    assert [ids(vocabulary.related(find[name])) for name in ("a", "c", "way")] == [["b"], ["b"], ["b"]]


def test_an_id_of_two_kinds_is_a_related_term_of_the_own_kind_unless_that_is_the_term_itself() -> None:
    terms = [term("a", related=("b",)), term("b", related=("b",)), term("b", kind="method")]
    vocabulary = Vocabulary(terms)
    assert [(each.kind, each.id) for each in vocabulary.related(terms[0])] == [("topic", "b")]
    assert [(each.kind, each.id) for each in vocabulary.related(terms[1])] == [("method", "b"), ("topic", "a")]


def test_a_near_name_is_not_the_term() -> None:
    vocabulary = Vocabulary([term("a", near=("近名",))])
    assert vocabulary.problems == []
    assert vocabulary.recognise("topic", "近名") is None
    assert vocabulary.suggest("topic", "近名字") == ""
