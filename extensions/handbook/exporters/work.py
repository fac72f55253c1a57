"""The work that every citation format writes, made of an entry, an issue, or the fields of a .bib entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.entry_fields import read_fields
from ..model.name_lists import read_list
from ..model.people import Person, people_of
from ..text.identifiers import arxiv_address, doi_address
from ..text.latex import EMPTY, NON_TEXT, Text, percent_encoded, plain, text, verbatim
from ..text.preprints import server_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.records import Paper


_ROLES = ("author", "editor", "translator")
CONTAINERS = ("journal", "journaltitle", "booktitle")
"""The fields that name what contains the work; the first that an entry has counts."""
_OWN = frozenset(
    {*_ROLES, *CONTAINERS, "title", "year", "month", "day", "date", "doi", "url", "related", "relatedtype", "crossref", "xdata"}
)
_OURS = frozenset({"checked", "updates"})
"""The fields by which the handbook notes when it checked a work, and what it found: no format has them."""
_ARXIV = frozenset({"eprint", "archiveprefix", "eprinttype"})
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A citable work, and the preprint that may be cited instead. All text is plain Unicode on one line."""

    key: str
    type: str
    """A type of BibTeX or BibLaTeX, in lower case."""
    authors: tuple[Person, ...] = ()
    others: bool = False
    """Whether there are authors whom the .bib file does not name (``and others``)."""
    editors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    title: Text = EMPTY
    container: Text = EMPTY
    """The title of the journal or book that contains it."""
    date: str = ""
    """``2022``, ``2022-10`` or ``2022-10-26``."""
    doi: str = ""
    arxiv: str = ""
    """Its arXiv identifier, or that of its preprint, without a version."""
    url: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    """All other fields of the .bib entry in its order: names in lower case, and values."""
    source: tuple[tuple[str, str], ...] = ()
    """The fields of the .bib entry as it has them, in LaTeX; empty for a work that is of no .bib file."""
    preprint: Work | None = None
    """The preprint of a published version, where both have .bib entries."""
    title_zh: str = ""
    """The Chinese title that the weekly gives it."""
    issue: int | None = None
    address: str = ""
    """Its address in the handbook, relative to the root: ``papers/key.html``."""
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The ids of its terms, by kind."""

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return int(self.date[:4]) if re.match(r"\d{4}(?!\d)", self.date, re.ASCII) else None

    @property
    def is_preprint(self) -> bool:
        """Whether it has appeared only on a preprint server."""
        return bool(self.server)

    @property
    def server(self) -> str:
        """The preprint server on which it appeared, if it appeared nowhere else."""
        names = ("howpublished", "publisher", *(("institution",) if self.type in ("report", "techreport") else ()))
        where = self.container.plain or self.get(*names)
        return server_of(self.type, where, archive=self.get("archiveprefix"), arxiv=self.arxiv)

    @property
    def link(self) -> str:
        """The address of its DOI, or the one in the .bib file, or that of arXiv."""
        if self.doi:
            return doi_address(self.doi)
        return self.url or (arxiv_address(self.arxiv) if self.arxiv else "")

    def written(self, *names: str) -> str:
        """Return the first value among the fields *names* as the .bib file has it, in LaTeX; empty if there is none."""
        source = dict(self.source)
        return next((source[name] for name in names if source.get(name)), "")

    def get(self, *names: str) -> str:
        """Return the first value among the fields *names*, or an empty string."""
        fields = dict(self.fields)
        return next((fields[name] for name in names if fields.get(name)), "")


def work_of_paper(paper: Paper) -> Work:
    """Return a work of a .bib file."""
    return work_of_fields(paper.type, paper.key, dict(paper.fields))


def work_of_page(
    key: str, title: str, path: str, *, authors: tuple[Person, ...], langid: str = "", base: str = "", accessed: str = ""
) -> Work:
    """Return a page of the handbook, or with an empty *path* the whole handbook, as a work: a web page."""
    fields = tuple((name, value) for name, value in (("langid", langid), ("urldate", accessed)) if value)
    url = base + path if base else ""
    return Work(key=key, type="online", authors=authors, title=Text(title), url=url, fields=fields, address=path)


def work_of_fields(entry_type: str, key: str, fields: Mapping[str, str]) -> Work:
    """Return a work of the *fields* of a .bib entry: names in lower case, values in LaTeX."""
    read = read_fields(entry_type, fields)
    values = read.values
    people = {role: people_of(values.get(role, "")) for role in _ROLES}
    container = next((values[name] for name in CONTAINERS if values.get(name)), "")
    handled = _OWN | _OURS | (_ARXIV if read.arxiv else frozenset())
    return Work(
        key=key,
        type=entry_type,
        authors=people["author"],
        others=read_list(fields.get("author", "") or fields.get("editor", "")).others,
        editors=people["editor"],
        translators=people["translator"],
        title=text(values.get("title", "")),
        container=text(container),
        date=values.get("date", ""),
        doi=_address(values.get("doi", "")),
        arxiv=read.arxiv,
        url=_address(values.get("url", "")),
        fields=tuple((name, plain(value)) for name, value in values.items() if name not in handled and value),
        source=tuple(fields.items()),
    )


def _address(value: str) -> str:
    """Return an address or DOI, percent-encoded where no format can hold a character."""
    return _SPACE.sub(percent_encoded, verbatim(NON_TEXT.sub("", value)))
