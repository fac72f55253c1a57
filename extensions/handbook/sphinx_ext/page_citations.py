"""Citations in the handbook: every page has its own reference list, in which its citations resolve.

The list is a view like any other, and a work is looked up by its key in the library.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from pybtex.richtext import Tag
from pybtex.style import FormattedEntry
from pybtex.style.formatting.unsrt import Style
from pybtex.style.template import FieldIsMissing, field, sentence
from pybtex_docutils import Backend
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.roles import CiteRole
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle, format_references
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo

from ..reading.bibliography import pybtex_entry
from ..text.messages import mark as _
from ..text.messages import translator
from .access import handbook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..model.records import Paper
    from ..views.rows import ReferenceRow
    from .render import Renderer


class EntryStyle(Style):  # type: ignore[misc]
    """The plain numberless style of BibTeX, with titles as they are written."""

    def format_title(self, e: Any, which_field: str, as_sentence: bool = True) -> Any:
        """Return the template of a title; the stock style puts it in lower case."""
        title = field(which_field)
        return sentence[title] if as_sentence else title


BACKEND = Backend()
ENTRY_STYLE = EntryStyle()


class PageCiteRole(CiteRole):
    """A citation in running text; the page itself, not the domain, remembers what it cites."""

    def result_nodes(
        self, document: nodes.document, env: BuildEnvironment, node: Any, is_ref: bool
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the reference that resolve_xref replaces."""
        if not node.get("refdomain"):
            node["refdomain"], node["reftype"] = "cite", "p"
        return [node], []


class PageCitationDomain(BibtexDomain):
    """Resolves a citation on the reference list of its own page."""

    roles: ClassVar = {name: PageCiteRole() for name in BibtexDomain.roles if not name.startswith("label")}

    def env_updated(self) -> Iterable[str]:
        """Leave it to the views to say which pages have changed."""
        return []

    def resolve_xref(  # type: ignore[override]  # several keys give several links, as in the stock domain
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        """Return the citation as text with links to the reference list; an unknown key stays text (the checks report it)."""
        papers = handbook(env).library.works
        references = []
        unknown = []
        try:
            targets = list(parse_citation_targets(target))
        except ValueError:
            return nodes.inline("", target, classes=["hb-unknown"])
        for cited in targets:
            paper = papers.get(cited.key)
            if paper is None:
                unknown.append(cited.key)
                continue
            info = SphinxReferenceInfo(
                builder=builder,
                fromdocname=fromdocname,
                todocname=fromdocname,
                citation_id=anchor(cited.key),
                title=paper.title,
                pre_text=cited.pre,
                post_text=cited.post,
            )
            references.append((pybtex_entry(paper), None, info))
        result = nodes.inline("", "", classes=["hb-cite"])
        if references:
            style = reference_style(env.config.language)
            result += format_references(style, typ, cast("Any", references)).render(BACKEND)
        if unknown:
            result += nodes.inline("", "?" + ", ".join(unknown), classes=["hb-unknown"])
        return result

    def resolve_any_xref(  # type: ignore[override]
        self, *args: object, **kwargs: object
    ) -> list[tuple[str, nodes.Element]]:
        """Leave ``[](#key)`` to the handbook's own domain."""
        return []


@lru_cache
def reference_style(language: str) -> AuthorYearReferenceStyle:
    """Return the author-year style, with the punctuation of the language."""
    if not language.startswith("zh"):
        return AuthorYearReferenceStyle(
            bracket_textual=BracketStyle(left="(", right=")"), bracket_parenthetical=BracketStyle(left="(", right=")", sep="; ")
        )
    return AuthorYearReferenceStyle(
        bracket_textual=BracketStyle(left="（", right="）", sep="、"),
        bracket_parenthetical=BracketStyle(left="（", right="）", sep="；"),
        person=PersonStyle(sep2=" 与 ", other=" 等"),
        author_year_sep="，",
        text_reference_sep="",
    )


def anchor(key: str) -> str:
    """Return the anchor of a work in the reference list."""
    return f"ref-{key}"


@lru_cache(maxsize=16384)
def formatted(paper: Paper) -> nodes.paragraph:
    """Return a work as the reference list prints it; the paragraph is shared, so copy it before it goes into a page."""
    entry = pybtex_entry(paper)
    try:
        text = ENTRY_STYLE.format_entry(paper.key, entry)
    except (FieldIsMissing, AttributeError):  # a field is missing or the type unknown: reported; what there is, is shown
        text = FormattedEntry(paper.key, Tag("em", paper.title), paper.key)
    return BACKEND.paragraph(text)


def reference_list(renderer: Renderer, rows: tuple[ReferenceRow, ...]) -> list[nodes.Node]:
    """Return the reference list of a page; a work that the handbook covers leads to its entry."""
    say = translator(renderer.language)
    found = nodes.bullet_list(classes=["hb-references"], bullet="*")
    for row in rows:
        paragraph = formatted(row.paper).deepcopy()
        paragraph["classes"].append("language-en")
        if row.covered:
            paragraph += nodes.Text(" ")
            link = renderer.reference(row.covered, say(_("In the handbook: {title}")).format(title=row.covered.zh))
            link["classes"].append(renderer.own_language)
            paragraph += link
        found += nodes.list_item("", paragraph, ids=[anchor(row.paper.key)])
    if renderer.builder.format != "latex":
        return [found]
    # hyperlinks to the works lead to \\bibitem there; HTML's role for a citation is one that screen readers reject
    return [
        nodes.citation(
            "", nodes.label("", item["ids"][0].removeprefix("ref-")), *item.children, ids=item["ids"], docname=renderer.docname
        )
        for item in found.findall(nodes.list_item)
    ]
