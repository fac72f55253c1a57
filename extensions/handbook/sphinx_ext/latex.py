"""The builder of the PDF: parts for issues, terms and indexes, each page of a handbook a chapter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.util import texescape

from .. import views
from ..model.places import BOOK_PARTS
from ..text.messages import locale_of, translator
from ..text.messages import mark as _
from .access import handbook
from .internals.sphinx import inlined
from .render import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.config import Config
    from sphinx.writers.latex import LaTeXTranslator

    from .domain import HandbookDomain
    from .nodes import page_number

AUTHORS_OF = "authors-"
"""What the listings of the authors of a letter begin with."""
LATEXMK_SETTINGS = "latexmkrc"
"""The file beside the LaTeX with the settings of latexmk."""
TEX_MEMORY = {"extra_mem_top": 60_000_000, "pool_size": 40_000_000, "max_strings": 3_000_000}
"""What TeX may use, in words, characters and strings: 9,600 papers take 6.7 million words, and its own limit is 5 million."""


class HandbookLaTeXBuilder(LaTeXBuilder):
    """Builds LaTeX of which XeLaTeX makes one book; other documents than that of the handbook are those of Sphinx."""

    def assemble_doctree(self, indexfile: str, toctree_only: bool, appendices: list[str]) -> nodes.document:
        """Return the book: the indexes of issues and terms are parts, and the pages that they list are chapters."""
        if indexfile != self.config.root_doc:
            return super().assemble_doctree(indexfile, toctree_only, appendices)
        domain = handbook(self.env)
        issues = {page.docname for page in domain.library.issues.values()}
        parts = [part for part in BOOK_PARTS if part in self.env.found_docs]
        book = inlined(self, indexfile, parts, [*_letters_without_authors(domain)])
        for start in list(book.findall(addnodes.start_of_file)):
            if start["docname"] in issues:
                start.insert(0, nodes.raw("", r"\clearpage", format="latex"))
        self.env.resolve_references(book, indexfile, self)
        return book

    def copy_support_files(self) -> None:
        """Copy what LaTeX needs; latexmk, which reads its settings here, gives TeX the memory for a large handbook."""
        super().copy_support_files()
        lines = (f"$ENV{{'{name}'}} = {value};\n" for name, value in TEX_MEMORY.items())
        with (Path(self.outdir) / LATEXMK_SETTINGS).open("a", encoding="utf-8") as settings:
            settings.writelines(lines)

    def get_contentsname(self, indexfile: str) -> str:
        """Return the heading of the table of contents, for which Sphinx takes the caption of the first one on the front page."""
        return translator(self.config.language)(_("Table of contents"))

    def update_context(self) -> None:
        """Make the page with the title, which says what the library holds."""
        super().update_context()
        if "maketitle" not in self.config.latex_elements:
            fields = ("{" + r"\\".join(map(self._escape, lines)) + "}" for lines in self._title())
            self.context["maketitle"] = r"\hbtitle" + "".join(fields)

    def _escape(self, text: str) -> str:
        return texescape.escape(text, self.config.latex_engine)

    def _title(self) -> Iterable[tuple[str, ...]]:
        """Yield title, subtitle, version, coverage, and names and licence."""
        domain, config = handbook(self.env), self.config
        its = domain.identity.edition(config.language)
        say = translator(config.language)
        covered = views.view(domain.library, "covered-issues", "")
        found = Renderer(builder=self, docname=config.root_doc).nodes_of("covered-issues", covered)
        yield (config.project,)
        yield (say(_("A reference work on {periodical}")).format(periodical=its.periodical) if its.periodical else "",)
        yield (say(_("Version {version}")).format(version=config.release) if config.release else "", self.context["date"])
        yield tuple(node.astext() for node in found) or ("",)
        yield tuple(text for text in (config.author, its.licence, domain.identity.repository) if text) or ("",)


def _letters_without_authors(domain: HandbookDomain) -> Iterator[str]:
    """Yield the pages that only list the authors of a letter of which there is none."""
    for docname, shown in domain.placeholders.items():
        letters = [name.removeprefix(AUTHORS_OF) for name, _argument in shown if name.startswith(AUTHORS_OF)]
        if letters and not any(domain.library.authors_by_letter.get(letter) for letter in letters):
            yield docname


def visit_page_number(self: LaTeXTranslator, node: page_number) -> None:
    """Write the number of the page on which something is."""
    docname, _hash, anchor = node["refuri"].removeprefix("%").partition("#")
    label = self.idescape(f"{docname}:{anchor or ':doc'}")
    self.body.append(rf"\hbpage{{{label}}}")


def elements(config: Config) -> dict[str, Any]:
    """Return the parts of the preamble: fonts for both languages, the style, and no index of Sphinx."""
    say = translator(config.language)
    named = {"pdftitle": config.project, "pdfauthor": config.author, "pdflang": config.language.replace("_", "-")}
    info = ", ".join(f"{name}={{{texescape.escape(value, 'xelatex')}}}" for name, value in named.items())
    before, after = say(_("p. {number}")).split("{number}")
    marks = "" if locale_of(config.language).language == "zh" else r"\hblatinmarks"
    return {
        "papersize": "a4paper",
        "pointsize": "10pt",
        "extraclassoptions": "openany,oneside",
        "fontenc": r"\usepackage{fontspec}" "\n" r"\usepackage{xeCJK}",
        "polyglossia": "",
        "babel": r"\usepackage{babel}",
        "fontpkg": r"\usepackage{handbook-fonts}",
        "fncychap": "",
        "fvset": r"\fvset{fontsize=\small,formatcom=\xeCJKVerbAddon}",
        "geometry": r"\usepackage[a4paper,margin=22mm,top=25mm,bottom=25mm]{geometry}",
        "sphinxsetup": "TitleColor={rgb}{0.1,0.1,0.1},InnerLinkColor={rgb}{0.05,0.25,0.5},OuterLinkColor={rgb}{0.45,0.2,0.1}",
        "preamble": rf"\usepackage{{handbook-book}}{marks}\hypersetup{{{info}}}\newcommand*\hbpagename[1]{{{before}#1{after}}}",
        "makeindex": "",
        "printindex": "",
    }
