"""The exact reports of bad input, in English, with their places; every code has a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from handbook.checking.checks import check
from handbook.library.library import Library
from handbook.model.codes import CODES
from handbook.model.problems import Problem
from handbook.text.messages import translator

from . import bad_bib, bad_directives, bad_files, bad_identity, bad_library, bad_pages, bad_safety
from .builders import BASE, Case, Files, read, tree
from .checking import test_advice

TABLE = (
    *bad_files.CASES,
    *bad_identity.CASES,
    *bad_pages.CASES,
    *bad_directives.CASES,
    *bad_library.CASES,
    *bad_bib.CASES,
    *bad_safety.CASES,
)
ROWS = pytest.mark.parametrize("row", TABLE, ids=[row.name.replace(" ", "-") for row in TABLE])


def said(problem: Problem) -> tuple[str, str, str]:
    """Return a problem as the table has it."""
    return problem.code, f"{problem.location.path}:{problem.location.line}", problem.text()


def test_the_smallest_handbook_has_no_problem(library: Callable[[Files], Library]) -> None:
    assert check(library(BASE)) == ()


@ROWS
def test_bad_input_is_reported_with_code_place_message_and_hint(row: Case, library: Callable[[Files], Library]) -> None:
    assert [said(problem) for problem in check(library(row.files))] == list(row.said)


@ROWS
def test_bad_input_is_reported_in_chinese_too(row: Case) -> None:
    translate = translator("zh_CN")
    for problem in check(read(row.files)):
        assert problem.message(translate) != problem.message()
        assert problem.hint(translate) != problem.hint()


def test_the_table_names_each_row_once() -> None:
    assert [name for name, count in Counter(row.name for row in TABLE).items() if count > 1] == []


def test_the_table_has_every_code() -> None:
    of_catalogues = {"catalogue-syntax", "translation-blocks", "translation-differs"}  # see reading/test_catalogues.py
    elsewhere = (
        {"outside", "file-name-unreadable"} | of_catalogues | test_advice.CODES_OF_ADVICE
    )  # see test_reader.py and test_advice.py
    assert {code for row in TABLE for code, _place, _text in row.said} | elsewhere == set(CODES)


@ROWS
def test_every_reported_place_is_in_the_files(row: Case) -> None:
    files = tree(row.files)
    for _code, place, _text in row.said:
        path, _colon, line = place.rpartition(":")
        assert 1 <= int(line) <= len(files[path].decode(errors="replace").splitlines() or [""])
