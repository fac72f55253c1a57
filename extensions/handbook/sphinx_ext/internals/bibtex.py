"""What relies on the inside of sphinxcontrib-bibtex and pybtex.

Read from sphinxcontrib-bibtex 2.7.0, pybtex 0.26.1 and pybtex-docutils 1.0.3. All contact of ``sphinx_ext`` with these packages
is here; ``reading/`` and ``exporters/`` have their own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

import docutils
import pybtex
from pybtex.richtext import Tag
from pybtex.style import FormattedEntry
from pybtex.style.formatting.unsrt import Style
from pybtex.style.template import FieldIsMissing, field, sentence
from pybtex_docutils import Backend
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.nodes import raw_latex
from sphinxcontrib.bibtex.roles import CiteRole
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle, format_references
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo

from ...reading.bibliography import pybtex_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docutils import nodes
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.citation_target import CitationTarget

    from ...model.records import Paper

__all__ = [
    "FORMATTED_BY",
    "PageCiteRole",
    "PageScopedDomain",
    "citation",
    "formatted",
    "latex_target",
    "parse_citation_targets",
    "use_no_bib_files",
]


def use_no_bib_files(config: Config) -> None:
    """Have sphinxcontrib-bibtex read no .bib file: the handbook's own reader does."""
    config.bibtex_bibfiles = []


class PageCiteRole(CiteRole):
    """A citation in running text; the domain of sphinxcontrib-bibtex does not note it, because the page itself holds it."""

    def result_nodes(
        self, document: nodes.document, env: BuildEnvironment, node: Any, is_ref: bool
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the reference that the domain resolves."""
        if not node.get("refdomain"):
            node["refdomain"], node["reftype"] = "cite", "p"
        return [node], []


class PageScopedDomain(BibtexDomain):
    """The domain ``cite`` without bibliographies that are shared by pages, for a subclass that resolves citations."""

    roles: ClassVar = {name: PageCiteRole() for name in BibtexDomain.roles if not name.startswith("label")}

    def env_updated(self) -> Iterable[str]:
        """Return no pages: the digests of views tell which pages have changed."""
        return []

    def resolve_any_xref(  # type: ignore[override]
        self, *args: object, **kwargs: object
    ) -> list[tuple[str, nodes.Element]]:
        """Leave ``[](#key)`` to the domain of the handbook."""
        return []


class EntryStyle(Style):  # type: ignore[misc]  # pybtex has no types
    """BibTeX's plain style without numbers, with titles in their own case."""

    def format_title(self, e: Any, which_field: str, as_sentence: bool = True) -> Any:
        """Return the template of a title, which the original style would put in lower case."""
        title = field(which_field)
        return sentence[title] if as_sentence else title


BACKEND = Backend()
ENTRY_STYLE = EntryStyle()
FORMATTED_BY = f"pybtex {pybtex.__version__}, docutils {docutils.__version__}"
"""The versions of the packages on which it depends how a work is formatted."""


@lru_cache
def reference_style(language: str) -> AuthorYearReferenceStyle:
    """Return the author-year style with the punctuation of the language."""
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


def citation(
    builder: Builder, docname: str, role: str, works: Sequence[tuple[CitationTarget, Paper, str, str]]
) -> list[nodes.Node]:
    """Return the text of a citation on page *docname*; *works* are what it names, with the pages and anchors it links to."""
    references = [
        (
            pybtex_entry(paper),
            None,
            SphinxReferenceInfo(
                builder=builder,
                fromdocname=docname,
                todocname=todocname,
                citation_id=anchor,
                title=paper.title,
                pre_text=target.pre,
                post_text=target.post,
            ),
        )
        for target, paper, todocname, anchor in works
    ]
    style = reference_style(builder.config.language)
    nodes_of_citation: list[nodes.Node] = format_references(style, role, cast("Any", references)).render(BACKEND)
    return nodes_of_citation


def latex_target(docname: str, anchor: str) -> nodes.Node:
    """Return the node to which citations on the page *docname* lead in LaTeX: a destination such as that of a bibliography."""
    return raw_latex(rf"\hypertarget{{cite.{docname}:{anchor}}}{{}}")


@lru_cache(maxsize=16384)
def formatted(paper: Paper) -> nodes.paragraph:
    """Return a work as the reference list shows it; the paragraph is shared, so copy it before you put it into a page."""
    entry = pybtex_entry(paper)
    try:
        text = ENTRY_STYLE.format_entry(paper.key, entry)
    except (FieldIsMissing, AttributeError):  # a missing field or an unknown type is reported, and the title is shown
        text = FormattedEntry(paper.key, Tag("em", paper.title), paper.key)
    paragraph: nodes.paragraph = BACKEND.paragraph(text)
    return paragraph
