"""``handbook summary``: the changes to the handbook in Markdown, for reviewers of a pull request."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..library.comparison import as_markdown, compare
from ..library.coverage import Coverage, coverage, messages_by_page
from ..library.loading import load
from ..reading.tree import bib_paths, catalogue_paths, edition_languages, page_paths
from . import terminal
from .terminal import say

if TYPE_CHECKING:
    from ..model.identity import Identity


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
    before, after = load(terminal.checked(base)), load(root)
    covered = _coverage(base, before.identity), _coverage(root, after.identity)
    comparison = compare(before, after, _files(base), _files(root), covered)
    sys.stdout.write(as_markdown(comparison, say))


def _files(root: Path) -> dict[str, bytes]:
    catalogues = (path for language in edition_languages(root) for path in catalogue_paths(root, language))
    return {path: (root / path).read_bytes() for path in (*page_paths(root), *bib_paths(root), *catalogues)}


def _coverage(root: Path, identity: Identity) -> list[Coverage]:
    return [*coverage(root, messages_by_page(root, identity, lambda path: (root / path).read_bytes()))]
