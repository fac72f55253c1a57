"""The files of the site beside its pages: bundles of citations, the JSON interface and redirects, written after all pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..editing.disk import replace_file
from ..exporters import bundles
from ..model.places import PAPER_PAGES, TERM_FOLDERS
from ..site import croissant, interface, redirects, skos
from ..text.anchors import file_name_of
from ..views.papers import paper_keys
from . import moved
from .bundle_files import BundleFiles, files_below
from .citation_cache import remove_stale
from .digests import view_keys
from .head import base_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from ..library.library import Library
    from .domain import HandbookDomain

FOLDERS = (bundles.FOLDER, interface.FOLDER)
"""The folders of the site that hold only such files."""


def write(app: Sphinx, builder: StandaloneHTMLBuilder, domain: HandbookDomain) -> None:
    """Write every file that has changed, and remove the files of earlier builds that are not made any more."""
    library, outdir = domain.library, Path(app.outdir)
    about = {"title": app.config.project, "version": app.config.release, "base": base_of(app.config)}
    written = BundleFiles(library, view_keys(domain), outdir, Path(app.doctreedir)).write()
    related = f"{interface.FOLDER}/{interface.RELATED}"
    if not (domain.related_same and (outdir / related).is_file()):
        write_related(app, domain)
    for name, data in interface.interface_files(library, **about, made=(*interface.TABLES, interface.RELATED)):
        replace_file(outdir / name, data)
        written.add(name)
    written |= {related, *skos.FILES, croissant.FILE}
    for folder in FOLDERS:
        for name in files_below(outdir, folder) - written:
            (outdir / name).unlink()
    write_redirects(app, builder, library)
    remove_stale(library, Path(app.doctreedir))


def write_related(app: Sphinx, domain: HandbookDomain) -> None:
    """Write the one file of the interface that depends on the text of summaries, which no other does."""
    name, data = interface.related_file(domain.related_lines.values())
    replace_file(Path(app.outdir) / name, data)


def write_redirects(app: Sphinx, builder: StandaloneHTMLBuilder, library: Library) -> None:
    """Write the pages that redirect from former addresses, and remove those that are not needed any more."""
    written = {Path(builder.get_output_path(docname)) for docname in app.env.found_docs}
    for old, (title, docname) in redirects.redirects(library).items():
        path = Path(builder.get_output_path(old))
        replace_file(path, moved.page(builder, old, docname, title))
        written.add(path)
    works = {file_name_of(key) for key, _issue in paper_keys(library)}
    places = [name for name in _pages_in(Path(app.outdir) / PAPER_PAGES) if name.removesuffix(".html") not in works]
    folders = [*(f"{PAPER_PAGES}/{name}" for name in places), *TERM_FOLDERS.values()]
    for name in sorted(name for folder in folders for name in _pages_at(Path(app.outdir), folder)):
        path = Path(app.outdir) / name
        if path not in written and redirects.MARK in path.read_bytes():
            path.unlink()


def _pages_in(folder: Path) -> list[str]:
    """Return the names of the pages in a folder, which are folders themselves in some builds; none if there is no such folder."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries if entry.name.endswith(".html") or "." not in entry.name]


def _pages_at(outdir: Path, place: str) -> set[str]:
    """Return the paths of the pages that are at a place, a file or a folder, below *outdir*."""
    return {place} if (outdir / place).is_file() else {name for name in files_below(outdir, place) if name.endswith(".html")}
