"""``handbook check``: the problems of all files, and advice, in one run."""

from __future__ import annotations

import gc
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..checking.advice import advise
from ..checking.checks import check, ordered
from ..checking.fixes import fixed, is_fixable
from ..checking.reports import REPORTS, counts
from ..editing.files import Files
from ..library.loading import load_with_texts
from ..model.codes import Severity
from ..reading.catalogues import read_catalogue
from ..reading.tree import catalogue_paths, edition_languages
from ..text.controls import visible
from . import terminal
from .terminal import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.problems import Problem

MAX_ROUNDS = 5
"""How many rounds of fixes are made: a fix can reveal a further problem."""


@click.command(
    help=say(
        "Report every error and every possible improvement in the handbook. The exit status is 1 if there are "
        "errors, which also make a build fail. PATH limits the report to a file or a folder; all files are read in "
        "any case. Only a build reports a page that no table of contents names, an anchor of another page, a role of "
        "another volume, code that is not valid in its language, and directives of Sphinx and MyST on the pages of the "
        "maintainers."
    )
)
@click.argument("paths", nargs=-1, metavar=say("[PATH]…"), type=click.Path(exists=True, path_type=Path))
@click.option("--fix", is_flag=True, help=say("Fix the problems that can be fixed without changing the meaning."))
@click.option(
    "--format", "form", type=click.Choice(list(REPORTS)), default="text", show_default=True, help=say("The format of the report.")
)
@click.help_option(help=say("Show this help and exit."))
def command(paths: tuple[Path, ...], fix: bool, form: str) -> None:
    """Check the handbook."""
    files = Files(root=terminal.root())
    root = files.root
    chosen = tuple(_relative(path, root) for path in paths)
    gc.disable()  # a run is short, and nearly all objects live until its end
    click.get_current_context().call_on_close(gc.enable)
    fixed_files: frozenset[str] = frozenset()
    problems = _chosen(_problems(files), chosen)
    for _round in range(MAX_ROUNDS if fix else 0):
        changed = _fix(files, problems)
        if not changed:
            break
        fixed_files |= changed
        files = Files(root=root)
        problems = _chosen(_problems(files), chosen)
    _report(problems, form)
    terminal.err.print(_summary(problems, len(fixed_files)), markup=False)
    sys.exit(any(problem.severity is Severity.ERROR for problem in problems))


def _problems(files: Files) -> tuple[Problem, ...]:
    with terminal.err.status(say("reading …")):
        library, texts = load_with_texts(files.root, processes=os.cpu_count() or 1, read=files.data)
        of_catalogues = (each for path in _catalogues(files.root) for each in read_catalogue(path, files.data(path)).problems)
        advice = advise(library, texts, lambda path: (files.root / path).is_file())
        return ordered([*check(library), *of_catalogues, *advice])


def _catalogues(root: Path) -> Iterator[str]:
    return (path for language in edition_languages(root) for path in catalogue_paths(root, language))


def _relative(path: Path, root: Path) -> str:
    """Return *path* relative to the root of the handbook; stop if it is outside."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(say("{path} is not in the handbook {root}").format(path=path, root=root)) from None


def _chosen(problems: tuple[Problem, ...], paths: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return the *problems* in the files or folders at *paths*; all of them if there are no paths."""
    if not paths or "." in paths:
        return problems
    return tuple(
        problem
        for problem in problems
        if any(problem.location.path == path or problem.location.path.startswith(f"{path}/") for path in paths)
    )


def _fix(files: Files, problems: Iterable[Problem]) -> frozenset[str]:
    """Fix the fixable problems, in all files or none; return the changed files."""
    by_path = defaultdict(list)
    for problem in problems:
        by_path[problem.location.path].append(problem)
    changes: dict[str, bytes | None] = {}
    for path, of_file in by_path.items():
        if not any(map(is_fixable, of_file)):
            continue
        new = fixed(files.data(path), of_file)
        if new != files.data(path):
            changes[path] = new
    if changes and (failure := terminal.write(files, changes)):
        terminal.stop(failure, status=2)
    return frozenset(changes)


def _report(problems: tuple[Problem, ...], form: str) -> None:
    if form != "text" or not terminal.out.is_terminal:
        sys.stdout.write(REPORTS[form](problems, say))
        return
    styles = {Severity.ERROR: "red", Severity.ADVICE: "yellow", Severity.INFO: "cyan"}
    from rich.text import Text

    for problem in problems:
        where = problem.location
        place = visible(f"{where.path}:{where.line}:{where.col}")
        said = f" {visible(problem.text(say))}"
        terminal.out.print(Text.assemble((place, "bold"), " ", (problem.code, styles[problem.severity]), said))


def _summary(problems: tuple[Problem, ...], files_fixed: int) -> str:
    numbers = counts(problems)
    parts = []
    if files_fixed:
        parts.append(say("Files fixed: {count}.").format(count=files_fixed))
    if not problems:
        parts.append(say("No problems."))
    else:
        parts.append(say("Errors: {error}; advice: {advice}; notes: {info}.").format(**numbers))
    fixable = sum(map(is_fixable, problems))
    if fixable:
        parts.append(say("{count} of them can be fixed with --fix.").format(count=fixable))
    return "\n".join(parts)
