"""Quotation marks, punctuation where parts meet, and letter case in references by CSL styles."""

from __future__ import annotations

import time

import pytest

from handbook.exporters.csl_text import MAX_DEPTH, affixed, delimited, finished, first_capital, joined, parsed, quoted, title_case


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain", "plain"),
        ('a "b" c', "a “b” c"),
        ("a “b” c", "a “b” c"),
        ("'b' c", "“b” c"),
        ("don't, students' work", "don’t, students’ work"),
        ("“don’t”", "“don’t”"),
        ('5" disk', '5" disk'),
        ("“never closed", "“never closed"),
        ("\"a 'b' c\"", "“a ‘b’ c”"),
        ('""', '""'),
    ],
)
def test_quotation_marks_of_a_value(value: str, shown: str) -> None:
    assert finished(parsed(value)) == shown


def test_quotations_in_a_quotation_change_their_marks() -> None:
    assert finished(quoted(parsed("On “a ‘b’”"))) == "“On ‘a “b”’”"


@pytest.mark.parametrize("value", ["“" * 5_000 + "”" * 5_000, "\"'" * 5_000, "“'\"‘" * 2_000, "\x01\x02\x02" * 9])
def test_hostile_quotation_marks_end_soon(value: str) -> None:
    start = time.process_time()
    shown = finished(parsed(value))
    assert time.process_time() - start < 10
    assert "\x01" not in shown
    assert "\x02" not in shown


def test_quotations_nested_too_deep_keep_their_marks() -> None:
    depth = MAX_DEPTH + 1
    assert finished(parsed("“" * depth + "a" + "”" * depth)).count("a") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\x01a\x02, b", "“a,” b"), ("\x01a?\x02, b", "“a?” b"), ("\x01a\x01b\x02\x02.", "“a‘b’.”"), ("\x01a\x02; b", "“a”; b")],
)
def test_points_and_commas_move_into_quotations(text: str, shown: str) -> None:
    assert finished(text) == shown


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        ("a.", ". b", "a. b"),
        ("a?", ". b", "a? b"),
        ("a?", ", b", "a?, b"),
        ("a:", "? b", "a? b"),
        ("a,", ", b", "a, b"),
        ("a ", ", b", "a, b"),
        ("a ", " b", "a b"),
        ("\x01a?\x02", ". b", "\x01a?\x02 b"),
    ],
)
def test_signs_that_must_not_meet(left: str, right: str, both: str) -> None:
    assert joined([left, right]) == both


def test_a_delimiter_does_not_stand_before_punctuation() -> None:
    assert delimited(["a", "", "b", ", c"], "; ") == "a; b, c"
    assert affixed("", "(", ")") == ""
    assert affixed("a.", "(", ".") == "(a."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("journal of the herd", "Journal of the Herd"),
        ("proceedings: a review of bells", "Proceedings: A Review of Bells"),
        ("notes on arXiv and BERT", "Notes on arXiv and BERT"),
        ("what it is to", "What It Is To"),
        ("self-made and/or bought", "Self-Made and/or Bought"),
        ("3D vision at example.com", "3D Vision at Example.com"),
        ("\x01herd notes\x02 today", "\x01Herd Notes\x02 Today"),
        ("études de cas", "Études de Cas"),
    ],
)
def test_title_case(text: str, shown: str) -> None:
    assert title_case(text) == shown


@pytest.mark.parametrize(("text", "shown"), [("eds.", "Eds."), ("(a b", "(A b"), ("iPad", "iPad"), (" a", " a"), ("", "")])
def test_a_first_capital(text: str, shown: str) -> None:
    assert first_capital(text) == shown
