"""The formats of citations: each is a pure function from a work to text, and a way to make a list of such texts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .bibtex import biblatex, bibtex
from .csl import csl_json
from .csl_styles import apa, ieee
from .formats import Format
from .gbt7714 import gbt7714_2015, gbt7714_2025
from .lists import COLUMNS, csv_line, csv_row, jsonl, markdown, myst
from .ris import ris
from .work import Work, work_of_entry, work_of_issue, work_of_page, work_of_paper, works

__all__ = ["FORMATS", "Format", "Work", "work_of_entry", "work_of_issue", "work_of_page", "work_of_paper", "works"]

_TEXT = "text/plain; charset=utf-8"
_BIBTEX = "application/x-bibtex"

_FORMATS = (
    Format(id="gbt7714-2025", name="GB/T 7714—2025", suffix=".gbt7714-2025.txt", media_type=_TEXT, record=gbt7714_2025),
    Format(id="gbt7714-2015", name="GB/T 7714—2015", suffix=".gbt7714-2015.txt", media_type=_TEXT, record=gbt7714_2015),
    Format(id="apa", name="APA 7", suffix=".apa.txt", media_type=_TEXT, record=apa),
    Format(id="ieee", name="IEEE", suffix=".ieee.txt", media_type=_TEXT, record=ieee),
    Format(id="bibtex", name="BibTeX", suffix=".bib", media_type=_BIBTEX, record=bibtex, between="\n"),
    Format(id="biblatex", name="BibLaTeX", suffix=".biblatex.bib", media_type=_BIBTEX, record=biblatex, between="\n"),
    Format(id="ris", name="RIS", suffix=".ris", media_type="application/x-research-info-systems", record=ris, between="\r\n"),
    Format(
        id="csl-json",
        name="CSL-JSON",
        suffix=".json",
        media_type="application/vnd.citationstyles.csl+json",
        record=csl_json,
        head="[\n",
        between=",\n",
        tail="\n]\n",
    ),
    Format(id="markdown", name="Markdown", suffix=".md", media_type="text/markdown; charset=utf-8", record=markdown),
    Format(id="myst", name="MyST {cite}", suffix=".myst.md", media_type="text/markdown; charset=utf-8", record=myst),
    Format(id="csv", name="CSV", suffix=".csv", media_type="text/csv; charset=utf-8", record=csv_row, head=csv_line(COLUMNS)),
    Format(id="jsonl", name="JSON Lines", suffix=".jsonl", media_type="application/jsonl", record=jsonl),
)

FORMATS: Mapping[str, Format] = MappingProxyType({each.id: each for each in _FORMATS})
"""All formats by id, in the order in which they are offered."""
