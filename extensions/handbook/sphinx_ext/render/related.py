"""Rendering of the papers related to a paper: a list with the reasons in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from ...text.folding import has_han
from ...text.messages import mark as _
from .listings import Listings
from .pieces import with_separator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ... import views

RELATED = "related"
"""The anchor of the section."""
REASONS = {
    "topic": _("both are about {names}"),
    "method": _("both use {names}"),
    "institution": _("both come from {names}"),
    "author": _("both are by {names}"),
    "near": _("{own} here and {other} there are related"),
    "cites": _("cited by this paper"),
    "cited-by": _("cites this paper"),
    "likeness": _("similar titles and summaries"),
}
"""The reasons in words, by kind."""
_PLACE = re.compile(r"\{(\w+)\}")


class RelatedPapers(Listings):
    """Renders related papers."""

    def related(self, rows: Iterable[views.RelatedRow]) -> nodes.bullet_list:
        """Return the related papers, each with a line of reasons."""
        related = nodes.bullet_list(classes=["hb-rows"], bullet="*")
        for row in rows:
            title = nodes.paragraph("", "", self.link(row.label), classes=["hb-row-title"])
            reasons = with_separator((self.reason(each) for each in row.reasons), self.say(_("; ")))
            related += nodes.list_item("", title, nodes.paragraph("", "", *reasons, classes=["hb-meta"]))
        return related

    def reason(self, row: views.ReasonRow) -> nodes.inline:
        """Return a reason in words, with links to what is shared."""
        reason = nodes.inline()
        shared = {"names": row.shared, "own": row.shared[:1], "other": row.shared[1:]}
        for at, part in enumerate(_PLACE.split(self.say(REASONS[row.kind]))):
            if at % 2:
                reason += self.enumerated(shared[part])
            elif part:
                reason += nodes.Text(part)
        return _spaced(reason)

    def enumerated(self, labels: Sequence[views.Label]) -> Iterator[nodes.Node]:
        """Yield links to terms or authors, without their English names, as a sentence lists them."""
        between = self.say(_(" / "))
        for at, label in enumerate(labels):
            if at:
                yield nodes.Text(between)
            yield self.link_nodes(label)


def _spaced(line: nodes.inline) -> nodes.inline:
    """Return a line with a space between Han characters and Latin letters or digits that stand in two nodes."""
    spaced = nodes.inline()
    before = ""
    for child in line.children:
        text = child.astext()
        pair = before[-1:], text[:1]
        if any(has_han(char) for char in pair) and any(char.isascii() and char.isalnum() for char in pair):
            spaced += nodes.Text(" ")
        spaced += child
        before = text
    return spaced
