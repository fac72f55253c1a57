"""The HTML of links and rows that is written without nodes is that of the nodes, whose rules stand elsewhere."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from handbook.model.identity import Identity
from handbook.sphinx_ext.editions import _visit_text
from handbook.sphinx_ext.internals.sphinx import LINK_CLASSES, fragment_of, handle_text
from handbook.sphinx_ext.nodes import quick_html
from handbook.sphinx_ext.render import Renderer
from handbook.views import AuthorRow, BundleFiles, EntryRow, Group, Label

from .project import Project

PLAIN = Label(kind="paper", id="a", zh="题 <A> & \"b\" 'c' d@e.org", en='A\n<title> & "more"', docname="issues/001", anchor="a")
LABELS = (
    PLAIN,
    replace(PLAIN, page="papers/a", en=PLAIN.zh),
    replace(PLAIN, docname="", en=""),
    Label(kind="topic", id="topic-a", zh="主题 2 甲", en="Topic A", docname="docs/topics/topic-a", count=3),
    Label(kind="topic", id="topic-a", zh="主题甲", docname="docs/topics/topic-a", anchor="entries"),
    Label(kind="topic", id="b", zh="B", en="B", docname="docs/topics/b", anchor="x"),
    Label(kind="author", id="doe-jane", zh="Doe, Jane", page="authors-by-name/do.html#doe-jane"),
    Label(kind="issue", id="7", zh="题", docname="issues/007"),
)
ROW = EntryRow(label=PLAIN, people=("Ann A", "Bo <B>"), more_people=True, where="ACL 2020")
ROWS = (
    ROW,
    replace(ROW, more_people=False, genre="survey", via=LABELS[3:5]),
    replace(ROW, label=replace(PLAIN, en="中文 title"), people=(), where="", genre="tutorial"),
    EntryRow(label=Label(kind="news", id="n", zh="新闻", docname="issues/001"), people=(), more_people=False, where=""),
    EntryRow(label=LABELS[2], people=("李四",), more_people=False, where=""),
)
AUTHOR = AuthorRow(label=LABELS[6], anchors=("doe-jane", "doe-j", "j"), zh="", entries=ROWS)
AUTHORS = (
    AUTHOR,
    replace(AUTHOR, label=Label(kind="author", id="x", zh="X & Y"), anchors=("x",), entries=(replace(ROW, genre="tutorial"),)),
    replace(AUTHOR, label=Label(kind="author", id="p", zh="Li, Si", docname="docs/people/p"), anchors=("p",), zh="李四"),
)
FILES = BundleFiles(kind="author", id="x", formats=("ris", "bibtex"), papers=5)


def made(node: nodes.Node) -> nodes.Node:
    """Return *node* with all HTML that is written without nodes replaced by these, below it too."""
    if isinstance(node, quick_html):
        found = node["make"]()
        (found,) = found if isinstance(found, list) else (found,)
        return made(found)
    if isinstance(node, nodes.Element):
        children = [
            new
            for child in node.children
            for new in ([*map(made, child["make"]())] if isinstance(child, quick_html) and _has_rows(child) else [made(child)])
        ]
        node.children = []
        node += children
    return node


def _has_rows(node: quick_html) -> bool:
    return isinstance(node["make"](), list)


def both(renderer: Renderer, node: nodes.Node, again: nodes.Node) -> tuple[str, str]:
    """Return the HTML of *node*, and that of the nodes of the same thing *again*, without the classes of links."""
    assert isinstance(renderer.builder, StandaloneHTMLBuilder)
    quick, slow = (fragment_of(renderer.builder, each, renderer.docname) for each in (node, made(again)))
    return quick.replace(LINK_CLASSES, ""), slow.replace(LINK_CLASSES, "")


@pytest.fixture(params=["zh-CN", "en"])
def renderer(small: Project, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Renderer:
    """Return the renderer of the page of a term, in the language of the handbook and in an edition of it."""
    app = small.build().app
    app.config.handbook_identity = Identity(language="zh-CN")
    app.config.handbook_is_edition = request.param == "en"
    if app.config.handbook_is_edition:
        app.config.language = "en"
        handle_text(app, partial(_visit_text, language="zh-CN"))
    # Sphinx tells docutils of the nodes of extensions only while it is building.
    monkeypatch.setattr(nodes.GenericNodeVisitor, "visit_quick_html", lambda self, node: self.default_visit(node), raising=False)
    return Renderer(builder=app.builder, docname="docs/topics/topic-a")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("shown", ["", "第 7 期 <x>"])
def test_links_are_those_of_the_nodes(renderer: Renderer, label: Label, shown: str) -> None:
    quick, slow = both(renderer, *(nodes.paragraph("", "", renderer.link(label, shown)) for _each in range(2)))
    assert quick == slow
    assert ("<a href=" in quick) == bool(label.docname or label.page)


@pytest.mark.parametrize("rows", [ROWS, *((row, ROW) for row in ROWS)])
def test_rows_are_those_of_the_nodes(renderer: Renderer, rows: tuple[EntryRow, ...]) -> None:
    quick, slow = both(renderer, renderer.rows(rows), renderer.rows(rows))
    assert quick == slow
    assert quick.count("<li>") == len(rows)


def test_indexes_are_those_of_the_nodes(renderer: Renderer) -> None:
    quick, slow = both(renderer, *(renderer.index(LABELS, renderer.text_of_issue) for _each in range(2)))
    assert quick == slow
    assert quick.startswith('<ul class="hb-index simple">')


@pytest.mark.parametrize("count", [0, 1, 2])
def test_issues_of_a_term_are_those_of_the_nodes(renderer: Renderer, count: int) -> None:
    groups = [Group(head=LABELS[7], rows=ROWS), Group(head=replace(LABELS[7], zh="题 <B>"), rows=ROWS[:2])][:count]
    again = (nodes.container("", *renderer.each(groups, renderer.issue_html, renderer.issue)) for _each in range(2))
    quick, slow = both(renderer, *again)
    assert quick == slow
    assert quick.count('<p class="hb-group">') == len(groups)


@pytest.mark.parametrize("labels", [LABELS, LABELS[:1], ()])
def test_chips_are_those_of_the_nodes(renderer: Renderer, labels: tuple[Label, ...]) -> None:
    quick, slow = both(renderer, renderer.chips(labels), renderer.chips(labels))
    assert quick == slow
    assert quick.count("<li>") == len(labels)


@pytest.mark.parametrize("files", [None, FILES])
def test_authors_are_those_of_the_nodes(renderer: Renderer, files: BundleFiles | None) -> None:
    rows = [*AUTHORS, replace(AUTHOR, files=files)]
    quick, slow = both(renderer, renderer.authors(rows), renderer.authors(rows))
    assert quick == slow
    assert ('class="simple hb-authors"' in quick) == (files is None)
    assert ("cite/author/x.ris" in quick) == (files is not None)
