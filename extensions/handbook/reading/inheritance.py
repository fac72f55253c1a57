"""Fields that entries of a .bib file take over from others: ``crossref`` and ``xdata``, by the rules of BibTeX and BibLaTeX.

An entry takes over what it lacks: from its ``xdata`` all fields, from its ``crossref`` all but those in NOT_INHERITED. The title
of proceedings or a book becomes the booktitle of a part, if it has no booktitle of its own. Entries may be in any order in the
file, and those from which fields are taken may take over fields themselves.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ..text.messages import mark as _
from .limits import MAX_FIELDS, MAX_INHERITED_CHARS, MAX_INHERITED_FIELDS, MAX_SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..model.problems import Problem
    from .papers import RawEntry

XDATA = "xdata"
"""The type of entries that only hold fields of others."""
_PARTS = frozenset(
    {"inproceedings", "conference", "incollection", "inbook", "inreference", "suppbook", "suppcollection", "bookinbook"}
)
_WHOLES = {"mvbook", "mvcollection", "mvproceedings", "mvreference"}
_AS_PART = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_AS_VOLUME = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_AS_ARTICLE = {"title": "journaltitle", "subtitle": "journalsubtitle", "titleaddon": "journaltitleaddon"}
_PERIODICALS = frozenset({"periodical", "suppperiodical"})

NOT_INHERITED = frozenset(
    {
        *("crossref", "xref", "xdata", "ids", "entryset", "entrysubtype", "execute", "key", "label", "options", "presort"),
        *("related", "relatedoptions", "relatedstring", "relatedtype", "shortauthor", "shorteditor", "shorthand", "sortkey"),
        *("doi", "url", "urldate", "eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass", "pages", "abstract"),
        *("note", "file", "keywords", "biburl", "bibsource", "timestamp", "title", "subtitle", "titleaddon", "shorttitle"),
    }
)
"""What only the whole has: its own title, its identifiers and addresses, and marks of programs."""


def inherit(entries: Mapping[str, RawEntry], problems: list[Problem]) -> None:
    """Add to each entry the fields that it takes over, and report references that lead nowhere or in a circle."""
    inheritance = _Inheritance(entries, problems)
    for key in entries:
        inheritance.follow(key)


class _Inheritance:
    """The references between the entries of a file; each is followed once, and none by recursion."""

    def __init__(self, entries: Mapping[str, RawEntry], problems: list[Problem]) -> None:
        self._entries, self._problems = entries, problems
        self._by_folded = {key.lower(): key for key in reversed([*entries])}
        self._done: set[str] = set()
        self._left = MAX_INHERITED_FIELDS

    def follow(self, key: str) -> None:
        """Complete an entry, and before it all those from which it takes fields over."""
        waiting: set[str] = set()
        stack = [key]
        while stack:
            current = stack[-1]
            if current in self._done:
                stack.pop()
                continue
            entry = self._entries[current]
            references = [*self._references(entry)]
            first = [
                source for _field, _name, source in references if source and source not in self._done and source not in waiting
            ]
            if first and current not in waiting:
                waiting.add(current)
                stack += first
                continue
            stack.pop()
            self._done.add(current)
            for field, name, source in references:
                if source in self._done and source != current and self._left > 0:
                    self._take(entry, field, self._entries[source])
                else:
                    expected = _("write the key of another entry of this file")
                    self._problems.append(entry.wrong(field, name, expected))

    def _references(self, entry: RawEntry) -> Iterator[tuple[str, str, str]]:
        """Yield the references of an entry: field, name as written, key; keys are compared as BibTeX does, without case."""
        for field in (XDATA, "crossref"):
            written = entry.get(field)
            names = dict.fromkeys(name.strip().strip("{}") for name in written.split(",")) if written else ()
            for name in islice(names, MAX_SOURCES):
                yield field, name, self._by_folded.get(name.lower(), "")

    def _take(self, entry: RawEntry, field: str, source: RawEntry) -> None:
        room = MAX_INHERITED_CHARS
        for old, new in (_names(entry.type, source) if field == "crossref" else _all_names(source)).items():
            value = source.get(old)
            room -= len(value)
            if value and not entry.get(new) and room >= 0 and len(entry.fields) < MAX_FIELDS:
                entry.fields[new] = value
                entry.places[new] = entry.place(field)
        self._left -= len(source.fields)
        entry.fields.pop(field, None)


def _all_names(source: RawEntry) -> Mapping[str, str]:
    return {name: name for name in source.fields if name not in (XDATA, "ids")}


def _names(entry_type: str, source: RawEntry) -> Mapping[str, str]:
    """Return the fields that an entry takes over from its ``crossref``, with the names that they have there."""
    names = {name: name for name in source.fields if name not in NOT_INHERITED}
    if entry_type in _PARTS:
        names = {**(_AS_VOLUME if source.type in _WHOLES else _AS_PART), **names}
        if source.get("booktitle"):
            names.pop("title", None)
    elif source.type in _WHOLES:
        names = {**_AS_VOLUME, **names}
    elif source.type in _PERIODICALS:
        names = {**_AS_ARTICLE, **names}
    return names
