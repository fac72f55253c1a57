"""The files of search, written below the output folder when all pages are: what has changed since the last build."""

from __future__ import annotations

import os
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.display import progress_message

from ..editing.disk import replace_file
from ..search import files, parts
from ..search.searchable import Record, records
from ..text.messages import mark as _
from ..text.messages import translator
from .sources import sources_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from ..library.library import Library
    from .domain import HandbookDomain

FOLDER = "_search"


def is_due(app: Sphinx, domain: HandbookDomain) -> bool:
    """Tell whether records may have changed: something was read, is shown otherwise, or there is no index."""
    return domain.outputs_due or bool(domain.outdated) or not (Path(app.outdir) / FOLDER / files.MADE).is_file()


def write(app: Sphinx, library: Library) -> None:
    """Write the index of *library*: what has changed since the last one, and nothing where nothing has."""
    say = translator(app.config.language)
    folder = Path(app.outdir) / FOLDER
    made_by = _made_by(app)
    made = folder / files.MADE
    kept = files.kept(made.read_bytes(), made_by) if made.is_file() else []
    found = list(records(library, say))
    planned = parts.plan(found, kept)
    said = say(_("indexing {count} records for search")).format(count=len(planned.rest))
    with progress_message(said, nonl=False) if planned.rest else nullcontext():
        index, new = parts.index(found, planned, max(1, app.parallel))  # 0: Sphinx called from Python, without a number
        new |= files.files(library, found, index, planned.rest, made_by=made_by, address=partial(_address, app), say=say)
        if kept and (folder / files.TABLE).is_file() and (folder / files.TABLE).read_bytes() == new[files.TABLE]:
            return
        made.unlink(missing_ok=True)
        names = files.names(index)
        for name in [*_names_below(folder)]:
            if name not in names:
                (folder / name).unlink()
        for name, data in new.items():
            replace_file(folder / name, data)


def _names_below(folder: Path) -> Iterator[str]:
    """Yield the files below *folder* by their names there."""
    for each, _folders, names in os.walk(folder):
        beginning = Path(each).relative_to(folder).as_posix()
        yield from (f"{beginning}/{name}" if beginning != "." else name for name in names)


def _address(app: Sphinx, record: Record) -> str:
    return app.builder.get_target_uri(record.docname) + (f"#{record.anchor}" if record.anchor else "")


def _made_by(app: Sphinx) -> str:
    return f"{sources_version()} {app.builder.name} {app.config.language}"
