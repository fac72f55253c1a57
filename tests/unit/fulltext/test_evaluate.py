"""Evaluation of parsed queries: which documents match, and in which order."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from handbook.fulltext.documents import Document
from handbook.fulltext.parts import index, plan
from handbook.fulltext.table import TABLE, table
from handbook.fulltext.tokens import END, INNER, tokens
from tests.unit.search.javascript import deno

Query = Mapping[str, Any]
Evaluate = Callable[..., list[dict[str, list[float]]]]


@pytest.fixture
def evaluate(tmp_path: Path) -> Evaluate:
    """Return the function that indexes documents and evaluates queries."""

    def evaluated(documents: Sequence[Document], *queries: Query) -> list[dict[str, list[float]]]:
        made, files = index(plan([str(number) for number in range(len(documents))]), documents.__getitem__)
        for name, data in {**files, TABLE: table(made, "1", (), {})}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)
        script = str(Path(__file__).parent / "evaluate.js")
        given = json.dumps({"folder": f"{tmp_path.as_uri()}/", "queries": queries})
        found: list[dict[str, list[float]]] = json.loads(deno("run", "--allow-read", script, given=given))
        return found

    return evaluated


def text(*texts: str, **fields: str) -> Document:
    return Document(fields={"text": texts, **{name: (value,) for name, value in fields.items()}})


def phrase(words: str, **more: object) -> dict[str, object]:
    return {"words": tokens(words), "isPrefix": False, **more}


def clause(*phrases: str | dict[str, object], **more: object) -> dict[str, object]:
    return {"any": [phrase(each) if isinstance(each, str) else each for each in phrases], **more}


def query(*clauses: str | dict[str, object], **more: object) -> Query:
    return {"clauses": [each if isinstance(each, dict) else clause(each) for each in clauses], **more}


def test_all_clauses_must_match_or_as_many_as_are_asked_for(evaluate: Evaluate) -> None:
    documents = [text("alpha beta gamma"), text("alpha beta"), text("alpha"), text("delta")]
    three = ("alpha", "beta", "gamma")
    found = evaluate(documents, query(*three), query(*three, cover=2), query(*three, cover=1), query(*three, cover=0.99))
    assert [each["records"] for each in found] == [[0], [0, 1], [0, 1, 2], [0]]
    assert found[2]["covered"] == [3, 2, 1]
    assert found[0]["df"] == [3, 2, 1]


def test_a_share_counts_what_tells_more(evaluate: Evaluate) -> None:
    documents = [text("common rare"), text("rare"), *(text("common") for _each in range(30))]
    (found,) = evaluate(documents, query("common", "rare", cover=0.5))
    assert found["records"] == [0, 1]


def test_one_of_the_phrases_of_a_clause_is_enough_and_what_was_typed_comes_first(evaluate: Evaluate) -> None:
    documents = [text("colour of it"), text("color of it"), text("shape of it")]
    spelled = clause("color", phrase("colour", quality=0.5))
    (found,) = evaluate(documents, query(spelled))
    assert found["records"] == [1, 0]
    assert found["df"] == [2]


def test_what_is_excluded_is_not_found(evaluate: Evaluate) -> None:
    documents = [text("alpha beta"), text("alpha")]
    (found,) = evaluate(documents, query("alpha", **{"not": [clause("beta")]}))
    assert found["records"] == [1]


def test_a_phrase_may_be_of_one_field_only(evaluate: Evaluate) -> None:
    documents = [text("alpha"), text("other", title="alpha")]
    found = evaluate(documents, query(clause(phrase("alpha", field="title"))), query(clause(phrase("alpha", field="nothing"))))
    assert [each["records"] for each in found] == [[1], []]


def test_fields_rank_by_their_weight_and_titles_by_how_much_is_covered(evaluate: Evaluate) -> None:
    documents = [
        text("alpha here it is"),
        text("other words here", terms="alpha here it is"),
        text("other words here", people="alpha here it is"),
        text("other words here", name="alpha here it is"),
        text("other words here", title="alpha here it is"),
        text("other words here", title="alpha here"),
        text("other words here", title="alpha"),
    ]
    (found,) = evaluate(documents, query("alpha"))
    assert found["records"] == [6, 5, 4, 3, 2, 1, 0]


def test_a_key_of_the_whole_comes_first_and_needs_no_clause(evaluate: Evaluate) -> None:
    documents = [text("alpha", title="alpha"), Document(fields={"text": ("beta",)}, keys=(f"{END}1234",))]
    found = evaluate(documents, query("alpha", whole=[f"{END}1234"]), query("alpha", whole=[f"{END}9999"]))
    assert [each["records"] for each in found] == [[1, 0], [0]]


def test_a_key_is_a_word_of_a_clause_too(evaluate: Evaluate) -> None:
    documents = [text("alpha"), Document(fields={"text": ("alpha",)}, keys=(f"{END}1234",))]
    (found,) = evaluate(documents, query("alpha", clause({"words": [f"{END}1234"], "isPrefix": False})))
    assert found["records"] == [1]


def test_words_that_are_close_to_each_other_come_first(evaluate: Evaluate) -> None:
    far = " ".join(["gpt", *(f"w{number}" for number in range(30)), "4"])
    near = " ".join([*(f"w{number}" for number in range(15)), "gpt 4", *(f"w{number}" for number in range(15, 30))])
    (found,) = evaluate([text(far), text(near)], query("gpt", "4"))
    assert found["records"] == [1, 0]


def test_joined_and_inner_words_are_found_by_those_who_ask_for_them(evaluate: Evaluate) -> None:
    documents = [text("few-shot"), text("fewshot"), text("ChatGPT"), text("a GPT")]
    inner = clause("gpt", {"words": [f"{INNER}gpt{END}"], "isPrefix": False, "quality": 0.4})
    found = evaluate(documents, query("fewshot"), query("few-shot"), query(inner), query("gpt"))
    assert [sorted(each["records"]) for each in found[:2]] == [[0, 1], [0]]
    assert [each["records"] for each in found[2:]] == [[3, 2], [3]]


def test_the_beginning_of_a_word_is_found_with_words_before_it(evaluate: Evaluate) -> None:
    documents = [text("deep learning"), text("deep learners"), text("learning is deep"), text("deep le")]
    begun = {"words": [*tokens("deep"), "learn"], "isPrefix": True}
    (found,) = evaluate(documents, query(clause(begun)))
    assert sorted(found["records"]) == [0, 1]


def test_among_equals_the_order_of_the_documents_stays(evaluate: Evaluate) -> None:
    (found,) = evaluate([text("alpha")] * 50, query("alpha"))
    assert found["records"] == [*range(50)]


def test_an_empty_index_finds_nothing(evaluate: Evaluate) -> None:
    (found,) = evaluate([], query("alpha", whole=[f"{END}1"]))
    assert found["records"] == []
