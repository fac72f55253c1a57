"""What all commands share: the language, the folder of the handbook, and how they speak and stop."""

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
"""Where the context keeps the folder that was named."""
MARKS = (ISSUES, BIBS)
"""The folders by which a handbook is known."""


def language() -> str:
    """Return the language of messages by the usual variables: the first that is set counts, as POSIX says."""
    value = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return value.partition(".")[0].partition("@")[0]


say: Translate = translator(language())
"""Translates a message to the language of the terminal."""

out = Console(soft_wrap=True, highlight=False)
"""Where results go."""
err = Console(soft_wrap=True, highlight=False, stderr=True)
"""Where everything that is no result goes: progress, and what is wrong."""


def root() -> Path:
    """Return the folder of the handbook: the one named with ``--root``, or the nearest at or above the current one.

    Stop with exit status 2 where there is none.
    """
    context = click.get_current_context(silent=True)
    named = context.meta.get(ROOT) if context else None
    if named:
        return Path(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if all((folder / mark).is_dir() for mark in MARKS):
            return folder
    raise click.UsageError(
        say("no handbook in {folder} or above it; change to its folder, or give it with --root").format(folder=here)
    )


def stop(message: str, *, status: int = 1) -> NoReturn:
    """Say why nothing was done, and end with *status*: 1 for a problem, 2 for a call that cannot be taken."""
    err.print(message, markup=False)
    sys.exit(status)
