"""Fields that entries of a .bib file take over from others: ``crossref`` and ``xdata``, by the rules of BibTeX and BibLaTeX.

An entry takes over what it lacks: from its ``xdata`` all fields, from its ``crossref`` all but those in NOT_INHERITED. The title
of proceedings or a book becomes the booktitle of a part, if it has no booktitle of its own. Entries may be in any order in the
file, and those from which fields are taken may take over fields themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.messages import mark as _
from .limits import MAX_FIELDS, MAX_INHERITED_CHARS

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
    by_folded = {key.lower(): key for key in reversed([*entries])}
    done: set[str] = set()
    for key in entries:
        chain: set[str] = set()  # of those that wait for their sources; no reference is followed twice, and none by recursion
        stack = [key]
        while stack:
            current = stack[-1]
            if current in done:
                stack.pop()
                continue
            sources = [*_sources(entries[current], by_folded)]
            waiting = [source for _field, source in sources if source and source not in done and source not in chain]
            if waiting and current not in chain:
                chain.add(current)
                stack += waiting
                continue
            stack.pop()
            done.add(current)
            for field, source in sources:
                _take(entries[current], field, entries.get(source), problems, is_circle=source in chain and source not in done)


def _sources(entry: RawEntry, by_folded: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the fields that name other entries, with the keys of these; keys are compared as BibTeX does, without case."""
    for field in ("xdata", "crossref"):
        for name in entry.get(field).split(",") if entry.get(field) else ():
            yield field, by_folded.get(name.strip().strip("{}").lower(), "")


def _take(entry: RawEntry, field: str, source: RawEntry | None, problems: list[Problem], *, is_circle: bool) -> None:
    if source is None or source is entry or is_circle:
        problems.append(entry.wrong(field, entry.get(field), _("write the key of another entry of this file")))
        return
    names = (
        _names(entry.type, source)
        if field == "crossref"
        else {name: name for name in source.fields if name not in ("xdata", "ids")}
    )
    room = MAX_INHERITED_CHARS
    for old, new in names.items():
        value = source.get(old)
        room -= len(value)
        if value and not entry.get(new) and room >= 0 and len(entry.fields) < MAX_FIELDS:
            entry.fields[new] = value
            entry.places[new] = entry.place(field)
    entry.fields.pop(field, None)


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
