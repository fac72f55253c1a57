"""What the site has beside its pages: bundles of citations and the JSON interface, written when all pages are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from sphinx.application import Sphinx

from .. import citations, interface
from ..exporters import FORMATS
from ..library import Library
from .head import base_of
from .records import forget_others, records_of, replace_file

FOLDERS = (citations.FOLDER, interface.FOLDER)
"""The folders of the site that hold nothing else."""


def write(app: Sphinx, library: Library) -> None:
    """Write every file that has changed, and remove those that are no more."""
    outdir = Path(app.outdir)
    written = set()
    about = {"title": app.config.project, "version": app.config.release, "base": base_of(app.config)}
    for name, data in chain(files(library, Path(app.doctreedir)), interface.files(library, **about)):
        replace_file(outdir / name, data)
        written.add(name)
    for folder in FOLDERS:
        for path in [*(outdir / folder).rglob("*")]:
            if path.is_file() and path.relative_to(outdir).as_posix() not in written:
                path.unlink()
    forget_others(library, Path(app.doctreedir))


def files(library: Library, doctreedir: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files: where they are below the root of the site, and their bytes."""
    made = {key: each for page in library.issues.values() for key, each in records_of(library, page, doctreedir).items()}
    records = {key: {name: text.encode() for name, text in each.items()} for key, each in made.items()}
    for bundle in citations.bundles(library):
        for name in bundle.formats:
            if name not in FORMATS:
                continue
            form = FORMATS[name]
            body = form.between.encode().join([records[entry.item.id][name] for entry in bundle.entries])
            yield (
                citations.address(bundle.kind, bundle.id, form.suffix),
                b"".join((form.head.encode(), body, form.tail.encode())),
            )
    yield f"{citations.FOLDER}/index.json", _index(library, records).encode()


def _index(library: Library, records: dict[str, dict[str, bytes]]) -> str:
    """Return where each record is: by issue, the keys in order, and the length in bytes of each in each format."""
    formats = [name for name in (*citations.BUNDLED, *citations.ALSO) if name in FORMATS]
    issues = {}
    for page in library.issues.values():
        keys = [entry.item.id for entry in citations.papers(library.presented(page))]
        lengths = [[len(records[key][name]) for key in keys] for name in formats]
        issues[page.docname.rpartition("/")[2]] = [keys, *lengths]
    described = {
        name: {"suffix": form.suffix, "head": form.head, "between": form.between, "tail": form.tail, "type": form.media_type}
        for name in formats
        if (form := FORMATS[name])
    }
    return json.dumps({"formats": described, "issues": issues}, ensure_ascii=False, separators=(",", ":")) + "\n"
