"""Rendering of what the handbook has corrected in its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...text.messages import mark as _
from ...views.links import NOTICES
from ...views.updates import name_of, texts_of
from .entries import Entries
from .pieces import english, external, field_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ... import views


class Updates(Entries):
    """Renders updates."""

    def history_note(self, view: views.UpdateList) -> list[nodes.Node]:
        """Return how far the list of updates reaches; nothing where it has all of them."""
        if not view.is_known:
            text = self.say(_("This copy was made without the history of its files, so that it is not known what was corrected."))
        elif view.since:
            text = self.say(_("This copy was made with a part of the history of its files: it begins on {date}."))
        elif not view.listing.groups:
            text = self.say(_("Nothing has been corrected so far."))
        else:
            return []
        return [nodes.paragraph("", text.format(date=view.since), classes=["hb-history"])]

    def updates(self, rows: Iterable[views.UpdateRow]) -> nodes.bullet_list:
        """Return updates as a list."""
        bullets = nodes.bullet_list(classes=["hb-rows"], bullet="*")
        bullets += [self.update(row) for row in rows]
        return bullets

    def update(self, row: views.UpdateRow) -> nodes.list_item:
        """Return an update: what it is about, what kind of update it is, the texts before and after, and its day."""
        text = f"{self.number_of(row.label)} {row.label.zh}" if row.label.kind == "issue" else ""
        badge = nodes.inline("", self.say(name_of(row)), classes=["hb-badge"])
        head = nodes.paragraph("", "", self.link(row.label, text), *self.page(row.label), nodes.Text(" "), badge)
        head["classes"].append("hb-row-title")
        day = nodes.paragraph("", row.date, classes=["hb-meta"])
        return nodes.list_item("", head, self.change(row), day)

    def change(self, row: views.UpdateRow) -> nodes.Element:
        """Return what an update has changed."""
        if row.kind in NOTICES:
            return nodes.paragraph("", "", external(row.new or row.old, row.new or row.old))
        old, new = texts_of(row, self.language)
        if not row.printed:
            return nodes.paragraph("", "", *self.both(old, new, is_english=row.is_work))
        printed = nodes.paragraph("", "", nodes.inline(row.printed, row.printed, classes=["hb-printed"]))
        correct = nodes.paragraph("", "", *self.both(old, new, is_english=False))
        return field_list((self.say(_("Printed")), printed), (self.say(_("Correct")), correct))

    def both(self, old: str, new: str, *, is_english: bool) -> list[nodes.Node]:
        """Return the texts before and after with an arrow between them, or the one that there is."""
        texts: list[nodes.Node] = [english(each) if is_english else nodes.inline(each, each) for each in (old, new) if each]
        return texts if len(texts) < 2 else [texts[0], nodes.Text(" → "), texts[1]]
