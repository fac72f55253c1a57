"""Advice on what an import has left and nobody has finished: comments of the text, authors, terms, pages without text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.problems import Location, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..library.library import Library
    from ..model.records import Page

_PRINTED = re.compile(r"^%[ \t]?\d+:", re.MULTILINE)
"""A comment in which an import keeps a line of the published text."""
_DIRECTIVE = re.compile(r"^:{3,}\{", re.MULTILINE)
_QUOTED = re.compile(r"^>", re.MULTILINE)


def unfinished(library: Library, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield advice on the pages and entries that are not finished."""
    for page in library.pages:
        if page.issue:
            yield from _comments(page.path, texts.get(page.path, ""))
            yield from _introduction(page.path, texts.get(page.path, ""))
            yield from _without_terms(page)
        if page.term and not any(section.text.strip() for section in page.sections) and not _is_draft(page):
            yield problem("term-text-missing", page.term.location, id=page.term.id)
    for paper in library.works.values():
        if paper.others:
            yield problem("authors-incomplete", paper.location, key=paper.key)


def _comments(path: str, text: str) -> Iterator[Problem]:
    """Report the first line of each run of comments with lines of the published text."""
    if "%" not in text:
        return
    line, end, last = 1, 0, -1
    for match in _PRINTED.finditer(text):
        line, end = line + text.count("\n", end, match.start()), match.start()
        if line != last + 1:
            yield problem("import-comment", Location(path=path, line=line))
        last = line


def _introduction(path: str, text: str) -> Iterator[Problem]:
    """Report a quotation above the first directive of an issue; one below the mark of a draft is reported with that."""
    above = _DIRECTIVE.split(text, maxsplit=1)[0]
    quoted = _QUOTED.search(above)
    if quoted and "% draft:" not in above:
        yield problem("introduction-quoted", Location(path=path, line=above.count("\n", 0, quoted.start()) + 1))


def _without_terms(page: Page) -> Iterator[Problem]:
    """Report the papers that name no topic and no method."""
    for item in page.items:
        if item.kind == "paper" and not (item.topics or item.methods) and "% draft:" not in item.summary:
            yield problem("terms-missing", item.location, id=item.id)


def _is_draft(page: Page) -> bool:
    return any(each.code == "draft" for each in page.problems)
