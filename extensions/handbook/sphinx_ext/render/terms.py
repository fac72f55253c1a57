"""Rendering of terms: below the title and the definition on their page, and on other pages."""

from __future__ import annotations

from docutils import nodes

from ... import views
from ...text.messages import mark as _
from ...views.links import SAME_AS, identity_links
from ..nodes import disclosure
from ..sites import is_site
from .charts import Charts
from .entries import Entries
from .pieces import english, external, field_list, with_separator

MAX_NAMES_SHOWN = 5
"""A term shows at most this many near names at once."""


class Terms(Entries, Charts):
    """Renders terms."""

    def term_head(self, view: views.TermHead) -> list[nodes.Node]:
        """Return English name, other names, place in the hierarchy and facts of a term."""
        head: list[nodes.Node] = []
        spark = self.sparkline(view.over_time) if view.over_time and view.label.docname == self.docname else []
        if view.label.en != view.label.zh or spark:
            name = [english(view.label.en)] if view.label.en != view.label.zh else []
            head.append(nodes.paragraph("", "", *name, *spark, classes=["hb-title-en"]))
        facts = self.term_facts(view)
        if facts:
            head.append(field_list(*facts))
        if is_site(self.builder):
            address = f"{self.builder.get_relative_uri(self.docname, 'search')}?{view.label.kind}={view.label.id}"
            link = nodes.reference("", self.say(_("Search within this term")), internal=True, refuri=address)
            head.append(nodes.paragraph("", "", link, classes=["hb-search-within"]))
        return head

    def term_facts(self, view: views.TermHead) -> list[tuple[str, nodes.Node]]:
        """Return the names and values of the facts of a term."""
        facts: list[tuple[str, nodes.Node]] = []
        if view.aliases:
            names = self.say(_("; ")).join(view.aliases)
            facts.append((self.say(_("Also called")), nodes.paragraph(names, names)))
        if view.near:
            facts.append((self.say(_("Near names")), self.near(view.near)))
        if view.broader:
            chain = with_separator((self.link(label) for label in view.broader), " › ")
            facts.append((self.say(_("Broader")), nodes.paragraph("", "", *chain)))
        if view.related:
            facts.append((self.say(_("See also")), nodes.paragraph("", "", *self.names(view.related))))
        if view.country:
            facts.append((self.say(_("Country")), nodes.paragraph("", self.country(view.country))))
        if view.parent_zh or view.parent_en:
            parent = nodes.paragraph("", view.parent_zh)
            if view.parent_en and view.parent_en != view.parent_zh:
                parent += [nodes.Text(" "), english(view.parent_en)]
            facts.append((self.say(_("Part of")), parent))
        if view.identities:
            links = with_separator((external(*named) for named in identity_links(view.identities)), " · ")
            facts.append((self.say(SAME_AS[view.label.kind]), nodes.paragraph("", "", *links)))
        return facts

    def near(self, names: tuple[str, ...]) -> nodes.Element:
        """Return names near to that of a term; many in a part that a reader can open."""
        text = self.say(_("; ")).join(names)
        paragraph = nodes.paragraph(text, text)
        if len(names) <= MAX_NAMES_SHOWN:
            return paragraph
        return disclosure("", paragraph, summary=self.say(_("{count} names")).format(count=len(names)), classes=[])

    def term_card(self, view: views.TermHead) -> list[nodes.Node]:
        """Return a term as another page shows it."""
        title = nodes.paragraph("", "", *self.counted(view.label), classes=["hb-card-title"])
        return [nodes.container("", title, *self.term_head(view), classes=["hb-card"])]

    def term_items(self, view: views.TermItems) -> list[nodes.Node]:
        """Return the entries of a term by issue, its narrower terms, and terms that often occur with it."""
        content: list[nodes.Node] = []
        if view.narrower:
            content.append(nodes.paragraph("", self.say(_("Narrower")), classes=["hb-group"]))
            content.append(self.chips(view.narrower))
        if not view.total:
            content.append(nodes.paragraph("", self.say(_("No entry has this term yet."))))
        if view.over_time and is_site(self.builder):
            content += self.over_time(view.over_time, self.say(_("Entries over time.")))
        content += self.files(view.files)
        content += self.each(view.groups, self.issue_html, self.issue)
        for group in view.titled:
            content.append(nodes.paragraph("", "", self.heading(group.head), classes=["hb-group"]))
            content.append(self.index([row for row in group.rows if isinstance(row, views.Label)]))
        elsewhere = [group for group in view.counted if group.page and is_site(self.builder)]
        if elsewhere:
            content.append(nodes.paragraph("", self.say(_("All entries by year")), classes=["hb-group"]))
            content.append(self.elsewhere(elsewhere))
        for group in view.counted if not elsewhere else ():
            content.append(nodes.paragraph("", "", self.heading(group.head), classes=["hb-group"]))
            labels = [label for label in group.rows if isinstance(label, views.Label)]
            links = (nodes.inline("", "", *self.counted(label, self.number_of(label))) for label in labels)
            content.append(nodes.paragraph("", "", *with_separator(links, self.comma)))
        if view.together:
            content.append(nodes.paragraph("", self.say(_("Often together with")), classes=["hb-group"]))
            content.append(self.chips(view.together))
        return content

    def issue(self, group: views.Group) -> list[nodes.Node]:
        """Return the entries of an issue below its name."""
        text = f"{self.number_of(group.head)} {group.head.zh}"
        return [nodes.paragraph("", "", self.link(group.head, text), classes=["hb-group"]), self.rows(group.rows)]

    def issue_html(self, group: views.Group) -> str:
        """Return the HTML of the entries of an issue below its name."""
        name = self.link_html(group.head, f"{self.number_of(group.head)} {group.head.zh}")
        rows = "".join(self.row_html(row) for row in group.rows if isinstance(row, views.EntryRow))
        return f'<p class="hb-group">{name}</p>\n<ul class="hb-rows">\n{rows}</ul>\n'
