"""Parses pages as browsers do: the tree, to be asked with XPath, and every error that the HTML standard names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from lxml import etree
from tinyhtml5.parser import HTMLParser

_NOT_IN_NAMES = re.compile(r"[^\w.\-:{}/#]|^[\d.\-]")


def parse(page: Path | bytes) -> tuple[etree._Element, tuple[tuple[str, int], ...]]:
    """Return the tree of a page in UTF-8, and the errors with their lines."""
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(page if isinstance(page, bytes) else page.read_bytes(), transport_encoding="utf-8")
    return _of_lxml(root), tuple((code, position[0]) for position, code, _values in parser.errors)


def tree(page: Path | bytes) -> etree._Element:
    """Return the tree of a page in UTF-8."""
    return parse(page)[0]


def _of_lxml(element: ElementTree.Element) -> etree._Element:
    """Return *element* and all that is in it as elements of lxml, which XPath needs."""
    made = etree.Element(_name(element.tag), dict(_attributes(element)))
    made.text = element.text
    for child in element:
        part = _of_lxml(child) if isinstance(child.tag, str) else etree.Comment(" ")
        part.tail = child.tail
        made.append(part)
    return made


def _attributes(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        yield _name(name), value


def _name(name: str) -> str:
    """Return a name that XML takes for any that HTML takes."""
    return _NOT_IN_NAMES.sub(lambda match: f"U{ord(match[0]):05X}", name)
