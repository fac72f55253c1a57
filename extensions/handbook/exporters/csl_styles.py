"""APA 7 and IEEE by their CSL styles, through citeproc-py.

The engine takes 3 to 9 ms of processor time for a reference, because it searches the style anew for every part of it. So it is
asked once for each *shape* of work (its type and which fields it has) with a sign in place of every value, and once more for
the names alone, in a style that holds nothing else; the values are then put in the places of the signs. What depends on more
than the shape (editors, editions, pages that are no numbers) goes through the engine as it is. Tests compare the two ways.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from lxml import etree

from .csl import item_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .work import Work

_FOLDER = Path(__file__).parent / "styles"
"""Two of the official styles of CSL, unchanged; they are CC BY-SA 3.0. Their terms in English are in citeproc-py."""

_CSL = "{http://purl.org/net/xbiblio/csl}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LEFT_OUT = ("citation-key", "event-title", "note", "language")
"""What the styles do not print, or the engine does not know."""
_WORDS = (
    *("title", "container-title", "collection-title", "publisher", "publisher-place", "genre", "version"),
    *("archive_location", "DOI", "URL"),
)
_NUMBERS = ("volume", "issue", "page", "number")
_NAMES = "\ue000"
_PREPRINT = "\ue020"
_YEAR = 9753
_NUMBER = re.compile(r"(\d+)(?:-(\d+))?", re.ASCII)
_AT_ENDS = frozenset("“”‘’\"'.?!,;:…()[]")
"""The signs at the beginning and end of a value that punctuation beside it gives way to."""
_POSITION = re.compile(r"\[1\]\s*")


def apa(work: Work) -> str:
    """Return a reference in the form of APA, seventh edition, on one line."""
    item = printed(work)
    if not {"author", "editor", "translator"} & {*item} and "title" in item:
        # the engine would print the title where the author stands, as it must, and then once more
        item["author"] = [{"literal": item.pop("title")}]
    return _line("apa", work, item)


def ieee(work: Work) -> str:
    """Return a reference in the form of IEEE, on one line, without its number in a list."""
    return _line("ieee", work, printed(work))


def _line(style: str, work: Work, item: Mapping[str, Any]) -> str:
    text = reference(style, item)
    if work.arxiv and work.arxiv not in text:
        text += f" arXiv:{work.arxiv}."
    return text + "\n"


def printed(work: Work) -> dict[str, Any]:
    """Return the item of a work with what the styles print; its key stands for a title that it lacks."""
    item = {name: value for name, value in item_of(work).items() if name not in _LEFT_OUT}
    return {**item, "title": work.title.plain or work.key}


def reference(style: str, item: Mapping[str, Any]) -> str:
    """Return the reference of an item of CSL's data, as the engine writes it."""
    signs = _signs(item)
    if signs is None:
        return engine(style, item)
    shaped, values = signs
    if "author" in item:
        names = _with(style, _names_of(style), {"id": "x", "type": item["type"], "author": item["author"]})
        sign = _sign(_NAMES, names)
        values[sign] = names
        shaped["author"] = [{"literal": sign}]
    text = _template(style, json.dumps(shaped, sort_keys=True))
    return re.sub("|".join(map(re.escape, sorted(values, key=len, reverse=True))), lambda match: values[match[0]], text)


def engine(style: str, item: Mapping[str, Any]) -> str:
    """Return the reference of an item, all by the engine."""
    return _with(style, _style(style), item)


def _signs(item: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]] | None:
    """Return *item* with signs in place of its values, and what each sign stands for; None where the shape is not all."""
    if not {*item} <= {"id", "type", "author", "issued", "archive", *_WORDS, *_NUMBERS}:
        return None
    shaped: dict[str, Any] = {"id": "x", "type": item["type"]}
    values: dict[str, str] = {}
    for place, name in enumerate(_WORDS):
        if name in item:
            shaped[name] = _sign(chr(0xE001 + place), str(item[name]))
            values[shaped[name]] = str(item[name])
    for place, name in enumerate(_NUMBERS):
        if name in item:
            sign = _number_sign(f"97531{place}", str(item[name]), values)
            if sign is None:
                return None
            shaped[name] = sign
    if "archive" in item:
        shaped["archive"] = item["archive"]
    if "issued" in item:
        (year, *rest), *others = item["issued"]["date-parts"]
        if others or len(str(year)) != 4:
            return None
        shaped["issued"] = {"date-parts": [[_YEAR, *rest]]}
        values[str(_YEAR)] = str(year)
    return shaped, values


def _sign(sign: str, value: str) -> str:
    """Return *sign* between the punctuation with which *value* begins and ends."""
    return (value[0] if value[0] in _AT_ENDS else "") + sign + _last(value)


def _last(value: str) -> str:
    return value[-1] if value[-1:] in _AT_ENDS else ""


def _number_sign(sign: str, value: str, values: dict[str, str]) -> str | None:
    """Return digits or a range of digits for *value*, or None where it is something else."""
    if value.startswith("arXiv:"):
        values[_PREPRINT] = value
        return _PREPRINT
    match = _NUMBER.fullmatch(value)
    if match is None or (match[2] and len(match[1]) != len(match[2])):
        return None
    values[f"{sign}1"], values[f"{sign}2"] = match[1], match[2] or ""
    return f"{sign}1-{sign}2" if match[2] else f"{sign}1"


@lru_cache(maxsize=4096)
def _template(style: str, shaped: str) -> str:
    """Return the reference of an item of signs, given as JSON."""
    return engine(style, json.loads(shaped))


def _with(name: str, style: CitationStylesStyle, item: Mapping[str, Any]) -> str:
    bibliography = CitationStylesBibliography(style, CiteProcJSON([dict(item)]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    written = " ".join(str(bibliography.bibliography()[0]).split())
    return _POSITION.sub("", written, count=1) if name == "ieee" else written


@cache
def _style(name: str) -> CitationStylesStyle:
    return CitationStylesStyle(str(_FOLDER / f"{name}.csl"), validate=False, locale="en-US")


@cache
def _names_of(name: str) -> CitationStylesStyle:
    """Return the style cut down to the names of authors, as the style has them in a list of references.

    Its own locale holds the two terms that stand between names: the engine looks there before it searches all terms of English.
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
