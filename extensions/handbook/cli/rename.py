"""``handbook rename``: a new id for a term, or a new key for a work, in every file that uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..editing.files import Files
from ..editing.renaming import RenamingError, mentions_left, rename_term, term_to_rename
from ..editing.renaming_papers import rename_paper
from ..library.loading import load
from ..model.records import TERM_KINDS
from .terminal import out, root, say, stop, write

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.group(
    help=say("Change the id of a term or the key of a work."), short_help=say("Change the id of a term or the key of a work.")
)
@click.help_option(help=say("Show this help and exit."))
def command() -> None:
    """Change an id."""


@command.command(
    help=say(
        "Change the id of a term from OLD to NEW: on its own page, in every entry, card and text that refers to it, "
        "and in its narrower terms. The old address redirects to the new one."
    )
)
@click.argument("old")
@click.argument("new")
@click.option("--kind", type=click.Choice(TERM_KINDS), help=say("The kind of term, if terms of several kinds have the id."))
@click.help_option(help=say("Show this help and exit."))
def term(old: str, new: str, kind: str | None) -> None:
    """Change the id of a term."""
    files = Files(root=root())
    library = load(files.root, read=files.data)
    texts = {page.path: files.text(page.path) or "" for page in library.pages}
    try:
        changed = rename_term(library, texts, term_to_rename(library, old, kind or ""), new)
    except RenamingError as error:
        stop(error.text(say))
    _write(files, changed)
    left = mentions_left(changed, texts, old)
    if left:
        out.print(say("These lines still contain the word {id}, which does not refer to the term there:").format(id=old))
        for where in left:
            out.print(f"  {where.path}:{where.line}", markup=False)


@command.command(
    help=say(
        "Change the key of a work from OLD to NEW: of its entry, and on every page and in every entry that refers to it. "
        "The address of its page redirects, and its former anchor stays."
    )
)
@click.argument("old")
@click.argument("new")
@click.help_option(help=say("Show this help and exit."))
def paper(old: str, new: str) -> None:
    """Change the key of a work."""
    files = Files(root=root())
    library = load(files.root, read=files.data)
    paths = [*(page.path for page in library.pages), *(bib.path for bib in library.bibs)]
    texts = {path: files.text(path) or "" for path in paths}
    try:
        changed = rename_paper(library, texts, old, new)
    except RenamingError as error:
        stop(error.text(say))
    _write(files, changed)


def _write(files: Files, changed: Mapping[str, str | None]) -> None:
    """Write the files that change, all or none, and print their paths."""
    if failure := write(files, changed):
        stop(failure)
    for path in sorted(changed):
        out.print(path, markup=False)
