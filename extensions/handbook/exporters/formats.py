"""The table of citation formats: how a format writes one work, and how it joins works into a list."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from .bibtex import biblatex, bibtex
from .csl import csl_json
from .csl_styles import apa, ieee
from .gbt7714 import gbt7714_2015, gbt7714_2025
from .lists import COLUMNS, csv_line, csv_row, jsonl, markdown, myst
from .ris import ris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of citations.

    A list consists of ``head``, the records separated by ``between``, and ``tail``. So the record of a work is the same text
    in every list, and what a reader copies or downloads is a list of one work.
    """

    id: str
    name: str
    """The displayed name, the same in every language."""
    suffix: str
    """The suffix of file names; each format has its own."""
    media_type: str
    record: Callable[[Work], str]
    head: str = ""
    between: str = ""
    tail: str = ""

    def join(self, records: Iterable[str]) -> str:
        """Return the list made of *records*."""
        return f"{self.head}{self.between.join(records)}{self.tail}"

    def render(self, works: Iterable[Work]) -> str:
        """Return the list of *works*, in their order."""
        return self.join(map(self.record, works))


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

FORMATS: Mapping[str, Format] = MappingProxyType({form.id: form for form in _FORMATS})
"""All formats by id, in display order."""
