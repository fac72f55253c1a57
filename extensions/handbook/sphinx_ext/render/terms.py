"""What a term shows below its title, below its definition, and on other pages."""

from __future__ import annotations

from docutils import nodes

from ... import views
from ...text.messages import mark as _
from ..access import is_site
from .entries import Entries
from .pieces import english, external, field_list, joined


class Terms(Entries):
    """Renders terms."""

    def term_head(self, view: views.TermHead) -> list[nodes.Node]:
        """Return English name, other names, place in the hierarchy and facts of a term."""
        found: list[nodes.Node] = []
        if view.label.en != view.label.zh:
            found.append(nodes.paragraph("", "", english(view.label.en), classes=["hb-title-en"]))
        fields: list[tuple[str, nodes.Node]] = []
        if view.aliases:
            names = self.say(_("; ")).join(view.aliases)
            fields.append((self.say(_("Also called")), nodes.paragraph(names, names)))
        if view.broader:
            chain = joined((self.link(label) for label in view.broader), " › ")
            fields.append((self.say(_("Broader")), nodes.paragraph("", "", *chain)))
        if view.country:
            fields.append((self.say(_("Country")), nodes.paragraph("", self.country(view.country))))
        if view.parent_zh or view.parent_en:
            parent = nodes.paragraph("", view.parent_zh)
            if view.parent_en and view.parent_en != view.parent_zh:
                parent += [nodes.Text(" "), english(view.parent_en)]
            fields.append((self.say(_("Part of")), parent))
        if view.ror:
            fields.append(("ROR", nodes.paragraph("", "", external(view.ror.removeprefix("https://ror.org/"), view.ror))))
        if fields:
            found.append(field_list(*fields))
        if is_site(self.builder):
            address = f"{self.builder.get_relative_uri(self.docname, 'search')}?{view.label.kind}={view.label.id}"
            link = nodes.reference("", self.say(_("Search within this term")), internal=True, refuri=address)
            found.append(nodes.paragraph("", "", link, classes=["hb-search-within"]))
        return found

    def term_card(self, view: views.TermHead) -> list[nodes.Node]:
        """Return a term as another page shows it."""
        title = nodes.paragraph("", "", *self.counted(view.label), classes=["hb-card-title"])
        return [nodes.container("", title, *self.term_head(view), classes=["hb-card"])]

    def term_items(self, view: views.TermItems) -> list[nodes.Node]:
        """Return the entries of a term by issue, its narrower terms and the terms that go with it."""
        found: list[nodes.Node] = []
        if view.narrower:
            found.append(nodes.paragraph("", self.say(_("Narrower")), classes=["hb-group"]))
            found.append(self.chips(view.narrower))
        if not view.total:
            found.append(nodes.paragraph("", self.say(_("No entry carries this term yet."))))
        found += self.files(view.files)
        for group in view.groups:
            text = f"{self.number_of(group.head)} {group.head.zh}"
            found.append(nodes.paragraph("", "", self.link(group.head, text), classes=["hb-group"]))
            found.append(self.rows(group.rows))
        for group in view.titled:
            found.append(nodes.paragraph("", "", self.heading(group.head), classes=["hb-group"]))
            found.append(self.titles(group.rows))
        for group in view.counted:
            found.append(nodes.paragraph("", "", self.heading(group.head), classes=["hb-group"]))
            labels = [label for label in group.rows if isinstance(label, views.Label)]
            links = (nodes.inline("", "", *self.counted(label, self.number_of(label))) for label in labels)
            found.append(nodes.paragraph("", "", *joined(links, self.comma)))
        if view.together:
            found.append(nodes.paragraph("", self.say(_("Often together with")), classes=["hb-group"]))
            found.append(self.chips(view.together))
        return found
