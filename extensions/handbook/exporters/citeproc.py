"""The CSL engine: all contact with citeproc-py, whose inside ``_names_style`` relies on.

Read from citeproc-py 0.11.1 and the styles beside this module: the engine formats an item with a style object whose
``root`` finds terms, a style is an XML document with a macro ``author`` that holds the form of names, and IEEE puts the number of
a reference in brackets before it. ``tests/unit/exporters/test_citeproc.py`` fails where that changes.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).parent / "styles"
"""Two of the official styles of CSL, unchanged; they are CC BY-SA 3.0. Their terms in English are in citeproc-py."""

_CSL = "{http://purl.org/net/xbiblio/csl}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_POSITION = re.compile(r"\[1\]\s*")


def engine(style: str, item: Mapping[str, Any]) -> str:
    """Return the reference of a CSL item, on one line."""
    return _formatted(style, _style(style), item)


def names_by_engine(style: str, item: Mapping[str, Any]) -> str:
    """Return the names of the authors of a CSL item, as the style prints them in a list of references."""
    return _formatted(style, _names_style(style), item)


def _formatted(name: str, style: CitationStylesStyle, item: Mapping[str, Any]) -> str:
    bibliography = CitationStylesBibliography(style, CiteProcJSON([dict(item)]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    written = " ".join(str(bibliography.bibliography()[0]).split())
    return _POSITION.sub("", written, count=1) if name == "ieee" else written


@cache
def _style(name: str) -> CitationStylesStyle:
    return CitationStylesStyle(str(_FOLDER / f"{name}.csl"), validate=False, locale="en-US")


@cache
def _names_style(name: str) -> CitationStylesStyle:
    """Return the style reduced to the names of authors, as it prints them in a list of references.

    Its locale holds the two terms that stand between names, because the engine looks there before it searches all English terms.
    """
    root = etree.parse(_FOLDER / f"{name}.csl", etree.XMLParser(remove_comments=True)).getroot()
    form = root.find(f"{_CSL}macro[@name='author']/{_CSL}names/{_CSL}name")
    bibliography = root.find(f"{_CSL}bibliography")
    for child in list(root):
        if child is not bibliography and child.tag != f"{_CSL}locale":
            root.remove(child)
    for child in list(bibliography):
        bibliography.remove(child)
    names = etree.SubElement(etree.SubElement(bibliography, f"{_CSL}layout"), f"{_CSL}names", variable="author")
    names.append(form)
    terms = etree.SubElement(etree.SubElement(root, f"{_CSL}locale", {_LANGUAGE: "en-US"}), f"{_CSL}terms")
    for term in ("and", "et-al"):
        terms.append(etree.fromstring(etree.tostring(_style(name).root.get_term(term), with_tail=False)))
    return CitationStylesStyle(BytesIO(etree.tostring(root)), validate=False, locale="en-US")
