"""HTML, JATS and MathML in titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.text.latex import plain
from handbook.text.markup import has_markup, unmarked


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Models of &lt;i&gt;in vivo&lt;/i&gt; wool &amp; hair", "Models of in vivo wool & hair"),
        ("Herds &amp;amp; &amp;lt;b&amp;gt;Flocks&amp;lt;/b&amp;gt;", "Herds & Flocks"),
        ("CO<sub>2</sub> and x<sup>a</sup>", "CO₂ and x^a"),
        ("<jats:italic>Lama</jats:italic> <scp>BERT</scp><br/>two", "Lama BERT two"),
        ("<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>", "x²"),
        ("<inline-formula><tex-math>$n$</tex-math><math><mi>n</mi></math></inline-formula>", "n"),
        ("Orl{\\&}eacute;ans \\&amp; Tours", "Orléans & Tours"),
        ("If a < b and c > d, p<0.05, Q&A; x<y and z>w", "If a < b and c > d, p<0.05, Q&A; x<y and z>w"),
        ("&#233;t&#xe9; &#92;input", "été \\input"),
        ("<i>not closed", "not closed"),
        ("</sub>2<sub>", "2"),
    ],
)
def test_markup_is_text(value: str, expected: str) -> None:
    assert plain(value) == expected


def test_every_tag_goes_where_all_markup_is_html() -> None:
    assert unmarked("a <unheard class='x'>tag</unheard> <!-- no -->b", every_tag=True) == "a tag b"
    assert unmarked("a <unheard>tag</unheard>") == "a <unheard>tag</unheard>"


@given(
    st.lists(st.sampled_from(["<", ">", "/", "i", "sub", "msup", "&", "amp;", "lt;", "#60;", " ", "x", "<sub>", "</sub>"])).map(
        "".join
    )
)
def test_no_value_raises(value: str) -> None:
    found = unmarked(value)
    assert has_markup(value) or found == value
