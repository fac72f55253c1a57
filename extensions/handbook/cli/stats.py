"""``handbook stats``: statistics of the handbook, as tables or as JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from ..library.coverage import coverage, messages_by_page
from ..library.figures import MAX_TERMS_LISTED, figures
from ..library.loading import load
from ..text.messages import mark as _
from . import terminal
from .terminal import say

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBERS = {
    "issues": _("Issues"),
    "entries": _("Entries"),
    "paper_entries": _("Paper entries"),
    "news_entries": _("News entries"),
    "viewpoint_entries": _("Viewpoint entries"),
    "resource_entries": _("Resource entries"),
    "event_entries": _("Event entries"),
    "works": _("Works in the .bib files"),
    "authors": _("Authors"),
    "topics": _("Topics"),
    "institutions": _("Institutions"),
    "methods": _("Methods"),
    "errata": _("Errata"),
}
_LACKS = {
    "topics": _("Topics"),
    "institutions": _("Institutions"),
    "methods": _("Methods"),
    "summary": _("summary"),
    "date": _("date"),
    "work": _("entry in a .bib file"),
    "authors": _("Authors"),
    "year": _("year"),
    "doi": "DOI",
    "link": _("link"),
}
_KINDS = {"topic": _("Topics"), "institution": _("Institutions"), "method": _("Methods")}


@click.command(
    help=say("Show statistics of the handbook: totals, growth by issue, the most covered terms, and what entries lack.")
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help=say("The output format.")
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=MAX_TERMS_LISTED,
    show_default=True,
    metavar=say("COUNT"),
    help=say("The number of terms of each kind to show."),
)
@click.help_option(help=say("Show this help and exit."))
def command(form: str, most: int) -> None:
    """Show the statistics."""
    root = terminal.root()
    library = load(root)
    messages = messages_by_page(root, library.identity, lambda path: (root / path).read_bytes())
    statistics = figures(library, most, coverage(root, messages))
    if form == "json":
        sys.stdout.write(json.dumps(statistics, ensure_ascii=False, indent=2) + "\n")
        return
    _table(say("Totals"), ((say(_NUMBERS[name]), count) for name, count in statistics["numbers"].items()))
    _table(
        say("Issues"),
        ((issue["issue"], issue["date"] or "", issue["entries"], issue["new_terms"]) for issue in statistics["issues"]),
        (say("issue"), say("date"), say("entries"), say("new terms")),
    )
    _table(
        say("Years"),
        ((year["year"], year["papers"]) for year in statistics["years"]),
        (say("year"), say("papers published")),
    )
    for kind, terms in statistics["most_covered"].items():
        rows = ((term["zh"], term["id"], term["entries"]) for term in terms)
        _table(say(_KINDS[kind]), rows, (say("name"), "id", say("entries")))
    _table(
        say("What entries lack"),
        ((f"{entry['path']}:{entry['line']}", entry["id"], _listed(entry["lacks"])) for entry in statistics["lacking"]),
        (say("location"), say("entry"), say("lacks")),
    )
    for edition in statistics["translations"]:
        text = say("Translations: {language} ({messages} messages, {missing} without a translation, {stale} stale)")
        rows = ((page["path"], page["missing"], page["stale"]) for page in edition["pages"])
        _table(text.format(**edition), rows, (say("page"), say("missing"), say("stale")))


def _listed(lacks: Iterable[str]) -> str:
    return say(_(", ")).join(say(_LACKS[name]) for name in lacks)


def _table(title: str, rows: Iterable[tuple[Any, ...]], heads: tuple[str, ...] = ()) -> None:
    """Print a table; if the output is not a terminal, as lines with columns separated by tabs."""
    texts = [tuple(str(cell) for cell in row) for row in rows]
    if not texts:
        return
    if not terminal.out.is_terminal:
        lines = ["\t".join(row) for row in ([heads, *texts] if heads else texts)]
        sys.stdout.write("".join(f"{line}\n" for line in (title, *lines, "")))
        return
    table = Table(title=title, title_justify="left", show_header=bool(heads), title_style="bold")
    for index, _cell in enumerate(texts[0]):
        numeric = all(row[index].isdigit() for row in texts)
        table.add_column(heads[index] if heads else "", justify="right" if numeric else "left")
    for row in texts:
        table.add_row(*row)
    terminal.out.print(table)
