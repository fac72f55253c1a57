"""LaTeX of .bib files as plain text, as what exports may write, and back."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handbook.text.commands import EXPORTED
from handbook.text.latex import NON_TEXT, Text, escape, kept, plain, simplified, text, unknown_commands

ACCENTS = {
    "Mart{\\'{\\i}}nez": "Martínez",
    "Mart{\\'\\i}nez": "Martínez",
    "Mart\\'{\\i}nez": "Martínez",
    "\\^{i}le": "île",
    'Na\\"\\i ma': "Naïma",
    "Nguy{\\~{\\^e}}n, Th{\\'{\\u a}}ng": "Nguyễn, Thắng",
    "Nguy{\\~\\^e}n, Th{\\'\\u a}ng": "Nguyễn, Thắng",
    "B{\\d{\\^o}} L{\\uhorn}u": "Bộ Lưu",
    "{\\d a} \\d{a}": "ạ ạ",
    "Eli{\\'a}{\\v{s}} {\\v s} \\v s": "Eliáš š š",
    "{\\H o} {\\.{e}} {\\.e}": "ő ė ė",
    "\\textcommabelow{s}\\textcommabelow t": "șț",
    "\\b{d} \\t{oo} \\k{a} \\r a \\c c": "ḏ o͡o ą å ç",
    "skei{\\dh} R\\=a{\\dh}i \\o\\ \\L{}": "skeið Rāði ø Ł",
    "\\ifmmode \\check{Z}\\else \\v{Z}\\fi{}umer": "Žumer",
    "d{\\textquotesingle}Aubry": "d'Aubry",
    "Samardz\u0306i{\\'c}": "Samardz\u0306ić",
}
COMMANDS = {
    "{\\noopsort{marle}}van Marle": "van Marle",
    "Growth of \\emph{in vitro} wool and {\\em very} long hair": "Growth of in vitro wool and very long hair",
    "{\\textit{Lama glama}} \\textsc{Bert}\\relax": "Lama glama Bert",
    "CO\\textsubscript{2} and 5\\textsuperscript{th}": "CO₂ and 5th",
    "\\mbox{no break} \\mkbibquote{yes}": "no break “yes”",
    "\\href{https://example.org/a_b}{the page} \\url{https://example.org/a_b~c}": "the page https://example.org/a_b~c",
    "\\textcolor{red}{red} ink": "red ink",
    "Wool \\& wheat: 50\\% off, \\#1": "Wool & wheat: 50% off, #1",
    "one\\\\[2pt] two\\,three~four": "one two three four",
    "{\\LaTeX} and \\TeX{} alike": "LaTeX and TeX alike",
    "`` quoted'' -- and---so": "“ quoted” – and—so",
    "\\textbf{": "",
    "a } b": "a b",
}
MATHEMATICS = {
    "with $\\ell_1$ penalties": "with ℓ₁ penalties",
    "H$_2$O and $x_{max}$": "H₂O and xmax",
    "A $\\beta$-shepherd {$\\omega$-rewriting}": "A β-shepherd ω-rewriting",
    "$O(n \\log n)$ or $O(n\\log n^2)$": "O(n log n) or O(n log n²)",
    "$\\Bbb C^2$ ${\\mathit{K}}_{24}$ $\\mathbb{R}^{n}$": "ℂ² K₂₄ ℝⁿ",
    "$\\Sigma$$^{0}$ Hypernuclei": "Σ⁰ Hypernuclei",
    "$A^*$ search, $e^{x}$, $e^{x+y}$, $5^{th}$": "A* search, e^x, e^(x+y), 5th",
    "$a\\leq b$ and $a \\leq b$": "a≤b and a ≤ b",
    "$\\frac{1}{2}$ \\(\\sqrt{n}\\) \\ensuremath{\\hat{x}}": "1/2 √n x̂",
    "it costs $5": "it costs $5",
    "$\\less$em$\\greater$Tachycines$\\less$/em$\\greater$": "Tachycines",
}
VALUES = {**ACCENTS, **COMMANDS, **MATHEMATICS}
PIECES = st.lists(
    st.sampled_from(
        ["\\", "{", "}", "$", "$$", "^", "_", "&amp;", "<i>", "</i>", "\\emph", "\\'", '\\"{', "\\frac", "a", "é", " ", "%"]
    )
    | st.sampled_from(
        ["\\url{https://a.org/}", "\\input{x}", "^^5c", "\\noopsort", "\\ell", "\\sqrt[", "]", "``", "--", "ọ", "₂", "α"]
    )
).map("".join)


@pytest.mark.parametrize(("latex", "expected"), VALUES.items(), ids=list(VALUES))
def test_what_tex_prints_is_text(latex: str, expected: str) -> None:
    assert plain(latex) == expected
    assert unknown_commands(latex) == []


def test_what_stands_in_braces_is_protected() -> None:
    assert text("The {BERT} of {\\'E}cole $x_{AB}$ \\emph{In}") == Text("The BERT of École xAB In", ((4, 8), (12, 13), (22, 24)))
    assert text("{ A }") == Text("A", ((0, 1),))


def test_a_command_that_nobody_knows_takes_nothing_with_it() -> None:
    assert plain("The \\mystery{zephyr} engine \\odd of") == "The zephyr engine of"
    assert unknown_commands("The \\mystery{zephyr} \\emph{engine} \\odd of") == ["\\mystery", "\\odd"]


@given(st.text() | PIECES)
@example("\\")
@example("{\\t{}")
@example("$^")
def test_no_value_raises_and_no_tex_is_left(latex: str) -> None:
    value = plain(latex)
    assert value == " ".join(value.split())
    assert plain(escape(value)) == value
    assert NON_TEXT.search(value) is None
    spelled = re.search(r"[\\$]|text|[{}]", latex)
    assert spelled or not set("\\{}") & set(value)


@given(PIECES)
@example("\\frac}{")
@example("\\{ \\}")
@example("\\} \\{")
@example("\\url{https://a.org/^^5cinput}")
def test_what_exports_keep_is_harmless_and_says_the_same(latex: str) -> None:
    for value in (kept(latex), kept(latex, ascii_letters=True)):
        assert {*re.findall(r"\\([A-Za-z]+)", value)} <= EXPORTED | {"url", "href"}
        assert "^^" not in value
        assert value.count("{") == value.count("}")
        assert value.count("$") % 2 == value.count("\\$") % 2
        if value:
            assert unicodedata.normalize("NFC", plain(value)) == unicodedata.normalize("NFC", plain(latex))


@pytest.mark.parametrize(
    ("latex", "written"),
    [
        ("Sparse $\\ell_1$ \\emph{in} {BERT}", "Sparse $\\ell_1$ \\emph{in} {BERT}"),
        ("{\\noopsort{a}}van", "{\\noopsort{a}}van"),
        ("Wool & wheat 5% #1 a_b 2^n", "Wool \\& wheat 5\\% \\#1 a\\_b 2\\textasciicircum{}n"),
        ("$a_b & 5%$", "$a_b \\& 5\\%$"),
        ("é $α$ H₂O", "{\\'{e}} $\\ensuremath{\\alpha}$ H\\textsubscript{2}O"),
        ("\\url{https://example.org/a_b%20c}", "\\url{https://example.org/a_b%20c}"),
        ("\\url{javascript:x}", ""),
        ("\\input{x}", ""),
        ("\\lesssim", ""),
        ("^^5cinput{x}", ""),
        ("$^^5cinput$", ""),
        ("costs $5", ""),
        ("open {", ""),
        ("wool &amp; hair", ""),
        ("end\\", ""),
    ],
)
def test_exports_keep_the_value_where_tex_reads_it_safely(latex: str, written: str) -> None:
    assert kept(latex, ascii_letters=True) == written


def test_other_programs_get_simple_latex() -> None:
    assert simplified("{BERT} and Doll{\\'a}r \\& 5--6") == "{BERT} and Doll{\\'a}r \\& 5--6"
    assert simplified("{BERT} with $\\ell_1$") == "{BERT} with ℓ₁"


@pytest.mark.parametrize(
    "latex", ["ß ı æ Ø Å", "é ệ ộ ễ ắ", "α ℓ ≤ ∞ ×", "CO₂ 10⁻³", "a_b ~ ^ \\ { } & < > | \" -- ''", "&amp; <i>"]
)
def test_text_survives_as_latex_in_ascii(latex: str) -> None:
    written = escape(latex, ascii_letters=True)
    assert unicodedata.normalize("NFC", plain(written)) == unicodedata.normalize("NFC", latex)
    assert {*re.findall(r"\\([A-Za-z]+)", written)} <= EXPORTED


UNITS = (
    "{",
    '\\"',
    "$",
    "\\emph{",
    "$x^",
    "\\frac",
    "&amp;",
    "<sub>",
    "<a ",
    "\\ifmmode ",
    "\\url{",
    "\\\\[",
    "\\noopsort",
    "\\sqrt{$",
)


@pytest.mark.parametrize("unit", [*UNITS, "{$", "\\less", "<i></i>", "\\"])
def test_long_values_take_linear_time(unit: str) -> None:
    latex = unit * (100_000 // len(unit))
    start = time.process_time()
    plain(latex), kept(latex, ascii_letters=True), unknown_commands(latex)
    assert time.process_time() - start < 5
