"""The search records: one for everything, with its names, venues and plain text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook import load
from handbook.fulltext.documents import FIELDS
from handbook.fulltext.tokens import exact
from handbook.library.library import Library
from handbook.model.records import TERM_KINDS
from handbook.search.columns import columns
from handbook.search.facets import Facets
from handbook.search.keys import OWN_DIGITS, keys_of
from handbook.search.overview import overview
from handbook.search.searchable import GUIDE, PERSON, SearchRecord, document, records, venue_id, words_of
from handbook.search.table import FACET_NAMES, KIND_NAMES, STRINGS, card, of_page
from handbook.search.words import near

from ..builders import BIB, KEY, Files, bib, entry, issue, person, term


@pytest.fixture(scope="module")
def handbook() -> tuple[Library, dict[tuple[str, str], SearchRecord]]:
    """Return the real handbook and its records."""
    library = load(Path(__file__).parents[3])
    return library, {(each.kind, each.id): each for each in records(library)}


def test_there_is_a_record_of_everything_and_none_twice(handbook: tuple[Library, dict[tuple[str, str], SearchRecord]]) -> None:
    library, found = handbook
    wanted = [(entry.item.counted_as, entry.item.id) for entry in library.entries.values()]
    wanted += [("issue", str(number)) for number in library.issues]
    wanted += [(term.kind, term.id) for term in library.vocabulary]
    wanted += [(PERSON, author.id) for author in library.authors.values() if author.profile or len(author.entries) > 1]
    assert len(list(records(library))) == len(found)
    assert {key for key in found if key[0] != GUIDE} == set(wanted)
    assert {record.docname for (kind, _id), record in found.items() if kind == GUIDE} >= {"docs/guide/reading"}


def test_an_entry_is_found_by_its_terms_under_all_their_names(
    handbook: tuple[Library, dict[tuple[str, str], SearchRecord]],
) -> None:
    library, found = handbook
    for each in library.entries.values():
        record = found[each.item.counted_as, each.item.id]
        for carried in (carried for kind in TERM_KINDS for carried in each.terms[kind]):
            assert {carried.zh, carried.en, *carried.aliases, *carried.misnomers} <= set(record.names)
        assert record.terms == {kind: tuple(carried.id for carried in terms) for kind, terms in each.terms.items()}


def test_records_are_sorted_newest_first_undated_last(
    handbook: tuple[Library, dict[tuple[str, str], SearchRecord]],
) -> None:
    numbers = [record.issue for record in handbook[1].values()]
    dated = [number for number in numbers if number is not None]
    assert dated == sorted(dated, reverse=True)
    assert numbers == dated + [None] * (len(numbers) - len(dated))


def test_every_text_of_a_record_is_in_one_of_the_fields_and_every_exact_name_is_a_key(
    handbook: tuple[Library, dict[tuple[str, str], SearchRecord]],
) -> None:
    for record in handbook[1].values():
        made = document(record)
        assert {*made.fields} == {*FIELDS}
        texts = [text for texts in made.fields.values() for text in texts]
        assert {*texts} <= {*words_of(record)}
        assert all(any(text in other for other in texts) for text in words_of(record))
        assert not any(name in title for name in made.fields["name"] for title in record.titles)
        names = {
            near(name) + exact(name)[-OWN_DIGITS:] if near(name) else exact(name)
            for name in (*record.titles, *record.other_names)
        }
        names -= {""}
        assert {*made.keys} >= names | {near(name) for name in (*record.titles, *record.near_names)} | {*keys_of(record.keys)}


def test_the_numbers_of_a_facet_are_those_of_the_library(handbook: tuple[Library, dict[tuple[str, str], SearchRecord]]) -> None:
    library, found = handbook
    made = columns([*found.values()])
    assert {*FACET_NAMES} == made.keys() - {"id", "title"}
    facets = Facets(made.__getitem__, library, str)
    for kind in TERM_KINDS:
        ids = [value[0] for value in facets[kind].values]
        for place, (term_id, name, _english, broader) in enumerate(facets[kind].values):
            above = library.vocabulary.broader(library.vocabulary.get(kind, term_id))  # type: ignore[arg-type]
            assert name == library.vocabulary.get(kind, term_id).zh  # type: ignore[union-attr]
            assert (ids[broader] if broader >= 0 else None) == (above[0].id if above else None)
            count = sum(place in of for of in facets.of(kind))
            assert count == len(library.carrying(library.vocabulary.get(kind, term_id)))  # type: ignore[arg-type]


def test_the_data_of_the_browser_is_json(handbook: tuple[Library, dict[tuple[str, str], SearchRecord]]) -> None:
    every = list(handbook[1].values())
    shown, _files = overview(columns(every).__getitem__, handbook[0], str, {})
    made = {**shown.of_page(), **of_page(str)}
    assert json.loads(json.dumps(made)) == made
    assert made["dated"] == sum(record.issue is not None for record in every)
    assert set(made["strings"]) == set(STRINGS)
    assert {record.kind for record in every} <= set(KIND_NAMES)
    assert card(every[0], "issues/064.html")[:3] == ("issues/064.html", every[0].kind, every[0].id)


@pytest.fixture
def one(library: Callable[[Files], Library]) -> Callable[..., SearchRecord]:
    """Return the function that makes a small handbook and returns the record of its paper."""

    def made(body: str = "摘要。", **files: str) -> SearchRecord:
        of = {"issues/064.md": issue(entry(body=body)), **{f"docs/topics/{name}.md": text for name, text in files.items()}}
        return next(record for record in records(library(of)) if record.kind == "paper")

    return made


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("**粗体**与*斜体*和`代码`。", "粗体与斜体和代码。"),
        ("一行\n又一行", "一行 又一行"),
        ("[链接](https://example.org/a_(b))之后", "链接之后"),
        ("一 {cite:p}`doe2022deep` 二", "一 二"),
        ("As they show {cite:p}`doe2022deep`. {cite:t}`doe2022deep` say so.", "As they show. Doe (2022) say so."),
        ("见 {topic}`tuning` 与 {topic}`别名 <tuning>`。", "见 微调 与 别名。"),
        ("一*二三*四", "一二三四"),
        ("***粗斜***", "粗斜"),
        ("snake_case 与 2 * 3 * 4", "snake_case 与 2 * 3 * 4"),
    ],
)
def test_text_is_as_it_is_read(one: Callable[..., SearchRecord], body: str, text: str) -> None:
    assert one(body).text == text


def test_a_preprint_is_found_by_both_its_versions(library: Callable[[Files], Library]) -> None:
    published = {"title": "Final Title", "booktitle": "Proceedings", "eventtitle": "EMNLP 2023", "year": 2023}
    relation = {"related": "doe2022deep", "relatedtype": "preprint"}
    both = bib("doe2022deep", eprint="2201.00001", archiveprefix="arXiv", title="Early Title")
    both += bib("doe2023deep", "inproceedings", **published, **relation)
    record = next(each for each in records(library({"bib/064.bib": both})) if each.kind == "paper")
    words = " ".join(words_of(record))
    assert all(each in words for each in ("Early Title", "2201.00001", "doe2022deep"))


def test_misnomers_find_a_term_and_are_not_shown(library: Callable[[Files], Library]) -> None:
    made = library({"docs/topics/tuning.md": term(misnomers="[精调]")})
    record = next(each for each in records(made) if each.kind == "topic")
    assert "精调" in record.other_names
    assert "精调" not in str(card(record, ""))


def test_near_names_find_a_term_no_better_than_its_text_and_are_not_shown(library: Callable[[Files], Library]) -> None:
    record = next(each for each in records(library({"docs/topics/tuning.md": term(near="[调参]")})) if each.kind == "topic")
    assert record.near_names == ("调参",)
    assert "调参" in words_of(record)
    assert "调参" not in str(card(record, ""))
    found = document(record)
    assert [field for field, texts in found.fields.items() if "调参" in texts] == ["text"]
    assert exact("调参") not in found.keys


def test_the_id_of_a_venue_is_valid_in_an_address() -> None:
    assert venue_id("Nature Machine Intelligence") == "nature-machine-intelligence"


def test_a_work_has_its_authors_in_every_spelling_and_in_chinese(library: Callable[[Files], Library]) -> None:
    page = person("Jane Doe", "J. B. Doe", zh="多简")
    found = library({"docs/people/doe-jane.md": page, BIB: bib(author="Doe, J. B. and Roe, Ann")})
    (paper,) = (each for each in records(found) if each.id == KEY)
    assert paper.authors == ("J. B. Doe", "Ann Roe", "Jane Doe", "多简")


def test_a_person_with_a_page_is_a_result(library: Callable[[Files], Library]) -> None:
    page = person("Jane Doe", "J. B. Doe", zh="多简", body="\n简介。\n")
    found = library({"docs/people/doe-jane.md": page, BIB: bib(author="Doe, J. B. and Roe, Ann")})
    (result,) = (each for each in records(found) if each.kind == "person")
    assert (result.id, result.docname, result.titles) == ("doe-jane", "docs/people/doe-jane", ("多简", "Jane Doe"))
    assert (result.other_names, result.text) == (("J. B. Doe",), "简介。")
