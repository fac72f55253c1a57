"""The files of the site beside its pages: bundles of citations, the JSON interface and redirects, written after all pages."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ..editing.disk import replace_file
from ..exporters import FORMATS, bundles
from ..model.places import TERM_FOLDERS
from ..site import interface, redirects
from ..text.messages import translator
from .citation_cache import records_of, remove_stale
from .head import base_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from ..library.library import Library

FOLDERS = (bundles.FOLDER, interface.FOLDER)
"""The folders of the site that hold only such files."""


def write(app: Sphinx, builder: StandaloneHTMLBuilder, library: Library) -> None:
    """Write every file that has changed, and remove the files of earlier builds that are not made any more."""
    outdir = Path(app.outdir)
    written = set()
    about = {"title": app.config.project, "version": app.config.release, "base": base_of(app.config)}
    for name, data in chain(bundle_files(library, Path(app.doctreedir)), interface.interface_files(library, **about)):
        replace_file(outdir / name, data)
        written.add(name)
    for folder in FOLDERS:
        for path in [*(outdir / folder).rglob("*")]:
            if path.is_file() and path.relative_to(outdir).as_posix() not in written:
                path.unlink()
    write_redirects(app, builder, library)
    remove_stale(library, Path(app.doctreedir))


def write_related(app: Sphinx, library: Library) -> None:
    """Write the one file of the interface that depends on the text of summaries, which no other does."""
    name, data = interface.related_file(library)
    replace_file(Path(app.outdir) / name, data)


def write_redirects(app: Sphinx, builder: StandaloneHTMLBuilder, library: Library) -> None:
    """Write the pages that redirect from former addresses, and remove those that are not needed any more."""
    config = app.config
    written = {Path(builder.get_output_path(docname)) for docname in app.env.found_docs}
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
        written.add(path)
    for folder in TERM_FOLDERS.values():
        for path in sorted((Path(app.outdir) / folder).rglob("*.html")):
            if path not in written and redirects.MARK in path.read_bytes():
                path.unlink()


def bundle_files(library: Library, doctreedir: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of all bundles: the path below the root of the site, and the content."""
    records: dict[str, dict[str, bytes]] = {}
    for page in library.issues.values():
        for key, texts in records_of(library, page, doctreedir).items():
            records[key] = {name: text.encode() for name, text in texts.items()}
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
    """Return the positions of records as JSON: the name and the keys of each issue, and by format their lengths in bytes."""
    formats = [name for name in (*bundles.BUNDLE_FORMATS, *bundles.EXTRA_FORMATS) if name in FORMATS]
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
