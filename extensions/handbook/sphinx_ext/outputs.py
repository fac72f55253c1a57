"""The files of the site beside its pages: bundles of citations, the JSON interface and redirects, written after all pages."""

from __future__ import annotations

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
    is_same = domain.related_same and (outdir / related).is_file()
    made = (*interface.TABLES, interface.RELATED) if is_same else tuple(interface.TABLES)
    for name, data in interface.interface_files(library, **about, made=made):
        replace_file(outdir / name, data)
        written.add(name)
    written |= {related, *skos.FILES, croissant.FILE}
    for folder in FOLDERS:
        for name in files_below(outdir, folder) - written:
            (outdir / name).unlink()
    write_redirects(app, builder, library)
    remove_stale(library, Path(app.doctreedir))


def write_related(app: Sphinx, library: Library) -> None:
    """Write the one file of the interface that depends on the text of summaries, which no other does."""
    name, data = interface.related_file(library)
    replace_file(Path(app.outdir) / name, data)


def write_redirects(app: Sphinx, builder: StandaloneHTMLBuilder, library: Library) -> None:
    """Write the pages that redirect from former addresses, and remove those that are not needed any more."""
    written = {Path(builder.get_output_path(docname)) for docname in app.env.found_docs}
    for old, (title, docname) in redirects.redirects(library).items():
        path = Path(builder.get_output_path(old))
        replace_file(path, moved.page(builder, old, docname, title))
        written.add(path)
    works = {file_name_of(key) for key, _issue in paper_keys(library)}
    pages = (path for path in _children(Path(app.outdir) / PAPER_PAGES) if path.suffix in ("", ".html"))
    former = [path for path in pages if path.name.removesuffix(".html") not in works]
    places = [*former, *(Path(app.outdir) / folder for folder in TERM_FOLDERS.values())]
    for path in (page for place in places for page in ([place] if place.is_file() else sorted(place.rglob("*.html")))):
        if path not in written and redirects.MARK in path.read_bytes():
            path.unlink()


def _children(folder: Path) -> list[Path]:
    """Return the files and folders in a folder; none if there is no such folder."""
    return sorted(folder.iterdir()) if folder.is_dir() else []
