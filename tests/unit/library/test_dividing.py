"""A long list of authors is divided by the first letters of their names, and each part stays where it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.library import dividing
from handbook.library.dividing import letters_of
from handbook.library.entries import Author
from handbook.model.people import Person


def author(family: str, given: str = "") -> Author:
    """Return an author."""
    person = Person(family=family, given=given)
    return Author(id=f"{family}-{given}", person=person, entries=(), spellings=(person,))


def divided(authors: list[Author], limit: int) -> dict[str, tuple[Author, ...]]:
    """Return authors divided by the letters of their names."""
    return dividing.divided([(letters_of(author), author) for author in authors], limit)


def names(parts: dict[str, tuple[Author, ...]]) -> dict[str, list[str]]:
    """Return the names of the authors of each part."""
    return {letters: [each.person.name for each in authors] for letters, authors in parts.items()}


def test_a_short_list_is_not_divided() -> None:
    assert divided([author("Shah"), author("Sun")], limit=2) == {}


def test_a_part_that_is_too_long_is_divided_by_another_letter() -> None:
    people = [author("Shah", "A"), author("Shaw", "B"), author("Shen", "C"), author("Sun", "D")]
    assert names(divided(people, limit=2)) == {"sha": ["A Shah", "B Shaw"], "she": ["C Shen"], "su": ["D Sun"]}


def test_a_common_family_name_is_divided_by_the_given_name() -> None:
    people = [author("Wang", given) for given in ("Jun", "Lei", "Li")]
    assert list(divided(people, limit=2)) == ["wangj", "wangl"]


def test_han_names_stand_with_their_pinyin() -> None:
    assert letters_of(author("邓", "禾苗")) == "denghemiao"


def test_people_of_one_name_stay_together() -> None:
    assert list(divided([author("Li")] * 5, limit=2)) == ["li"]


@given(st.lists(st.text("abс李", max_size=4), max_size=40), st.integers(1, 5))
def test_every_author_is_in_one_part_and_the_order_stays(families: list[str], limit: int) -> None:
    people = [author(family, str(number)) for number, family in enumerate(families)]
    parts = divided(people, limit)
    found = [each for authors in parts.values() for each in authors]
    assert sorted(found, key=lambda each: int(each.person.given)) == (people if len(people) > limit else [])
    for letters, authors in parts.items():
        assert all(letters_of(each).startswith(letters) for each in authors)
        assert [*authors] == sorted(authors, key=lambda each: int(each.person.given))


def test_a_list_is_as_long_as_its_entries() -> None:
    people = [(name, name) for name in ("shah", "shaw", "sun")]
    weights = {"shah": 5, "shaw": 1, "sun": 1}
    assert dividing.divided(people, 6, weight=weights.__getitem__) == {"sh": ("shah", "shaw"), "su": ("sun",)}
    assert list(dividing.divided(people, 5, weight=weights.__getitem__)) == ["shah", "shaw", "su"]
