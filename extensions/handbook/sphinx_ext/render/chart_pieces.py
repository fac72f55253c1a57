"""The frame of every chart: as SVG with a table of the same figures on a site, and elsewhere as the table alone."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from docutils.utils import column_width
from sphinx.errors import NoUri

from ...text.messages import mark as _
from ..nodes import disclosure
from ..sites import is_site, place_of
from .pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ... import views
    from ...library.periods import Period

Content = list[nodes.Node]


class ChartPieces(Pieces):
    """Renders what all charts have."""

    def chart(
        self, view: views.Chart, title: str, notes: Iterable[str], draw: Callable[[], str], table: nodes.table, anchor: str = ""
    ) -> Content:
        """Return a chart with its notes below it and the table behind it; the table alone if it would show too little."""
        if not is_site(self.builder):
            return [table]
        if not view.is_drawn:
            return [nodes.paragraph("", self.say(_("There is too little for a chart yet; these are the figures."))), table]
        between = "" if self.language.startswith("zh") else " "
        caption = escape(between.join(filter(None, notes)))
        identifier = f' id="{anchor}"' if anchor else ""
        html = f'<figure class="hb-chart"{identifier}>\n{draw()}\n<figcaption>{caption}</figcaption>\n</figure>\n'
        summary = self.say(_("The figures as a table"))
        return [nodes.raw("", html, format="html"), disclosure("", table, summary=summary, classes=["hb-chart-table"])]

    def nothing(self) -> Content:
        """Return what stands in place of a chart without any figures."""
        return [nodes.paragraph("", self.say(_("Nothing yet.")))]

    def left_out(self, text: str, count: int) -> list[str]:
        """Return how many a chart leaves out, if it does."""
        return [self.say(text).format(count=count)] if count else []

    def table(self, head: Sequence[str], rows: Iterable[Sequence[nodes.Element]]) -> nodes.table:
        """Return a table, the first column of which names the rows."""
        lines = [[nodes.paragraph(name, name) for name in head], *rows]
        widths = [max(column_width(cell.astext()) for cell in column) for column in zip(*lines, strict=True)]
        group = nodes.tgroup("", cols=len(head))
        group += [nodes.colspec(colwidth=width, stub=int(at == 0)) for at, width in enumerate(widths)]
        top, *others = (nodes.row("", *(nodes.entry("", cell) for cell in line)) for line in lines)
        group += [nodes.thead("", top), nodes.tbody("", *others)]
        return nodes.table("", group)

    def plain(self, text: str | int) -> nodes.paragraph:
        """Return a cell with text."""
        return nodes.paragraph("", str(text))

    def linked(self, label: views.Label, text: str = "") -> nodes.paragraph:
        """Return a cell with a link."""
        return nodes.paragraph("", "", self.link(label, text))

    def href(self, label: views.Label) -> str:
        """Return the address of the object of *label*, relative to this page; empty if it has none."""
        docname, anchor = place_of(self.builder, label)
        if not docname:
            return ""
        try:
            address = self.builder.get_relative_uri(self.docname, docname)
        except NoUri:
            return ""
        return f"{address}#{anchor}" if anchor else address

    def searched(self, *labels: views.Label) -> str:
        """Return the address of the search for the entries that have all of some terms."""
        filters = "&".join(f"{label.kind}={quote(label.id, safe='')}" for label in labels)
        return f"{self.builder.get_relative_uri(self.docname, 'search')}?{filters}"

    def period(self, period: Period) -> str:
        """Return the name of a period."""
        return self.quarter(period.year, period.quarter) if period.quarter else str(period.year)

    def quarter(self, year: int, quarter: int) -> str:
        """Return the name of a quarter of a year."""
        return self.say(_("Q{quarter} {year}")).format(year=year, quarter=quarter)
