"""Numbers and pages in references by CSL styles."""

from __future__ import annotations

import pytest

from handbook.exporters.citeproc import _root
from handbook.exporters.csl_locale import locale_of
from handbook.exporters.csl_numbers import is_numeric, is_plural, numbered, pages

LOCALE = locale_of(_root("locales-en-US.xml"), _root("apa.csl"))


@pytest.mark.parametrize("value", ["3", "12-13", "2nd", "A3", "1, 2", "1 & 2"])
def test_numbers(value: str) -> None:
    assert is_numeric(value)


@pytest.mark.parametrize("value", ["", "Third", "3(2)", "12.5", "HCI II"])
def test_what_is_no_number(value: str) -> None:
    assert not is_numeric(value)


@pytest.mark.parametrize(
    ("value", "several"), [("12", False), ("e1002", False), ("12-13", True), ("12, 15", True), ("30:1–30:40", True)]
)
def test_several_pages(value: str, several: bool) -> None:
    assert is_plural(value, "page") is several


def test_one_volume_is_one_and_three_are_several() -> None:
    assert not is_plural("1", "number-of-volumes")
    assert is_plural("3", "number-of-volumes")


@pytest.mark.parametrize(
    ("value", "shown"), [("1", "1st"), ("12", "12th"), ("23", "23rd"), ("112", "112th"), ("2-3", "2nd–3rd"), ("2a", "2a")]
)
def test_ordinals(value: str, shown: str) -> None:
    assert numbered(value, "ordinal", LOCALE) == shown


@pytest.mark.parametrize(
    ("value", "expanded", "short"),
    [
        ("101-9", "101–109", "101–9"),
        ("11–19", "11–19", "11–19"),
        ("30:1-30:40", "30:1–30:40", "30:1–30:40"),
        ("S12-5", "S12–5", "S12–5"),
        ("7", "7", "7"),
        ("35-38,80", "35–38, 80", "35–38, 80"),
        ("1-2-3", "1-2-3", "1-2-3"),
    ],
)
def test_ranges_of_pages(value: str, expanded: str, short: str) -> None:
    assert (pages(value, expanded=True), pages(value, expanded=False)) == (expanded, short)
