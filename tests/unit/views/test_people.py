"""Views of people: the head and the entries of their pages, and where their names lead."""

from __future__ import annotations

import pytest

from handbook import views
from handbook.library.library import Library
from handbook.views.entries import entry_head
from handbook.views.listings import authors, authors_of
from handbook.views.people import people, person_entries, person_head
from handbook.views.rows import AuthorRow, EntryRow, Label, PersonHead

from ..builders import person, read
from ..library.test_people import JANE

LISTS = {f"docs/authors/{letter}.md": f"# {letter}\n\n```{{listing}} authors-{letter}\n```\n" for letter in "drs"}


@pytest.fixture
def jane() -> Library:
    """Return a handbook with one person and the lists of authors."""
    return read({**JANE, **LISTS})


def test_the_head_has_the_names_that_are_not_the_title(jane: Library) -> None:
    assert person_head(jane, "doe-jane") == PersonHead(name="Jane Doe", others=("Jane B. Doe", "Jane Smith"), zh="", orcid="")
    jane.identity = type(jane.identity)(language="en")
    assert person_head(jane, "doe-jane") == PersonHead(name="", others=("Jane B. Doe", "Jane Smith"), zh="多简", orcid="")
    assert person_head(jane, "nobody") is None


def test_a_chinese_name_that_is_also_a_spelling_is_shown_once() -> None:
    head = person_head(read({"docs/people/doe.md": person("Jane Doe", "多简", zh="多简")}), "doe")
    assert head == PersonHead(name="Jane Doe", others=(), zh="", orcid="")


def test_the_entries_are_listed_newest_first(jane: Library) -> None:
    (group,) = person_entries(jane, "doe-jane").groups
    assert [row.label.id for row in group.rows if isinstance(row, EntryRow)] == ["doe2022deep", "roe2022", "talk"]
    assert person_entries(jane, "nobody").groups == ()


def test_names_lead_to_the_page_of_the_person_or_else_to_the_list(jane: Library) -> None:
    paper, talk = entry_head(jane, "doe2022deep"), entry_head(jane, "talk")
    assert paper is not None
    assert talk is not None
    assert [(label.zh, label.docname, label.anchor) for label in (*paper.people, *talk.people)] == [
        ("Jane B. Doe", "docs/people/doe-jane", ""),
        ("Ann Roe", "docs/authors/r", "roe-ann"),
        ("多简", "docs/people/doe-jane", ""),
        ("罗安", "", ""),
    ]
    assert [(row.zh, row.docname) for group in authors(jane).groups for row in group.rows if isinstance(row, Label)] == [
        ("Doe, Jane", "docs/people/doe-jane"),
        ("Roe, Ann", "docs/authors/r"),
        ("Smith, Jane", "docs/people/doe-jane"),
    ]


def test_the_list_of_a_letter_keeps_the_anchors_of_all_spellings(jane: Library) -> None:
    rows = [
        row for letter in "drs" for group in authors_of(jane, letter).groups for row in group.rows if isinstance(row, AuthorRow)
    ]
    assert [(row.label.zh, row.label.docname, row.anchors, row.zh, len(row.entries)) for row in rows] == [
        ("Doe, Jane", "docs/people/doe-jane", ("doe-jane", "doe-jane-b"), "多简", 3),
        ("Roe, Ann", "", ("roe-ann",), "", 2),
        ("Smith, Jane", "docs/people/doe-jane", ("smith-jane",), "多简", 3),
    ]


def test_the_index_of_people_has_title_first_name_and_number_of_entries(jane: Library) -> None:
    assert views.view(jane, "people") == people(jane)
    (group,) = people(jane).groups
    assert (group.anchor, group.rows) == (
        "letter-d",
        (Label(kind="author", id="doe-jane", zh="多简", en="Jane Doe", docname="docs/people/doe-jane", count=3),),
    )
