"""What the site has beside its pages: bundles of citations and the JSON interface, written when all pages are."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..editing.disk import replace_file
from ..exporters import FORMATS, bundles
from ..model.places import TERM_FOLDERS
from ..site import interface, redirects
from ..text.messages import translator
from .head import base_of
from .kept_citations import forget_others, records_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from ..library.library import Library

FOLDERS = (bundles.FOLDER, interface.FOLDER)
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
    write_redirects(app, library)
    forget_others(library, Path(app.doctreedir))


def write_redirects(app: Sphinx, library: Library) -> None:
    """Write the pages that lead from old addresses to new ones, and remove those that are no more."""
    builder, config = app.builder, app.config
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.name not in ("html", "dirhtml"):
        return
    kept = {Path(builder.get_output_path(docname)) for docname in app.env.found_docs}
    for old, term in redirects.redirects(library).items():
        docname = term.location.path.removesuffix(".md")
        target = builder.get_relative_uri(old, docname)
        data = redirects.page(
            term.zh,
            target,
            canonical=f"{base_of(config)}{builder.get_target_uri(docname)}" if base_of(config) else target,
            language=config.language.replace("_", "-"),
            site=config.project,
            say=translator(config.language),
        )
        path = Path(builder.get_output_path(old))
        replace_file(path, data)
        kept.add(path)
    for folder in TERM_FOLDERS.values():
        for path in sorted((Path(app.outdir) / folder).rglob("*.html")):
            if path not in kept and redirects.SIGN in path.read_bytes():
                path.unlink()


def files(library: Library, doctreedir: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files: where they are below the root of the site, and their bytes."""
    made = {key: each for page in library.issues.values() for key, each in records_of(library, page, doctreedir).items()}
    records = {key: {name: text.encode() for name, text in each.items()} for key, each in made.items()}
    for bundle in bundles.bundles(library):
        for name in bundle.formats:
            if name not in FORMATS:
                continue
            form = FORMATS[name]
            body = form.between.encode().join([records[entry.item.id][name] for entry in bundle.entries])
            data = b"".join((form.head.encode(), body, form.tail.encode()))
            for bundle_id in (bundle.id, *bundle.former):
                yield bundles.address(bundle.kind, bundle_id, form.suffix), data
    yield f"{bundles.FOLDER}/index.json", _index(library, records).encode()


def _index(library: Library, records: dict[str, dict[str, bytes]]) -> str:
    """Return where each record is: of each issue the name, the keys in order, and their lengths in bytes in each format."""
    formats = [name for name in (*bundles.BUNDLED, *bundles.ALSO) if name in FORMATS]
    issues: list[list[object]] = []
    for page in library.issues.values():
        keys = [entry.item.id for entry in bundles.papers(library.presented(page))]
        lengths = [[len(records[key][name]) for key in keys] for name in formats]
        issues.append([page.docname.rpartition("/")[2], keys, *lengths])
    described = {
        name: {"suffix": form.suffix, "head": form.head, "between": form.between, "tail": form.tail, "type": form.media_type}
        for name in formats
        if (form := FORMATS[name])
    }
    return json.dumps({"formats": described, "issues": issues}, ensure_ascii=False, separators=(",", ":")) + "\n"
