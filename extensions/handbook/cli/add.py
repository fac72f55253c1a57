"""``handbook add``: papers by what identifies them, with what arXiv, doi.org and the ACL Anthology know of them."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..editing import changes
from ..editing.lines import bytes_of, text_of
from ..library.loading import load
from ..metadata import bib as bib_records
from ..metadata import identifiers, services
from ..metadata.adding import AdditionError, Additions, Outcome
from ..metadata.cache import Cache, default_folder
from ..metadata.client import Client, Limits, ServiceError, user_agent
from ..model.records import FOLDERS, TERM_KINDS, Paper
from ..text.messages import mark as _
from .terminal import err, out, root, say

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
    """One paper that is to be added: an identifier, a key that is there, or an entry of a file."""

    name: str
    identifier: Identifier | None = None
    known: Paper | None = None
    given: Paper | None = None


@dataclass(slots=True, kw_only=True)
class _Files:
    """The texts of the handbook, as they were when they were first read."""

    folder: Path
    read: dict[str, bytes | None] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        if path not in self.read:
            place = self.folder / path
            self.read[path] = place.read_bytes() if place.is_file() else None
        data = self.read[path]
        return None if data is None else text_of(data)

    def write(self, texts: dict[str, str]) -> None:
        """Write all *texts* or none; raise FileExistsError where somebody else has changed one in the meantime."""
        for path in texts:
            place = self.folder / path
            if (place.read_bytes() if place.is_file() else None) != self.read.get(path):
                raise FileExistsError(path)
        changes.apply({self.folder / path: bytes_of(text) for path, text in texts.items()}, overwrite=True)


@click.command(
    name="add",
    short_help=say("Add papers by arXiv identifier, DOI, ACL Anthology, address or .bib file."),
    help=say(
        "Add papers by what identifies them: a citation key, an arXiv identifier, a DOI, an identifier of the ACL Anthology, an"
        " address that holds one of these, or a .bib file. Without --issue the entries go to bib/background.bib; with it, to the"
        " .bib file of the issue, and items to its page. What is there stays as it is."
    ),
)
@click.argument("papers", nargs=-1, required=True, metavar=say("PAPER…"))
@click.option("--issue", type=click.IntRange(1, 9999), metavar="N", help=say("The issue that presents them."))
@click.option("--refresh", is_flag=True, help=say("Ask the services anew instead of using what they answered in the last week."))
@click.help_option(help=say("Show this text and stop."))
def command(papers: tuple[str, ...], issue: int | None, refresh: bool) -> None:
    """Add papers."""
    folder = root()
    library = load(folder)
    wanted = [each for paper in papers for each in _wanted(paper, library)]
    files = _Files(folder=folder)
    failed = False
    try:
        additions = Additions(library, files.text, issue, say)
    except AdditionError as error:
        _complain(say(error.message).format(**error.params))
        sys.exit(1)
    with asking(library.identity, refresh=refresh) as (client, status):
        services.look_ahead((each.identifier for each in wanted if each.identifier and not each.known), client, SERVICES)
        for each in wanted:
            status.update(say("asking about {name} …").format(name=each.name))
            try:
                outcome = _add(each, additions, client)
            except ServiceError as error:
                _complain(f"{each.name}: {error.text(say)}")
                failed = True
            except AdditionError as error:
                _complain(f"{each.name}: {say(error.message).format(**error.params)}")
                failed = True
            else:
                _tell(outcome)
    if additions.texts:
        try:
            files.write(additions.texts)
        except FileExistsError as error:
            _complain(say("{path} has changed in the meantime; nothing was written, try again").format(path=error.args[0]))
            failed = True
        except OSError as error:
            _complain(say("nothing was written: {reason}").format(reason=error.strerror or error))
            failed = True
        else:
            _tell_tasks(additions.tasks)
    sys.exit(failed)


def _wanted(paper: str, library: Library) -> Iterator[_Wanted]:
    """Yield what an argument names; stop with exit status 2 where it names nothing."""
    known = library.works.get(paper)
    if known is not None:
        yield _Wanted(name=paper, known=known, identifier=_identifier_of(known))
    elif paper.lower().endswith(".bib") and "://" not in paper:
        yield from _entries(Path(paper))
    else:
        identifier = identifiers.parse(paper)
        if identifier is None:
            message, params = identifiers.hint(paper, tuple(library.works))
            raise click.UsageError(
                say("{paper} is not understood; {hint}").format(paper=paper[:100], hint=say(message).format(**params))
            )
        yield _Wanted(name=str(identifier), identifier=identifier)


def _entries(path: Path) -> Iterator[_Wanted]:
    try:
        if path.stat().st_size > LIMITS.size:
            raise click.UsageError(say("{path} is too large").format(path=path))
        data = path.read_bytes()
    except OSError as error:
        message = say("{path} cannot be read: {reason}").format(path=path, reason=error.strerror or error)
        raise click.UsageError(message) from None
    papers, problems = bib_records.read_file(path.as_posix(), data)
    for problem in problems:
        _complain(f"{problem.location.path}:{problem.location.line}: {problem.message(say)}")
    if not papers:
        raise click.UsageError(say("{path} has no entry that can be read").format(path=path))
    yield from (_Wanted(name=f"{path.name}:{paper.key}", given=paper) for paper in papers)


def _identifier_of(paper: Paper) -> Identifier | None:
    """Return under which identifier a service knows a work that is there."""
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
        printed = services.published(record, client, SERVICES)
    except ServiceError as error:
        message = _("it has appeared as {doi}, of which nothing could be had ({reason}); see whether the entry should be that")
        remark = message, {"doi": record.published_as, "reason": error.text(say)}
        outcome = additions.add(record)
        return replace(outcome, left=(remark, *outcome.left))
    return additions.add(record, printed)


def _add_known(known: Paper, identifier: Identifier | None, additions: Additions, client: Client) -> Outcome:
    """Present a work that is there; what a service says of it helps with the terms, and is done without where it fails."""
    record, printed = bib_records.of_paper(known, known.location.path), None
    if identifier is not None and not additions.is_settled(known.key):
        try:
            record = services.look_up(identifier, client, SERVICES)
            printed = services.published(record, client, SERVICES) if known.is_preprint else None
        except ServiceError as error:
            _complain(f"{known.key}: {error.text(say)}")
    return additions.present(known.key, record, printed)


@contextmanager
def asking(identity: Identity, *, refresh: bool = False) -> Iterator[tuple[Client, Status]]:
    """Yield a client, and the line on the terminal that says what it waits for; in a pipe there is none.

    Services are told where those who keep the handbook can be reached.
    """
    with err.status(say("reading …")) as status:

        def on_wait(host: str, seconds: float) -> None:
            status.update(say("{host} is asked again in {seconds} s …").format(host=host, seconds=round(seconds)))

        cache, agent = Cache(folder=default_folder(), refresh=refresh), user_agent(identity.repository)
        with Client(cache=cache, limits=LIMITS, user_agent=agent, on_wait=on_wait) as client:
            yield client, status


def _tell(outcome: Outcome) -> None:
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
        out.print("  " + say("left to do:"), markup=False)
    for message, params in outcome.left:
        out.print("  - " + say(message).format(**params), markup=False)
    if outcome.suggestion:
        out.print(outcome.suggestion, markup=False, end="")


def _tell_tasks(tasks: tuple[str, ...]) -> None:
    if tasks:
        out.print(say("left to do with every item:"))
    for task in tasks:
        out.print("  - " + say(task), markup=False)


def _complain(text: str) -> None:
    err.print(text, markup=False)
