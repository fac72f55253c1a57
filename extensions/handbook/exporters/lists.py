"""The plain formats: links for pages, and tables of the metadata of papers."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from ..text.identifiers import arxiv_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .work import Work

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|!&~^$])")
_FORMULAS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The signs with which a cell begins that a spreadsheet runs as a formula; some read the full-width forms too."""
_LINE_ENDS = re.compile(r"[\r\n\t]+")

COLUMNS = (
    *("key", "type", "title", "title_zh", "authors", "year", "venue", "container", "volume", "number", "pages"),
    *("doi", "arxiv", "url", "preprint", "issue", "address", "topics", "institutions", "methods"),
)
"""The columns of the CSV table and the keys of JSON objects; in the table, lists are joined by `` | ``."""


def markdown(work: Work) -> str:
    """Return a Markdown link to the work, and a second one to arXiv where the first leads elsewhere."""
    title = _MARKDOWN.sub(r"\\\1", work.title.plain or work.key)
    address = work.link.replace("<", "%3C").replace(">", "%3E").replace("(", "%28").replace(")", "%29")
    arxiv = f"([arXiv:{work.arxiv}]({arxiv_address(work.arxiv)}))" if work.arxiv and work.arxiv not in address else ""
    return " ".join(part for part in (f"[{title}]({address})" if address else title, arxiv) if part) + "\n"


def myst(work: Work) -> str:
    """Return the role that cites the work on a page of a MyST or Sphinx project."""
    return f"{{cite}}`{work.key}`\n"


def row_of(work: Work) -> dict[str, object]:
    """Return the metadata of the work, with all of COLUMNS as keys; unknown values are empty or null."""
    terms = dict(work.terms)
    return {
        "key": work.key,
        "type": work.type,
        "title": work.title.plain,
        "title_zh": work.title_zh,
        "authors": [person.name for person in work.authors],
        "year": work.year,
        "venue": work.get("eventtitle") or work.container.plain or work.server,
        "container": work.container.plain,
        "volume": work.get("volume"),
        "number": work.get("number"),
        "pages": work.get("pages"),
        "doi": work.doi,
        "arxiv": work.arxiv,
        "url": work.link,
        "preprint": work.preprint.key if work.preprint else "",
        "issue": work.issue,
        "address": work.address,
        "topics": list(terms.get("topic", ())),
        "institutions": list(terms.get("institution", ())),
        "methods": list(terms.get("method", ())),
    }


def jsonl(work: Work) -> str:
    """Return an object on one line."""
    return json.dumps(row_of(work), ensure_ascii=False) + "\n"


def csv_row(work: Work) -> str:
    """Return a row of the table of COLUMNS."""
    return csv_line(" | ".join(value) if isinstance(value, list) else value for value in row_of(work).values())


def csv_line(values: Iterable[object]) -> str:
    """Return *values* as a line of CSV by RFC 4180; no cell is a formula, and none has a line end."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow(map(_cell, values))
    return line.getvalue()


def _cell(value: object) -> object:
    """Return a value as no spreadsheet runs it: an apostrophe before a sign that begins a formula."""
    if not isinstance(value, str):
        return value
    line = _LINE_ENDS.sub(" ", value)
    return f"'{line}" if line.lstrip().startswith(_FORMULAS) else line
