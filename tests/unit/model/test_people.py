"""Names of people as BibTeX has them; the orders of their parts are tested with the reader of .bib files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.people import MAX_NAME_CHARS, Person, parse_latex_name, parse_name, people_of, split_names


def test_names_are_split_at_and_outside_braces() -> None:
    assert split_names("Doe, Jane and {Barnes and Noble} and others") == ["Doe, Jane", "{Barnes and Noble}"]
    assert split_names("") == []


def test_the_parts_of_a_name_are_as_written_or_plain() -> None:
    assert parse_name("Doll{\\'a}r, Piotr") == Person(family="Doll{\\'a}r", given="Piotr")
    assert parse_latex_name("Doll{\\'a}r, Piotr") == Person(family="Dollár", given="Piotr")


@pytest.mark.parametrize("written", ["A, B, C, D", ",", "", "x" * (MAX_NAME_CHARS + 1)])
def test_what_cannot_be_parsed_is_no_person(written: str) -> None:
    assert parse_name(written) is None
    assert parse_latex_name(written) is None


def test_a_name_of_the_greatest_length_is_parsed() -> None:
    assert parse_name("x" * MAX_NAME_CHARS) == Person(family="x" * MAX_NAME_CHARS)


def test_a_name_that_cannot_be_parsed_is_left_out() -> None:
    assert people_of("A, B, C, D and Doe, Jane and others") == (Person(family="Doe", given="Jane"),)


@given(st.text())
def test_no_text_raises(written: str) -> None:
    assert all(isinstance(person, Person) for person in people_of(written))
