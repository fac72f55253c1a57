"""The command ``handbook``: one thin module a command, which is imported when the command is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from ..version import __version__
from .process import running
from .terminal import ROOT, say

COMMANDS = {
    "add": "add",
    "check": "check",
    "dataset": "dataset",
    "export": "export",
    "import": "import_",
    "init": "init",
    "new": "new",
    "refresh": "refresh",
    "rename": "rename",
    "stats": "stats",
    "summary": "summary",
    "term": "term",
    "translate": "translate",
}
"""The module of each command, in this package; its click command has the name ``command``."""


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None if there is none with that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f".{module}", __package__).command
        return command

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the command, so that neither its output nor a signal ends it in an unreadable way."""
        with running():
            return super().main(*arguments, **options)


@click.command(cls=Commands, help=say("Work on a handbook: read, check, write and export it."))
@click.version_option(__version__, prog_name="handbook", help=say("Show the version and exit."))
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False),
    metavar=say("FOLDER"),
    help=say("The folder of the handbook (default: the nearest one at or above the current folder)."),
)
@click.help_option(help=say("Show this help and exit."))
@click.pass_context
def main(context: click.Context, root: str | None) -> None:
    """Run a command."""
    context.meta[ROOT] = root
