"""The parts of an index: unchanged records are reused, and after any edits the results are those of a clean index."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.fulltext import parts
from handbook.fulltext.parts import EMPTY, Index, Part, from_json, index, plan, runs, to_json
from handbook.library.library import Library
from handbook.search import files
from handbook.search.searchable import SearchRecord, digest, document
from tests.unit.search.site import site, with_index

WORDS = ("训练", "模型", "语言", "self-attention", "BERT", "提示", "检索")


def record(name: int, text: str = "") -> SearchRecord:
    """Return a record with its number as a word, and some words that other records share."""
    title = f"{WORDS[name % 7]}{WORDS[name % 5]}的题目"
    return SearchRecord(
        kind="paper", id=f"key{name}", docname="issues/001", titles=(title,), text=text or f"{WORDS[name % 3]}的摘要", issue=1
    )


RECORDS = [record(number) for number in range(60)]


def made(records: Sequence[SearchRecord], kept: Sequence[Part] = ()) -> tuple[Index, set[str]]:
    """Return an index and the folders of its new files."""
    found, new = index(plan([*map(digest, records)], kept), lambda number: document(records[number]))
    return found, {name.rpartition("/")[0] for name in new}


def test_unchanged_records_are_reused() -> None:
    first, new = made(RECORDS)
    assert new == {"index/0"}
    assert made(RECORDS, first.parts) == (first, set())


def test_the_same_records_give_the_same_files() -> None:
    planned = plan([*map(digest, RECORDS)])
    assert index(planned, lambda number: document(RECORDS[number])) == index(planned, lambda number: document(RECORDS[number]))


@pytest.mark.parametrize("at_once", [1, 7, 59, 61])
def test_the_index_is_the_same_however_many_documents_are_made_at_once(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = index(plan([*map(digest, RECORDS)]), lambda number: document(RECORDS[number]))
    monkeypatch.setattr(parts, "DOCUMENTS_AT_ONCE", at_once)
    assert index(plan([*map(digest, RECORDS)]), lambda number: document(RECORDS[number])) == whole


def test_chunks_are_named_in_the_order_of_their_words_and_no_word_is_before_its_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MIN_BYTES_OF_CHUNK", 100)
    found, files = index(plan([*map(digest, RECORDS)]), lambda number: document(RECORDS[number]))
    (part,) = found.parts
    assert len(part.firsts) == len(files) > 5
    assert [*part.firsts] == sorted(part.firsts)
    assert [*found.files()] == [*files]


def test_one_edit_makes_a_late_part_and_the_next_one_that_part_only() -> None:
    first, _new = made(RECORDS)
    edited = [*RECORDS]
    edited[7] = record(7, "改过的摘要")
    second, new = made(edited, first.parts)
    assert new == {"index/1"}
    assert second.parts[0] == first.parts[0]
    assert (second.numbers[0][7], second.numbers[1], second.parts[1].late) == (EMPTY, [7], True)
    edited[3] = record(3, "也改过的摘要")
    third, new = made(edited, second.parts)
    assert (new, third.numbers[1]) == ({"index/1"}, [3, 7])
    assert made(edited, third.parts) == (third, set())


def test_added_and_removed_records_move_no_others() -> None:
    first, _new = made(RECORDS)
    second, new = made([record(99), *RECORDS[:-1]], first.parts)
    assert new == {"index/1"}
    assert second.numbers == [[*range(1, 60), EMPTY], [0]]
    assert second.slots()[0] == (1, 0)


@pytest.mark.parametrize(("count", "late"), [(3, True), (4, False)])
def test_after_many_edits_all_records_are_indexed_again(count: int, late: bool) -> None:
    first, _new = made(RECORDS)
    edited = [*(record(number, "改过的摘要") for number in range(count)), *RECORDS[count:]]
    assert any(part.late for part in made(edited, first.parts)[0].parts) is late


@pytest.mark.parametrize(("count", "slots"), [(2, 60), (3, 57)])
def test_after_many_removals_all_records_are_indexed_again(count: int, slots: int) -> None:
    first, _new = made(RECORDS)
    assert len(made(RECORDS[count:], first.parts)[0].numbers[0]) == slots


def test_two_records_that_are_the_same_are_both_there() -> None:
    twice = [*RECORDS, RECORDS[0]]
    first, _new = made(twice)
    assert sorted(made(twice, first.parts)[0].slots()) == [*range(61)]


def test_a_manifest_gives_the_same_parts() -> None:
    first, _new = made(RECORDS)
    assert from_json(json.loads(json.dumps(to_json(first.parts)))) == first.parts


@given(st.lists(st.integers(-1, 6)))
def test_runs_are_the_numbers_again(numbers: list[int]) -> None:
    found = runs(numbers)
    pairs = zip(found[::2], found[1::2], strict=True)
    assert [EMPTY if first == EMPTY else first + step for first, count in pairs for step in range(count)] == numbers


def test_whatever_was_edited_the_answers_are_those_of_a_clean_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MIN_BYTES_OF_CHUNK", 200)
    monkeypatch.setattr(parts, "MIN_DOCUMENTS_PER_LATE", 1)
    chosen = random.Random(8)
    queries = [*WORDS, "训练模型", "b", "self", "改过", "题目", "的摘要", '"语言 语言"', "key7"]
    states = [*queries, *({"q": query, "sort": "oldest"} for query in queries), {"filters": {"kind": ["paper"]}}]
    library, records = Library((), ()), [*RECORDS]
    live = site(tmp_path / "live", library, records)
    clean = site(tmp_path / "clean", library, records)
    for step in range(6):
        records.pop(chosen.randrange(len(records)))
        records.insert(chosen.randrange(len(records)), record(100 + step))
        changed = chosen.randrange(len(records))
        records[changed] = replace(records[changed], text=f"改过 {step} 次的训练模型")
        if step == 3:
            records.reverse()  # nothing says that what is kept stands in the same order
        live = with_index(live.folder, library, records, live.index.parts)
        clean = with_index(clean.folder, library, records)
        assert any(part.late for part in live.index.parts)
        assert live.find(*states) == clean.find(*states)
        for number, slot in live.index.slots().items():
            shown = json.loads(gzip.decompress((live.folder / "_search" / files.card(*slot)).read_bytes()))
            assert shown[2] == records[number].id
