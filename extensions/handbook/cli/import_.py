"""``handbook import``: from the published text of an issue to a draft of its page and its .bib file."""

from __future__ import annotations

import codecs
import sys
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

import click

from ..editing import bib, changes
from ..editing.lines import bytes_of, text_of
from ..importing import Draft, Found, Line, Printed, draft, identifier, read_published
from ..library.library import Library
from ..library.loading import load
from ..metadata import services
from ..metadata.client import NotFoundError, ServiceError
from ..model.dates import parse_edtf
from . import add
from .add import asking
from .terminal import err, out, root, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..metadata.identifiers import Identifier, Scheme
    from ..model.identity import Identity

_SORTS = {
    "image": say("pictures"),
    "masthead": say("the head of the periodical"),
    "menu": say("headings without entries"),
    "date": say("the date of the page"),
    "repeated": say("the title once more"),
    "button": say("buttons and counters"),
    "advertisement": say("invitations to subscribe and to join"),
    "tail": say("what the site puts below"),
}


@click.command(
    help=say(
        "Make drafts of issues from their published text, as it was pasted from WeChat, CSDN or the community site; - reads "
        "standard input. What is printed is kept, in comments and quotations, until an editor has replaced it."
    )
)
@click.argument(
    "files", nargs=-1, required=True, metavar=say("FILE…"), type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.option(
    "--issue", type=click.IntRange(1, 9999), metavar="N", help=say("The number of the issue, where the text does not give it.")
)
@click.option("--date", metavar="EDTF", help=say("When it was published: 2022-10-26, 2022-10 or 2022-10-26/2022-11-08."))
@click.option(
    "--offline",
    is_flag=True,
    help=say("Do not ask arXiv, doi.org and the ACL Anthology; the entries then have only what is printed."),
)
@click.option("--force", is_flag=True, help=say("Replace the files of an issue that is there already."))
@click.help_option(help=say("Show this text and stop."))
def command(files: tuple[str, ...], issue: int | None, date: str | None, offline: bool, force: bool) -> None:
    """Make drafts of issues."""
    if len(files) > 1 and (issue or date):
        raise click.UsageError(say("--issue and --date are of one issue: give one file with them"))
    if date:
        try:
            parse_edtf(date)
        except ValueError as error:
            raise click.BadParameter(f"{date}: {say(str(error))}", param_hint="--date") from error
    folder = root()
    library = load(folder)
    failed = False
    for name in files:
        try:
            library = _import(name, folder, library, issue, date or "", offline=offline, force=force)
        except ValueError as error:
            err.print(f"{name}: {error}", markup=False)
            failed = True
    sys.exit(failed)


def _import(name: str, folder: Path, library: Library, issue: int | None, date: str, *, offline: bool, force: bool) -> Library:
    """Draft the issue of one file, and return the library with it; raise ValueError with what is wrong."""
    with click.open_file(name, "rb") as stream:
        printed = read_published(_decode(stream.read()), library.identity)
    number = issue or printed.number
    if number is None:
        raise ValueError(say("the text does not say which issue it is: give --issue N"))
    if not printed.items:
        raise ValueError(say("no entry was found: one begins with a line such as «标题：机构 | Title（题目）»"))
    paths = (f"issues/{number:03}.md", f"bib/{number:03}.bib")
    there = [path for path in paths if (folder / path).exists()]
    if there and not force:
        raise ValueError(say("{path} is there already; --force replaces it").format(path=there[0]))
    others = Library(
        pages=(page for page in library.pages if page.path not in paths),
        bibs=(each for each in library.bibs if each.path not in paths),
        identity=library.identity,
    )
    found, failures = ({}, []) if offline else _look_up(printed, library.identity)
    drafted = draft(printed, others, number=number, date=date, found=found, translate=say)
    changed = _files(drafted, others, folder)
    changes.apply({folder / path: bytes_of(content) for path, content in changed.items()}, overwrite=True)
    _report(drafted, printed, tuple(changed), failures)
    return load(folder)


def _look_up(printed: Printed, identity: Identity) -> tuple[dict[Identifier, Found], list[str]]:
    """Return what services know of the works, and why of some they gave nothing; a service that fails twice is left alone."""
    wanted = list(dict.fromkeys(known for item in printed.items if (known := identifier(item))))
    found: dict[Identifier, Found] = {}
    failures: list[str] = []
    faults: Counter[Scheme] = Counter()
    with asking(identity) as (client, status):
        services.look_ahead(wanted, client, add.SERVICES)
        services.look_ahead(wanted, client, add.SERVICES)
        for place, each in enumerate(wanted, start=1):
            if faults[each.scheme] > 1:
                failures.append(say("{name}: not asked, because {service} did not answer").format(name=each, service=each.scheme))
                continue
            status.update(say("{place} of {count}: {name} …").format(place=place, count=len(wanted), name=each))
            try:
                record = services.with_preprint(services.look_up(each, client, add.SERVICES), client, add.SERVICES)
                found[each] = Found(record=record)
                found[each] = Found(record=record, printed=services.published(record, client, add.SERVICES))
            except ServiceError as error:
                failures.append(f"{each}: {error.text(say)}")
                faults[each.scheme] += not isinstance(error, NotFoundError)
    return found, failures


def _decode(data: bytes) -> str:
    """Return the text of a file that an editor saved in UTF-8, in UTF-16 with its mark, or as Chinese Windows does."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _files(drafted: Draft, library: Library, folder: Path) -> dict[str, str]:
    """Return the text of every file that changes; an entry that was only cited moves to the issue that presents it."""
    changed: dict[str, str] = {}
    entries = []
    for key, entry in drafted.entries:
        path = "" if entry else library.works[key].location.path
        if entry:
            entries.append(entry)
        elif path == "bib/background.bib":
            text = changed.get(path) or text_of((folder / path).read_bytes())
            span = bib.entry(text, key)
            entries.append(text[span.start : span.end].replace("\r\n", "\n") + "\n")
            changed[path] = bib.remove_entry(text, key)
    changed[drafted.page_path] = drafted.page
    if entries:
        changed[drafted.bib_path] = "\n".join(entries)
    return changed


def _report(drafted: Draft, printed: Printed, paths: tuple[str, ...], failures: list[str]) -> None:
    """Say what was written, and line by line what an editor must look at."""
    message = say("issue {number}, entries: {count}; written: {paths}")
    out.print(message.format(number=drafted.number, count=len(printed.items), paths=", ".join(paths)), markup=False)
    if drafted.notes:
        out.print(say("To look at:"))
        for note in drafted.notes:
            out.print(f"  {note.line}: {note.text(say)}", markup=False)
    if failures:
        out.print(say("Not looked up; the entries have what is printed:"))
        for failure in failures:
            out.print(f"  {failure}", markup=False)
    if printed.unread:
        out.print(say("Not understood; kept at the end of the page:"))
        for line in printed.unread:
            out.print(f"  {line.number}: {line.text}", markup=False)
    if printed.furniture:
        out.print(say("Left out, because it belongs to the page and not to the weekly:"))
        by_sort = sorted(printed.furniture, key=lambda pair: list(_SORTS).index(pair[0]))
        for sort, pairs in groupby(by_sort, key=lambda pair: pair[0]):
            out.print(f"  {_SORTS[sort]}: {_ranges(line for _sort, line in pairs)}", markup=False)


def _ranges(lines: Iterable[Line]) -> str:
    """Return the numbers of lines, with those that only an empty line parts as a range: ``5, 9–21``."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line.number - runs[-1][-1] <= 2:
            runs[-1].append(line.number)
        else:
            runs.append([line.number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
