"""Any text can stand in XML, and comes out of it as far as XML can hold it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from handbook.text.xml import xml


@given(st.text())
def test_any_text_is_xml(text: str) -> None:
    root = etree.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>'.encode())
    assert (root.text or "").replace("\r", "\n") == "".join(char for char in text if xml(char)).replace("\r\n", "\n").replace(
        "\r", "\n"
    )


@pytest.mark.parametrize("char", ["\0", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_left_out(char: str) -> None:
    assert xml(f"a{char}b") == "ab"


def test_what_ends_an_element_or_a_value_is_escaped() -> None:
    assert xml("""<a b="c" d='e'>&]]>""") == "&lt;a b=&quot;c&quot; d=&#x27;e&#x27;&gt;&amp;]]&gt;"
