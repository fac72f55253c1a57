"""Entries compared with what the services say today: publication, titles, withdrawals, retractions and corrections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..editing import bib
from ..text.folding import fold
from ..text.messages import mark as _
from .entries import entry_of, fields_of, joined, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..library.library import Library
    from ..model.records import Paper
    from ..text.messages import Translate
    from .record import Record

CHECKED = "checked"
"""The field of an entry with the day on which the services were last asked."""
UPDATES = "updates"
"""The field with the notices about a work: the kind of each, and the DOI or the address of the notice."""
_KINDS = {
    **dict.fromkeys(("retraction", "partial_retraction", "removal"), "retraction"),
    "withdrawal": "withdrawal",
    **dict.fromkeys(("correction", "corrigendum", "erratum", "addendum", "clarification"), "correction"),
    "expression_of_concern": "concern",
}
"""The notices that readers are told of, by what Crossref calls them; a new version or edition is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the services say of a work: its own record, and that of its published version if it is a preprint that has one."""

    record: Record
    published: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that has changed in a work: a message with its parameters, and the fields of its entry that it sets."""

    message: str
    params: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str], ...] = ()

    def text(self, translate: Translate = str) -> str:
        """Return the message in the language of *translate*."""
        return translate(self.message).format(**dict(self.params))


_PUBLISHED = _("it has been published: {doi} ({where})")


def changes(paper: Paper, found: Found, *, has_published: bool = False) -> tuple[Change, ...]:
    """Return what has changed in a work; *has_published* tells whether the handbook has its published version as another work."""
    published = found.published if paper.is_preprint and not has_published else None
    return tuple(_changes(paper, found.record, published))


def _changes(paper: Paper, record: Record, published: Record | None) -> Iterator[Change]:
    title = record.title.plain
    if published:
        where = published.meeting or published.container.plain or published.publisher
        yield Change(message=_PUBLISHED, params=(("doi", published.doi), ("where", where)))
    if record.is_preprint == paper.is_preprint and not record.withdrawn and _is_other(title, paper):
        yield Change(
            message=_("its title is now: {title} (write the former one into reported-as of the item that presents it)"),
            params=(("title", title),),
            fields=(("title", fields_of(record)["title"]),),
        )
    if paper.others and record.authors:
        people = fields_of(record)["author"]
        message = _("all its authors are known now: {count}")
        yield Change(message=message, params=(("count", str(len(record.authors))),), fields=(("author", people),))
    known = dict(paper.fields).get(UPDATES, "")
    new = [(kind, place) for kind, place in _notices(record) if place not in known or kind not in known]
    if new:
        written = "; ".join(filter(None, (known, *(f"{kind} {place}" for kind, place in new))))
        for kind, place in new:
            yield Change(message=_MESSAGES[kind], params=(("place", place),), fields=((UPDATES, written),))


def _is_other(title: str, paper: Paper) -> bool:
    """Tell whether a title is not that of the entry; publishers give subtitles, or leave them out."""
    new, old = fold(title), fold(paper.title)
    if paper.is_preprint:
        return bool(new) and new != old
    return not (new.startswith(old) or old.startswith(new))


_MESSAGES = {
    "withdrawal": _("it has been withdrawn: {place}"),
    "retraction": _("it has been retracted: {place}"),
    "correction": _("it has been corrected: {place}"),
    "concern": _("its publisher has expressed a concern: {place}"),
}


def _notices(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the notices about a work that readers are told of."""
    told = [(_KINDS[kind], place or record.url) for kind, place in record.updates if kind in _KINDS]
    yield from dict.fromkeys(told)
    if record.withdrawn and not any(kind in ("retraction", "withdrawal") for kind, _place in told):
        yield "withdrawal", record.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """A work that the services were asked about, with what they say and what has changed."""

    paper: Paper
    found: Found
    changes: tuple[Change, ...]


def with_refreshed(text: str, works: Iterable[Refreshed], taken: set[str], day: str) -> str:
    """Return the text of a .bib file in which the entries of *works* have what has changed, and the day of the check.

    A published version of the same title replaces the entry, which keeps its key; one of another title follows it under a new
    key, which is added to *taken*. The file is parsed once.
    """
    by_key = {each.paper.key: each for each in works}
    parts, end = [], 0
    for span in bib.entries(text):
        if each := by_key.pop(span.key, None):
            own = text[span.start : span.end]
            parts += [text[end : span.start], _entry(own, span.moved(-span.start), each, taken, day)]
            end = span.end
    return "".join([*parts, text[end:]])


def _entry(text: str, span: bib.EntrySpan, each: Refreshed, taken: set[str], day: str) -> str:
    """Return the text of one entry, of which *span* is the place in it, as it is after the check."""
    paper, found = each.paper, each.found
    values = {name: value for change in each.changes for name, value in change.fields} | {CHECKED: day}
    published = found.published if any(change.message == _PUBLISHED for change in each.changes) else None
    if published is None:
        return bib.set_fields(text, span, values)
    if fold(published.title.plain) == fold(found.record.title.plain):
        merged = joined(published, replace(found.record, arxiv=found.record.arxiv or paper.arxiv))
        values.pop("title", None)
        return _replaced(paper, {**fields_of(merged), **values}, merged.type)
    key = key_of(published, taken)
    taken.add(key)
    other = entry_of(replace(published, arxiv="", category=""), key, preprint_key=paper.key)
    return f"{bib.set_fields(text, span, values)}\n\n{other}".rstrip("\n")


def _replaced(paper: Paper, fields: Mapping[str, str], entry_type: str) -> str:
    """Return the entry of a work with another type and other fields; what a person has added to it stays."""
    names = {name.lower() for name in fields} | _OF_PREPRINTS
    own = {name: value for name, value in paper.fields if name not in names}
    return bib.format_entry(entry_type, paper.key, {**fields, **own}).rstrip("\n")


_OF_PREPRINTS = frozenset({"howpublished", "publisher", "note", "month", "date", "eprinttype", "eprintclass", "institution"})
"""The fields that an entry of a preprint has of it alone."""


def oldest(library: Library, count: int) -> list[Paper]:
    """Return the works that were checked longest ago: those never checked first, then by day and key."""
    return sorted(library.works.values(), key=lambda paper: (paper.checked, paper.key))[:count]
