"""Edits of .bib files change only the entry in question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.editing import bib
from handbook.editing.lines import bytes_of, text_of
from handbook.reading.bibliography import read_bib

FILE = """% head

@misc{a2020one,
  author        = {Doe, Jane},
  title         = {One, {Two} and 3},
  year          = {2020},
}

% about c
@article{c2020three, title = "Three", year = 2020}
"""
NEW = "@misc{b2020two,\n  title = {Two}\n}\n"


def set_field(text: str, key: str, name: str, value: str) -> str:
    """Return *text* with one field of an entry set."""
    return bib.set_fields(text, bib.entry(text, key), {name: value})


def test_entries_have_their_positions() -> None:
    first, second = bib.entries(FILE)
    assert (first.key, second.key) == ("a2020one", "c2020three")
    assert FILE[second.start : second.end] == '@article{c2020three, title = "Three", year = 2020}'
    title = first.field("TITLE")
    assert title is not None
    assert FILE[title.value : title.end] == "{One, {Two} and 3}"


def test_an_unclosed_entry_is_not_edited() -> None:
    assert [span.key for span in bib.entries("@misc{a, title = {x\n@misc{b, title = {y}}\n")] == ["b"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_entry_is_added_at_the_end(end: str) -> None:
    text = FILE.replace("\n", end)
    assert bib.add_entry(text, NEW) == text + end + NEW.replace("\n", end)


def test_an_entry_is_added_to_a_file_without_final_newline_and_to_an_empty_one() -> None:
    assert bib.add_entry(FILE.rstrip("\n"), NEW) == FILE + "\n" + NEW
    assert bib.add_entry("", NEW) == NEW


def test_an_entry_is_added_after_another() -> None:
    text = bib.add_entry(FILE, NEW, after="a2020one")
    assert text == FILE.replace("% about c", NEW + "\n% about c")
    with pytest.raises(KeyError, match="nobody"):
        bib.add_entry(FILE, NEW, after="nobody")


@pytest.mark.parametrize("key", ["a", "b", "d"])
def test_an_entry_is_added_in_order(key: str) -> None:
    text = bib.add_by_key(FILE, {key: f"@misc{{{key}, title = {{T}}}}"})
    keys = [span.key for span in bib.entries(text)]
    assert keys == sorted(keys)
    assert len(keys) == 3


def test_an_entry_is_removed() -> None:
    assert bib.remove_entry(bib.add_entry(FILE, NEW, after="a2020one"), "b2020two") == FILE
    assert bib.remove_entry(bib.add_entry(FILE, NEW), "b2020two") == FILE


def test_a_field_is_changed_in_place() -> None:
    assert set_field(FILE, "a2020one", "Year", "2021") == FILE.replace("{2020}", "{2021}")
    assert set_field(FILE, "c2020three", "title", "Four") == FILE.replace('"Three"', "{Four}")


def test_a_new_field_is_put_in_the_usual_order() -> None:
    added = set_field(FILE, "a2020one", "doi", "10.1000/1")
    assert added == FILE.replace("{2020},\n", "{2020},\n  doi           = {10.1000/1},\n")
    added = set_field(FILE, "c2020three", "doi", "10.1000/1")
    assert added == FILE.replace("2020}\n", "2020, doi = {10.1000/1}}\n")
    added = set_field("@misc{k,\n  year = 2020\n}\n", "k", "title", "T")
    assert added == "@misc{k,\n  title = {T},\n  year = 2020\n}\n"


@pytest.mark.parametrize("empty", ["@misc{k}", "@misc{k,}", "@misc{k,\n}"])
def test_an_entry_without_fields_gets_its_first(empty: str) -> None:
    text = set_field(empty, "k", "title", "T")
    assert read_bib("bib/x.bib", bytes_of(text)).papers[0].title == "T"


def test_several_fields_are_set_at_once_in_the_usual_order() -> None:
    first, second = bib.entries(FILE)
    values = {"url": "https://a.b", "title": "Four", "doi": "10.1000/1", "author": "Roe, Ada"}
    assert bib.set_fields(FILE, second, values) == FILE.replace(
        'title = "Three", year = 2020',
        "author = {Roe, Ada}, title = {Four}, year = 2020, doi = {10.1000/1}, url = {https://a.b}",
    )
    assert bib.set_fields(FILE, first, {}) == FILE
    only = FILE[second.start : second.end]
    assert bib.set_fields(only, second.moved(-second.start), {"year": "2021"}) == only.replace("2020}", "{2021}}")
    empty = "@misc{k}"
    assert bib.set_fields(empty, bib.entry(empty, "k"), {"year": "2020", "title": "T"}) == (
        "@misc{k,\n  title         = {T},\n  year          = {2020}\n}"
    )


def test_a_month_has_no_braces() -> None:
    assert "month         = oct" in set_field(FILE, "a2020one", "month", "oct")


@pytest.mark.parametrize("value", ["a { b", "a } b", "} {"])
def test_a_value_with_unbalanced_braces_is_an_error(value: str) -> None:
    with pytest.raises(ValueError, match=r"[{}]"):
        set_field(FILE, "a2020one", "title", value)


def test_an_entry_is_formatted_in_the_form_of_the_handbook() -> None:
    written = bib.format_entry("misc", "k", {"year": "2020", "month": "oct", "title": "T", "doi": "", "note": "N"})
    assert written == (
        "@misc{k,\n  title         = {T},\n  year          = {2020},\n  month         = oct,\n  note          = {N}\n}\n"
    )


names = st.sampled_from(["title", "year", "doi", "author", "note"])
values = st.text(st.sampled_from("ab1 ,=\"'@#%\\"), max_size=8)
fields = st.dictionaries(names, values, max_size=4)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return a .bib file of entries a, b and c, in any layout."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    parts = []
    for key in "abc":
        gap = draw(st.sampled_from([" ", end, end + "  ", end + "\t"]))
        body = f",{gap}".join(f"{name} = {{{value}}}" for name, value in draw(fields).items())
        closing = draw(st.sampled_from(["}", "," + end + "}", end + "}"]))
        parts.append(f"@misc{{{key},{gap}{body}{closing if body else '}'}")
    return draw(st.sampled_from(["", "% c" + end])) + draw(st.sampled_from([end, end * 2])).join(parts)


def said(text: str) -> dict[str, dict[str, str]]:
    """Return what the reader finds in a .bib file."""
    return {paper.key: dict(paper.fields) for paper in read_bib("bib/x.bib", bytes_of(text)).papers}


@given(files(), st.sampled_from("abc"), names, st.text(st.sampled_from("xyz 0"), max_size=5))
def test_the_reader_finds_the_change_and_nothing_else(text: str, key: str, name: str, value: str) -> None:
    before = said(text)
    after = said(set_field(text, key, name, value))
    assert after == {**before, key: {**before[key], name: " ".join(value.split())}}


@given(st.binary(max_size=200))
def test_reading_and_writing_change_nothing(data: bytes) -> None:
    assert bytes_of(text_of(data)) == data
    for span in bib.entries(text_of(data)):
        assert span.end > span.start
