"""Elements of SVG as text, for SVG that stands inside HTML: the same text for the same values on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.xml import xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAX_BYTES = 25_000
"""A chart is at most so long."""

Value = str | float
"""The value of an attribute: text, or a number."""


def number(value: float) -> str:
    """Return a number as SVG has it: at most two decimals, none that are zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent(share: float) -> str:
    """Return a share of the width of the chart; what is placed by shares fits every width, and its text keeps its size."""
    return f"{number(100 * share)}%"


def element(tag: str, content: str = "", **attributes: Value) -> str:
    """Return an element with *content*, which is markup; an underscore in the name of an attribute stands for a hyphen."""
    written = "".join(
        f' {name.strip("_").replace("_", "-")}="{xml(value) if isinstance(value, str) else number(value)}"'
        for name, value in attributes.items()
        if value != ""
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def text(words: str, **attributes: Value) -> str:
    """Return *words* as text of a chart."""
    return element("text", xml(words), **attributes)


def link(href: str, title: str, *content: str) -> str:
    """Return *content* as a link with a *title* for those who point at it or hear it; not a link if there is no address."""
    inner = (element("title", xml(title)) if title else "") + "".join(content)
    if href:
        return element("a", inner, href=href)
    return element("g", inner) if title else inner


def chart(title: str, description: str, parts: Iterable[str], **attributes: Value) -> str:
    """Return a chart, whose *title* and *description* say in words what it shows."""
    head = element("title", xml(title)) + element("desc", xml(description))
    return element("svg", "\n".join([head, *parts]), **attributes)


def fitting(draw: Callable[[int], str], count: int) -> str:
    """Return what *draw* makes of the first rows or nodes, of at most *count* and of as many as MAX_BYTES can hold."""
    drawn = draw(count)
    while len(drawn.encode()) > MAX_BYTES and count > 1:
        count = max(1, min(count - 1, count * MAX_BYTES // len(drawn.encode())))
        drawn = draw(count)
    return drawn
