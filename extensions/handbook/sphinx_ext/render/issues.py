"""Rendering of issues: below the title of their page, and on other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...text.messages import counted
from ...text.messages import mark as _
from .entries import Entries
from .pieces import external, field_list, with_separator

if TYPE_CHECKING:
    from ... import views

_COUNTS = {
    "paper": (_("{count} paper"), _("{count} papers")),
    "tutorial": (_("{count} tutorial"), _("{count} tutorials")),
    "news": (_("{count} news item"), _("{count} news items")),
    "viewpoint": (_("{count} viewpoint"), _("{count} viewpoints")),
    "resource": (_("{count} resource"), _("{count} resources")),
    "event": (_("{count} event"), _("{count} events")),
}
"""What an issue contains: one, and several."""


class Issues(Entries):
    """Renders issues."""

    def issue_facts(self, view: views.IssueHead) -> nodes.definition_list:
        """Return date, contents and contributors of an issue."""
        fields: list[tuple[str, nodes.Node]] = []
        if view.date:
            fields.append((self.say(_("Published")), nodes.paragraph("", view.date.in_words(self.language))))
        counts = [counted(self.say, *_COUNTS[kind], count) for kind, count in view.counts]
        if counts:
            fields.append((self.say(_("Contents")), nodes.paragraph("", self.comma.join(counts))))
        if view.contributors:
            names = self.say(_("; ")).join(view.contributors)
            fields.append((self.say(_("Contributors")), nodes.paragraph(names, names)))
        if view.source or view.archived:
            named = ((_("original"), view.source), (_("archived copy"), view.archived))
            links = (external(self.say(name), address) for name, address in named if address)
            fields.append((self.say(_("Source")), nodes.paragraph("", "", *with_separator(links, " · "))))
        return field_list(*fields)

    def issue_head(self, view: views.IssueHead) -> list[nodes.Node]:
        """Return the issue's own title and its facts."""
        return [nodes.paragraph("", view.label.zh, classes=["hb-subtitle"]), self.issue_facts(view)]

    def issue_card(self, view: views.IssueCard) -> list[nodes.Node]:
        """Return an issue with its entries by section."""
        label = view.head.label
        title = nodes.paragraph("", "", self.link(label, f"{self.number_of(label)} {label.zh}"), classes=["hb-card-title"])
        card = nodes.container("", title, self.issue_facts(view.head), classes=["hb-card"])
        for group in view.sections:
            if group.head.zh:
                card += nodes.paragraph("", group.head.zh, classes=["hb-group"])
            card += self.rows(group.rows)
        return [card]
