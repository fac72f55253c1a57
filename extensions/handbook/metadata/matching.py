"""The work of the handbook that a record describes, found by identifier or title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.folding import fold
from ..text.identifiers import arxiv_id
from .identifiers import Scheme, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.records import Paper
    from .record import Record


class Index:
    """Papers by DOI, by arXiv identifier without a version, by identifier of the ACL Anthology, and by folded title."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._by_doi: dict[str, Paper] = {}
        self._by_arxiv: dict[str, Paper] = {}
        self._by_anthology: dict[str, Paper] = {}
        self._by_title: dict[str, Paper] = {}
        for paper in papers:
            if paper.doi:
                self._by_doi.setdefault(paper.doi.lower(), paper)
            if paper.arxiv:
                self._by_arxiv.setdefault(paper.arxiv.lower(), paper)
            for identifier in _of_anthology(paper):
                self._by_anthology.setdefault(identifier, paper)
            if fold(paper.title):
                self._by_title.setdefault(fold(paper.title), paper)

    def find(self, record: Record) -> Paper | None:
        """Return the paper that *record* describes: by identifier, else by title."""
        return self.by_identifier(record) or self._by_title.get(fold(record.title.plain))

    def by_identifier(self, record: Record) -> Paper | None:
        """Return the paper with the DOI, the arXiv identifier or the identifier of the Anthology that *record* has."""
        paper = self._by_doi.get(record.doi.lower()) or self._by_arxiv.get(record.arxiv.lower())
        return paper or next(filter(None, map(self._by_anthology.get, _of_anthology(record))), None)

    def preprint_of(self, record: Record) -> Paper | None:
        """Return the preprint of a published paper, if the record names it."""
        arxiv = arxiv_id("", doi=record.preprint)
        return self._by_arxiv.get(arxiv.lower()) if arxiv else self._by_doi.get(record.preprint.lower())

    def published_of(self, record: Record) -> Paper | None:
        """Return the published version of a preprint, if the record names it."""
        return self._by_doi.get(record.published_as.lower())


def _of_anthology(work: Paper | Record) -> Iterator[str]:
    """Yield the identifiers of the ACL Anthology in the DOI and the address."""
    for value in (work.doi, work.url):
        identifier = parse(value) if value else None
        if identifier and identifier.scheme is Scheme.ACL:
            yield identifier.value
