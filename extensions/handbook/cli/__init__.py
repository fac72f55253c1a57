"""The command ``handbook``: thin commands over the core, one module each, which is imported only when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from ..version import __version__
from .terminal import ROOT, say

COMMANDS = {
    "add": "add",
    "check": "check",
    "export": "export",
    "import": "import_",
    "init": "init",
    "new": "new",
    "rename": "rename",
    "stats": "stats",
    "summary": "summary",
    "term": "term",
}
"""The module below this package of each command; it has a click command by the name of ``command``."""


class Commands(click.Group):
    """Finds a command by its module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f".{module}", __package__).command
        return command


@click.command(cls=Commands, help=say("Work on a handbook: read, check, write and export it."))
@click.version_option(__version__, prog_name="handbook", help=say("Show the version and stop."))
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False),
    metavar=say("FOLDER"),
    help=say("The folder of the handbook; without it, the nearest one at or above the current folder."),
)
@click.help_option(help=say("Show this text and stop."))
@click.pass_context
def main(context: click.Context, root: str | None) -> None:
    """Run a command."""
    context.meta[ROOT] = root
