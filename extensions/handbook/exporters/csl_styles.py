"""APA 7 and IEEE by their CSL styles, through citeproc-py.

The engine takes 3 to 9 ms of processor time for a reference, because it searches the style again for every part of it. So it
formats each *shape* of work (its type and the fields it has) only once, with a placeholder in place of every value; the names of
the authors it formats in a style that is cut down to them. The values then replace the placeholders. A work that depends on more
than its shape (editors, editions, pages that are not numbers) goes through the engine unchanged. Tests compare the two ways.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .citeproc import engine, names_by_engine
from .csl import item_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .work import Work

_LEFT_OUT = ("citation-key", "event-title", "note", "language")
"""The keys that the styles do not print or the engine does not know."""
_WORDS = (
    *("title", "container-title", "collection-title", "publisher", "publisher-place", "genre", "version"),
    *("archive_location", "DOI", "URL"),
)
_NUMBERS = ("volume", "issue", "page", "number")
_NAMES_PLACEHOLDER = "\ue000"
_PREPRINT_PLACEHOLDER = "\ue020"
_YEAR_PLACEHOLDER = 9753
_NUMBER = re.compile(r"(\d+)(?:-(\d+))?", re.ASCII)
_AT_ENDS = frozenset("“”‘’\"'.?!,;:…()[]")
"""Characters at the ends of a value before or after which a style drops punctuation of its own."""


def apa(work: Work) -> str:
    """Return a reference in the form of APA, seventh edition, on one line."""
    item = printed(work)
    if not {"author", "editor", "translator"} & {*item} and "title" in item:
        # the engine would print the title in place of the authors, which is right, and then a second time
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
    """Return the item of a work with what the styles print; the key of a work without a title stands for it."""
    item = {name: value for name, value in item_of(work).items() if name not in _LEFT_OUT}
    return {**item, "title": work.title.plain or work.key}


def reference(style: str, item: Mapping[str, Any]) -> str:
    """Return the reference of a CSL item, the same text that the engine returns."""
    placeholders = _placeholders(item)
    if placeholders is None:
        return engine(style, item)
    shaped, values = placeholders
    if "author" in item:
        names = names_by_engine(style, {"id": "x", "type": item["type"], "author": item["author"]})
        placeholder = _placeholder(_NAMES_PLACEHOLDER, names)
        values[placeholder] = names
        shaped["author"] = [{"literal": placeholder}]
    text = _template(style, json.dumps(shaped, sort_keys=True))
    return re.sub("|".join(map(re.escape, sorted(values, key=len, reverse=True))), lambda match: values[match[0]], text)


def _placeholders(item: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]] | None:
    """Return *item* with placeholders, and the value of each; None where its reference depends on more than its shape."""
    if not {*item} <= {"id", "type", "author", "issued", "archive", *_WORDS, *_NUMBERS}:
        return None
    shaped: dict[str, Any] = {"id": "x", "type": item["type"]}
    values: dict[str, str] = {}
    for place, name in enumerate(_WORDS):
        if name in item:
            shaped[name] = _placeholder(chr(0xE001 + place), str(item[name]))
            values[shaped[name]] = str(item[name])
    for place, name in enumerate(_NUMBERS):
        if name in item:
            placeholder = _number_placeholder(f"97531{place}", str(item[name]), values)
            if placeholder is None:
                return None
            shaped[name] = placeholder
    if "archive" in item:
        shaped["archive"] = item["archive"]
    if "issued" in item:
        (year, *rest), *others = item["issued"]["date-parts"]
        if others or len(str(year)) != 4:
            return None
        shaped["issued"] = {"date-parts": [[_YEAR_PLACEHOLDER, *rest]]}
        values[str(_YEAR_PLACEHOLDER)] = str(year)
    return shaped, values


def _placeholder(placeholder: str, value: str) -> str:
    """Return *placeholder* between the punctuation with which *value* begins and ends."""
    return (value[0] if value[0] in _AT_ENDS else "") + placeholder + _last(value)


def _last(value: str) -> str:
    return value[-1] if value[-1:] in _AT_ENDS else ""


def _number_placeholder(placeholder: str, value: str, values: dict[str, str]) -> str | None:
    """Return a number or a range of numbers as the placeholder of *value*; None where *value* is neither."""
    if value.startswith("arXiv:"):
        values[_PREPRINT_PLACEHOLDER] = value
        return _PREPRINT_PLACEHOLDER
    match = _NUMBER.fullmatch(value)
    if match is None or (match[2] and len(match[1]) != len(match[2])):
        return None
    values[f"{placeholder}1"], values[f"{placeholder}2"] = match[1], match[2] or ""
    return f"{placeholder}1-{placeholder}2" if match[2] else f"{placeholder}1"


@lru_cache(maxsize=4096)
def _template(style: str, shaped: str) -> str:
    """Return the reference of an item of placeholders, which is given as JSON."""
    return engine(style, json.loads(shaped))
