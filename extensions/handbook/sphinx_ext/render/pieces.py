"""The pieces of rendered views: links, lists of links, facts and headings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, cast

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from ...model.dates import parse_edtf
from ...text.messages import locale_of
from ...text.messages import mark as _
from ..internals.docutils import language_class
from ..nodes import page_number, quick_html
from ..sites import is_site, place_of
from .quick import Quick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ... import views

RowType = TypeVar("RowType")

ENGLISH = language_class("en")
"""The class of English text."""
TERM_FIELDS = {"topic": _("Topics"), "institution": _("Institutions"), "method": _("Methods")}


def external(text: str, url: str, *classes: str) -> nodes.reference:
    """Return a link to another site."""
    return nodes.reference(text, text, internal=False, refuri=url, classes=list(classes))


def field_list(*fields: tuple[str, nodes.Node]) -> nodes.definition_list:
    """Return names and values as a definition list, which takes half of the HTML of a field list."""
    facts = nodes.definition_list(classes=["hb-facts"])
    for name, body in fields:
        facts += nodes.definition_list_item("", nodes.term(name, name), nodes.definition("", body))
    return facts


def english(text: str, *classes: str) -> nodes.inline:
    """Return *text* marked as English."""
    return nodes.inline(text, text, classes=[ENGLISH, *classes])


def with_separator(parts: Iterable[nodes.Node], separator: str) -> list[nodes.Node]:
    """Return *parts* with the text *separator* between each two."""
    result: list[nodes.Node] = []
    for part in parts:
        result += [nodes.Text(separator), part] if result else [part]
    return result


def enumerated(parts: Iterable[nodes.Node], language: str) -> list[nodes.Node]:
    """Return *parts* as an enumeration in a language: *A, B and C*."""
    patterns = locale_of(language).list_patterns["standard"]
    middle, last = (patterns[name].removeprefix("{0}").removesuffix("{1}") for name in ("middle", "2"))
    result = with_separator(parts, middle)
    if len(result) > 1:
        result[-2] = nodes.Text(last)
    return result


@dataclass(kw_only=True)
class Pieces(Quick):
    """Renders the pieces of views for one page of one builder."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.comma = self.say(_(", "))

    def link(self, label: views.Label, text: str = "") -> nodes.Element:
        """Return a link to the object of *label*, with its Chinese name or *text*."""
        if not is_site(self.builder):
            return self.link_nodes(label, text)
        return quick_html("", html=self.link_html(label, text), make=lambda: self.link_nodes(label, text))

    def link_nodes(self, label: views.Label, text: str = "") -> nodes.Element:
        """Return the nodes of a link to the object of *label*, with its Chinese name or *text*."""
        shown = nodes.inline(text or label.zh, text or label.zh)
        docname, anchor = place_of(self.builder, label)
        if not docname:
            return shown
        title = label.en if label.en and label.en != (text or label.zh) else None
        try:
            link = make_refnode(self.builder, self.docname, docname, anchor or None, [*shown.children], title)
        except NoUri:  # a book has not all pages
            return shown
        return cast("nodes.Element", link)

    def page(self, label: views.Label) -> list[nodes.Node]:
        """Return the number of the page on which a printed book has the object of *label*; nothing in other outputs."""
        docname, anchor = place_of(self.builder, label)
        if self.builder.format != "latex" or not docname:
            return []
        try:
            address = self.builder.get_target_uri(docname)
        except NoUri:
            return []
        return [page_number(refuri=f"{address}#{anchor}" if anchor else address)]

    def items(
        self,
        parent: nodes.Element,
        rows: Sequence[RowType],
        html: Callable[[RowType], str],
        make: Callable[[RowType], nodes.Element],
    ) -> nodes.Element:
        """Return *parent* with an item for each of *rows*: a node that *make* returns, or for a site the *html* of that."""
        parent += self.each(rows, html, lambda row: [make(row)])
        return parent

    def each(
        self, rows: Sequence[RowType], html: Callable[[RowType], str], make: Callable[[RowType], list[nodes.Node]]
    ) -> list[nodes.Node]:
        """Return the nodes that *make* returns for each of *rows*, or for a site one with the *html* of all of them."""
        if is_site(self.builder):
            return [quick_html("", html="".join(map(html, rows)), make=lambda: [*chain.from_iterable(map(make, rows))])]
        return [*chain.from_iterable(map(make, rows))]

    def index(self, labels: Sequence[views.Label], text: Callable[[views.Label], str] = lambda _label: "") -> nodes.Element:
        """Return links as a list, each with its English name, with the number of entries, and with the Chinese name or *text*."""
        index = nodes.bullet_list(classes=["hb-index", *(["simple"] if is_site(self.builder) else [])], bullet="*")
        return self.items(
            index,
            labels,
            lambda label: f"<li><p>{self.counted_html(label, text(label))}{self.name_html(label)}</p></li>\n",
            lambda label: nodes.list_item("", nodes.paragraph("", "", *self.named_link(label, text(label)))),
        )

    def named_link(self, label: views.Label, text: str = "") -> list[nodes.Node]:
        """Return the link to the object of *label*, with its number of entries and its English name."""
        name = [nodes.Text(" "), english(label.en, "hb-en")] if label.en and label.en != label.zh else []
        return [*self.counted(label, text), *name, *self.page(label)]

    def counted(self, label: views.Label, text: str = "") -> list[nodes.Node]:
        """Return the link and the number of entries, if the label has one."""
        parts: list[nodes.Node] = [self.link(label, text)]
        if label.count is not None:
            parts += [nodes.Text(" "), nodes.inline("", f"({label.count})", classes=["hb-count"])]
        return parts

    def names(self, labels: Iterable[views.Label]) -> list[nodes.Node]:
        """Return links to terms in one line, without their English names."""
        return with_separator((self.link(replace(label, en="")) for label in labels), self.say(_("; ")))

    def chips(self, labels: Sequence[views.Label]) -> nodes.Element:
        """Return links to terms as a list, which a wide page shows in lines; a printed book has them in one paragraph."""
        if self.builder.format == "latex":
            parts = (nodes.inline("", "", *self.counted(label)) for label in labels)
            return nodes.paragraph("", "", *with_separator(parts, self.say(_("; "))))
        return self.items(
            nodes.bullet_list(classes=["hb-chips", *(["simple"] if is_site(self.builder) else [])], bullet="*"),
            labels,
            lambda label: f"<li><p>{self.counted_html(label)}</p></li>\n",
            lambda label: nodes.list_item("", nodes.paragraph("", "", *self.counted(label))),
        )

    def heard(self, title: str) -> str:
        """Return what follows the name of a button or a link that every entry has, for those who hear it."""
        return self.say(_(": {title}")).format(title=title)

    def elsewhere(self, groups: Iterable[views.Group]) -> nodes.bullet_list:
        """Return links to the pages that have the rows of *groups*, as a list, in which the anchors of the groups stay."""
        chips = nodes.bullet_list(classes=["hb-chips"], bullet="*")
        for group in groups:
            assert group.page is not None
            text = self.counted(group.page, self.heading(group.head).astext())
            chips += nodes.list_item("", nodes.paragraph("", "", *text), ids=[group.anchor])
        return chips

    def linked_heading(self, label: views.Label) -> nodes.Node:
        """Return the heading of a group, with a link if its object has a place."""
        heading = self.heading(label)
        if not any(place_of(self.builder, label)):
            return heading
        classes = heading["classes"] if isinstance(heading, nodes.inline) else []
        return nodes.inline("", "", self.link(label, heading.astext()), classes=classes)

    def number_of(self, label: views.Label) -> str:
        """Return the name of an issue."""
        return self.say(_("No. {number}")).format(number=label.id)

    def files(self, files: views.BundleFiles | None) -> list[nodes.Node]:
        """Return links to the files of a bundle with the number of its papers; only a site has these files."""
        if files is None or not is_site(self.builder):
            return []
        return [nodes.raw("", self.files_html(files), format="html")]

    @property
    def own_language(self) -> str:
        """The class that marks text in the language of the page."""
        return language_class(self.language)

    def country(self, code: str) -> str:
        """Return the name of a country in the language of the page."""
        territories: Any = locale_of(self.language).territories
        return str(territories.get(code, code))

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
        return nodes.Text(parse_edtf(label.id).in_words(self.language) if label.kind == "month" else label.zh)
