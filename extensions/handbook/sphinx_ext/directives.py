"""The directives: an entry, an erratum, the card of an issue or a term, and a listing.

They make nodes of what the reader of pages has read; they parse no options themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from ..model.records import LISTINGS
from .access import handbook
from .editions import erratum_of, title_of
from .internals.myst import first_content_line, offset_for_parsing
from .nodes import placeholder
from .render.entries import erratum as render_erratum
from .search_field import search_field

if TYPE_CHECKING:
    from .domain import HandbookDomain


class HandbookDirective(SphinxDirective):
    """Leaves argument, options and content to the reader of pages; MyST passes everything on unparsed."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = None

    @property
    def domain(self) -> HandbookDomain:
        """The domain."""
        return handbook(self.env)

    @property
    def kind(self) -> str:
        """The directive's name without its domain."""
        return self.name.rpartition(":")[2]

    def view(self, name: str, argument: str = "") -> placeholder:
        """Return the placeholder of a view."""
        return placeholder("", view=name, argument=argument, docname=self.env.docname)


class EntryDirective(HandbookDirective):
    """An entry: a section whose anchor is its identifier, with its view and the text given here."""

    def run(self) -> list[nodes.Node]:
        """Return the section; where no entry is allowed, return only the text."""
        item = self.domain.item_at(self.env.docname, self.lineno)
        first = first_content_line(self)
        skip = item.body_line - first if item else 0
        body = nodes.container(classes=["hb-summary"])
        lines = StringList(self.content[skip:], self.content.source(0) if self.content else "")
        self.state.nested_parse(lines, offset_for_parsing(self, first + skip), body)
        if item is None:
            return body.children
        section = nodes.section(classes=["hb-entry", f"hb-{item.kind}"])
        title = title_of(self.domain, self.env.docname, item)
        section += nodes.title(title, title, translatable=False)
        section += self.view("entry", item.id)
        section += body.children
        section += self.view("entry-facts", item.id)
        self.set_source_info(section)
        if item.anchor not in self.state.document.ids:  # a duplicate identifier is reported and gets no anchor
            section["ids"].append(item.anchor)
            self.state.document.note_explicit_target(section, section)
        return [section]


class ErratumDirective(HandbookDirective):
    """An erratum."""

    def run(self) -> list[nodes.Node]:
        """Return the erratum as an admonition."""
        erratum = self.domain.erratum_at(self.env.docname, self.lineno)
        if erratum is None:
            return []
        return [render_erratum(erratum_of(self.domain, self.env.docname, erratum), self.config.language)]


class CardDirective(HandbookDirective):
    """The subject of another page, shown here: an issue with its entries, or a term."""

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the card."""
        name = self.arguments[0] if self.arguments else ""
        return [self.view("issue-card", name) if self.kind == "issue" else self.view("term-card", f"{self.kind}:{name}")]


class SearchDirective(HandbookDirective):
    """A field for a search of the site; each line of the content is a question to begin with."""

    def run(self) -> list[nodes.Node]:
        """Return the field."""
        wording = self.domain.wording
        say = wording.saying(f"{self.env.docname}.md") if wording else str
        examples = [say(line.strip()) for line in self.content if line.strip()]
        return [search_field("", examples=examples, docname=self.env.docname)]


class ListingDirective(HandbookDirective):
    """A view of the whole library."""

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the listing; an unknown name is reported by the reader."""
        name = self.arguments[0] if self.arguments else ""
        return [self.view(name)] if name in LISTINGS else []
