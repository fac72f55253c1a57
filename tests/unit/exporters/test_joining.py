"""Files made of parts: after any change they are what they would be from nothing, and only new parts are made."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.exporters import FORMATS
from handbook.exporters.joining import Part, cut, joined

FORM = FORMATS["csl-json"]
PARTS = st.dictionaries(st.sampled_from("abcdefgh"), st.binary(max_size=5), max_size=8)


def parts_of(texts: dict[str, bytes], made: list[str]) -> list[Part]:
    """Return parts whose keys have their bytes, and that note it when they are made."""

    def make(name: str) -> bytes:
        made.append(name)
        return texts[name]

    return [Part(f"{name} {text!r}", partial(make, name)) for name, text in texts.items()]


@given(PARTS, PARTS)
def test_a_file_is_what_it_is_from_nothing(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    made: list[str] = []
    former, lengths = joined(FORM, parts_of(before, []), b"", [])
    assert joined(FORM, parts_of(after, made), former, lengths) == joined(FORM, parts_of(after, []), b"", [])
    assert set(made) == {name for name, text in after.items() if before.get(name) != text}


@pytest.mark.parametrize("former", [b"", b"[\none\n]", b"[\none,\ntwo\n]\nmore"])
def test_nothing_is_cut_out_of_another_file(former: bytes) -> None:
    parts = parts_of({"a": b"one", "b": b"two"}, made := [])
    data, lengths = joined(FORM, parts, former, [("a b'one'", 3), ("b b'two'", 3)])
    assert data == b"[\none,\ntwo\n]\n"
    assert [length for _key, length in lengths] == [3, 3]
    assert made == ["a", "b"]


def test_records_are_cut_out_of_a_list() -> None:
    data, lengths = joined(FORM, parts_of({"a": b"one", "b": b"", "c": b"three"}, []), b"", [])
    assert [*cut(FORM, data, lengths).items()] == [("a b'one'", b"one"), ("b b''", b""), ("c b'three'", b"three")]
