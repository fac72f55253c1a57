"""``handbook summary``: the changes to the handbook in Markdown, for reviewers of a pull request."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..library.comparison import as_markdown, compare
from ..library.loading import load
from ..reading.tree import bib_paths, page_paths
from . import terminal
from .terminal import say


@click.command(
    help=say(
        "Report in Markdown what the handbook has that another copy of it does not: new entries, new terms, changed "
        "files. BASE is the folder of the other copy."
    )
)
@click.argument("base", metavar=say("BASE"), type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.help_option(help=say("Show this help and exit."))
def command(base: Path) -> None:
    """Compare two copies of the handbook."""
    root = terminal.root()
    comparison = compare(load(terminal.checked(base)), load(root), _files(base), _files(root))
    sys.stdout.write(as_markdown(comparison, say))


def _files(root: Path) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path in (*page_paths(root), *bib_paths(root))}
