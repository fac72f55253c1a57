"""The index in its files: searching any piece of a text finds exactly the documents that have it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from handbook.fulltext import parts
from handbook.fulltext.documents import FIELDS, Document, coded_length
from handbook.fulltext.parts import index, plan
from handbook.fulltext.tokens import END, divided, fold_text, tokens

from .reader import KEYS, Place, all_words, having

HAN = st.text("的模型训练語言abXY1 ，-", min_size=0, max_size=20)
DOCUMENTS = st.lists(st.dictionaries(st.sampled_from(FIELDS), st.lists(HAN, max_size=3), max_size=3), min_size=1, max_size=8)
RUN = re.compile("[\u4e00-\u9fff]+")


def built(documents: Sequence[dict[str, list[str]]], keys: Sequence[str] = ()) -> dict[str, list[Place]]:
    """Return the words of the index of documents, read from its files."""
    made = [Document(fields=fields, keys=keys) for fields in documents]
    planned = plan([str(number) for number in range(len(made))])
    _index, files = index(planned, made.__getitem__)
    return all_words(files)


def texts(document: dict[str, list[str]]) -> list[str]:
    return [fold_text(text) for of in document.values() for text in of]


@given(DOCUMENTS, st.data())
def test_any_piece_of_han_characters_is_found_where_it_is_and_nowhere_else(
    documents: list[dict[str, list[str]]], data: st.DataObject
) -> None:
    runs = [run for document in documents for text in texts(document) for run in RUN.findall(text)]
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 1))
    piece = run[start : data.draw(st.integers(start + 1, len(run)))]
    wanted = {slot for slot, document in enumerate(documents) if any(piece in text for text in texts(document))}
    words = tokens(piece)
    found = built(documents)
    if len(words) > 1:
        assert having(found, words[:-1]) == wanted
    else:
        assert having(found, words, is_prefix=True) == wanted


@given(DOCUMENTS)
def test_every_word_is_found_at_its_places_and_no_others(documents: list[dict[str, list[str]]]) -> None:
    wanted: dict[str, set[tuple[int, int, int]]] = {}
    for slot, document in enumerate(documents):
        for name, of in document.items():
            start = 0
            for text in of:
                words = divided(text)
                for at, word in (*enumerate(words.words), *words.more):
                    wanted.setdefault(word, set()).add((slot, FIELDS.index(name), start + at))
                start += len(words.words) + bool(words.words)
    found = built(documents)
    assert {
        word: {(place.slot, place.field, position) for place in places for position in place.positions}
        for word, places in found.items()
    } == wanted


def test_a_key_has_no_positions_and_is_there_once() -> None:
    found = built([{"title": ["模型"]}, {}], keys=[f"{END}abc", f"{END}abc"])
    assert found[f"{END}abc"] == [Place(0, KEYS, ()), Place(1, KEYS, ())]


def test_large_numbers_are_read_as_they_were_written() -> None:
    far = [{"text": [" ".join(f"w{number}" for number in range(20_000)) + " end"]}, {"text": ["end"]}]
    found = built([*far, *({} for _each in range(3000)), {"text": ["end"]}])
    assert found[f"end{END}"] == [Place(0, 0, (20_000,)), Place(1, 0, (0,)), Place(3002, 0, (0,))]
    assert found[f"w19999{END}"] == [Place(0, 0, (19_999,))]


@given(st.lists(st.text(min_size=1), unique=True, max_size=30), st.integers(20, 200))
def test_the_first_word_of_a_chunk_is_after_all_words_before_it(words: list[str], size: int) -> None:
    before, parts.MIN_BYTES_OF_CHUNK = parts.MIN_BYTES_OF_CHUNK, size
    try:
        made, files = index(plan(["a"]), lambda _number: Document(fields={"text": words}))
    finally:
        parts.MIN_BYTES_OF_CHUNK = before
    chunks = [[*all_words({name: data})] for name, data in files.items()]
    for number, (first, chunk) in enumerate(zip(made.parts[0].firsts, chunks, strict=True)):
        assert chunk[0].startswith(first)
        assert not number or chunks[number - 1][-1] < first


@given(st.integers(0, 5000))
def test_the_code_of_a_length_is_near_it(length: int) -> None:
    assert abs(2 ** (coded_length(length) / 4) - 1 - length) <= 0.1 * length
