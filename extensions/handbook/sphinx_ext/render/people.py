"""Rendering of the page of a person below its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...text.identifiers import orcid_address
from ...text.messages import mark as _
from .entries import Entries
from .pieces import english, external, field_list, with_separator

if TYPE_CHECKING:
    from ... import views


class People(Entries):
    """Renders people."""

    def person_head(self, view: views.PersonHead) -> list[nodes.Node]:
        """Return the spellings of the name of a person, and the link to their ORCID record."""
        head: list[nodes.Node] = []
        if view.name:
            head.append(nodes.paragraph("", "", english(view.name), classes=["hb-title-en"]))
        facts: list[tuple[str, nodes.Node]] = []
        if view.zh:
            facts.append((self.say(_("Chinese name")), nodes.paragraph("", view.zh)))
        if view.others:
            names = with_separator((english(name) for name in view.others), self.say(_("; ")))
            facts.append((self.say(_("Also written")), nodes.paragraph("", "", *names)))
        if view.orcid:
            facts.append(("ORCID", nodes.paragraph("", "", external(view.orcid, orcid_address(view.orcid)))))
        if facts:
            head.append(field_list(*facts))
        return head
