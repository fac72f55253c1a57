"""``handbook dataset``: the data of the handbook as one archive for a release, with checksums."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812  # a type beside an option of the same name
from pathlib import Path

import click

from ..checking.checks import check
from ..editing.disk import read_if_any, replace_file
from ..library.edition import wordings_of_terms
from ..library.loading import load
from ..model.codes import Severity
from ..site.archive import CHECKSUMS, checksums, dataset_files, dataset_name, zipped
from ..site.croissant import Edition
from ..version import __version__
from . import terminal
from .terminal import say, stop

BESIDE = ("CITATION.cff", "LICENSE-CONTENT")
"""The files of the handbook that belong to its data, if it has them."""


@click.command(
    name="dataset",
    help=say("Write the data of the handbook as one archive for a release, with checksums, without a build."),
    epilog=say("The same handbook gives the same archive. It needs the keys authors and data-licence of [tool.handbook]."),
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar=say("FOLDER"))
@click.option(
    "--release", default=__version__, metavar=say("VERSION"), help=say("The version of the data (default: that of the program).")
)
@click.option("--date", default="", metavar=say("DAY"), help=say("The day of publication, as in 2026-11-21."))
@click.help_option(help=say("Show this help and exit."))
def command(folder: Path, release: str, date: str) -> None:
    """Write the archive and its checksum into *folder*; stop with exit status 1 if the data cannot be published."""
    if date and not _is_day(date):
        raise click.UsageError(say("{date} is no day (write it as in 2026-11-21)").format(date=date))
    if not release or "/" in release or not release.isprintable():
        raise click.UsageError(say("{release} is no version (write it as in 1.0.0)").format(release=release))
    root = terminal.root()
    library = load(root)
    edition = Edition(identity=library.identity, release=release, date=date, is_live=False)
    if not edition.is_described:
        stop(say("[tool.handbook] has no authors, no data-licence, or neither base-address nor repository; nothing was written"))
    if any(problem.severity is Severity.ERROR for problem in check(library)):
        stop(say("the handbook has errors (run handbook check); nothing was written"))
    others = {name: data for name in BESIDE if (data := read_if_any(root / name)) is not None}
    name = dataset_name(edition)
    data = zipped(name, dataset_files(library, edition, wordings_of_terms(root), others))
    try:
        replace_file(folder / f"{name}.zip", data)
        replace_file(folder / CHECKSUMS, checksums({f"{name}.zip": data}))
    except OSError as error:
        stop(say("nothing was written: {reason}").format(reason=terminal.reason(error)))
    for path in (folder / f"{name}.zip", folder / CHECKSUMS):
        terminal.out.print(str(path), markup=False)


def _is_day(text: str) -> bool:
    try:
        return Date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
