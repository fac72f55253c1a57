"""From the plain rows of a view to nodes: what a reader sees, the same in every output format."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from .. import views
from ..citations import ON_PAGES, address
from ..exporters import FORMATS
from ..messages import locale_of, translator
from ..messages import mark as _
from ..model import Erratum, Link
from ..problems import Code
from . import searching
from .nodes import fold, kept

PEOPLE_SHOWN = 8
"""How many authors stand in the open; the others are folded."""

REPORT_FORM = "report-error.yml"
"""The form below .github/ISSUE_TEMPLATE that has a field «entry»."""

ENGLISH = "language-en"
"""The class by which docutils writes ``lang="en"``."""

_GENRES = {"survey": _("survey"), "tutorial": _("tutorial")}
_TERM_FIELDS = {"topic": _("Topics"), "institution": _("Institutions"), "method": _("Methods")}
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
_COUNTS = {
    "paper": _("papers: {count}"),
    "tutorial": _("tutorials: {count}"),
    "news": _("news: {count}"),
    "viewpoint": _("viewpoints: {count}"),
    "resource": _("resources: {count}"),
    "event": _("events: {count}"),
}
_NUMBERS = {
    "issue": _("issues"),
    "paper": _("papers"),
    "topic": _("topics"),
    "institution": _("institutions"),
    "method": _("methods"),
}
_KINDS = {"news": _("news"), "viewpoint": _("viewpoint"), "resource": _("resource"), "event": _("event")}


def erratum(row: Erratum, language: str) -> nodes.admonition:
    """Return an erratum: what was printed, what is right, and the evidence."""
    say = translator(language)
    title = say(_("Erratum"))
    box = nodes.admonition(classes=["hb-erratum"])
    box += nodes.title(title, title)
    box += _fields(
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


def external(text: str, url: str, *classes: str) -> nodes.reference:
    """Return a link to another site."""
    return nodes.reference(text, text, internal=False, refuri=url, classes=list(classes))


def _fields(*fields: tuple[str, nodes.Node]) -> nodes.definition_list:
    """Return names and what they stand for; a list of definitions takes half of the HTML that a list of fields takes."""
    found = nodes.definition_list(classes=["hb-facts"])
    for name, body in fields:
        found += nodes.definition_list_item("", nodes.term(name, name), nodes.definition("", body))
    return found


def english(text: str, *classes: str) -> nodes.inline:
    """Return *text* marked as English."""
    return nodes.inline(text, text, classes=[ENGLISH, *classes])


def _joined(parts: Iterable[nodes.Node], separator: str) -> list[nodes.Node]:
    joined: list[nodes.Node] = []
    for part in parts:
        joined += [nodes.Text(separator), part] if joined else [part]
    return joined


def in_order(formats: Iterable[str]) -> list[str]:
    """Return formats in the order in which pages offer them."""
    return sorted((name for name in formats if name in FORMATS), key=ON_PAGES.index)


@dataclass(kw_only=True)
class Renderer:
    """Makes the nodes of views for one page of one builder."""

    builder: Builder
    docname: str

    def __post_init__(self) -> None:
        self.language: str = self.builder.config.language
        self.say = translator(self.language)
        self.comma = self.say(_(", "))
        self.folder = self.builder.get_target_uri(self.docname).rpartition("/")[0]

    def nodes_of(self, name: str, view: views.View) -> list[nodes.Node]:
        """Return the nodes of the view *name*."""
        if view is None:
            return []
        if isinstance(view, views.EntryHead):
            return self.entry_head(view)
        if isinstance(view, views.IssueHead):
            return self.issue_head(view)
        if isinstance(view, views.IssueCard):
            return self.issue_card(view)
        if isinstance(view, views.Files):
            return self.files(view)
        if isinstance(view, views.TermHead):
            return self.term_card(view) if name == "term-card" else self.term_head(view)
        if isinstance(view, views.TermItems):
            return self.term_items(view)
        if isinstance(view, views.Listing):
            return self.listing(view)
        if name == "numbers":
            return self.numbers(cast("tuple[views.Label, ...]", view))
        if name.startswith("top-"):
            return [self.chips(cast("tuple[views.Label, ...]", view))]
        if name == "problem-codes":
            return [self.problem_codes(cast("tuple[Code, ...]", view))]
        return [self.tree(cast("tuple[views.Branch, ...]", view))] if view else []

    # ------------------------------------------------------------ links

    def link(self, label: views.Label, text: str = "", *classes: str) -> nodes.Element:
        """Return a link to what *label* stands for, with its Chinese name or *text*; it may be written already."""
        return self.kept((label, text, classes), (label,), lambda: self.reference(label, text, *classes))

    def reference(self, label: views.Label, text: str = "", *classes: str) -> nodes.Element:
        """Return the nodes of a link to what *label* stands for, with its Chinese name or *text*."""
        shown = nodes.inline(text or label.zh, text or label.zh, classes=list(classes))
        if not label.docname:
            return shown
        title = label.en if label.en and label.en != (text or label.zh) else None
        return cast(
            nodes.Element, make_refnode(self.builder, self.docname, label.docname, label.anchor or None, [*shown.children], title)
        )

    def kept(self, key: Hashable, labels: Iterable[views.Label], make: Callable[[], nodes.Element]) -> nodes.Element:
        """Return what *make* gives; in HTML it is written once for a folder, whose pages link to *labels* alike."""
        if self.builder.format != "html":
            return make()
        to_itself = any(label.docname == self.docname for label in labels)
        return kept("", key=(self.docname if to_itself else self.folder, key), make=make)

    def counted(self, label: views.Label, text: str = "") -> list[nodes.Node]:
        """Return the link and how many entries it stands for."""
        parts: list[nodes.Node] = [self.link(label, text)]
        if label.count is not None:
            parts += [nodes.Text(" "), nodes.inline("", f"({label.count})", classes=["hb-count"])]
        return parts

    def names(self, labels: Iterable[views.Label]) -> list[nodes.Node]:
        """Return links to terms, one after the other, without their English names."""
        return _joined((self.link(replace(label, en="")) for label in labels), self.say(_("; ")))

    def chips(self, labels: Iterable[views.Label]) -> nodes.bullet_list:
        """Return links to terms as a list that a wide page sets in lines."""
        found = nodes.bullet_list(classes=["hb-chips"], bullet="*")
        for label in labels:
            found += nodes.list_item("", nodes.paragraph("", "", *self.counted(label)))
        return found

    def number_of(self, label: views.Label) -> str:
        """Return what an issue is called."""
        return self.say(_("No. {number}")).format(number=label.id)

    # ------------------------------------------------------------ citations

    def files(self, files: views.Files | None) -> list[nodes.Node]:
        """Return links to the files of a bundle with the number of its papers; only HTML has them beside its pages."""
        if files is None or self.builder.format != "html":
            return []
        links = [
            nodes.reference("", FORMATS[name].name, internal=True, refuri=self.uri_of(files, name))
            for name in in_order(files.formats)
        ]
        text = self.say(_("Citations of {count} papers: ")).format(count=files.papers)
        return [nodes.paragraph("", text, *_joined(links, " · "), classes=["hb-files"])]

    def uri_of(self, files: views.Files, name: str) -> str:
        """Return where the file of a bundle in a format is, from this page."""
        return relative_uri(self.builder.get_target_uri(self.docname), address(files.kind, files.id, FORMATS[name].suffix))

    # ------------------------------------------------------------ entries

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
            found.append(nodes.paragraph("", "", *_joined(where, " "), classes=["hb-where"]))
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
                fields.append((self.say(_TERM_FIELDS[kind]), nodes.paragraph("", "", *self.names(labels))))
        links = [*self.version_links(view.version), *self.item_links(view.links), *self.report_link(view.id)]
        if links:
            fields.append((self.say(_("Links")), nodes.paragraph("", "", *_joined(links, " · "))))
        if fields:
            found.append(_fields(*fields))
        return found

    def people(self, view: views.EntryHead) -> nodes.container:
        """Return the names of an entry; those beyond the first few fold, and none is lost."""
        shown, folded = view.people[:PEOPLE_SHOWN], view.people[PEOPLE_SHOWN:]
        if len(folded) == 1:
            shown, folded = view.people, ()
        first = nodes.paragraph("", "", *_joined((self.link(label) for label in shown), ", "), classes=["hb-names"])
        if view.organised:
            first.insert(0, nodes.inline("", self.say(_("Organised by: ")), classes=["hb-role", self.own_language]))
        container = nodes.container("", first, classes=["hb-people", *([ENGLISH] if view.kind == "paper" else [])])
        if folded:
            rest = nodes.paragraph("", "", *_joined((self.link(label) for label in folded), ", "), classes=["hb-names"])
            summary = self.say(_("{count} more authors")).format(count=len(folded))
            first += nodes.Text(",")
            container += fold("", rest, summary=summary, classes=[self.own_language])
        return container

    @property
    def own_language(self) -> str:
        """The class that marks text in the language of the page."""
        return f"language-{self.language.replace('_', '-')}"

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
        doi_url = f"https://doi.org/{version.doi}"
        if version.arxiv:
            found.append(external(f"arXiv:{version.arxiv}", f"https://arxiv.org/abs/{version.arxiv}"))
            found.append(external("PDF", f"https://arxiv.org/pdf/{version.arxiv}"))
        if version.doi and not version.doi.lower().startswith("10.48550/arxiv."):
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
            item += nodes.paragraph("", "", *_joined(meta, " · "), classes=["hb-meta"])
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

    # ------------------------------------------------------------ issues

    def issue_facts(self, view: views.IssueHead) -> nodes.definition_list:
        """Return date, contents and contributors of an issue."""
        fields: list[tuple[str, nodes.Node]] = []
        if view.date:
            fields.append((self.say(_("Published")), nodes.paragraph("", view.date.in_words(self.language))))
        counts = [self.say(_COUNTS[kind]).format(count=count) for kind, count in view.counts]
        if counts:
            fields.append((self.say(_("Contents")), nodes.paragraph("", self.comma.join(counts))))
        if view.contributors:
            names = self.say(_("; ")).join(view.contributors)
            fields.append((self.say(_("Contributors")), nodes.paragraph(names, names)))
        return _fields(*fields)

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

    # ------------------------------------------------------------ terms

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
            chain = _joined((self.link(label) for label in view.broader), " › ")
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
            found.append(_fields(*fields))
        if searching.is_searchable(self.builder):
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
            found.append(nodes.paragraph("", "", *_joined(links, self.comma)))
        if view.together:
            found.append(nodes.paragraph("", self.say(_("Often together with")), classes=["hb-group"]))
            found.append(self.chips(view.together))
        return found

    def country(self, code: str) -> str:
        """Return the name of a country in the language of the page."""
        territories: Any = locale_of(self.language).territories
        return str(territories.get(code, code))

    # ------------------------------------------------------------ indexes

    def heading(self, label: views.Label) -> nodes.inline | nodes.Text:
        """Return the heading of a group."""
        if label.kind == "year":
            return nodes.Text(self.say(_("{year}")).format(year=label.id) if label.id else self.say(_("Year not known")))
        if label.kind == "country":
            return nodes.Text(self.country(label.id) if label.id else self.say(_("Country not recorded")))
        if label.kind == "issue":
            return nodes.Text(f"{self.number_of(label)} {label.zh}")
        if label.kind == "letter":
            return nodes.Text(self.say(_("Other scripts")) if label.id in ("other", "#") else label.id.upper())
        if label.kind == "venue":
            return english(label.zh) if label.zh else nodes.inline("", self.say(_("Venue not known")))
        return nodes.Text(label.zh)

    def listing(self, view: views.Listing) -> list[nodes.Node]:
        """Return an index: links to its groups, where there are many, and the groups."""
        if not view.groups:
            return [nodes.paragraph("", self.say(_("Nothing yet.")))]
        found: list[nodes.Node] = [*self.files(view.files)]
        if view.jump and len(view.groups) > 1:
            links = [
                nodes.reference("", "", self.heading(group.head), internal=True, refid=group.anchor) for group in view.groups
            ]
            found.append(nodes.paragraph("", "", *_joined(links, " · "), classes=["hb-jump"]))
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
