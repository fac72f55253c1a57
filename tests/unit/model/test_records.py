"""Records: immutable, picklable, and names of people in every order."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from handbook.library.library import Library
from handbook.model import people
from handbook.model import records as model
from handbook.model.people import Person
from handbook.model.problems import Location
from handbook.model.records import FOLDERS, ITEM_KINDS, LISTINGS, TERM_KINDS, BibFile, Item, Page
from handbook.views import listings

from .. import builders

HERE = Location(path="issues/064.md", line=1)
RECORDS = [
    each
    for module in (model, people)
    for each in vars(module).values()
    if isinstance(each, type) and is_dataclass(each) and each.__module__ == module.__name__
]


@pytest.fixture
def records(sample: Library) -> Iterator[Page | BibFile]:
    """Return the pages and .bib files of a handbook."""
    return iter((*sample.pages, *sample.bibs))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_record_is_frozen_and_keyword_only(record: type) -> None:
    assert record.__dataclass_params__.frozen
    assert all(field.kw_only for field in fields(record))
    assert "__slots__" in vars(record)


def test_a_record_cannot_be_changed() -> None:
    person = Person(family="Doe")
    with pytest.raises(FrozenInstanceError):
        person.family = "Roe"


def test_records_can_be_pickled(records: Iterator[Page | BibFile]) -> None:
    for record in records:
        assert pickle.loads(pickle.dumps(record)) == record


def test_records_can_be_hashed_and_so_hold_no_list(records: Iterator[Page | BibFile]) -> None:
    assert len({hash(record) for record in records}) > 20


def test_records_hold_no_path_of_a_machine(sample: Library) -> None:
    assert "/tmp" not in repr(sample.pages) + repr(sample.bibs)


@pytest.mark.parametrize(
    ("person", "name", "inverted"),
    [
        (Person(family="Kamal Eddine", given="Moussa"), "Moussa Kamal Eddine", "Kamal Eddine, Moussa"),
        (Person(family="Dollár", given="Piotr"), "Piotr Dollár", "Dollár, Piotr"),
        (Person(family="Kar", given="Mozes", particle="van de"), "Mozes van de Kar", "van de Kar, Mozes"),
        (Person(family="Martini", given="Daniele", particle="de"), "Daniele de Martini", "de Martini, Daniele"),
        (Person(family="Pouran Ben Veyseh", given="Amir"), "Amir Pouran Ben Veyseh", "Pouran Ben Veyseh, Amir"),
        (Person(family="King", given="Martin", lineage="Jr."), "Martin King Jr.", "King, Jr., Martin"),
        (Person(family="OpenAI"), "OpenAI", "OpenAI"),
    ],
)
def test_a_person_is_named_in_reading_order_and_inverted(person: Person, name: str, inverted: str) -> None:
    assert (person.name, person.inverted) == (name, inverted)


def test_an_item_has_a_field_for_each_kind_of_term() -> None:
    assert tuple(FOLDERS) == TERM_KINDS
    item = Item(kind="paper", id="a", title="题", summary="", location=HERE, body_line=1)
    assert [item.uses(kind) for kind in TERM_KINDS] == [(), (), ()]


def test_kinds_do_not_share_a_name() -> None:
    names = (*ITEM_KINDS, *TERM_KINDS, *FOLDERS.values(), "issue")
    assert len(set(names)) == len(names)


def test_the_listings_of_pages_are_those_of_the_views() -> None:
    assert tuple(listings.LISTINGS) == LISTINGS


def test_a_docname_is_the_path_without_the_suffix() -> None:
    assert Page(path="docs/topics/a.md.md").docname == "docs/topics/a.md"


@pytest.mark.parametrize(
    ("fields", "checked", "notices", "formerly"),
    [
        ({}, "", (), ()),
        ({"checked": "2026-11-29", "ids": "old1, old2 ,,"}, "2026-11-29", (), ("old1", "old2")),
        ({"checked": "yesterday", "ids": "doe2022deep"}, "", (), ()),
        (
            {"updates": "retraction 10.99999/a.1; concern https://example.org/n"},
            "",
            (("retraction", "https://doi.org/10.99999/a.1"), ("concern", "https://example.org/n")),
            (),
        ),
        ({"updates": "praise 10.99999/a; correction javascript:x; withdrawal; ;correction a b c"}, "", (), ()),
    ],
)
def test_what_the_handbook_notes_of_a_work(
    fields: dict[str, str], checked: str, notices: tuple[tuple[str, str], ...], formerly: tuple[str, ...]
) -> None:
    paper = builders.read({builders.BIB: builders.bib(**fields)}).works[builders.KEY]
    assert (paper.checked, paper.notices, paper.formerly) == (checked, notices, formerly)
