"""``handbook export``: citations of selected papers, in the formats of the built handbook."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..editing.disk import write_file
from ..exporters import FORMATS, works
from ..library.loading import load
from ..library.selection import UnknownNameError, select
from ..model.codes import Severity
from . import terminal
from .terminal import say, stop

if TYPE_CHECKING:
    from ..library.library import Library


@click.command(
    name="export",
    help=say("Write citations of papers in a format, without a build. Without conditions, all papers are written."),
    epilog=say("A paper must meet all conditions. A term includes its narrower terms."),
)
@click.option("--issue", metavar=say("NUMBER"), help=say("The papers of an issue; latest is the newest issue."))
@click.option("--topic", metavar=say("TERM"), help=say("The papers on a topic, by its id or one of its names."))
@click.option("--institution", metavar=say("TERM"), help=say("The papers from an institution."))
@click.option("--method", metavar=say("TERM"), help=say("The papers that use a method."))
@click.option("--author", metavar=say("NAME"), help=say('The papers of a person: "Jane Doe" or "Doe, Jane".'))
@click.option("--year", metavar=say("YEAR"), help=say("The papers published in a year."))
@click.option("--key", "keys", multiple=True, metavar=say("KEY"), help=say("The paper with this citation key; may be repeated."))
@click.option("--format", "format_id", type=click.Choice(list(FORMATS)), required=True, help=say("The format."))
@click.option(
    "--output", type=click.Path(path_type=Path), metavar=say("FILE"), help=say("The file to write to (default: standard output).")
)
@click.option("--force", is_flag=True, help=say("Overwrite an existing file."))
@click.help_option(help=say("Show this help and exit."))
def command(format_id: str, output: Path | None, *, force: bool, **conditions: Any) -> None:
    """Write the citations of the papers that meet the conditions; stop with exit status 1 if there are none."""
    library = load(terminal.root())
    _report_problems(library)
    try:
        entries = select(library, **conditions)
    except UnknownNameError as error:
        stop(error.message(say))
    chosen = list(works(entries))
    if not chosen:
        stop(say("no paper meets all conditions; nothing was written"))
    data = FORMATS[format_id].render(chosen).encode()
    if output is None:
        click.echo(data, nl=False)
    else:
        _write(output, data, force=force)
        terminal.err.print(say("papers written to {path}: {count}").format(path=output, count=len(chosen)), markup=False)


def _report_problems(library: Library) -> None:
    """Report that the .bib files have errors, because invalid entries are omitted."""
    count = sum(problem.severity is Severity.ERROR for bib in library.bibs for problem in bib.problems)
    if count:
        terminal.err.print(say("errors in the .bib files: {count}; handbook check lists them").format(count=count))


def _write(path: Path, data: bytes, *, force: bool) -> None:
    """Write *data* whole; on an error, stop and leave an existing file unchanged."""
    if path.is_dir():
        stop(say("{path} is a folder; give the name of a file").format(path=path))
    if not path.parent.is_dir():
        stop(say("the folder {path} does not exist").format(path=path.parent))
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a pipe cannot be replaced
        elif os.path.lexists(path) and not force:
            stop(say("{path} already exists; use --force to overwrite it").format(path=path))
        else:
            write_file(path.resolve(), data, sync=True)
    except OSError as error:
        stop(say("cannot write {path}: {reason}; nothing was changed").format(path=path, reason=error.strerror))
