"""Rendering of entries: their head, their links, their row in a list, and errata."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from ... import views
from ...model.places import COMPARISON, paper_docname
from ...text.anchors import anchor_of, file_name_of
from ...text.messages import mark as _
from ...text.messages import translator
from ...views import links
from ..nodes import disclosure
from ..sites import has_reading_list, is_site
from .pieces import ENGLISH, TERM_FIELDS, Pieces, english, external, field_list, with_separator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...model.records import Erratum, Link

MAX_PEOPLE_SHOWN = 8
"""An entry shows at most this many people at once; a reader can open a list of the others."""
REPORT_FORM = "report-error.yml"
"""The form in .github/ISSUE_TEMPLATE that has a field ``entry``."""


class Entries(Pieces):
    """Renders entries."""

    def entry_head(self, view: views.EntryHead) -> list[nodes.Node]:
        """Return English title, people, venue and date of an entry: what stands above its summary."""
        head: list[nodes.Node] = [
            nodes.target("", "", ids=[anchor_of(key)]) for paper in view.cited if paper for key in paper.formerly
        ]
        if view.title_en:
            head.append(nodes.paragraph("", "", english(view.title_en), classes=["hb-title-en"]))
        if view.people:
            head.append(self.people(view.people, organised=view.organised, are_english=view.kind == "paper"))
        where: list[nodes.Node] = []
        if view.version and view.version.where:
            where.append(english(view.version.where, "hb-venue"))
        if view.genre:
            where.append(nodes.inline("", self.say(links.GENRES[view.genre]), classes=["hb-badge"]))
        if where:
            head.append(nodes.paragraph("", "", *with_separator(where, " "), classes=["hb-where"]))
        if dates := self.dates(view):
            head.append(field_list(*dates))
        return head

    def entry_facts(self, view: views.EntryHead, panels: Iterable[nodes.Node] = ()) -> list[nodes.Node]:
        """Return what stands below the summary of an entry: reported version, terms, and a row with *panels* and links."""
        facts = self.terms(view)
        if view.reported:
            facts.append((self.say(_("As reported")), self.reported(view.reported)))
        links = [*self.version_links(view.version), *self.item_links(view.links), *self.page_link(view)]
        save = self.save_button(view.id) if view.kind == "paper" else []
        row = self.actions_row([*panels, *save], links, self.report_link(view.id, view.title))
        return [field_list(*facts), *row] if facts else row

    def terms(self, view: views.EntryHead) -> list[tuple[str, nodes.Node]]:
        """Return the names and values of the facts that are terms, for each kind that there is."""
        return [
            (self.say(TERM_FIELDS[kind]), nodes.paragraph("", "", *self.names(labels))) for kind, labels in view.terms if labels
        ]

    def actions_row(
        self, panels: Iterable[nodes.Node], links: Iterable[nodes.Node], report: Iterable[nodes.Node]
    ) -> list[nodes.Node]:
        """Return what a reader can do with a work, in one row: cite it, follow *links*, and at the end report an error."""
        row = [*panels]
        for part, name in ((with_separator(links, " · "), "hb-links"), ([*report], "hb-report")):
            if part:
                row.append(nodes.paragraph("", "", *part, classes=[name]))
        return [nodes.container("", *row, classes=["hb-actions-row"])] if row else []

    def dates(self, view: views.EntryHead) -> list[tuple[str, nodes.Node]]:
        """Return the date of an entry: as it was printed, if it was, or else in words."""
        if view.printed_date:
            printed = self.say(_("{date} (as printed)")).format(date=view.printed_date)
            return [(self.say(_("Date")), nodes.paragraph("", printed))]
        return [(self.say(_("Date")), nodes.paragraph("", view.date.in_words(self.language)))] if view.date else []

    def people(self, people: tuple[views.Label, ...], *, organised: bool, are_english: bool) -> nodes.container:
        """Return the people of an entry, the first few at once and the others in a part that a reader can open."""
        shown, hidden = people[:MAX_PEOPLE_SHOWN], people[MAX_PEOPLE_SHOWN:]
        if len(hidden) == 1:
            shown, hidden = people, ()
        first = nodes.paragraph("", "", *with_separator((self.link(label) for label in shown), ", "), classes=["hb-names"])
        if organised:
            first.insert(0, nodes.inline("", self.say(_("Organised by: ")), classes=["hb-role", self.own_language]))
        container = nodes.container("", first, classes=["hb-people", *([ENGLISH] if are_english else [])])
        if hidden:
            rest = nodes.paragraph("", "", *with_separator((self.link(label) for label in hidden), ", "), classes=["hb-names"])
            summary = self.say(_("{count} more authors")).format(count=len(hidden))
            first += nodes.Text(",")
            container += disclosure("", rest, summary=summary, classes=[self.own_language])
        return container

    def reported(self, version: views.Version) -> nodes.paragraph:
        """Return the version that the weekly reported."""
        paragraph = nodes.paragraph("", "", english(version.title))
        if version.where:
            paragraph += [nodes.Text(" · "), english(version.where)]
        for link in self.version_links(version):
            paragraph += [nodes.Text(" · "), link]
        return paragraph

    def version_links(self, version: views.Version | None) -> list[nodes.Node]:
        """Return the links to a work: arXiv, DOI, the publisher's page."""
        return [external(self.say(name), url) for name, url in links.version_links(version)]

    def item_links(self, named: Iterable[Link]) -> list[nodes.Node]:
        """Return the links that an item names."""
        return [external(self.say(name), url) for name, url in links.item_links(named)]

    def page_link(self, view: views.EntryHead) -> list[nodes.Node]:
        """Return the link to the page of a paper, if it has one of its own."""
        if view.kind != "paper" or not is_site(self.builder):
            return []
        label = views.Label(kind="paper", id=view.id, zh=self.say(_("page of this paper")), page=paper_docname(view.id))
        return [self.named(self.link_nodes(label), view.title)]

    def save_button(self, key: str) -> list[nodes.Node]:
        """Return the button that puts a work on the reading list and takes it off.

        static/reading/saved.js shows it, names it with the title for those who hear it, and makes it work.
        """
        if not has_reading_list(self.builder):
            return []
        name = escape(self.say(_("Save")))
        return [nodes.raw("", f'<button class="hb-save" value="{file_name_of(key)}">{name}</button>\n', format="html")]

    def compare_link(self, key: str) -> list[nodes.Node]:
        """Return the link to the page that shows a work beside others, which scripts fill."""
        if not has_reading_list(self.builder):
            return []
        address = f"{self.uri(self.builder.get_target_uri(COMPARISON))}?papers={file_name_of(key)}"
        link = f'<a href="{address}">{escape(self.say(_("Compare")))}</a>'
        return [nodes.raw("", f'<p class="hb-compare-link hb-js-only">{link}</p>\n', format="html")]

    def named(self, link: nodes.Element, title: str) -> nodes.Element:
        """Return a link whose text is the same for many entries, with the *title* of its own for those who hear it."""
        link += nodes.inline("", self.heard(title), classes=["visually-hidden"])
        return link

    def report_link(self, entry_id: str, title: str) -> list[nodes.Node]:
        """Return the link to the form for reporting an error in an entry, with the entry filled in; only for a site."""
        repository = self.builder.config.html_theme_options.get("repository_url") if is_site(self.builder) else None
        if not repository:
            return []
        address = f"{repository}/issues/new?template={REPORT_FORM}&entry={entry_id}"
        return [self.named(external(self.say(_("report an error")), address), title)]

    def row(self, row: views.EntryRow) -> nodes.list_item:
        """Return an entry as a row of a list: Chinese title, English title, people and venue."""
        head = nodes.paragraph("", "", self.link(row.label), *self.page(row.label), classes=["hb-row-title"])
        badge = links.GENRES.get(row.genre) or links.KINDS.get(row.label.kind)
        if badge:
            head += [nodes.Text(" "), nodes.inline("", self.say(badge), classes=["hb-badge"])]
        item = nodes.list_item("", head)
        if row.label.en:
            item += nodes.paragraph("", "", english(row.label.en), classes=["hb-title-en"])
        meta: list[nodes.Node] = []
        if row.people:
            names = ", ".join(row.people)
            shown = self.say(_("{names} et al.")).format(names=names) if row.more_people else names
            meta.append(nodes.inline("", shown))
        if row.where:
            meta.append(english(row.where))
        if row.via:
            meta.append(nodes.inline("", "", *self.names(row.via), classes=["hb-via"]))
        if meta:
            item += nodes.paragraph("", "", *with_separator(meta, " · "), classes=["hb-meta"])
        return item

    def rows(self, rows: Iterable[views.Row]) -> nodes.Element:
        """Return entries as a list."""
        bullets = nodes.bullet_list(classes=["hb-rows"], bullet="*")
        return self.items(bullets, [row for row in rows if isinstance(row, views.EntryRow)], self.row_html, self.row)


def erratum(row: Erratum, language: str) -> nodes.admonition:
    """Return an erratum: the printed text, the correct text, and the evidence."""
    say = translator(language)
    title = say(_("Erratum"))
    box = nodes.admonition(classes=["hb-erratum"])
    box += nodes.title(title, title)
    box += field_list(
        (say(_("Printed")), nodes.paragraph("", "", nodes.inline(row.printed, row.printed, classes=["hb-printed"]))),
        (say(_("Correct")), nodes.paragraph(row.correct, row.correct)),
        (say(_("Evidence")), _evidence(row, say(_("source")))),
    )
    return box


def _evidence(row: Erratum, source: str) -> nodes.paragraph:
    text = row.shown_evidence
    paragraph = nodes.paragraph(text, text)
    if row.source:
        paragraph += [nodes.Text(" "), external(source, row.source)]
    return paragraph
