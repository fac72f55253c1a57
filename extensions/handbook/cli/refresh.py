"""``handbook refresh``: what has changed in works since the handbook was written, and the day on which each was checked."""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import UTC, datetime
from difflib import unified_diff
from typing import TYPE_CHECKING

import click

from ..editing.files import Files
from ..library.loading import load
from ..metadata import identifiers, services
from ..metadata.errors import ServiceError
from ..metadata.refreshing import Found, Refreshed, changes, oldest, with_refreshed
from . import add
from .add import asking
from .terminal import err, out, root, say, stop, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..library.library import Library
    from ..metadata.client import Client
    from ..metadata.identifiers import Identifier
    from ..model.records import Paper


@click.command(
    short_help=say("Look for published versions, changed titles, withdrawals, retractions and corrections."),
    help=say(
        "Ask arXiv, Crossref, DataCite and the ACL Anthology again about works of the handbook: for published versions, "
        "changed titles, withdrawals, retractions and corrections. The changes are shown; with --apply they are written, "
        "together with the day of the check."
    ),
)
@click.argument("keys", nargs=-1, metavar=say("KEY…"))
@click.option("--issue", type=click.IntRange(1, 9999), metavar="N", help=say("The works that issue N presents."))
@click.option("--oldest", "count", type=click.IntRange(1), metavar="N", help=say("The N works that were checked longest ago."))
@click.option("--all", "everything", is_flag=True, help=say("All works."))
@click.option("--apply", is_flag=True, help=say("Write the changes."))
@click.help_option(help=say("Show this help and exit."))
def command(keys: tuple[str, ...], issue: int | None, count: int | None, *, everything: bool, apply: bool) -> None:
    """Look for what has changed in works."""
    if sum((bool(keys), issue is not None, count is not None, everything)) != 1:
        raise click.UsageError(say("give keys, --issue N, --oldest N or --all"))
    files = Files(root=root())
    library = load(files.root, read=files.data)
    papers = [*library.works.values()] if everything else oldest(library, count) if count else _named(library, keys, issue)
    done, failed = _ask(papers, library)
    texts = _texts(done, library, files)
    _report(done, texts, files)
    if apply and texts and (failure := write(files, texts)):
        stop(failure)
    changed = sum(bool(each.changes) for each in done)
    message = say("checked: {checked}; changed: {changed}; not checked: {failed}")
    out.print(message.format(checked=len(done), changed=changed, failed=failed))
    if changed and not apply:
        out.print(say("Nothing was written; --apply writes the changes."))
    sys.exit(bool(failed))


def _named(library: Library, keys: Sequence[str], issue: int | None) -> list[Paper]:
    """Return the works with the keys, or those of an issue; stop if there is no such work or issue."""
    if issue is not None:
        page = library.issues.get(issue)
        if page is None:
            stop(say("issue {issue} has no page; create it with: handbook new issue {issue}").format(issue=issue))
        keys = [item.id for item in page.items if item.id in library.works]
    for key in keys:
        if key not in library.works:
            stop(say("there is no work {key}").format(key=key))
    return [library.works[key] for key in dict.fromkeys(keys)]


def _identifier(paper: Paper) -> Identifier | None:
    """Return the identifier of the version that the entry describes."""
    arxiv = f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    values = (arxiv, paper.doi, paper.url) if paper.is_preprint else (paper.doi, paper.url, arxiv)
    return next(filter(None, (identifiers.parse(value) for value in values if value)), None)


def _ask(papers: Iterable[Paper], library: Library) -> tuple[list[Refreshed], int]:
    """Return what the services say of the works that they know, and how many they could not be asked about."""
    wanted = [(paper, identifier) for paper in papers if (identifier := _identifier(paper))]
    done: list[Refreshed] = []
    failed = 0
    with asking(library.identity, refresh=True) as (client, status):
        services.look_ahead((identifier for _paper, identifier in wanted), client, add.SERVICES)
        for place, (paper, identifier) in enumerate(wanted, start=1):
            status.update(say("{place} of {count}: {name} …").format(place=place, count=len(wanted), name=paper.key))
            try:
                found = _found(identifier, client)
            except ServiceError as error:
                err.print(f"{paper.key}: {error.text(say)}", markup=False)
                failed += 1
                continue
            has_published = paper.key in library.published
            done.append(Refreshed(paper=paper, found=found, changes=changes(paper, found, has_published=has_published)))
    return done, failed


def _found(identifier: Identifier, client: Client) -> Found:
    record = services.look_up(identifier, client, add.SERVICES)
    return Found(record=record, published=services.published_version(record, client, add.SERVICES))


def _texts(done: Iterable[Refreshed], library: Library, files: Files) -> dict[str, str]:
    """Return the new texts of the .bib files, by path."""
    by_path: defaultdict[str, list[Refreshed]] = defaultdict(list)
    for each in done:
        by_path[each.paper.location.path].append(each)
    taken, day = {*library.works, *library.entries}, datetime.now(UTC).date().isoformat()
    return {path: with_refreshed(files.text(path) or "", works, taken, day) for path, works in sorted(by_path.items())}


def _report(done: Iterable[Refreshed], texts: Mapping[str, str], files: Files) -> None:
    """Print what has changed, and the difference to the files of works that have changed."""
    paths = []
    for each in done:
        where = each.paper.location
        for change in each.changes:
            out.print(f"{where.path}:{where.line}: {each.paper.key}: {change.text(say)}", markup=False)
            paths.append(where.path)
    for path in dict.fromkeys(paths):
        before, after = (files.text(path) or "").splitlines(), texts[path].splitlines()
        for line in unified_diff(before, after, path, path, lineterm="", n=1):
            out.print(line, markup=False)
