"""Indexes: groups of rows below their headings, trees, and figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from docutils import nodes

from ... import views
from ...text.messages import mark as _
from .entries import Entries, erratum
from .pieces import ENGLISH, english, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...model.codes import Code

_NUMBERS = {
    "issue": _("issues"),
    "paper": _("papers"),
    "topic": _("topics"),
    "institution": _("institutions"),
    "method": _("methods"),
}


class Listings(Entries):
    """Renders indexes."""

    def listing(self, view: views.Listing) -> list[nodes.Node]:
        """Return an index: links to its groups, where there are many, and the groups."""
        if not view.groups:
            return [nodes.paragraph("", self.say(_("Nothing yet.")))]
        found: list[nodes.Node] = [*self.files(view.files)]
        if view.jump and len(view.groups) > 1:
            links = [
                nodes.reference("", "", self.heading(group.head), internal=True, refid=group.anchor) for group in view.groups
            ]
            found.append(nodes.paragraph("", "", *joined(links, " · "), classes=["hb-jump"]))
        for group in view.groups:
            if group.head.kind == "text":
                found += self.group(group.rows)
                continue
            section = nodes.section("", nodes.title("", "", self.heading(group.head)), ids=[group.anchor])
            section += self.files(group.files)
            section += self.group(group.rows)
            found.append(section)
        return found

    def group(self, rows: tuple[views.Row, ...]) -> list[nodes.Node]:
        """Return the rows of a group of an index; there is at least one, and all are of one sort."""
        first = rows[0]
        if isinstance(first, views.AuthorRow):
            return [self.authors(cast("tuple[views.AuthorRow, ...]", rows))]
        if isinstance(first, views.EntryRow):
            return [self.rows(rows)]
        if isinstance(first, views.ErratumRow):
            return [node for row in cast("tuple[views.ErratumRow, ...]", rows) for node in self.erratum_row(row)]
        found = nodes.bullet_list(classes=["hb-index"], bullet="*")
        for label in cast("tuple[views.Label, ...]", rows):
            text = f"{self.number_of(label)} {label.zh}" if label.kind == "issue" else ""
            paragraph = nodes.paragraph("", "", *self.counted(label, text))
            if label.en and label.en != label.zh:
                paragraph += [nodes.Text(" "), english(label.en, "hb-en")]
            found += nodes.list_item("", paragraph)
        return [found]

    def authors(self, rows: Iterable[views.AuthorRow]) -> nodes.definition_list:
        """Return authors, each with links to their entries."""
        found = nodes.definition_list(classes=["hb-authors"])
        for row in rows:
            term = nodes.term("", "", english(row.label.zh), ids=[row.label.anchor])
            entries = nodes.bullet_list(bullet="*")
            for entry in row.entries:
                paragraph = nodes.paragraph("", "", self.link(replace(entry.label, en="")))
                if entry.where:
                    paragraph += [nodes.Text(" · "), english(entry.where)]
                if entry.genre == "tutorial":
                    paragraph += [nodes.Text(" "), nodes.inline("", self.say(_("organiser")), classes=["hb-badge"])]
                entries += nodes.list_item("", paragraph)
            found += nodes.definition_list_item("", term, nodes.definition("", entries, *self.files(row.files)))
        return found

    def erratum_row(self, row: views.ErratumRow) -> list[nodes.Node]:
        """Return an erratum below a link to where it stands."""
        text = self.say(_("The issue itself")) if row.label.kind == "issue" else ""
        where = nodes.paragraph("", "", self.link(row.label, text), classes=["hb-group"])
        return [where, erratum(row.erratum, self.language)]

    def tree(self, branches: Iterable[views.Branch]) -> nodes.bullet_list:
        """Return terms as a tree, with what each one and all below it carry."""
        found = nodes.bullet_list(classes=["hb-tree"], bullet="*")
        for branch in branches:
            paragraph = nodes.paragraph("", "", *self.counted(branch.label))
            if branch.label.en != branch.label.zh:
                paragraph += [nodes.Text(" "), english(branch.label.en, "hb-en")]
            item = nodes.list_item("", paragraph)
            if branch.below:
                item += self.tree(branch.below)
            found += item
        return found

    def numbers(self, labels: Iterable[views.Label]) -> list[nodes.Node]:
        """Return how much the handbook has of everything."""
        found = nodes.bullet_list(classes=["hb-numbers"], bullet="*")
        for label in labels:
            count = nodes.strong("", str(label.count))
            found += nodes.list_item(
                "", nodes.paragraph("", "", count, nodes.Text(" "), self.link(label, self.say(_NUMBERS[label.id])))
            )
        return [found]

    def problem_codes(self, codes: Iterable[Code]) -> nodes.definition_list:
        """Return what each code means, what it says and what to do, in English and in the language of the page."""
        found = nodes.definition_list(classes=["hb-codes"])
        for code in codes:
            term = nodes.term("", "", nodes.literal("", code.id), nodes.Text(f" {code.severity}"), ids=[code.id])
            definition = nodes.definition("", nodes.paragraph("", "", english(code.meaning)))
            if self.say(code.meaning) != code.meaning:
                definition += nodes.paragraph("", self.say(code.meaning))
            for say, language in ((str, ENGLISH), (self.say, self.own_language)):
                text = f"{say(code.message)} ({say(code.hint)})".replace("{{", "{").replace("}}", "}")
                if language == ENGLISH or say(code.message) != code.message:
                    definition += nodes.paragraph("", "", nodes.literal("", text, classes=[language]))
            found += nodes.definition_list_item("", term, definition)
        return found
