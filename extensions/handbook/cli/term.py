"""``handbook term``, which is ``handbook new term`` too: a new term, or the institutions that an issue names."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ..editing import scaffolds
from ..editing.files import Files
from ..editing.renaming import RenamingError, check_new_id
from ..importing.new_institutions import KIND, new_institutions, unknown_institutions
from ..library.loading import load
from ..metadata import services
from ..metadata.errors import NotFoundError, ServiceError
from ..model.places import term_path
from ..model.records import TERM_KINDS
from ..text.guesses import closest
from . import add
from .terminal import out, root, say, stop, write, write_new

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..library.library import Library
    from ..metadata.ror import Organization
    from ..model.identity import Identity


@click.command(
    name="term",
    short_help=say("Create a term, or all institutions that an issue names and the vocabulary lacks."),
    help=say(
        "Create the term ID: its page, which is its entry in the vocabulary. With --issue instead of ID, create all "
        "institutions that the issue names and the vocabulary lacks, with English name, country and ROR id from ror.org, "
        "and write their ids into the issue."
    ),
)
@click.argument("term_id", metavar="[ID]", default="")
@click.option("--kind", type=click.Choice(TERM_KINDS), help=say("The kind of term."))
@click.option("--en", default="", metavar=say("TEXT"), help=say("Its English name."))
@click.option("--zh", default="", metavar=say("TEXT"), help=say("Its Chinese name."))
@click.option("--broader", default="", metavar="ID", help=say("The id of the broader term, which is of the same kind."))
@click.option("--issue", type=click.IntRange(1, 9999), metavar="N", help=say("The issue whose institutions are created."))
@click.option("--offline", is_flag=True, help=say("With --issue: do not query ROR."))
@click.help_option(help=say("Show this help and exit."))
def command(term_id: str, kind: str | None, en: str, zh: str, broader: str, issue: int | None, *, offline: bool) -> None:
    """Create a term, or the institutions of an issue."""
    if (issue is None) == (not term_id):
        raise click.UsageError(say("give the ID of a term, or --issue N"))
    if issue is None:
        _create(term_id, kind, en, zh, broader)
    else:
        if kind not in (None, KIND) or en or zh or broader:
            raise click.UsageError(say("--issue creates institutions, whose names are in the issue: give no other option"))
        _create_institutions(issue, offline=offline)


def _create(term_id: str, kind: str | None, en: str, zh: str, broader: str) -> None:
    folder = root()
    library = load(folder)
    if kind is None:
        if not sys.stdin.isatty():
            raise click.UsageError(say("give the kind of term: --kind topic, institution or method"))
        kind = click.prompt(say("Which kind of term?"), type=click.Choice(TERM_KINDS))
    try:
        check_new_id(library, kind, term_id)
    except RenamingError as error:
        stop(error.text(say))
    for name in (en, zh):
        taken = library.vocabulary.recognise(kind, name) if name else None
        if taken:
            message = say("{name} is already a name of {id}, in {path}")
            stop(message.format(name=name, id=taken.id, path=taken.location.path))
    if broader and not library.vocabulary.get(kind, broader):
        _no_broader(library, kind, broader)
    text = scaffolds.term_page(kind, en=en, zh=zh, broader=broader, say=say)
    write_new(Files(root=folder), {term_path(kind, term_id): text})


def _no_broader(library: Library, kind: str, broader: str) -> None:
    named = library.vocabulary.find(kind, broader)
    close = named.id if named else closest(broader, [other.id for other in library.vocabulary.of_kind(kind)])
    message = say("there is no term {id}").format(id=broader)
    stop(f"{message}; {say('did you mean {close}?').format(close=close)}" if close else message)


def _create_institutions(issue: int, *, offline: bool) -> None:
    """Create the institutions of an issue; what cannot be created is reported, with how to."""
    files = Files(root=root())
    library = load(files.root, read=files.data)
    presented = library.issues.get(issue)
    if presented is None:
        stop(say("issue {issue} has no page; create it with: handbook new issue {issue}").format(issue=issue))
    names = [*unknown_institutions(presented, library)]
    if not names:
        out.print(say("the vocabulary has all institutions of issue {issue}").format(issue=issue))
        return
    found, failures = ({}, []) if offline else _organizations(names, library.identity)
    try:
        created = new_institutions(presented, library, files.text, found, say)
    except RenamingError as error:
        stop(error.text(say))
    if created.texts and (failure := write(files, created.texts)):
        stop(failure)
    for line in created.done:
        out.print(line, markup=False)
    if created.left or failures:
        out.print(say("to do:"))
    for line in (*failures, *created.left):
        out.print(f"  - {line}", markup=False)
    sys.exit(bool(created.left))


def _organizations(names: Sequence[str], identity: Identity) -> tuple[dict[str, Organization], list[str]]:
    """Return the organizations of ROR by their names, and messages on the others; a failing service is asked no further."""
    found: dict[str, Organization] = {}
    failures: list[str] = []
    with add.asking(identity) as (client, status):
        for name in names:
            status.update(say("querying {name} …").format(name=name))
            try:
                found[name] = services.organization(name, client, add.SERVICES)
            except NotFoundError as error:
                failures.append(error.text(say))
            except ServiceError as error:
                failures.append(f"{error.text(say)}; {say('with --offline, no service is queried')}")
                break
    return found, failures
