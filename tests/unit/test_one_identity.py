"""What is this handbook's own stands in pyproject.toml: the package has the words of no periodical."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import handbook

PACKAGE = Path(handbook.__file__).parent
ROOT = PACKAGE.parents[1]
SUFFIXES = (".py", ".js", ".html", ".css", ".json", ".svg", ".in")
OWN = re.compile(r"预训练|周刊|论文推荐|智源|第.{0,12}期|\bzh-CN\b|\bBAAI\b|[Pp]retraining[ -][Hh]andbook")
ALLOWED = {
    ("exporters/languages.py", "zh-CN"): "the codes of the languages of works",
    ("reading/identity.py", "zh-CN"): "an example in a message",
    ("editing/skeleton.py", "zh-CN"): "the languages of templates",
    ("cli/init.py", "zh-CN"): "the language of a terminal",
    ("skeleton/common/requirements.txt.in", "pretraining-handbook"): "where this package comes from",
}
"""What may be spelled where, and what for."""


def offences(path: str, text: str) -> list[str]:
    """Return the places of a file that have a word of this handbook, as a person would name them."""
    numbered = enumerate(text.splitlines(), start=1)
    words = ((number, word) for number, line in numbered for word in OWN.findall(line))
    return [f"{path}:{number}: {word}" for number, word in words if (path, word) not in ALLOWED]


def files() -> dict[str, str]:
    """Return the text of every file of the package but the catalogue, whose translations are Chinese."""
    return {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in SUFFIXES
    }


def test_no_file_of_the_package_has_a_word_of_this_handbook() -> None:
    assert len(files()) > 100
    assert [each for path, text in files().items() for each in offences(path, text)] == []


def test_the_chinese_messages_are_of_no_periodical() -> None:
    text = (PACKAGE / "locale/zh_CN/LC_MESSAGES/handbook.po").read_text(encoding="utf-8")
    assert re.findall("预训练|周刊|论文推荐|智源|BAAI", text) == []


@pytest.mark.parametrize("line", ["# 第 {number} 期", 'SECTION = "论文推荐"', '"inLanguage": "zh-CN"', "pretraining-handbook/1"])
def test_a_word_of_this_handbook_is_found(line: str) -> None:
    assert offences("a.py", f"\n{line}") == [f"a.py:2: {OWN.findall(line)[0]}"]


def test_every_exception_is_used() -> None:
    assert {(path, word) for path, text in files().items() for word in OWN.findall(text)} == set(ALLOWED)


def test_the_words_of_this_handbook_are_in_its_own_table() -> None:
    identity = handbook.identity(ROOT)
    assert OWN.fullmatch(identity.section)
    assert OWN.search(identity.heading(64))
    assert identity.language == "zh-CN"
