"""Rendering of the views of the whole library: indexes, trees of terms, figures, and the table of problem codes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from docutils import nodes

from ... import views
from ...text.folding import pinyin
from ...text.messages import counted
from ...text.messages import mark as _
from ..sites import is_site, place_of
from .entries import erratum
from .pieces import ENGLISH, english, enumerated, with_separator
from .updates import Updates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...model.codes import Code

_NUMBERS = {
    "issue": (_("{count} issue"), _("{count} issues")),
    "paper": (_("{count} paper"), _("{count} papers")),
    "topic": (_("{count} topic"), _("{count} topics")),
    "institution": (_("{count} institution"), _("{count} institutions")),
    "method": (_("{count} method"), _("{count} methods")),
}
"""What the handbook has: one, and several."""

KEPT_TOGETHER = r"\needspace{7\baselineskip}"
"""What keeps the name of an entry on the printed page on which its erratum begins."""
PRINTED_CHAPTERS = ("venue", "issue")
"""The groups of indexes that are chapters of a printed book: those of others stand before the chapters of what they list."""


class Listings(Updates):
    """Renders the views of the whole library."""

    def listing(self, view: views.Listing) -> list[nodes.Node]:
        """Return an index: its groups, with links to them above if the view asks for links and there are several groups."""
        if not view.groups:
            return [nodes.paragraph("", self.say(_("Nothing yet.")))]
        content: list[nodes.Node] = [*self.files(view.files)]
        if view.parts and is_site(self.builder):
            return [*content, self.chips(view.parts)]
        elsewhere = [group for group in view.groups if group.page and is_site(self.builder)]
        here = [group for group in self.ordered(view.groups) if group not in elsewhere]
        if view.jump and len(here) > 1 and self.builder.format != "latex":
            links = [nodes.reference("", "", self.heading(group.head), internal=True, refid=group.anchor) for group in here]
            content.append(nodes.paragraph("", "", *with_separator(links, " · "), classes=["hb-jump"]))
        for group in here:
            if group.head.kind == "text":
                content += self.group(group.rows)
                continue
            if self.builder.format == "latex" and group.head.kind not in PRINTED_CHAPTERS:
                content.append(nodes.paragraph("", "", self.heading(group.head), classes=["hb-group"]))
                content += self.group(group.rows)
                continue
            section = nodes.section("", nodes.title("", "", self.linked_heading(group.head)), ids=[group.anchor])
            section += self.files(group.files)
            section += self.group(group.rows)
            content.append(section)
        return [*content, self.elsewhere(elsewhere)] if elsewhere else content

    def update_list(self, view: views.UpdateList) -> list[nodes.Node]:
        """Return the updates by month, below how far they reach."""
        return [*self.history_note(view), *(self.listing(view.listing) if view.listing.groups else ())]

    def ordered(self, groups: Iterable[views.Group]) -> list[views.Group]:
        """Return groups in the order of their headings as the page shows them, where a view cannot know these: of countries."""
        return sorted(
            groups,
            key=lambda group: (not group.head.id, pinyin(self.country(group.head.id))) if group.head.kind == "country" else (),
        )

    def group(self, rows: tuple[views.Row, ...]) -> list[nodes.Node]:
        """Return the rows of a group of an index, of which there is at least one, all of one type."""
        first = rows[0]
        if isinstance(first, views.AuthorRow):
            return [self.authors(cast("tuple[views.AuthorRow, ...]", rows))]
        if isinstance(first, views.EntryRow):
            return [self.rows(rows)]
        if isinstance(first, views.UpdateRow):
            return [self.updates(cast("tuple[views.UpdateRow, ...]", rows))]
        if isinstance(first, views.ErratumRow):
            return [node for row in cast("tuple[views.ErratumRow, ...]", rows) for node in self.erratum_row(row)]
        return [self.index(cast("tuple[views.Label, ...]", rows), self.text_of_issue)]

    def text_of_issue(self, label: views.Label) -> str:
        """Return how an index names an issue; empty for what is no issue."""
        return f"{self.number_of(label)} {label.zh}" if label.kind == "issue" else ""

    def authors(self, rows: Sequence[views.AuthorRow]) -> nodes.Element:
        """Return authors, each with links to their entries."""
        is_simple = is_site(self.builder) and not any(row.files for row in rows)
        authors = nodes.definition_list(classes=[*(["simple"] if is_simple else []), "hb-authors"])
        return self.items(authors, rows, self.author_html, self.author)

    def author(self, row: views.AuthorRow) -> nodes.definition_list_item:
        """Return an author with links to their entries."""
        term = nodes.term("", "", *self.author_name(row), ids=[*row.anchors])
        entries = nodes.bullet_list(bullet="*")
        for entry in row.entries:
            paragraph = nodes.paragraph("", "", self.link(replace(entry.label, en="")))
            number = self.page(entry.label)
            if entry.where:
                paragraph += [nodes.Text(" · "), english(entry.where)]
            if entry.genre == "tutorial":
                paragraph += [nodes.Text(" "), nodes.inline("", self.say(_("organiser")), classes=["hb-badge"])]
            paragraph += number
            entries += nodes.list_item("", paragraph)
        return nodes.definition_list_item("", term, nodes.definition("", entries, *self.files(row.files)))

    def author_name(self, row: views.AuthorRow) -> list[nodes.Node]:
        """Return the name of an author, with a link and the Chinese name if they have a page of their own."""
        if not any(place_of(self.builder, row.label)):
            return [english(row.label.zh)]
        chinese = [nodes.Text(" "), nodes.inline("", row.zh)] if row.zh and row.zh != row.label.zh else []
        return [nodes.inline("", "", self.link(row.label), classes=[ENGLISH]), *chinese]

    def erratum_row(self, row: views.ErratumRow) -> list[nodes.Node]:
        """Return an erratum below a link to its entry or issue."""
        text = self.say(_("The issue itself")) if row.label.kind == "issue" else ""
        where = nodes.paragraph("", "", self.link(row.label, text), classes=["hb-group"])
        return [nodes.raw("", KEPT_TOGETHER, format="latex"), where, erratum(row.erratum, self.language)]

    def tree(self, branches: Iterable[views.Branch]) -> nodes.bullet_list:
        """Return terms as a tree, each with the number of its entries and those of all narrower terms."""
        tree = nodes.bullet_list(classes=["hb-tree"], bullet="*")
        for branch in branches:
            item = nodes.list_item("", nodes.paragraph("", "", *self.named_link(branch.label)))
            if branch.below:
                item += self.tree(branch.below)
            tree += item
        return tree

    def trees(self, branches: tuple[views.Branch, ...]) -> list[nodes.Node]:
        """Return the tree of *branches*; nothing where there are none."""
        return [self.tree(branches)] if branches else []

    def top_terms(self, labels: Sequence[views.Label]) -> list[nodes.Node]:
        """Return the most frequent terms of a kind."""
        return [self.chips(labels)]

    def numbers(self, labels: Iterable[views.Label]) -> list[nodes.Node]:
        """Return the number of issues, papers and terms of each kind."""
        figures = nodes.bullet_list(classes=["hb-numbers"], bullet="*")
        for label in labels:
            figures += nodes.list_item("", nodes.paragraph("", "", self.number(label)))
        return [figures]

    def number(self, label: views.Label) -> nodes.Element:
        """Return the number of what *label* names, with a link to all of it."""
        return self.link(label, counted(self.say, *_NUMBERS[label.id], label.count or 0))

    def covered_issues(self, ranges: tuple[views.IssueRange, ...]) -> list[nodes.Node]:
        """Return which issues the handbook has, in one sentence; nothing where there are none."""
        links = with_separator(map(self.range_of, ranges), self.comma)
        text = self.say(_("Issues covered so far: "))
        return [nodes.paragraph("", text, *links, classes=["hb-covered"])] if links else []

    def range_of(self, issues: views.IssueRange) -> nodes.Element:
        """Return links to the first and the last of some issues."""
        first, last = (self.link(label, self.number_of(label)) for label in (issues.first, issues.last))
        if issues.first == issues.last:
            return first
        return nodes.inline("", "", first, nodes.Text(self.say(_(" to "))), last)

    def coverage(self, view: views.Coverage) -> list[nodes.Node]:
        """Return how much the handbook has, in one sentence; nothing where it has no issue."""
        if not view.issues:
            return []
        parts = {
            "issues": enumerated(map(self.range_of, view.issues), self.language),
            "numbers": enumerated(map(self.number, view.numbers), self.language),
        }
        sentence = re.split(r"\{(\w+)\}", self.say(_("Covers {issues}: {numbers}.")))
        line = nodes.paragraph(classes=["hb-covered"])
        for at, part in enumerate(sentence):
            line += parts[part] if at % 2 else nodes.Text(part)
        return [line]

    def problem_codes(self, codes: Iterable[Code]) -> list[nodes.Node]:
        """Return the meaning, message and hint of each code, in English and in the language of the page."""
        table = nodes.definition_list(classes=["hb-codes"])
        for code in codes:
            term = nodes.term("", "", nodes.literal("", code.id), nodes.Text(f" {code.severity}"), ids=[code.id])
            definition = nodes.definition("", nodes.paragraph("", "", english(code.meaning)))
            if self.say(code.meaning) != code.meaning:
                definition += nodes.paragraph("", self.say(code.meaning))
            for say, language in ((str, ENGLISH), (self.say, self.own_language)):
                text = f"{say(code.message)} ({say(code.hint)})".replace("{{", "{").replace("}}", "}")
                if language == ENGLISH or say(code.message) != code.message:
                    definition += nodes.paragraph("", "", nodes.literal("", text, classes=[language]))
            table += nodes.definition_list_item("", term, definition)
        return [table]
