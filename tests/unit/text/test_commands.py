"""The tables of LaTeX commands."""

from __future__ import annotations

import pytest

from handbook.text.commands import EXPORTED, MATHEMATICAL, is_known, sign_of, signs

DANGEROUS = [
    "input",
    "include",
    "write",
    "openout",
    "openin",
    "read",
    "immediate",
    "special",
    "catcode",
    "def",
    "edef",
    "gdef",
    "xdef",
    "let",
    "newcommand",
    "renewcommand",
    "providecommand",
    "csname",
    "endcsname",
    "expandafter",
    "loop",
    "repeat",
    "directlua",
    "ShellEscape",
    "verbatiminput",
    "lstinputlisting",
    "includegraphics",
    "usepackage",
    "RequirePackage",
    "documentclass",
    "begin",
    "end",
    "fi",
    "else",
    "ifmmode",
    "char",
    "makeatletter",
    "everypar",
    "output",
    "jobname",
]


@pytest.mark.parametrize("name", DANGEROUS)
def test_no_export_may_hold_a_command_that_does_something(name: str) -> None:
    assert name not in EXPORTED


def test_every_command_of_exports_is_read_back() -> None:
    assert [name for name in EXPORTED if not is_known(name)] == []
    assert {*MATHEMATICAL} <= EXPORTED
    assert {*signs().values()} <= EXPORTED


@pytest.mark.parametrize(
    ("name", "sign"),
    [("alpha", "α"), ("lesssim", "≲"), ("ell", "ℓ"), ("today", ""), ("cite", ""), ("mystery", ""), ("quad", " ")],
)
def test_signs(name: str, sign: str) -> None:
    assert sign_of(name) == sign
    assert is_known(name) == bool(sign)
