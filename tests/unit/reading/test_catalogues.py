"""The reader of .po files: translations, and what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.reading.catalogues import read_catalogue

PATH = "locale/en/LC_MESSAGES/docs.po"


def entry(message: str, text: str, flags: str = "") -> str:
    quoted = [part.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for part in (message, text)]
    return f'{flags}msgid "{quoted[0]}"\nmsgstr "{quoted[1]}"\n\n'


def test_stale_translations_are_known_and_not_shown() -> None:
    data = entry("甲", "A") + entry("乙", "B", "#, fuzzy\n") + entry("丙", "")
    catalogue = read_catalogue(PATH, data.encode())
    assert {message: (each.text, each.is_fuzzy) for message, each in catalogue.translations.items()} == {
        "甲": ("A", False),
        "乙": ("B", True),
    }
    assert catalogue.texts == {"甲": "A"}
    assert catalogue.problems == ()


@pytest.mark.parametrize(
    ("message", "text", "code"),
    [
        ("见{cite:p}`a2020b`。", "See {cite:p}`a2020c`.", "translation-differs"),
        ("见[首页](../index.md)。", "See [the front page](index.md).", "translation-differs"),
        ("注[^1]", "Note", "translation-differs"),
        ("甲", "* A", "translation-blocks"),
        ("甲", "A\n\nB", "translation-blocks"),
        ("甲", "{include}`x`", "role-refused"),
        ("甲", 'a <img src="x">', "markup-refused"),
        ("甲", "![x](https://example.org/x.png)", "image-refused"),
        ("甲", "[A](javascript:x)", "unsafe-link"),
    ],
)
def test_what_is_wrong_is_reported_and_left_out(message: str, text: str, code: str) -> None:
    catalogue = read_catalogue(PATH, (entry("丁", "D") + entry(message, text)).encode())
    assert [(problem.code, problem.location.path, problem.location.line) for problem in catalogue.problems] == [(code, PATH, 4)]
    assert catalogue.texts == {"丁": "D"}


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("见{cite:p}`a2020b`和{topic}`tuning`。", "See {topic}`tuning` and {cite:p}`a2020b`."),
        ("见[甲](#a)与[^1]。", "[^1] and [A](#a)."),
        ("$ 命令\n输出", "$ command\n* output <b>"),
    ],
)
def test_what_a_translation_may_hold(message: str, text: str) -> None:
    assert read_catalogue(PATH, entry(message, text).encode()).problems == ()


@pytest.mark.parametrize("data", [b'msgid "a"\nnonsense\n', b'msgid "a"\nmsgid "b"\n'])
def test_a_damaged_file_has_a_problem_and_no_translation(data: bytes) -> None:
    catalogue = read_catalogue(PATH, entry("甲", "A").encode() + data)
    assert [problem.code for problem in catalogue.problems] == ["catalogue-syntax"]
    assert catalogue.translations == {}


@given(st.binary() | st.text(alphabet='msgidtr" \\\n#~,[0]{}`甲').map(str.encode))
def test_any_bytes_give_a_catalogue(data: bytes) -> None:
    assert read_catalogue(PATH, data).path == PATH
