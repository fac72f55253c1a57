"""Each query of a table of readers' words is a name or a near name of the term that answers it.

``tests/cases/finding/names.json`` has the queries, by kind:

* ``concept``, ``form``, ``traditional``, ``ranking``: the query is a name of the term, in any spelling;
* ``typed``: a name of the term is a part of the query;
* ``homophone``: the query has one wrong character, which sounds like the right one in the given ``name``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from pypinyin import lazy_pinyin

from handbook import load
from handbook.fulltext.tokens import fold_text
from handbook.library.library import Library
from handbook.text.folding import fold

ROOT = Path(__file__).parents[3]
CASES = json.loads((ROOT / "tests/cases/finding/names.json").read_text(encoding="utf-8"))
KINDS = ("concept", "form", "traditional", "homophone", "typed", "ranking")
MIN_CASES_OF_KIND = 30
MIN_HAN_CHARS = 2
MIN_LETTERS = 3
PLURAL = re.compile(r"(?<=[a-z]{3})s\b")


@pytest.fixture(scope="module")
def names() -> dict[str, set[str]]:
    """Return the folded names and near names of each term."""
    library: Library = load(ROOT)
    terms: dict[str, set[str]] = {}
    for term in library.vocabulary:
        terms[term.id] = {folded(name) for name in (term.id, term.zh, term.en, *term.aliases, *term.misnomers, *term.near)}
    return terms


def folded(text: str) -> str:
    """Return what the spellings of a name share: no accents, case, traditional characters, spaces, hyphens and plural s."""
    return fold(PLURAL.sub("", fold_text(text)))


def sound(text: str) -> list[str]:
    """Return the sounds of a text, without the differences that many speakers and input methods do not make."""
    sounds = lazy_pinyin(text)
    return [each.replace("zh", "z").replace("ch", "c").replace("sh", "s").removesuffix("g") for each in sounds]


def test_every_kind_has_enough_cases_and_no_case_is_there_twice() -> None:
    counts = Counter(case["kind"] for case in CASES)
    assert set(counts) == set(KINDS)
    assert min(counts.values()) >= MIN_CASES_OF_KIND
    assert len({(case["query"], case["id"]) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['query']}-{case['id']}")
def test_the_query_is_answered_by_a_name_of_the_term(case: dict[str, str], names: dict[str, set[str]]) -> None:
    own, query = names[case["id"]], folded(case["query"])
    if case["kind"] == "typed":
        assert any(name in query for name in own if len(name) >= (MIN_LETTERS if name.isascii() else MIN_HAN_CHARS))
    elif case["kind"] == "homophone":
        name = case["name"]
        assert folded(name) in own
        assert sum(one != other for one, other in zip(case["query"], name, strict=True)) == 1
        assert sound(case["query"]) == sound(name)
    else:
        assert query in own


def test_a_name_belongs_to_one_term_only_of_any_kind() -> None:
    owners: dict[str, set[str]] = {}
    for term in load(ROOT).vocabulary:
        for name in (term.id, term.zh, term.en, *term.aliases):
            owners.setdefault(folded(name), set()).add(f"{term.kind}:{term.id}")
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}
