"""The table [tool.handbook]: what it gives, what it gives where it is missing, and where its mistakes are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.identity import Identity
from handbook.reading.identity import KEYS, read_identity

ASTRONOMY = b"""[project]
name = "not this one"

[tool.handbook]
name = "Handbook of Stars"
periodical = " Stellar Notes "
language = "en-GB"
issue-heading = "Issue {number}"
masthead = ["The editors", " "]
base-address = "https://example.org/stars"
"""


def test_a_table_fills_the_record_and_the_rest_is_neutral() -> None:
    identity, problems = read_identity(ASTRONOMY)
    assert problems == ()
    assert identity == Identity(
        name="Handbook of Stars",
        periodical="Stellar Notes",
        language="en-GB",
        issue_heading="Issue {number}",
        masthead=("The editors",),
        base_address="https://example.org/stars",
    )
    assert (identity.heading(7), identity.locale, identity.is_chinese) == ("Issue 7", "en_GB", False)
    assert (identity.section, identity.publisher) == ("Papers", "")


@pytest.mark.parametrize("data", [None, b"", b"[tool.ruff]\n", b"tool = 1\n", b"\xe4\xb8\xad = 1\n"[3:]])
def test_without_a_table_everything_is_neutral(data: bytes | None) -> None:
    identity, problems = read_identity(data)
    assert identity == Identity()
    assert [problem.code for problem in problems] in ([], ["identity-syntax"])


def test_a_table_of_another_form_is_read_too() -> None:
    assert read_identity(b'tool.handbook = {name = "A"}\n')[0].name == "A"
    assert read_identity(b'[tool]\r\nhandbook.name = "A"\r\n')[0].name == "A"


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b'[tool]\nhandbook = "A"\n', "identity-value", 2),
        (b"a = 1\n\xff\n", "identity-syntax", 2),
        (b"a = 1\nb = [\n", "identity-syntax", 3),
        (b"a = " + b"[" * 100_000, "identity-syntax", 1),
        (b'[tool.handbook]\n  langauge = "en"\n', "identity-unknown", 2),
    ],
)
def test_what_is_wrong_is_reported_at_its_line(data: bytes, code: str, line: int) -> None:
    identity, problems = read_identity(data)
    assert identity == Identity()
    assert [(problem.code, problem.location.line) for problem in problems] == [(code, line)]


def test_a_chinese_handbook_is_told_by_its_language() -> None:
    for language, is_chinese in (("zh-CN", True), ("zh", True), ("zh-Hant-TW", True), ("en", False), ("za", False)):
        identity, _problems = read_identity(f'[tool.handbook]\nlanguage = "{language}"\n'.encode())
        assert (identity.language, identity.is_chinese) == (language, is_chinese)


EDITIONS = b"""[tool.handbook]
name = "Handbuch"
language = "de"
periodical-en = "Notes"

[tool.handbook.editions.en]
name = "Handbook"

[tool.handbook.editions."pt-BR"]
issue-heading = "Ed. {number}"
masthead = ["x"]
"""


def test_an_edition_has_its_own_names_and_else_those_of_the_handbook() -> None:
    identity, problems = read_identity(EDITIONS)
    english = identity.edition("en")
    assert (english.name, english.language, english.periodical, english.heading(3)) == ("Handbook", "en", "Notes", "No. 3")
    assert identity.edition("pt_BR").heading(3) == "Ed. 3"
    assert identity.edition("fr").name == "Handbuch"
    assert identity.edition("de") is identity
    assert [(each.code, each.location.line) for each in problems] == [("identity-unknown", 11)]


@pytest.mark.parametrize(
    "table", ["editions = 1", "[tool.handbook.editions]\nen = 1", "[tool.handbook.editions.x-y-z-1]\nname = 'a'"]
)
def test_editions_of_another_sort_are_reported(table: str) -> None:
    _identity, problems = read_identity(f"[tool.handbook]\n{table}\n".encode())
    assert [each.code for each in problems] == ["identity-value"]


@given(st.binary() | st.dictionaries(st.sampled_from([*KEYS, "x"]), st.text() | st.integers()).map(lambda d: repr(d).encode()))
def test_any_bytes_give_an_identity(data: bytes) -> None:
    identity, _problems = read_identity(b"[tool.handbook]\n" + data)
    assert identity.heading(3).count("3") >= 1
