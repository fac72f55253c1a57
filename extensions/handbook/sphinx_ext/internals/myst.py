"""What relies on the inside of MyST, read from myst-parser 5.2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive

HARD_BREAKS = ("<br />\n", "\\\\\n")
"""The raw nodes that MyST makes of a hard line break, for HTML and LaTeX."""


def first_content_line(directive: Directive) -> int:
    """Return the line of the page on which the content of a directive begins, options included."""
    return directive.lineno + 1 + directive.content_offset


def offset_for_parsing(directive: Directive, line: int) -> int:
    """Return the offset to pass to ``nested_parse`` for text that begins on *line* of the page."""
    return line - directive.lineno - 1
