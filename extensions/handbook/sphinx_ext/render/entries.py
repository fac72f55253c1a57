"""What an entry shows: its head, its links, its row in a list, and errata."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes

from ... import views
from ...text.identifiers import arxiv_address, doi_address, in_arxiv_doi
from ...text.messages import mark as _
from ...text.messages import translator
from ..nodes import fold
from .pieces import ENGLISH, TERM_FIELDS, Pieces, english, external, field_list, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...model.records import Erratum, Link

PEOPLE_SHOWN = 8
"""How many authors stand in the open; the others are folded."""


REPORT_FORM = "report-error.yml"
"""The form below .github/ISSUE_TEMPLATE that has a field «entry»."""


_GENRES = {"survey": _("survey"), "tutorial": _("tutorial")}


_LINKS = {
    "url": _("web page"),
    "code": _("code"),
    "models": _("models"),
    "data": _("data"),
    "site": _("project site"),
    "docs": _("documentation"),
    "slides": _("slides"),
    "video": _("video"),
}


_KINDS = {"news": _("news"), "viewpoint": _("viewpoint"), "resource": _("resource"), "event": _("event")}


class Entries(Pieces):
    """Renders entries."""

    def entry_head(self, view: views.EntryHead) -> list[nodes.Node]:
        """Return English title, people, where it appeared, and the fields of an entry."""
        found: list[nodes.Node] = []
        if view.title_en:
            found.append(nodes.paragraph("", "", english(view.title_en), classes=["hb-title-en"]))
        if view.people:
            found.append(self.people(view))
        where: list[nodes.Node] = []
        if view.version and view.version.where:
            where.append(english(view.version.where, "hb-venue"))
        if view.genre:
            where.append(nodes.inline("", self.say(_GENRES[view.genre]), classes=["hb-badge"]))
        if where:
            found.append(nodes.paragraph("", "", *joined(where, " "), classes=["hb-where"]))
        fields: list[tuple[str, nodes.Node]] = []
        if view.reported:
            fields.append((self.say(_("As reported")), self.reported(view.reported)))
        if view.date and not view.printed_date:
            fields.append((self.say(_("Date")), nodes.paragraph("", view.date.in_words(self.language))))
        if view.printed_date:
            printed = self.say(_("{date} (as printed)")).format(date=view.printed_date)
            fields.append((self.say(_("Date")), nodes.paragraph("", printed)))
        for kind, labels in view.terms:
            if labels:
                fields.append((self.say(TERM_FIELDS[kind]), nodes.paragraph("", "", *self.names(labels))))
        links = [*self.version_links(view.version), *self.item_links(view.links), *self.report_link(view.id)]
        if links:
            fields.append((self.say(_("Links")), nodes.paragraph("", "", *joined(links, " · "))))
        if fields:
            found.append(field_list(*fields))
        return found

    def people(self, view: views.EntryHead) -> nodes.container:
        """Return the names of an entry; those beyond the first few fold, and none is lost."""
        shown, folded = view.people[:PEOPLE_SHOWN], view.people[PEOPLE_SHOWN:]
        if len(folded) == 1:
            shown, folded = view.people, ()
        first = nodes.paragraph("", "", *joined((self.link(label) for label in shown), ", "), classes=["hb-names"])
        if view.organised:
            first.insert(0, nodes.inline("", self.say(_("Organised by: ")), classes=["hb-role", self.own_language]))
        container = nodes.container("", first, classes=["hb-people", *([ENGLISH] if view.kind == "paper" else [])])
        if folded:
            rest = nodes.paragraph("", "", *joined((self.link(label) for label in folded), ", "), classes=["hb-names"])
            summary = self.say(_("{count} more authors")).format(count=len(folded))
            first += nodes.Text(",")
            container += fold("", rest, summary=summary, classes=[self.own_language])
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
        """Return where to get a work: arXiv, DOI, the publisher's page."""
        if version is None:
            return []
        found: list[nodes.Node] = []
        doi_url = doi_address(version.doi)
        if version.arxiv:
            found.append(external(f"arXiv:{version.arxiv}", arxiv_address(version.arxiv)))
            found.append(external("PDF", arxiv_address(version.arxiv, "pdf")))
        if version.doi and not in_arxiv_doi(version.doi):
            found.append(external(f"DOI:{version.doi}", doi_url))
        if version.url and version.url != doi_url and "//arxiv.org/" not in version.url:
            name = _("publisher’s page") if version.is_publication else _LINKS["url"]
            found.append(external(self.say(name), version.url))
        return found

    def item_links(self, links: Iterable[Link]) -> list[nodes.Node]:
        """Return the links that an item names."""
        return [external(self.say(_LINKS[link.name]), link.url) for link in links]

    def report_link(self, entry_id: str) -> list[nodes.Node]:
        """Return the link to the form that reports an error in an entry, where a page can have it: the entry is filled in."""
        repository = self.builder.config.html_theme_options.get("repository_url") if self.builder.format == "html" else None
        if not repository:
            return []
        return [external(self.say(_("report an error")), f"{repository}/issues/new?template={REPORT_FORM}&entry={entry_id}")]

    def row(self, row: views.EntryRow) -> nodes.list_item:
        """Return an entry in a list: Chinese title, then English title, people and venue."""
        head = nodes.paragraph("", "", self.link(row.label), classes=["hb-row-title"])
        badge = _GENRES.get(row.genre) or _KINDS.get(row.label.kind)
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
            item += nodes.paragraph("", "", *joined(meta, " · "), classes=["hb-meta"])
        return item

    def titles(self, rows: Iterable[views.Row]) -> nodes.bullet_list:
        """Return entries as a list of their titles."""
        found = nodes.bullet_list(classes=["hb-index"], bullet="*")
        found += [nodes.list_item("", nodes.paragraph("", "", self.link(row))) for row in rows if isinstance(row, views.Label)]
        return found

    def rows(self, rows: Iterable[views.Row]) -> nodes.bullet_list:
        """Return entries as a list."""
        found = nodes.bullet_list(classes=["hb-rows"], bullet="*")
        entries = (row for row in rows if isinstance(row, views.EntryRow))
        found += [self.kept(row, (row.label, *row.via), partial(self.row, row)) for row in entries]
        return found


def erratum(row: Erratum, language: str) -> nodes.admonition:
    """Return an erratum: what was printed, what is right, and the evidence."""
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
    paragraph = nodes.paragraph(row.evidence, row.evidence.removeprefix("依据：") if row.evidence else "")
    if row.source:
        paragraph += [nodes.Text(" "), external(source, row.source)]
    return paragraph
