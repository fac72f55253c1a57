"""TODO."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ..exporters import bundles
from .listings import _group, _heading
from .rows import WHOLE, EntryRow, Group, TermHead, TermItems, _coins, entry_row, files_of, issue_label, term_label, title_label

if TYPE_CHECKING:
    from ..library.entries import Entry
    from ..library.library import Library
    from ..model.records import (
        Term,
    )

NEWEST = 60
"""How many entries a longer list of a term still shows in full."""


TITLED = 1000
"""How many entries more it shows by their titles, by year; of those beyond it says how many each issue has."""


TOGETHER = 12
"""How many of the terms that occur together with one its page names."""


def _term(library: Library, kind: str, name: str) -> Term | None:
    return library.vocabulary.find(kind, name)


def term_head(library: Library, kind: str, name: str) -> TermHead | None:
    """Return what the term shows below its title."""
    term = _term(library, kind, name)
    if term is None:
        return None
    return TermHead(
        label=term_label(library, term, len(library.covering(term))),
        aliases=tuple(alias for alias in term.aliases if alias not in (term.zh, term.en)),
        broader=tuple(term_label(library, above) for above in reversed(library.vocabulary.broader(term))),
        country=term.country,
        parent_en=term.parent_en,
        parent_zh=term.parent_zh,
        ror=term.ror,
    )


def term_items(library: Library, kind: str, name: str) -> TermItems | None:
    """Return the entries of the term, by issue, with its narrower terms and those that occur together with it."""
    term = _term(library, kind, name)
    if term is None:
        return None
    covering = library.covering(term)
    below = {each.id for each in library.vocabulary.with_narrower(term)}
    full = len(covering) if len(covering) <= WHOLE else NEWEST
    grouped: dict[int, list[EntryRow]] = {}
    for entry in covering[:full]:
        carried = entry.terms[kind]
        narrower = tuple(term_label(library, each) for each in carried if each.id in below)
        grouped.setdefault(entry.issue.number, []).append(entry_row(entry, () if term in carried else narrower))
    titled, counted = covering[full : full + TITLED], covering[full + TITLED :]
    of_issue = Counter(entry.issue.number for entry in counted)
    issues_of = {entry.issue.number: entry for entry in counted}
    return TermItems(
        total=len(covering),
        narrower=tuple(term_label(library, each, len(library.covering(each))) for each in library.vocabulary.narrower(term)),
        groups=tuple(Group(head=issue_label(library.issues[number]), rows=tuple(rows)) for number, rows in grouped.items()),
        titled=_group(((_year(entry), title_label(entry)) for entry in titled), _heading("year"), reverse=True),
        counted=_group(
            (
                (_year(entry), replace(issue_label(library.issues[number]), count=of_issue[number]))
                for number, entry in issues_of.items()
            ),
            _heading("year"),
            reverse=True,
        ),
        together=tuple(term_label(library, other, count) for other, count in library.together(term)[:TOGETHER]),
        files=files_of(bundles.bundle_of_term(library, term)),
        coins=_coins(library, covering[:full]),
    )


def _year(entry: Entry) -> str:
    return str(entry.issue.date.year) if entry.issue.date else ""
