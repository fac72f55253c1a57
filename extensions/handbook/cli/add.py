"""``handbook add``: papers by identifier or from a .bib file, with metadata from arXiv, doi.org and the ACL Anthology."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..editing.files import Files
from ..library.loading import load
from ..metadata import bib as bib_records
from ..metadata import identifiers, services
from ..metadata.adding import AdditionError, Additions, Outcome
from ..metadata.cache import Cache, default_folder
from ..metadata.client import Client
from ..metadata.errors import ServiceError
from ..metadata.transport import Limits, user_agent
from ..model.records import FOLDERS, TERM_KINDS, Paper
from ..text.messages import mark as _
from .terminal import err, out, root, say, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.status import Status

    from ..library.library import Library
    from ..metadata.identifiers import Identifier
    from ..model.identity import Identity

SERVICES = services.Services()
LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """One paper to be added: an identifier, a work of the handbook, or an entry of a file."""

    name: str
    identifier: Identifier | None = None
    known: Paper | None = None
    given: Paper | None = None


@click.command(
    name="add",
    short_help=say("Add papers by arXiv or ACL Anthology identifier, DOI, address or .bib file."),
    help=say(
        "Add papers. PAPER is a citation key, an arXiv identifier, a DOI, an identifier of the ACL Anthology, an "
        "address that contains one of these, or a .bib file. Without --issue, the entries are written to "
        "bib/background.bib; with it, to the .bib file of the issue, and items to its page. Existing content is not "
        "changed."
    ),
)
@click.argument("papers", nargs=-1, required=True, metavar=say("PAPER…"))
@click.option("--issue", type=click.IntRange(1, 9999), metavar="N", help=say("The issue that presents them."))
@click.option("--refresh", is_flag=True, help=say("Query the services again instead of using answers cached in the last week."))
@click.help_option(help=say("Show this help and exit."))
def command(papers: tuple[str, ...], issue: int | None, refresh: bool) -> None:
    """Add papers."""
    files = Files(root=root())
    library = load(files.root, read=files.data)
    wanted = [paper for argument in papers for paper in _wanted(argument, library)]
    failed = False
    try:
        additions = Additions(library, files.text, issue, say)
    except AdditionError as error:
        _report_error(say(error.message).format(**error.params))
        sys.exit(1)
    with asking(library.identity, refresh=refresh) as (client, status):
        services.look_ahead((paper.identifier for paper in wanted if paper.identifier and not paper.known), client, SERVICES)
        for paper in wanted:
            status.update(say("querying {name} …").format(name=paper.name))
            try:
                outcome = _add(paper, additions, client)
            except ServiceError as error:
                _report_error(f"{paper.name}: {error.text(say)}")
                failed = True
            except AdditionError as error:
                _report_error(f"{paper.name}: {say(error.message).format(**error.params)}")
                failed = True
            else:
                _report(outcome)
    if additions.texts:
        failed |= not _write(files, additions)
    sys.exit(failed)


def _write(files: Files, additions: Additions) -> bool:
    """Write the additions, all or none; tell whether they are written."""
    if failure := write(files, additions.texts):
        _report_error(failure)
        return False
    _report_tasks(additions.tasks)
    return True


def _wanted(argument: str, library: Library) -> Iterator[_Wanted]:
    """Yield the papers of an argument; stop with exit status 2 if it cannot be interpreted."""
    known = library.works.get(argument)
    if known is not None:
        yield _Wanted(name=argument, known=known, identifier=_identifier_of(known))
    elif argument.lower().endswith(".bib") and "://" not in argument:
        yield from _entries(Path(argument))
    else:
        identifier = identifiers.parse(argument)
        if identifier is None:
            message, params = identifiers.hint(argument, tuple(library.works))
            raise click.UsageError(
                say("cannot interpret {paper}; {hint}").format(paper=argument[:100], hint=say(message).format(**params))
            )
        yield _Wanted(name=str(identifier), identifier=identifier)


def _entries(path: Path) -> Iterator[_Wanted]:
    try:
        if path.stat().st_size > LIMITS.size:
            raise click.UsageError(say("{path} is too large").format(path=path))
        data = path.read_bytes()
    except OSError as error:
        message = say("cannot read {path}: {reason}").format(path=path, reason=error.strerror or error)
        raise click.UsageError(message) from None
    papers, problems = bib_records.read_file(path.as_posix(), data)
    for problem in problems:
        _report_error(f"{problem.location.path}:{problem.location.line}: {problem.message(say)}")
    if not papers:
        raise click.UsageError(say("{path} contains no readable entry").format(path=path))
    yield from (_Wanted(name=f"{path.name}:{paper.key}", given=paper) for paper in papers)


def _identifier_of(paper: Paper) -> Identifier | None:
    """Return the identifier by which a service knows a work of the handbook."""
    for value in (f"arXiv:{paper.arxiv}" if paper.arxiv else "", paper.doi, paper.url):
        identifier = identifiers.parse(value) if value else None
        if identifier:
            return identifier
    return None


def _add(wanted: _Wanted, additions: Additions, client: Client) -> Outcome:
    if wanted.given is not None:
        return additions.add(bib_records.of_paper(wanted.given, wanted.name))
    if wanted.known is not None:
        return _add_known(wanted.known, wanted.identifier, additions, client)
    assert wanted.identifier is not None
    record = services.with_preprint(services.look_up(wanted.identifier, client, SERVICES), client, SERVICES)
    try:
        published = services.published_version(record, client, SERVICES)
    except ServiceError as error:
        message = _(
            "it was published as {doi}, whose metadata could not be fetched ({reason}); check whether the entry should "
            "describe that version"
        )
        remark = message, {"doi": record.published_as, "reason": error.text(say)}
        outcome = additions.add(record)
        return replace(outcome, left=(remark, *outcome.left))
    return additions.add(record, published)


def _add_known(known: Paper, identifier: Identifier | None, additions: Additions, client: Client) -> Outcome:
    """Present a work of the handbook; the record of a service helps to propose terms, and is not required."""
    record, published = bib_records.of_paper(known, known.location.path), None
    if identifier is not None and not additions.is_settled(known.key):
        try:
            record = services.look_up(identifier, client, SERVICES)
            published = services.published_version(record, client, SERVICES) if known.is_preprint else None
        except ServiceError as error:
            _report_error(f"{known.key}: {error.text(say)}")
    return additions.present(known.key, record, published)


@contextmanager
def asking(identity: Identity, *, refresh: bool = False) -> Iterator[tuple[Client, Status]]:
    """Yield a client, and the line on the terminal that shows its progress; no line is shown in a pipe.

    The client tells services where the maintainers of the handbook can be reached.
    """
    with err.status(say("reading …")) as status:

        def on_wait(host: str, seconds: float) -> None:
            status.update(say("retrying {host} in {seconds} s …").format(host=host, seconds=round(seconds)))

        cache, agent = Cache(folder=default_folder(), refresh=refresh), user_agent(identity.repository)
        with Client(cache=cache, limits=LIMITS, user_agent=agent, on_wait=on_wait) as client:
            yield client, status


def _report(outcome: Outcome) -> None:
    for message, params in outcome.done:
        out.print(say(message).format(**params), markup=False)
    terms = [
        f"{FOLDERS[kind]}: " + ", ".join(term.id for term in outcome.proposed[kind])
        for kind in TERM_KINDS
        if outcome.proposed.get(kind)
    ]
    if terms:
        out.print("  " + say("proposed: {terms}").format(terms="; ".join(terms)), markup=False)
    if outcome.left:
        out.print("  " + say("to do:"), markup=False)
    for message, params in outcome.left:
        out.print("  - " + say(message).format(**params), markup=False)
    if outcome.suggestion:
        out.print(outcome.suggestion, markup=False, end="")


def _report_tasks(tasks: tuple[str, ...]) -> None:
    if tasks:
        out.print(say("to do for every item:"))
    for task in tasks:
        out.print("  - " + say(task), markup=False)


def _report_error(text: str) -> None:
    err.print(text, markup=False)
