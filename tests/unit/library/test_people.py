"""People who have a page of their own: spellings that are one person, and what they are found by."""

from __future__ import annotations

import pytest

from handbook.library.library import Library
from handbook.model.people import Person

from ..builders import BIB, ISSUE, Files, bib, entry, issue, person, read

TALK = ":::{event} talk\n:title: 报告\n:people: 多简, 罗安\n\n预告。\n:::\n"
JANE: Files = {
    ISSUE: issue(f"{entry()}\n{entry('roe2022')}\n{TALK}"),
    BIB: bib(author="Doe, Jane B. and Roe, Ann") + bib("roe2022", title="Other", author="Roe, Ann and Smith, Jane"),
    "docs/people/doe-jane.md": person("Jane Doe", "Jane B. Doe", "Smith, Jane", zh="多简"),
}


@pytest.fixture
def jane() -> Library:
    """Return a handbook in which one author has three spellings and a Chinese name."""
    return read(JANE)


def test_spellings_of_a_page_are_one_author(jane: Library) -> None:
    author = jane.authors["doe-jane"]
    assert [each.item.id for each in author.entries] == ["doe2022deep", "roe2022", "talk"]
    assert author.person.inverted == "Doe, Jane"
    assert author.anchors == ("doe-jane", "doe-jane-b", "smith-jane")
    assert list(jane.authors) == ["doe-jane", "roe-ann"]


def test_without_the_page_they_are_several_and_the_talk_has_no_author() -> None:
    assert list(read({**JANE, "docs/people/doe-jane.md": None}).authors) == ["doe-jane-b", "roe-ann", "smith-jane"]


def test_the_spelling_shown_is_the_first_of_the_page_that_a_bibliography_has() -> None:
    found = read({**JANE, ISSUE: issue(f"{entry()}\n{entry('roe2022')}")})
    assert found.authors["doe-jane"].person.name == "Jane B. Doe"


def test_an_author_is_listed_under_the_letter_of_each_spelling(jane: Library) -> None:
    found = {
        (letter, author.id): (author.person.inverted, author.anchors)
        for letter, authors in jane.authors_by_letter.items()
        for author in authors
    }
    assert found == {
        ("d", "doe-jane"): ("Doe, Jane", ("doe-jane", "doe-jane-b")),
        ("r", "roe-ann"): ("Roe, Ann", ("roe-ann",)),
        ("s", "doe-jane"): ("Smith, Jane", ("smith-jane",)),
    }


@pytest.mark.parametrize("name", ["Jane Doe", "Doe, Jane", "jane b doe", "JANE SMITH", "多简", "多 简"])
def test_a_printed_name_is_found_in_any_spelling(jane: Library, name: str) -> None:
    profile = jane.people.named(name)
    assert profile is not None
    assert (profile.id, profile.names) == ("doe-jane", ("Jane Doe", "Jane B. Doe", "Jane Smith", "多简"))
    assert [each.item.id for each in jane.papers(author=name)] == ["doe2022deep", "roe2022"]


@pytest.mark.parametrize("name", ["Janed Oe", "Doe Jane", "Jane", "", ",", "多", "Doe, A, B, C"])
def test_another_name_is_nobody(jane: Library, name: str) -> None:
    assert jane.people.named(name) is None


def test_the_name_that_an_id_is_made_of_is_found_but_not_listed() -> None:
    people = read({**JANE, "docs/people/doe-jane.md": None, "docs/people/roe-ann.md": person("Anna Roe")}).people
    ann = Person(family="Roe", given="Ann")
    profile = people.of(ann)
    assert profile is not None
    assert not people.lists(profile, ann)
    assert people.lists(profile, Person(family="Roe", given="Anna"))


def test_a_chinese_name_of_two_people_finds_neither() -> None:
    people = read(
        {"docs/people/a.md": person("Wei Wang", zh="王伟"), "docs/people/b.md": person("William Wang", zh="王伟")}
    ).people
    assert people.named("王伟") is None
    assert [[each.id for each in group] for group in people.namesakes] == [["a", "b"]]
    assert people.problems == []


def test_a_name_in_the_list_goes_before_the_chinese_name_of_another() -> None:
    people = read({"docs/people/a.md": person("Wei Wang", zh="王伟"), "docs/people/b.md": person("William Wang", "王伟")}).people
    found = people.named("王伟")
    assert found is not None
    assert found.id == "b"
