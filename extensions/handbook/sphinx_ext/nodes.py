"""The nodes of the extension: the place of a view, nodes whose HTML is known, and a part that a reader can open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class placeholder(nodes.General, nodes.Element):
    """Stands for a view: attributes ``view``, ``argument`` and ``docname`` (the page that shows it)."""


class quick_html(nodes.General, nodes.Element):
    """Stands for nodes whose HTML is known without them: attributes ``html``, and ``make``, a function that returns the nodes."""


class disclosure(nodes.General, nodes.Element):
    """A part that HTML hides below the text of its attribute ``summary`` until a reader opens it; other formats show it."""


class page_number(nodes.General, nodes.Inline, nodes.Element):
    """The number of the page of a book to which its attribute ``refuri`` leads."""


def visit_quick_html(self: HTML5Translator, node: quick_html) -> None:
    """Write the HTML."""
    self.body.append(node["html"])


def visit_disclosure(self: HTML5Translator, node: disclosure) -> None:
    """Write the start of the part and its summary."""
    self.body.append(self.starttag(node, "details", ""))
    self.body.append(f"<summary>{self.encode(node['summary'])}</summary>")


def depart_disclosure(self: HTML5Translator, node: disclosure) -> None:
    """Write the end of the part."""
    self.body.append("</details>\n")


def pass_by(self: Any, node: nodes.Element) -> None:
    """Write only the children."""
