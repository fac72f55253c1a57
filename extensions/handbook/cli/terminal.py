"""Shared by all commands: the language of messages, the folder of the handbook, output, and exit with an error."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from ..model.places import BIBS, ISSUES
from ..text.messages import Translate, translator

ROOT = "handbook.root"
"""The key of the folder given with ``--root`` in the context of click."""
HANDBOOK_FOLDERS = (ISSUES, BIBS)
"""A folder that contains these is a handbook."""


def language() -> str:
    """Return the language of messages, by the first environment variable that is set, in the order of POSIX."""
    value = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return value.partition(".")[0].partition("@")[0]


say: Translate = translator(language())
"""Translates a message into the language of the terminal."""

out = Console(soft_wrap=True, highlight=False)
"""The output of results."""
err = Console(soft_wrap=True, highlight=False, stderr=True)
"""The output of progress and of errors."""


def root() -> Path:
    """Return the folder of the handbook: the one given with ``--root``, or the nearest at or above the current folder.

    Stop with exit status 2 if there is none.
    """
    context = click.get_current_context(silent=True)
    given = context.meta.get(ROOT) if context else None
    if given:
        return Path(given)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if all((folder / name).is_dir() for name in HANDBOOK_FOLDERS):
            return folder
    raise click.UsageError(
        say("no handbook in {folder} or above it; change to its folder, or give it with --root").format(folder=here)
    )


def stop(message: str, *, status: int = 1) -> NoReturn:
    """Print *message* and exit with *status*: 1 for a problem, 2 for invalid arguments."""
    err.print(message, markup=False)
    sys.exit(status)
