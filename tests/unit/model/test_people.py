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


EAST_ASIAN = {
    "邓, 禾苗": Person(family="邓", given="禾苗"),
    "诸葛 青云": Person(family="诸葛", given="青云"),
    "青云 诸葛": Person(family="诸葛", given="青云"),
    "李 晓": Person(family="李", given="晓"),
    "邓禾苗": Person(family="邓禾苗"),
    "鈴木, 一郎": Person(family="鈴木", given="一郎"),
    "さとう, まゆみ": Person(family="さとう", given="まゆみ"),
    "김, 철수": Person(family="김", given="철수"),
    "김 철수": Person(family="김", given="철수"),
}


@pytest.mark.parametrize(("written", "person"), EAST_ASIAN.items(), ids=list(EAST_ASIAN))
def test_east_asian_names_have_the_family_name_first_and_no_space(written: str, person: Person) -> None:
    found = parse_latex_name(written)
    assert found == person
    assert found.name == found.inverted == person.family + person.given


def test_other_names_have_a_space() -> None:
    assert Person(family="邓", given="Jane").name == "Jane 邓"
    assert not Person(family="邓", given="禾苗", lineage="Jr.").is_east_asian


EXTENDED = {
    "family=Montclair, given=Henri, prefix=de, useprefix=false": Person(family="Montclair", given="Henri", particle="de"),
    "given={Jean Pierre}, given-i=JP, family=Doe, suffix=Jr.": Person(family="Doe", given="Jean Pierre", lineage="Jr."),
    '"family={Robert and Sons, Inc.}"': Person(family="Robert and Sons, Inc."),
    "family=Meij, given=Vincent, prefix=van der": Person(family="Meij", given="Vincent", particle="van der"),
    "given=Plato": Person(family="Plato"),
}
LATIN = {
    "Chung-chieh Shan": Person(family="Shan", given="Chung-chieh"),
    "{boven d'Eert}, Christianus": Person(family="boven d'Eert", given="Christianus"),
    "{\\noopsort{marle}}van Marle, Ann": Person(family="Marle", given="Ann", particle="van"),
    "Mart{\\'{\\i}}nez, Beno{\\^{\\i}}t": Person(family="Martínez", given="Benoît"),
    'Doe, Na\\"\\i ma': Person(family="Doe", given="Naïma"),
    "Steele, Jr., Guy L.": Person(family="Steele", given="Guy L.", lineage="Jr."),
}


@pytest.mark.parametrize(("written", "person"), [*EXTENDED.items(), *LATIN.items()], ids=[*EXTENDED, *LATIN])
def test_the_parts_of_names(written: str, person: Person) -> None:
    assert parse_latex_name(written) == person


@pytest.mark.parametrize("written", ["{}", "{-}", "\\relax", "family=, given="])
def test_what_has_no_letter_is_no_person(written: str) -> None:
    assert parse_latex_name(written) is None
