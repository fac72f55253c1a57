"""The nodes of the extension: a place that a view fills when a page is written, and a part that folds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class placeholder(nodes.General, nodes.Element):
    """Stands for a view: attributes ``view``, ``argument`` and ``docname`` (the page it is on)."""


class kept(nodes.General, nodes.Element):
    """Stands for a node whose HTML is the same on many pages: attributes ``key``, and ``make``, which gives the node."""


class fold(nodes.General, nodes.Element):
    """A part that HTML folds below the text of its attribute ``summary`` and every other format shows."""


def visit_fold(self: HTML5Translator, node: fold) -> None:
    """Open the folding part."""
    self.body.append(self.starttag(node, "details", ""))
    self.body.append(f"<summary>{self.encode(node['summary'])}</summary>")


def depart_fold(self: HTML5Translator, node: fold) -> None:
    """Close the folding part."""
    self.body.append("</details>\n")


def pass_by(self: Any, node: nodes.Element) -> None:
    """Show the children and nothing else."""
