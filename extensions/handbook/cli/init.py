"""``handbook init``: an empty handbook for a periodical of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..editing import changes, skeleton
from ..editing.lines import bytes_of
from ..model.identity import Identity
from ..reading.identity import read_identity
from .terminal import err, language, out, say, stop


def _default_language() -> str:
    return "zh-CN" if language().startswith("zh") else "en"


@click.command(
    help=say(
        "Create a handbook for a periodical: make FOLDER with its configuration, the pages of its indexes, a workflow for GitHub "
        "and the configuration of Read the Docs. Existing files are never overwritten. A name that is not given is that of the "
        "folder; on a terminal, the command asks for it."
    ),
    short_help=say("Create a handbook for a periodical of your own."),
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar=say("FOLDER"))
@click.option(
    "--language",
    "tag",
    type=click.Choice(skeleton.LANGUAGES),
    default=_default_language,
    help=say("The language of its pages (default: that of the terminal)."),
)
@click.option("--name", metavar=say("NAME"), help=say("The name of the handbook."))
@click.option("--periodical", metavar=say("NAME"), help=say("The name of the periodical."))
@click.option("--publisher", default="", metavar=say("NAME"), help=say("The publisher of the periodical."))
@click.option("--repository", default="", metavar="URL", help=say("The address of the repository."))
@click.option("--base-address", default="", metavar="URL", help=say("The address of the site."))
@click.help_option(help=say("Show this help and exit."))
def command(
    folder: Path,
    *,
    tag: str,
    name: str | None,
    periodical: str | None,
    publisher: str,
    repository: str,
    base_address: str,
) -> None:
    """Create a handbook."""
    usual = folder.resolve().name
    periodical = periodical or _asked(say("The name of the periodical"), usual)
    name = name or _asked(say("The name of the handbook"), usual)
    identity = skeleton.with_usual_headings(
        Identity(
            language=tag,
            name=name,
            periodical=periodical,
            publisher=publisher,
            repository=repository,
            base_address=base_address,
        )
    )
    texts = skeleton.files(identity)
    _identity, problems = read_identity(texts["pyproject.toml"].encode())
    for problem in problems:
        err.print(problem.text(say), markup=False)
    if problems:
        stop(say("nothing was written"), status=2)
    try:
        changes.apply({folder / path: bytes_of(text) for path, text in texts.items()})
    except FileExistsError as error:
        there = Path(error.args[0]).relative_to(folder.resolve()).as_posix()
        stop(say("{path} already exists; nothing was written").format(path=folder / there))
    except OSError as error:
        stop(say("nothing was written: {reason}").format(reason=error.strerror or error))
    out.print(say("{folder}: {count} files; begin with pyproject.toml").format(folder=folder, count=len(texts)), markup=False)


def _asked(question: str, usual: str) -> str:
    """Return the answer to a question, or the *usual* one if it is not answered or nobody can be asked."""
    if not sys.stdin.isatty():
        return usual
    answer: str = click.prompt(question, default=usual)
    return answer
