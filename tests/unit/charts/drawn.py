"""What tests ask of a chart: that it is well-formed, small and without styles, and its texts, links and sizes."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st
from lxml import etree

from handbook.charts.svg import MAX_BYTES

NAMES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["", "<script>&\"'", "]]>", "\x00\x0b\ufffe", "a" * 400, "预训练" * 100, "𠮷" * 30, "مرحبا", "\ud800"]),
)
"""Names as anybody may give them to a term."""
NUMBERS = st.integers(0, 10**9)


def parsed(svg: str) -> etree._Element:
    """Return the elements of a chart, which must be XML, fit in the limit, and keep to the policy of the site."""
    assert len(svg.encode()) <= MAX_BYTES
    root = etree.fromstring(svg)
    assert root.tag == "svg"
    for each in root.iter():
        assert not set(each.attrib) & {"style", "onclick", "onload"}
    return root


def texts(root: etree._Element) -> list[str]:
    """Return the texts of a chart in order."""
    return [each.text or "" for each in root.iter("text")]


def links(root: etree._Element) -> list[str]:
    """Return the addresses of the links of a chart in order."""
    return [each.attrib["href"] for each in root.iter("a")]


def shares(root: etree._Element, tag: str, name: str) -> Iterator[float]:
    """Yield an attribute of all elements of a kind, which is a share of the width in percent."""
    for each in root.iter(tag):
        value = each.attrib.get(name, "0%")
        assert value.endswith("%"), value
        yield float(value[:-1])
