"""The catalogue has every string that a person reads, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import handbook
from handbook.text.messages import catalogue, mark, translator

PACKAGE = Path(handbook.__file__).parent
PYTHON = {"method_map": [("**.py", "python")], "keywords": {"_": None, "say": None}}
TEMPLATES = {"method_map": [("templates/**.html", "jinja2")], "keywords": {"hb_say": None}}  # _ is that of Sphinx there


def extracted() -> Iterator[str]:
    """Yield the strings that the package marks."""
    for sort in (PYTHON, TEMPLATES):
        for _file, _line, message, _comments, _context in extract_from_dir(str(PACKAGE), **sort):
            assert isinstance(message, str)
            yield message


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    """Return the source of the Chinese catalogue."""
    with (PACKAGE / "locale/zh_CN/LC_MESSAGES/handbook.po").open("rb") as stream:
        return read_po(stream, locale="zh_CN")


def entries(written: Catalog) -> list[Message]:
    """Return the messages of a catalogue, without its header."""
    return [message for message in written if message.id]


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text."""
    return set(re.findall(r"\{[^{}]*\}", text))


def test_the_package_marks_strings_in_modules_and_templates() -> None:
    assert {"the page has no title", "Also called"} <= set(extracted())
    assert any("JavaScript" in message for message in extracted())


def test_every_string_has_a_chinese_translation(chinese: Catalog) -> None:
    assert set(extracted()) - {message.id for message in entries(chinese)} == set()


def test_no_translation_is_empty_or_fuzzy(chinese: Catalog) -> None:
    assert [message.id for message in entries(chinese) if message.fuzzy or not str(message.string).strip()] == []


def test_no_translation_is_unused(chinese: Catalog) -> None:
    assert {message.id for message in entries(chinese)} - set(extracted()) == set()
    assert list(chinese.obsolete) == []


def test_string_and_translation_have_the_same_placeholders(chinese: Catalog) -> None:
    differing = [message.id for message in entries(chinese) if placeholders(str(message.id)) != placeholders(str(message.string))]
    assert differing == []


@pytest.mark.parametrize("language", ["zh_CN", "zh-CN", "zh-cn", "zh"])
def test_chinese_is_found_under_each_of_its_tags(language: str) -> None:
    assert translator(language)("the page has no title") == "页面没有标题"


def test_a_catalogue_is_read_once_for_all_spellings_of_a_language() -> None:
    assert catalogue("zh_CN") is catalogue("zh-CN")


@pytest.mark.parametrize("language", ["en", "de", "tlh", "", "no language", "zh_CN/../en"])
def test_a_language_without_catalogue_gets_english(language: str) -> None:
    assert translator(language)("the page has no title") == "the page has no title"


def test_a_string_that_is_not_in_the_catalogue_is_unchanged() -> None:
    assert catalogue("zh_CN").gettext("a string of nobody") == "a string of nobody"


def test_marking_a_string_does_not_change_it() -> None:
    assert mark("{field} cannot be {value}") == "{field} cannot be {value}"
