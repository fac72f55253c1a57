"""Problems: codes, messages and hints in two languages, and the quotation of contributed text."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.codes import CODES, Code, Severity
from handbook.model.problems import Location, problem
from handbook.text.guesses import closest
from handbook.text.messages import translator

HERE = Location(path="issues/064.md", line=7)
INFOS = {"byte-order-mark", "crlf", "alias-used", "term-unused", "entry-unused"}

EVERY_CODE = pytest.mark.parametrize("code", CODES.values(), ids=CODES)


@EVERY_CODE
def test_an_id_is_lower_case_words_joined_by_hyphens(code: Code) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.id)
    assert CODES[code.id] is code


@EVERY_CODE
def test_a_meaning_is_one_sentence_and_a_message_none(code: Code) -> None:
    assert re.fullmatch(r"[A-Z.][^\n]*[^.]\.", code.meaning)
    assert not code.message.endswith(".")
    assert not code.hint.endswith((" ", "\n"))


@EVERY_CODE
def test_messages_in_both_languages_take_any_value_literally(code: Code) -> None:
    names = {name for text in (code.message, code.hint) for _before, name, _format, _change in Formatter().parse(text) if name}
    found = problem(code.id, HERE, **dict.fromkeys(names, "{x}%s"))
    for translate in (str, translator("zh_CN")):
        assert ("{x}%s" in found.text(translate)) == bool(names)


def test_only_harmless_problems_are_infos() -> None:
    assert {code.id for code in CODES.values() if code.severity is Severity.INFO} == INFOS
    assert problem("crlf", HERE).severity is Severity.INFO
    assert problem("bad-id", HERE, id="x").severity is Severity.ERROR


def test_message_and_hint_make_one_line() -> None:
    found = problem("front-matter-field", HERE, field="zh")
    assert found.message() == "the front matter has no zh"
    assert found.hint() == "add a line `zh: …`"
    assert found.text() == "the front matter has no zh (add a line `zh: …`)"
    assert found.text(translator("zh_CN")) == "文首信息缺少 zh（加一行“zh: …”）"


def test_a_similar_name_is_suggested_before_the_hint() -> None:
    found = problem("unknown-citation", HERE, key="a", close="b")
    assert found.hint() == "did you mean b? add the entry to bib/, or correct the key"
    assert found.hint(translator("zh_CN")).startswith("是否想写 b？")
    assert problem("unknown-citation", HERE, key="a", close="").hint() == "add the entry to bib/, or correct the key"


def test_parameters_that_are_messages_are_translated() -> None:
    found = problem("front-matter-value", HERE, field="issue", value="x", expected="write a number from 1 to 9999")
    assert found.text(translator("zh_CN")) == "issue 不能是 x（写 1 到 9999 之间的数字）"


@given(st.text())
def test_a_value_is_quoted_on_one_line_without_control_characters(text: str) -> None:
    (name, shown), *rest = problem("bad-id", HERE, id=text).params
    assert (name, rest) == ("id", [])
    assert shown.isprintable()
    assert len(shown) <= 120
    assert "  " not in shown


def test_a_very_long_value_is_cut_and_the_cut_is_shown() -> None:
    assert problem("bad-id", HERE, id="x" * 120).params == (("id", "x" * 120),)
    assert problem("bad-id", HERE, id="x" * 121).params == (("id", "x" * 119 + "…"),)


def test_a_list_of_the_program_is_not_cut() -> None:
    known = ", ".join(f"field{number}" for number in range(40))
    assert problem("front-matter-unknown", HERE, field="x", known=known).hint() == f"fields of this page: {known}"


def test_equal_problems_are_equal_and_hash_alike() -> None:
    assert problem("bad-id", HERE, id="x") == problem("bad-id", Location(path="issues/064.md", line=7), id="x")
    assert len({problem("bad-id", HERE, id="x"), problem("bad-id", HERE, id="x")}) == 1


def test_locations_are_ordered_by_path_and_line() -> None:
    places = [Location(path="b", line=1), Location(path="a", line=10), Location(path="a", line=9)]
    assert [f"{place.path}{place.line}" for place in sorted(places)] == ["a9", "a10", "b1"]


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("genere", ("genre", "title"), "genre"),
        ("xyz", ("genre", "title"), ""),
        ("", ("genre",), ""),
        ("genre", (), ""),
        ("x" * 10_000, ("x" * 200,), "x" * 200),
    ],
)
def test_the_closest_word_is_found_if_one_is_similar(word: str, known: tuple[str, ...], expected: str) -> None:
    assert closest(word, iter(known)) == expected
