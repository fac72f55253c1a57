"""``handbook import``: from the published text of an issue to a draft of its page and its .bib file."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

import click

from ..editing import bib
from ..editing.files import Files
from ..importing import Draft, Line, LookedUp, Printed, UnreadableError, draft, identifier, read_issues, text_of_file
from ..importing.new_institutions import unknown_institutions
from ..library.library import Library
from ..library.loading import load
from ..metadata import services
from ..metadata.errors import NotFoundError, ServiceError
from ..model.dates import parse_edtf
from ..model.places import BACKGROUND_BIB, issue_bib_path, issue_path
from . import add
from .add import asking
from .terminal import err, out, root, say, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..metadata.identifiers import Identifier, Scheme
    from ..model.identity import Identity

_FURNITURE = {
    "image": say("images"),
    "masthead": say("the masthead of the periodical"),
    "menu": say("headings without entries"),
    "marks": say("marks of Markdown and HTML without text"),
    "date": say("the date of the page"),
    "repeated": say("the repeated title"),
    "button": say("buttons and counters"),
    "advertisement": say("advertisements to subscribe or join"),
    "tail": say("the footer of the site"),
}


@click.command(
    help=say(
        "Draft issues from their published text, as pasted from WeChat, CSDN or the community site; - reads standard "
        "input. The published text is kept in comments and quotations until an editor replaces it."
    )
)
@click.argument(
    "files", nargs=-1, required=True, metavar=say("FILE…"), type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.option(
    "--issue", type=click.IntRange(1, 9999), metavar="N", help=say("The number of the issue, if the text does not give it.")
)
@click.option("--date", metavar="EDTF", help=say("The date of publication: 2022-10-26, 2022-10 or 2022-10-26/2022-11-08."))
@click.option(
    "--offline",
    is_flag=True,
    help=say("Do not query arXiv, doi.org and the ACL Anthology; the entries then contain only what the text gives."),
)
@click.option("--force", is_flag=True, help=say("Overwrite the files of an existing issue."))
@click.help_option(help=say("Show this help and exit."))
def command(files: tuple[str, ...], issue: int | None, date: str | None, offline: bool, force: bool) -> None:
    """Make drafts of issues."""
    if len(files) > 1 and (issue or date):
        raise click.UsageError(say("--issue and --date apply to one issue: give one file only"))
    if date:
        try:
            parse_edtf(date)
        except ValueError as error:
            raise click.BadParameter(f"{date}: {say(str(error))}", param_hint="--date") from error
    written = Files(root=root())
    library = load(written.root, read=written.data)
    failed = False
    for name in files:
        try:
            library = _import(name, written, library, issue, date or "", offline=offline, force=force)
        except UnreadableError as error:
            err.print(f"{name}: {error.text(say)}", markup=False)
            failed = True
        except ValueError as error:
            err.print(f"{name}: {error}", markup=False)
            failed = True
    sys.exit(failed)


def _import(name: str, files: Files, library: Library, issue: int | None, date: str, *, offline: bool, force: bool) -> Library:
    """Draft the issues of one file, and return the library with them; raise ValueError with a message."""
    with click.open_file(name, "rb") as stream:
        issues = read_issues(text_of_file(stream.read()), library.identity)
    if len(issues) > 1 and (issue or date):
        numbers = ", ".join(str(printed.number) for printed in issues)
        raise ValueError(say("the file has the issues {numbers}: --issue and --date apply to one").format(numbers=numbers))
    numbered = [(_checked(printed, issue, files, force=force), printed) for printed in issues]
    for number, printed in numbered:
        library = _import_issue(printed, number, files, library, date, offline=offline)
    return library


def _checked(printed: Printed, issue: int | None, files: Files, *, force: bool) -> int:
    """Return the number of an issue that can be drafted; raise ValueError with a message."""
    number = issue or printed.number
    if number is None:
        raise ValueError(say("the text does not give the number of the issue: use --issue N"))
    if not printed.items:
        raise ValueError(say("no entry found: an entry begins with a line such as 标题：机构 | Title（题目）"))
    existing = _existing(number, files)
    if existing and not force:
        raise ValueError(say("{path} already exists; use --force to overwrite it").format(path=existing[0]))
    return number


def _existing(number: int, files: Files) -> list[str]:
    """Return the files that an issue has."""
    return [path for path in (issue_path(number), issue_bib_path(number)) if files.text(path) is not None]


def _import_issue(printed: Printed, number: int, files: Files, library: Library, date: str, *, offline: bool) -> Library:
    """Draft one issue, and return the library with it; raise ValueError with a message."""
    paths = (issue_path(number), issue_bib_path(number))
    existing = _existing(number, files)
    others = Library(
        pages=(page for page in library.pages if page.path not in paths),
        bibs=(bib_file for bib_file in library.bibs if bib_file.path not in paths),
        identity=library.identity,
    )
    looked_up, failures = ({}, []) if offline else _look_up(printed, library.identity)
    drafted = draft(printed, others, number=number, date=date, looked_up=looked_up, translate=say)
    changed: dict[str, str | bytes] = {**_files(drafted, others, files), **files.backups(existing)}
    if failure := write(files, changed):
        raise ValueError(failure)
    _report(drafted, printed, tuple(changed), failures)
    library = load(files.root, read=files.data)
    if number in library.issues and unknown_institutions(library.issues[number], library):
        out.print(say("To create all institutions that are missing, run: handbook term --issue {issue}").format(issue=number))
    return library


def _look_up(printed: Printed, identity: Identity) -> tuple[dict[Identifier, LookedUp], list[str]]:
    """Return what the services know of the works, and messages on the others; a service that fails twice is not queried again."""
    identifiers = list(dict.fromkeys(filter(None, map(identifier, printed.items))))
    looked_up: dict[Identifier, LookedUp] = {}
    failures: list[str] = []
    faults: Counter[Scheme] = Counter()
    with asking(identity) as (client, status):
        services.look_ahead(identifiers, client, add.SERVICES)
        for place, wanted in enumerate(identifiers, start=1):
            if faults[wanted.scheme] > 1:
                failures.append(
                    say("{name}: not queried, because {service} did not respond").format(name=wanted, service=wanted.scheme)
                )
                continue
            status.update(say("{place} of {count}: {name} …").format(place=place, count=len(identifiers), name=wanted))
            try:
                record = services.with_preprint(services.look_up(wanted, client, add.SERVICES), client, add.SERVICES)
                looked_up[wanted] = LookedUp(record=record)
                looked_up[wanted] = LookedUp(record=record, published=services.published_version(record, client, add.SERVICES))
            except ServiceError as error:
                failures.append(f"{wanted}: {error.text(say)}")
                faults[wanted.scheme] += not isinstance(error, NotFoundError)
    return looked_up, failures


def _files(drafted: Draft, library: Library, files: Files) -> dict[str, str]:
    """Return the texts of the files that change; the entry of a work that was only cited moves to the issue."""
    changed: dict[str, str] = {}
    entries = []
    for key, entry in drafted.entries:
        path = "" if entry else library.works[key].location.path
        if entry:
            entries.append(entry)
        elif path == BACKGROUND_BIB:
            text = changed.get(path) or files.text(path) or ""
            span = bib.entry(text, key)
            entries.append(text[span.start : span.end].replace("\r\n", "\n") + "\n")
            changed[path] = bib.remove_entry(text, key)
    changed[drafted.page_path] = drafted.page
    if entries:
        changed[drafted.bib_path] = "\n".join(entries)
    return changed


def _report(drafted: Draft, printed: Printed, paths: tuple[str, ...], failures: list[str]) -> None:
    """Report what was written, and the lines that an editor must review."""
    message = say("issue {number}, entries: {count}; written: {paths}")
    out.print(message.format(number=drafted.number, count=len(printed.items), paths=", ".join(paths)), markup=False)
    if drafted.notes:
        out.print(say("To review:"))
        for note in drafted.notes:
            out.print(f"  {note.line}: {note.text(say)}", markup=False)
    if failures:
        out.print(say("Not looked up; these entries contain only what the text gives:"))
        for failure in failures:
            out.print(f"  {failure}", markup=False)
        out.print("  " + say("with --offline, no service is queried"))
    if printed.unread:
        out.print(say("Not recognized; kept at the end of the page:"))
        for line in printed.unread:
            out.print(f"  {line.number}: {line.text}", markup=False)
    if printed.furniture:
        out.print(
            say("Kept in comments at the end of the page, because it seems to belong to the web page and not to the issue:")
        )
        by_sort = sorted(printed.furniture, key=lambda pair: list(_FURNITURE).index(pair[0]))
        for sort, pairs in groupby(by_sort, key=lambda pair: pair[0]):
            out.print(f"  {_FURNITURE[sort]}: {_ranges(line for _sort, line in pairs)}", markup=False)


def _ranges(lines: Iterable[Line]) -> str:
    """Return the numbers of lines, with a range for lines separated by at most one other line: ``5, 9–21``."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line.number - runs[-1][-1] <= 2:
            runs[-1].append(line.number)
        else:
            runs.append([line.number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
