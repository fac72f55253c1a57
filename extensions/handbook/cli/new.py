"""``handbook new``: the beginning of an issue, a paper or a term."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..editing import bib, changes, page, scaffolds
from ..editing.lines import bytes_of, text_of
from ..editing.renaming import RenamingError, check_new_id
from ..library.loading import load, load_identity
from ..model.dates import parse_edtf
from ..model.records import FOLDERS, TERM_KINDS
from ..reading.names import is_identifier
from ..text.folding import slug
from ..text.guesses import closest
from .terminal import out, root, say, stop

if TYPE_CHECKING:
    from ..library.library import Library

HELP = click.help_option(help=say("Show this text and stop."))


@click.group(
    help=say("Begin an issue, a paper or a term: write its files, with comments that say how to go on."),
    short_help=say("Begin an issue, a paper or a term."),
)
@HELP
def command() -> None:
    """Begin an issue, a paper or a term."""


@command.command(help=say("Begin issue N: its page and its .bib file."))
@click.argument("number", metavar="N", type=click.IntRange(1, 9999))
@click.option("--title", default="", metavar=say("TEXT"), help=say("The title as the weekly has it."))
@click.option("--date", default="", metavar="EDTF", help=say("When it was published: 2022-10-26, 2022-10 or an interval."))
@click.option("--force", is_flag=True, help=say("Replace files that are there already."))
@HELP
def issue(number: int, title: str, date: str, force: bool) -> None:
    """Begin an issue."""
    if date:
        try:
            parse_edtf(date)
        except ValueError as error:
            raise click.BadParameter(f"{date}: {say(str(error))}", param_hint="--date") from error
    folder = root()
    identity, _problems = load_identity(folder)
    texts = {
        f"issues/{number:03}.md": scaffolds.issue_page(number, identity, title=title, date=date, say=say),
        f"bib/{number:03}.bib": scaffolds.issue_bib(number, say=say),
    }
    _write(folder, texts, force=force)


@command.command(help=say("Begin the paper KEY: an entry in the .bib file of an issue, and a directive on its page."))
@click.argument("key")
@click.option("--issue", "number", type=click.IntRange(1, 9999), metavar="N", help=say("The issue; without it, the newest."))
@click.option(
    "--type", "entry_type", type=click.Choice(list(scaffolds.PAPER_TYPES)), default="misc", help=say("The type of the entry.")
)
@click.option(
    "--section",
    metavar=say("HEADING"),
    help=say("The heading below which the paper stands; A/B is one below another. Without it, the one of pyproject.toml."),
)
@HELP
def paper(key: str, number: int | None, entry_type: str, section: str | None) -> None:
    """Begin a paper."""
    folder = root()
    library = load(folder)
    if not is_identifier(key):
        proposal = slug(key).replace("-", "")
        stop(say("{key} is no citation key; did you mean {proposal}?").format(key=key, proposal=proposal or "doe2022deep"))
    there = library.works.get(key)
    if there or key in library.entries:
        where = there.location if there else library.entries[key].item.location
        message = say("{key} is there already: {path}:{line}; «handbook add {key}» presents it")
        stop(message.format(key=key, path=where.path, line=where.line))
    presented = library.issues.get(number) if number else next(iter(library.issues.values()), None)
    if presented is None:
        stop(say("there is no page of issue {issue}; make it with: handbook new issue {issue}").format(issue=number or 1))
    bib_path = f"bib/{Path(presented.path).stem}.bib"
    old = text_of((folder / bib_path).read_bytes()) if (folder / bib_path).exists() else ""
    written = text_of((folder / presented.path).read_bytes())
    headings = [heading for heading in (section or library.identity.section).split("/") if heading.strip()]
    texts = {
        bib_path: bib.add_entry(old, scaffolds.paper_entry(key, entry_type)),
        presented.path: page.insert_directive(written, scaffolds.paper_item(key, say=say), headings),
    }
    _write(folder, texts, force=True)


@command.command(help=say("Begin the term ID: its page, which is its entry in the vocabulary."))
@click.argument("term_id", metavar="ID")
@click.option("--kind", type=click.Choice(TERM_KINDS), help=say("What it is."))
@click.option("--en", default="", metavar=say("TEXT"), help=say("Its English name."))
@click.option("--zh", default="", metavar=say("TEXT"), help=say("Its Chinese name."))
@click.option("--broader", default="", metavar="ID", help=say("The next broader term of its kind."))
@HELP
def term(term_id: str, kind: str | None, en: str, zh: str, broader: str) -> None:
    """Begin a term."""
    folder = root()
    library = load(folder)
    if kind is None:
        if not sys.stdin.isatty():
            raise click.UsageError(say("say what it is: --kind topic, institution or method"))
        kind = click.prompt(say("What is it?"), type=click.Choice(TERM_KINDS))
    try:
        check_new_id(library, kind, term_id)
    except RenamingError as error:
        stop(error.text(say))
    for name in (en, zh):
        taken = library.vocabulary.recognise(kind, name) if name else None
        if taken:
            message = say("{name} is a name of {id} already, in {path}")
            stop(message.format(name=name, id=taken.id, path=taken.location.path))
    if broader and not library.vocabulary.get(kind, broader):
        _no_broader(library, kind, broader)
    text = scaffolds.term_page(kind, en=en, zh=zh, broader=broader, say=say)
    _write(folder, {f"docs/{FOLDERS[kind]}/{term_id}.md": text})


def _no_broader(library: Library, kind: str, broader: str) -> None:
    found = library.vocabulary.find(kind, broader)
    close = found.id if found else closest(broader, [each.id for each in library.vocabulary.of_kind(kind)])
    message = say("there is no term {id}").format(id=broader)
    stop(f"{message}; {say('did you mean {close}?').format(close=close)}" if close else message)


def _write(folder: Path, texts: dict[str, str], *, force: bool = False) -> None:
    """Write all files or none, and say which."""
    try:
        changes.apply({folder / path: bytes_of(text) for path, text in texts.items()}, overwrite=force)
    except FileExistsError as error:
        there = Path(error.args[0]).relative_to(folder.resolve()).as_posix()
        stop(say("{path} is there already; --force replaces it").format(path=there))
    except OSError as error:
        stop(say("nothing was written: {reason}").format(reason=error.strerror or error))
    for path in texts:
        out.print(path, markup=False)
