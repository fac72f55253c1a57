"""The papers of an issue: their keys and entries, and the options that follow from what is known of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..metadata.entries import entry_of
from ..metadata.matching import Index
from ..metadata.proposals import propose, unknown_affiliations
from ..model.records import FOLDERS
from ..text.folding import fold
from ..text.messages import mark as _
from .works import key_for, printed_record, records_of, unlisted_authors

if TYPE_CHECKING:
    from ..library.library import Library
    from ..metadata.record import Record
    from ..model.records import Paper
    from .drafts import Notes
    from .printed import PrintedItem
    from .works import LookedUp


@dataclass(slots=True, kw_only=True)
class PaperDrafts:
    """Drafts papers one after the other; no two get the same key, and a work of the handbook keeps its own."""

    library: Library
    notes: Notes
    entries: dict[str, str] = field(default_factory=dict)
    """The entries by key, in the order of the issue; empty where the handbook has the entry."""
    _index: Index = field(init=False)
    _taken: set[str] = field(init=False)
    """The keys in use."""

    def __post_init__(self) -> None:
        self._index = Index(self.library.works.values())
        self._taken = {key.lower() for key in (*self.library.works, *self.library.entries)}

    def draft(self, item: PrintedItem, looked_up: LookedUp | None) -> tuple[str, dict[str, str]]:
        """Return the key of a paper, and its options; add its entry unless the handbook has one."""
        record, published = records_of(item, looked_up)
        known = self._known(item, record, published)
        key = self._keep(item, known) if known else self._enter(item, record, published)
        options = {"genre": _genre(item), "reported-as": ""}
        title = known.title if known else record.title.plain
        if item.title_en and fold(title) != fold(item.title_en):
            options["reported-as"] = item.title_en
            self.notes.add(item.line, _("the title of the work is now: {title}"), title=title)
        if looked_up:
            for name in unlisted_authors(item, record):
                message = _("the text names the author {name}, whom {source} does not list")
                self.notes.add(item.line, message, name=name, source=record.source)
            if not item.institutions and (unknown := unknown_affiliations(self.library.vocabulary, record)):
                message = _("no term has these affiliations of its authors: {names}")
                self.notes.add(item.line, message, names="; ".join(unknown))
        return key, options | self._terms(item, record)

    def _known(self, item: PrintedItem, record: Record, published: Record | None) -> Paper | None:
        """Return the work of the handbook that the item presents, unless the issue has presented it above."""
        find = self._index.find
        paper = find(record) or (find(published) if published else None) or find(printed_record(item))
        if paper and paper.preprint_key in self.library.works:
            paper = self.library.works[paper.preprint_key]
        return paper if paper and paper.key not in self.entries else None

    def _keep(self, item: PrintedItem, paper: Paper) -> str:
        """Use the entry that the handbook has."""
        self.entries[paper.key] = ""
        message = _("the work already has the entry {key}, in {path}")
        if paper.key in self.library.entries:
            message = _("the work is already presented: {key}, in {path}")
        self.notes.add(item.line, message, key=paper.key, path=paper.location.path)
        return paper.key

    def _enter(self, item: PrintedItem, record: Record, published: Record | None) -> str:
        """Add an entry, and one of the published version if it needs one of its own; note what the first lacks."""
        key = self._add_entry(record)
        if published:
            self._add_entry(published, preprint_key=key)
        if not record.source and not item.title_en:
            self.notes.add(item.line, _("the text gives no English title; the entry {key} has the Chinese one"), key=key)
        if not record.authors and not record.editors:
            message = _("the text gives no authors: write them into the entry, and run: handbook rename paper {key} KEY")
            self.notes.add(item.line, message, key=key)
        if not record.year:
            message = _("the year is unknown: write it into the entry, and run: handbook rename paper {key} KEY")
            self.notes.add(item.line, message, key=key)
        for message, value in record.notes:
            self.notes.add(item.line, message, value=value)
        return key

    def _add_entry(self, record: Record, *, preprint_key: str = "") -> str:
        key = key_for(record, self._taken)
        self._taken.add(key)
        self.entries[key] = entry_of(record, key, preprint_key=preprint_key)
        return key

    def _terms(self, item: PrintedItem, record: Record) -> dict[str, str]:
        """Return the topics and methods that the title, the abstract and the field of research name."""
        proposed = propose(self.library.vocabulary, record)
        field_of_research = self.library.vocabulary.recognise("topic", item.subfield) if item.subfield else None
        topics = [*proposed["topic"], *([field_of_research] if field_of_research else [])]
        return {
            FOLDERS["topic"]: ", ".join(dict.fromkeys(term.id for term in topics)),
            FOLDERS["method"]: ", ".join(term.id for term in proposed["method"]),
        }


def _genre(item: PrintedItem) -> str:
    """Return survey or tutorial where a title says so."""
    titles = f"{item.title_en} {item.title_zh}".lower()
    if re.search(r"\bsurvey\b|\breview$|综述", titles):
        return "survey"
    return "tutorial" if re.search(r"\btutorial\b|教程", titles) else ""
