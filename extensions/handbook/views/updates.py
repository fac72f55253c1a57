"""The view of what the handbook has corrected in its facts: by month, newest first, each linked to what it is about today."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model.dates import parse_edtf
from ..model.places import UPDATES, year_docname
from ..model.updates import DATE, ERRATUM, ISSUE, PEOPLE, WORK
from ..text.messages import mark as _
from .groups import grouped
from .labels import entry_label, issue_label, work_label
from .links import NOTICES
from .rows import Label, Listing, UpdateList, UpdateRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..library.library import Library
    from ..model.records import Erratum
    from ..model.updates import Update
    from .rows import Group

MAX_UPDATES_IN_FULL = 200
"""The list of updates shows those of the newest months up to this number; all other months have pages of their own."""
_NAMES = {
    "published": _("Published version found"),
    "title": _("Title corrected"),
    "heading": _("Title in the handbook corrected"),
    "people": _("People corrected"),
    "venue": _("Venue or year corrected"),
    "identifier": _("Identifier corrected"),
    "date": _("Date corrected"),
}


def name_of(row: UpdateRow) -> str:
    """Return what an update is called, to be translated."""
    if row.kind == ERRATUM:
        if not row.new:
            return _("Erratum withdrawn")
        return _("Erratum corrected") if row.old else _("Erratum added")
    if row.kind in NOTICES:
        return NOTICES[row.kind] if row.new else _("Notice removed")
    return _("Authors corrected") if row.kind == PEOPLE and row.is_work else _NAMES[row.kind]


def texts_of(row: UpdateRow, language: str) -> tuple[str, str]:
    """Return what an update gives as it was before and as it is now, a date in words of *language*."""
    if row.kind == DATE:
        return parse_edtf(row.old).in_words(language), parse_edtf(row.new).in_words(language)
    return row.old, row.new


def updates(library: Library) -> UpdateList:
    """List the updates by month, newest first."""
    history = library.history
    groups: list[Group] = []
    shown = 0
    for group in grouped(((row.date[:7], row) for row in update_rows(library)), "month", reverse=True, prefix="m"):
        shown += len(group.rows)
        page = _month_label(group) if groups and shown > MAX_UPDATES_IN_FULL else None
        groups.append(replace(group, page=page))
    return UpdateList(listing=Listing(groups=tuple(groups)), is_known=history.is_known, since=history.since)


def _month_label(group: Group) -> Label:
    month = group.head.id
    return Label(kind="month", id=month, zh=month, page=year_docname(UPDATES, month), count=len(group.rows))


def update_rows(library: Library) -> Iterator[UpdateRow]:
    """Yield the updates, newest first."""
    for update in library.history.updates:
        printed, new = _erratum_texts(library, update) if update.kind == ERRATUM else (update.printed, update.new)
        yield UpdateRow(
            id=update.id,
            date=update.date,
            kind=update.kind,
            label=_label(library, update),
            old=update.old,
            new=new,
            printed=printed,
            is_work=update.subject == WORK,
        )


def _label(library: Library, update: Update) -> Label:
    """Return the label of what an update is about; one without a link if the handbook does not have it any more."""
    key = library.key_today(update.key)
    if update.subject == ISSUE:
        page = library.issue(key)
        return issue_label(page) if page else Label(kind=ISSUE, id=key, zh=update.name)
    if key in library.works:
        return work_label(library, library.works[key])
    entry = library.entries.get(key)
    return entry_label(entry) if entry else Label(kind=update.subject, id=key, zh=update.name)


def _erratum_texts(library: Library, update: Update) -> tuple[str, str]:
    """Return what an erratum says was printed and is correct, in an edition as far as it is translated."""
    own = next((each for each in _errata(library.source, update) if each.printed == update.printed), None)
    translated = next((each for each in _errata(library, update) if each.original == update.printed), None)
    if own is None or translated is None:
        return update.printed, update.new
    return translated.printed, translated.correct if own.correct == update.new else update.new


def _errata(library: Library, update: Update) -> tuple[Erratum, ...]:
    key = library.key_today(update.key)
    if update.subject == ISSUE:
        page = library.issue(key)
        return page.errata if page else ()
    return library.entries[key].item.errata if key in library.entries else ()
