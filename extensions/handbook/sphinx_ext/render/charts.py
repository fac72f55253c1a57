"""Rendering of the charts: their words, their links, and their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...charts.bars import Bar, bars
from ...charts.columns import Column, columns, sparkline
from ...charts.grid import Cell, Grid, Name, grid
from ...charts.network import Edge, Node, network
from ...text.messages import mark as _
from ..sites import is_site
from .chart_pieces import ChartPieces, Content

if TYPE_CHECKING:
    from ... import views
    from ...views.chart_rows import IssueRun

OVER_TIME = "over-time"
"""The anchor of the chart of a term."""
MAX_YEARS_NAMED = 12
"""At most so many columns of years all have their names below them."""
SHARE_OF_YEARS, SHARE_OF_TERMS = 0.12, 0.3
"""How much of the width the names of rows have."""


class Charts(ChartPieces):
    """Renders charts."""

    def over_time(self, view: views.OverTime, heading: str = "") -> Content:
        """Return the number of entries in each period; *heading* begins the text below the chart."""
        total = sum(row.count for row in view.periods)
        if not total:
            return self.nothing()
        most = max(view.periods, key=lambda row: row.count)
        by_quarter = bool(view.periods[0].period.quarter)
        notes = [heading, self.say(_("By the quarter of the issue.") if by_quarter else _("By the year of the issue."))]
        notes += self.left_out(_("Not counted: entries of issues that are older or without a known date ({count})."), view.others)
        title = self.say(_("Entries over time"))
        description = self.say(_("{count} entries; the most, {most}, in {period}.")).format(
            count=total, most=most.count, period=self.period(most.period)
        )
        counted = [row for row in view.periods if row.count or view.is_drawn]
        rows = [[self.plain(self.period(row.period)), self.plain(row.count)] for row in counted]
        return self.chart(
            view,
            title,
            notes,
            lambda: columns(title, description, [self.column(row, view) for row in view.periods], spanning=by_quarter),
            self.table([self.say(_("Period")), self.say(_("Number of entries"))], rows),
            anchor=OVER_TIME,
        )

    def column(self, row: views.PeriodRow, view: views.OverTime) -> Column:
        """Return a period as a column; of quarters, the first of each year names the year, of many years every fifth."""
        year, quarter = row.period.year, row.period.quarter
        is_named = quarter <= 1 if any(each.period.quarter == 1 for each in view.periods) else row is view.periods[0]
        if not quarter:
            is_named = len(view.periods) <= MAX_YEARS_NAMED or not year % 5
        title = f"{self.period(row.period)}: {row.count}"
        return Column(
            label=str(year) if is_named else "", value=row.count, title=title, href=self.href(row.page) if row.page else ""
        )

    def sparkline(self, view: views.OverTime) -> Content:
        """Return the number of entries in each period as small as a word, which leads to the chart; only a site has it."""
        if not is_site(self.builder):
            return []
        total = sum(row.count for row in view.periods)
        title = self.say(_("{count} entries over time, from {first} to {last}")).format(
            count=total, first=self.period(view.periods[0].period), last=self.period(view.periods[-1].period)
        )
        drawn = sparkline(title, [row.count for row in view.periods])
        return [nodes.Text(" "), nodes.raw("", f'<a href="#{OVER_TIME}">{drawn}</a>', format="html")]

    def issues_over_time(self, view: views.IssuesOverTime) -> Content:
        """Return the issues by year and quarter."""
        runs = [(year.year, run) for year in view.years for run in year.runs]
        if not runs:
            return self.nothing()
        notes = [self.say(_("The numbers of the issues of each quarter; a link leads to the first of them."))]
        notes += self.left_out(_("Not shown: issues that are older or whose month is not known ({count})."), view.others)
        title = self.say(_("Issues over time"))
        labels = sorted((label for _year, run in runs for label in (run.first, run.last)), key=lambda label: int(label.id))
        description = self.say(_("{count} issues, from {first} to {last}.")).format(
            count=sum(run.issues for _year, run in runs), first=self.number_of(labels[0]), last=self.number_of(labels[-1])
        )
        quarters = range(1, 5)
        data = Grid(
            rows=[Name(text=str(year.year)) for year in view.years],
            columns=[Name(text=self.say(_("Q{quarter}")).format(quarter=quarter)) for quarter in quarters],
            cells=[
                [next((self.run(run) for run in year.runs if run.quarter == quarter), None) for quarter in quarters]
                for year in view.years
            ],
            names=SHARE_OF_YEARS,
        )
        rows = [
            [self.plain(self.quarter(year, run.quarter)), self.linked(run.first, _numbers(run)), self.plain(run.entries)]
            for year, run in runs
        ]
        head = [self.say(_("Period")), self.say(_("Issues")), self.say(_("Number of entries"))]
        return self.chart(view, title, notes, lambda: grid(title, description, data), self.table(head, rows))

    def run(self, run: IssueRun) -> Cell:
        """Return the issues of a quarter as a cell."""
        name = f"{self.number_of(run.first)} {run.first.zh}".strip()
        if run.issues > 1:
            name = f"{name}{'–' if run.is_gapless else '…'}{self.number_of(run.last)}"
        title = self.say(_("{name}, entries: {count}")).format(name=name, count=run.entries)
        return Cell(text=_numbers(run), shade=0.25, title=title, href=self.href(run.first))

    def term_bars(self, view: views.TermBars) -> Content:
        """Return the terms with the most entries as bars."""
        if not view.bars:
            return self.nothing()
        notes = [self.say(_("Each method counts the entries of the narrower ones, which are indented below it."))]
        notes += self.left_out(_("Not shown: methods with fewer entries or none ({count})."), view.others)
        title = self.say(_("Methods by number of entries"))
        most = max(view.bars, key=lambda bar: bar.label.count or 0).label
        description = self.say(_("The most entries: {name}, {count}.")).format(name=most.zh, count=most.count)
        drawn = [
            Bar(name=bar.label.zh, href=self.href(bar.label), value=bar.label.count or 0, depth=bar.depth) for bar in view.bars
        ]
        rows = []
        above: list[views.Label] = []
        for bar in view.bars:
            above = [*above[: bar.depth], bar.label]
            broader = self.linked(above[-2]) if len(above) > 1 else self.plain("")
            rows.append([self.linked(bar.label), broader, self.plain(bar.label.count or 0)])
        head = [self.say(_("Method")), self.say(_("Broader")), self.say(_("Number of entries"))]
        return self.chart(view, title, notes, lambda: bars(title, description, drawn), self.table(head, rows))

    def crossing(self, view: views.Crossing) -> Content:
        """Return how many entries terms of two kinds have together as a heat map, whose numbers lead to the search."""
        if not view.counts:
            return self.nothing()
        notes = [
            self.say(_("Entries with both, of the topics and methods with the most entries; each number leads to the search."))
        ]
        title = self.say(_("Topics and methods"))
        most, row, column = max(
            ((count, at, other) for at, numbers in enumerate(view.counts) for other, count in enumerate(numbers)),
            key=lambda each: each[0],
        )
        description = self.together(view.rows[row], view.columns[column], most)
        lines = [*zip(view.rows, view.counts, strict=True)]
        data = Grid(
            rows=[Name(text=label.zh, href=self.href(label)) for label in view.rows],
            columns=[Name(text=label.zh, href=self.href(label)) for label in view.columns],
            cells=[
                [self.crossed(label, other, count, most) for other, count in zip(view.columns, numbers, strict=True)]
                for label, numbers in lines
            ],
            names=SHARE_OF_TERMS,
            upright=True,
        )
        rows = [[self.linked(label), *(self.plain(count or "") for count in numbers)] for label, numbers in lines]
        table = self.table([self.say(_("Topic")), *(label.zh for label in view.columns)], rows)
        return self.chart(view, title, notes, lambda: grid(title, description, data), table)

    def crossed(self, row: views.Label, column: views.Label, count: int, most: int) -> Cell | None:
        """Return how many entries two terms have together as a cell; nothing if they have none."""
        title = f"{row.zh} × {column.zh}: {count}"
        return Cell(text=str(count), shade=count / most, title=title, href=self.searched(row, column)) if count else None

    def network(self, view: views.Network) -> Content:
        """Return terms that entries carry together as a network."""
        if not view.pairs:
            return self.nothing()
        notes = [
            self.say(_("Larger circles have more entries; thicker lines join institutions that more entries name together.")),
            *self.left_out(_("Not shown: pairs with fewer entries together ({count})."), view.others),
        ]
        title = self.say(_("Institutions that appear together"))
        most = view.pairs[0]
        description = self.together(view.terms[most.first], view.terms[most.second], most.count)
        terms = [Node(name=label.zh, href=self.href(label), value=label.count or 0) for label in view.terms]
        edges = [
            Edge(
                nodes=(pair.first, pair.second),
                value=pair.count,
                title=f"{view.terms[pair.first].zh} – {view.terms[pair.second].zh}: {pair.count}",
            )
            for pair in view.pairs
        ]
        rows = [
            [self.linked(view.terms[pair.first]), self.linked(view.terms[pair.second]), self.plain(pair.count)]
            for pair in view.pairs
        ]
        head = [self.say(_("Institution")), self.say(_("Institution")), self.say(_("Entries together"))]
        return self.chart(view, title, notes, lambda: network(title, description, terms, edges), self.table(head, rows))

    def together(self, first: views.Label, second: views.Label, count: int) -> str:
        """Return which two terms have the most entries together, as a sentence."""
        text = self.say(_("The most entries together: {first} and {second}, {count}."))
        return text.format(first=first.zh, second=second.zh, count=count)


def _numbers(run: IssueRun) -> str:
    """Return the numbers of the issues of a quarter."""
    if run.issues == 1:
        return run.first.id
    return f"{run.first.id}{'–' if run.is_gapless else '…'}{run.last.id}"
