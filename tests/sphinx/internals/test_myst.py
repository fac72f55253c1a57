"""The inside of MyST on which ``internals.myst`` relies: these tests fail where MyST changes it."""

from __future__ import annotations

from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser

from handbook.sphinx_ext.guard import PageParser
from handbook.sphinx_ext.internals import myst

from ..project import Project, entry, issue


def test_a_hard_line_break_is_one_raw_node_per_format(small: Project) -> None:
    small.write({"docs/page.md": "---\norphan: true\n---\n# 页\n\n一  \n二\n"})
    built = small.build()
    found = [node.astext() for node in built.app.env.get_doctree("docs/page").findall(nodes.raw)]
    assert found == [*myst.HARD_BREAKS]


def test_the_parser_of_pages_extends_the_one_of_sphinx() -> None:
    assert issubclass(PageParser, MystParser)
    assert PageParser.parse is not MystParser.parse


def test_the_text_of_a_directive_has_its_lines_in_the_page(small: Project) -> None:
    text = issue(1, entry("doe2022one", summary="摘要。\n\n第二段。"))
    small.write({"issues/001.md": text})
    line = text.splitlines().index("第二段。") + 1
    paragraphs = small.build().app.env.get_doctree("issues/001").findall(nodes.paragraph)
    assert [paragraph.line for paragraph in paragraphs if paragraph.astext() == "第二段。"] == [line]
