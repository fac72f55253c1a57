"""Shared by all commands: the language of messages, the folder of the handbook, output, writing, and exit with an error."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from rich.console import Console

from ..editing.changes import ChangedError, undo
from ..editing.lock import BusyError
from ..model.places import BIBS, ISSUES
from ..text.controls import harmless
from ..text.messages import Translate, translator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..editing.files import Files

ROOT = "handbook.root"
"""The key of the folder given with ``--root`` in the context of click."""
HANDBOOK_FOLDERS = (ISSUES, BIBS)
"""A folder above the current one that contains these is a handbook; one that is named needs only one of them."""


def language() -> str:
    """Return the language of messages, by the first environment variable that is set, in the order of POSIX."""
    value = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return value.partition(".")[0].partition("@")[0]


say: Translate = translator(language())
"""Translates a message into the language of the terminal."""


class _Terminal(Console):
    """Prints text without the characters that a terminal obeys; lines and styles stay."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print *objects*."""
        super().print(*(harmless(each) if isinstance(each, str) else each for each in objects), **options)


out = _Terminal(soft_wrap=True, highlight=False)
"""The output of results."""
err = _Terminal(soft_wrap=True, highlight=False, stderr=True)
"""The output of progress and of errors."""


def root() -> Path:
    """Return the folder of the handbook: the one given with ``--root``, or the nearest at or above the current folder.

    What a killed command has left half done there is undone. Stop with exit status 2 if there is no handbook.
    """
    context = click.get_current_context(silent=True)
    given = context.meta.get(ROOT) if context else None
    folder = checked(Path(given)) if given else _nearest()
    try:
        for path in undo(folder):
            message = say("{path} was changed after a command was interrupted; it stays as it is (check it)")
            err.print(message.format(path=path), markup=False)
    except BusyError:
        stop(_busy(), status=2)
    return folder


def checked(folder: Path) -> Path:
    """Return a *folder* that was named, if it is a handbook; a misspelt one must not pass for one without problems."""
    if not any((folder / name).is_dir() for name in HANDBOOK_FOLDERS):
        message = say("{folder} is not a handbook: it has neither a folder {issues} nor a folder {bib}")
        raise click.UsageError(message.format(folder=folder, issues=ISSUES, bib=BIBS))
    return folder


def _nearest() -> Path:
    here = Path.cwd()
    for folder in (here, *here.parents):
        if all((folder / name).is_dir() for name in HANDBOOK_FOLDERS):
            return folder
    raise click.UsageError(
        say("no handbook in {folder} or above it; change to its folder, or give it with --root").format(folder=here)
    )


def write(files: Files, texts: Mapping[str, str | bytes | None]) -> str:
    """Write all *texts* or none; return why nothing was written, or an empty string."""
    try:
        files.write(texts)
    except ChangedError as error:
        message = say("{path} was changed by another program; nothing was written; run the command again")
        return message.format(path=error.args[0])
    except FileExistsError as error:
        return say("{path} already exists; use --force to overwrite it").format(path=error.args[0])
    except BusyError:
        return _busy()
    except OSError as error:
        return say("nothing was written: {reason}").format(reason=reason(error))
    return ""


def write_new(files: Files, texts: Mapping[str, str | bytes | None]) -> None:
    """Write all files or none, and print their paths; stop if nothing was written."""
    if failure := write(files, texts):
        stop(failure)
    for path in texts:
        out.print(path, markup=False)


def reason(error: OSError) -> str:
    """Return what the system says, and of which file."""
    name = error.filename2 or error.filename
    said = error.strerror or str(error)
    return f"{os.fsdecode(name)}: {said}" if isinstance(name, (str, bytes, os.PathLike)) else said


def _busy() -> str:
    return say("another command is changing the handbook; nothing was written; run the command again")


def stop(message: str, *, status: int = 1) -> NoReturn:
    """Print *message* and exit with *status*: 1 for a problem, 2 for invalid arguments."""
    err.print(message, markup=False)
    sys.exit(status)
