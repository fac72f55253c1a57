"""``handbook new``: the files of a new issue, paper, term or person."""

from __future__ import annotations

import click

from ..editing import bib, page, scaffolds
from ..editing.files import Files
from ..library.entries import author_id
from ..library.loading import load, load_identity
from ..model.dates import parse_edtf
from ..model.places import bib_path_of, issue_bib_path, issue_path, person_path
from ..reading.names import is_identifier
from ..text.folding import slug
from .term import command as term_command
from .terminal import root, say, stop, write_new

HELP = click.help_option(help=say("Show this help and exit."))


@click.group(
    help=say("Create an issue, a paper, a term or a person: write its files, with comments that say what to fill in."),
    short_help=say("Create an issue, a paper, a term or a person."),
)
@HELP
def command() -> None:
    """Create an issue, a paper, a term or a person."""


@command.command(help=say("Create issue N: its page and its .bib file."))
@click.argument("number", metavar="N", type=click.IntRange(1, 9999))
@click.option("--title", default="", metavar=say("TEXT"), help=say("The title as the weekly prints it."))
@click.option("--date", default="", metavar="EDTF", help=say("The date of publication: 2022-10-26, 2022-10 or an interval."))
@click.option("--force", is_flag=True, help=say("Overwrite existing files."))
@HELP
def issue(number: int, title: str, date: str, force: bool) -> None:
    """Create an issue."""
    if date:
        try:
            parse_edtf(date)
        except ValueError as error:
            raise click.BadParameter(f"{date}: {say(str(error))}", param_hint="--date") from error
    folder = root()
    identity, _problems = load_identity(folder)
    texts = {
        issue_path(number): scaffolds.issue_page(number, identity, title=title, date=date, say=say),
        issue_bib_path(number): scaffolds.issue_bib(number, say=say),
    }
    files = Files(root=folder)
    write_new(files, {**texts, **(files.backups(texts) if force else {})})


@command.command(help=say("Create the paper KEY: an entry in the .bib file of an issue, and a directive on its page."))
@click.argument("key")
@click.option("--issue", "number", type=click.IntRange(1, 9999), metavar="N", help=say("The issue (default: the newest)."))
@click.option(
    "--type", "entry_type", type=click.Choice(list(scaffolds.PAPER_TYPES)), default="misc", help=say("The type of the entry.")
)
@click.option(
    "--section",
    metavar=say("HEADING"),
    help=say("The heading above the paper; A/B is a heading with a subheading (default: that of pyproject.toml)."),
)
@HELP
def paper(key: str, number: int | None, entry_type: str, section: str | None) -> None:
    """Create a paper."""
    files = Files(root=root())
    library = load(files.root, read=files.data)
    if not is_identifier(key):
        proposal = slug(key).replace("-", "")
        stop(
            say("{key} is not a valid citation key; did you mean {proposal}?").format(key=key, proposal=proposal or "doe2022deep")
        )
    known = library.works.get(key)
    if known or key in library.entries:
        where = known.location if known else library.entries[key].item.location
        message = say("{key} already exists: {path}:{line}; to present it in an issue, run: handbook add {key} --issue N")
        stop(message.format(key=key, path=where.path, line=where.line))
    presented = library.issues.get(number) if number else next(iter(library.issues.values()), None)
    if presented is None:
        stop(say("issue {issue} has no page; create it with: handbook new issue {issue}").format(issue=number or 1))
    bib_path = bib_path_of(presented.path)
    headings = [heading for heading in (section or library.identity.section).split("/") if heading.strip()]
    texts = {
        bib_path: bib.add_entry(files.text(bib_path) or "", scaffolds.paper_entry(key, entry_type)),
        presented.path: page.insert_directive(files.text(presented.path) or "", scaffolds.paper_item(key, say=say), headings),
    }
    write_new(files, texts)


command.add_command(term_command)


@command.command(help=say("Create the person ID: a page that merges the spellings of an author's name."))
@click.argument("person_id", metavar="ID")
@click.option("--name", "names", multiple=True, metavar=say("TEXT"), help=say("A spelling of the name; may be repeated."))
@click.option("--zh", default="", metavar=say("TEXT"), help=say("The Chinese name."))
@HELP
def person(person_id: str, names: tuple[str, ...], zh: str) -> None:
    """Create a person; without names, those that bibliographies have for the id."""
    folder = root()
    library = load(folder)
    proposal = slug(person_id)
    if person_id != proposal or person_id == "index":
        message = say("{id} is not a valid id of a person: use lower-case letters, digits and single hyphens, and not index")
        suggested = say("did you mean {proposal}?").format(proposal=proposal)
        stop(message.format(id=person_id) + (f"; {suggested}" if proposal not in ("", "index") else ""))
    printed = {each.name for paper in library.works.values() for each in paper.authors if author_id(each) == person_id}
    names = names or tuple(sorted(printed))
    for name in filter(None, (*names, zh)):
        taken = library.people.named(name)
        if taken:
            message = say("{name} is already a name of {id}, in {path}")
            stop(message.format(name=name, id=taken.id, path=taken.location.path))
    title = zh if zh and library.identity.is_chinese else next(iter(names), "")
    write_new(Files(root=folder), {person_path(person_id): scaffolds.person_page(names, zh=zh, title=title, say=say)})
