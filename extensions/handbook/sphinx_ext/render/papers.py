"""Rendering of the page of a work: head, actions, summary, facts, versions, place in its issue, and what cites it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...site.citation_meta import pdf_of
from ...text.messages import mark as _
from ...views.links import GENRES, NOTICES
from ..internals.bibtex import formatted
from .entries import erratum
from .pieces import ENGLISH, english, external, field_list, with_separator
from .related import RELATED, RelatedPapers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ... import views
    from ...exporters import Work

CITE, CITING, ERRATA = "cite", "cited-by", "errata"
"""The anchors of the sections."""
_VERSIONS = {
    "published": _("Published version"),
    "published-reported": _("Published version, as reported"),
    "preprint": _("Preprint"),
    "preprint-reported": _("Preprint, as reported"),
    "reported": _("As reported"),
}


class Papers(RelatedPapers):
    """Renders the pages of works."""

    def paper_page(
        self, view: views.PaperPage, work: Work | None, summary: Iterable[nodes.Node], panels: nodes.Node | None
    ) -> nodes.section:
        """Return the page: *work* is the version to cite, *panels* are the panels with its citations."""
        section = nodes.section(classes=["hb-work"], ids=[view.anchor])
        section += nodes.title("", "", nodes.Text(view.title) if view.head else english(view.title))
        section += self.work_head(view)
        section += self.actions(view, work, has_citations=panels is not None)
        section += summary
        if view.paper and not view.head:
            reference = formatted(view.paper).deepcopy()
            reference["classes"].append(ENGLISH)
            section += reference
        if view.errata:
            section += self.part(ERRATA, _("Errata"), *(erratum(row, self.language) for row in view.errata))
        if facts := self.work_facts(view):
            section += field_list(*facts)
        section += self.place(view)
        if view.citing:
            section += self.part(CITING, _("Cited by"), self.citing(view.citing))
        if view.related:
            section += self.part(RELATED, _("Related papers"), self.related(view.related))
        if panels is not None:
            section += self.part(CITE, _("Cite"), panels)
        return section

    def list_page(self, view: views.ListPage) -> nodes.section:
        """Return a derived page with a list, below a link to the index that it is a part of."""
        section = nodes.section(ids=[view.anchor])
        title = self.list_title(view)
        section += nodes.title("", "", nodes.Text(title) if view.head else english(title))
        section += self.listing(view.listing)
        return section

    def list_title(self, view: views.ListPage) -> str:
        """Return the title of a derived page with a list."""
        return f"{self.heading(view.head).astext() if view.head else ''}{view.title}"

    def part(self, anchor: str, title: str, *content: nodes.Node) -> nodes.section:
        """Return a section with the translated *title*."""
        return nodes.section("", nodes.title("", self.say(title)), *content, ids=[anchor])

    def work_head(self, view: views.PaperPage) -> list[nodes.Node]:
        """Return English title, people, venue, year and genre."""
        head: list[nodes.Node] = []
        if view.head and view.head.title_en and view.head.title_en != view.title:
            head.append(nodes.paragraph("", "", english(view.head.title_en), classes=["hb-title-en"]))
        if view.people:
            head.append(self.people(view.people, organised=bool(view.head and view.head.organised), are_english=True))
        where = self.where(view)
        if view.head and view.head.genre:
            where.append(nodes.inline("", self.say(GENRES[view.head.genre]), classes=["hb-badge"]))
        if where:
            head.append(nodes.paragraph("", "", *with_separator(where, " "), classes=["hb-where"]))
        return head

    def where(self, view: views.PaperPage) -> list[nodes.Node]:
        """Return venue and year; the name of the venue leads to its papers, and the year to those of the year."""
        if view.venue is None:
            return [self.link(view.year)] if view.year else []
        before, year, after = view.venue.zh.partition(view.year.zh) if view.year else (view.venue.zh, "", "")
        where = nodes.inline("", classes=[ENGLISH, "hb-venue"])
        name = before.rstrip(" ,")
        if name:
            where += [self.link(view.venue, name), nodes.Text(before[len(name) :])]
        if year and view.year:
            where += self.link(view.year)
        where += nodes.Text(after)
        return [where]

    def actions(self, view: views.PaperPage, work: Work | None, *, has_citations: bool) -> list[nodes.Node]:
        """Return what a reader can do with the work, in one row."""
        actions: list[nodes.Node] = []
        if pdf := pdf_of(work) if work else "":
            actions.append(external("PDF", pdf))
        if view.head:
            actions += self.item_links(view.head.links)
        if has_citations:
            actions.append(nodes.reference("", self.say(_("Cite")), internal=True, refid=CITE))
        gathering = [*self.save_button(view.key), *self.compare_link(view.key)]
        return self.actions_row(gathering, actions, self.report_link(view.key, view.title))

    def work_facts(self, view: views.PaperPage) -> list[tuple[str, nodes.Node]]:
        """Return the names and values of the facts: terms, date and versions."""
        facts: list[tuple[str, nodes.Node]] = []
        if view.head:
            facts += [*self.terms(view.head), *self.dates(view.head)]
        title = view.head.title_en if view.head else view.title
        facts += [(self.say(_VERSIONS[kind]), self.version(version, title)) for kind, version in view.versions]
        notices = view.paper.notices if view.paper else ()
        facts += [(self.say(NOTICES[kind]), nodes.paragraph("", "", external(place, place))) for kind, place in notices]
        if view.paper and view.paper.checked:
            facts.append((self.say(_("Metadata checked")), nodes.paragraph("", view.paper.checked)))
        return facts

    def version(self, version: views.Version, title: str) -> nodes.paragraph:
        """Return one version of the work: its title where that is another one, venue and year, and links."""
        parts: list[nodes.Node] = [english(version.title)] if version.title != title else []
        parts += [english(version.where)] if version.where else []
        return nodes.paragraph("", "", *with_separator([*parts, *self.version_links(version)], " · "))

    def place(self, view: views.PaperPage) -> list[nodes.Node]:
        """Return the issue that presents the work, with the heading that it stands below, and its neighbours there."""
        if view.issue is None:
            return [
                nodes.paragraph("", self.say(_("No issue presents this work; the handbook only cites it.")), classes=["hb-place"])
            ]
        issue = self.link(view.issue, f"{self.number_of(view.issue)} {view.issue.zh}")
        place = nodes.paragraph("", "", nodes.Text(self.say(_("In issue: "))), issue, classes=["hb-place"])
        if view.section:
            place += nodes.Text(" · " + " · ".join(view.section))
        neighbours = nodes.bullet_list(classes=["hb-neighbours"], bullet="*")
        for name, label in ((_("Before: "), view.before), (_("After: "), view.after)):
            if label:
                neighbours += nodes.list_item("", nodes.paragraph("", "", nodes.Text(self.say(name)), self.link(label)))
        return [place, neighbours] if len(neighbours) else [place]

    def citing(self, labels: Iterable[views.Label]) -> nodes.bullet_list:
        """Return what cites the work, each with the name of its kind."""
        index = nodes.bullet_list(classes=["hb-index"], bullet="*")
        for label in labels:
            text = f"{self.number_of(label)} {label.zh}" if label.kind == "issue" else ""
            kind = TERM_KINDS_SHOWN.get(label.kind)
            paragraph = nodes.paragraph("", "", self.link(label, text))
            if kind:
                paragraph += [nodes.Text(" "), nodes.inline("", self.say(kind), classes=["hb-badge"])]
            index += nodes.list_item("", paragraph)
        return index


TERM_KINDS_SHOWN = {"topic": _("topic"), "institution": _("institution"), "method": _("method"), "issue": _("issue")}
"""The names of the kinds of what cites a work, where that is no paper."""
