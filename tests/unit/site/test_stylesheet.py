"""The stylesheet: rules that no page can use are left out, and none that a page may use."""

from __future__ import annotations

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from handbook.site.stylesheet import names_in, stylesheet

NAMES = names_in(["class='card note' id=main"])


def made(css: str) -> str:
    """Return the stylesheet of one source, without spaces that mean nothing."""
    return stylesheet([css], NAMES).strip().replace("\n", "")


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".card{color:red}", ".card{color:red}"),
        (".carousel{color:red}", ""),
        (".card .carousel, .card > p{color:red}", ".card > p{color:red}"),
        (".card.carousel{color:red}", ""),
        ("#main a:hover{color:red}", "#main a:hover{color:red}"),
        ("#other a{color:red}", ""),
        ("p:not(.carousel){color:red}", "p:not(.carousel){color:red}"),
        (":is(.carousel, p){color:red}", ":is(.carousel, p){color:red}"),
        ("[class*='fa-']{color:red}", "[class*='fa-']{color:red}"),
        ("@media print{.card{color:red}.carousel{color:red}}", "@media print{.card{color:red}}"),
        ("@media print{.carousel{color:red}}", ""),
        ("@font-face{font-family:Icons;src:url(a.woff2)}", ""),
        ("@import 'basic.css';p{color:red}", "p{color:red}"),
        ("@keyframes turn{from{color:red}}", "@keyframes turn{from{color:red}}"),
        ("p{content:'}.carousel{'}", "p{content:'}.carousel{'}"),
        ("p{}", ""),
        ("/* a */p{/* b */color:red}", "p{color:red}"),
    ],
)
def test_a_rule_stays_if_its_names_are_known(css: str, kept: str) -> None:
    assert made(css).replace('"', "'") == kept


def test_unused_variables_are_left_out_and_those_behind_used_ones_are_not() -> None:
    css = ":root{--a:var(--b);--b:1px;--c:2px}@media print{:root{--b:3px;--d:1px}}p{width:var( --a )}"
    assert made(css) == ":root{--a:var(--b);--b:1px}@media print{:root{--b:3px}}p{width:var( --a )}"


def test_a_mode_applies_by_the_system_where_none_is_chosen_and_paper_is_light() -> None:
    css = 'html[data-theme="dark"] .card{color:red}html[data-theme=light],html{color:blue}'
    assert made(css) == (
        '@media screen{html[data-theme="dark"] .card{color:red}}'
        '@media screen and (prefers-color-scheme:dark){html[data-theme="auto"] .card{color:red}}'
        "html[data-theme=light],html{color:blue}"
        '@media (prefers-color-scheme:light){html[data-theme="auto"]{color:blue}}'
        '@media print{html[data-theme="auto"]{color:blue}}'
        '@media print{html[data-theme="dark"]{color:blue}}'
    )


@given(st.lists(st.sampled_from([".card", ".x", "#main", "{", "}", "a:b", ";", "@media print", "/*", "*/", ",", "(", ":not("])))
def test_any_text_gives_a_stylesheet_that_is_read_again_the_same(pieces: list[str]) -> None:
    once = stylesheet([" ".join(pieces)], NAMES)
    assert stylesheet([once], NAMES) == once
    assert ".x{" not in once
    assert [rule for rule in tinycss2.parse_stylesheet(once) if rule.type == "error"] == []
