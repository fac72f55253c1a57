"""The files of the site beside its pages: bundles of citations, the JSON interface and redirects, written after all pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..editing.disk import replace_file
from ..exporters import bundles
from ..model.places import TERM_FOLDERS
from ..site import croissant, interface, redirects, skos
from . import citation_cache, moved, reference_cache
from .bundle_files import BundleFiles
from .digests import view_keys
from .disk import files_below, names_below
from .head import base_of
from .internals.sphinx import output_paths

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
        for name in names_below(outdir, folder) - written:
            (outdir / name).unlink()
    write_redirects(app, builder, library)
    citation_cache.remove_stale(library, Path(app.doctreedir))
    with_lists = (docname for docname, shown in domain.placeholders.items() if ("references", docname) in shown)
    reference_cache.remove_stale(with_lists, Path(app.doctreedir))


def write_related(app: Sphinx, domain: HandbookDomain) -> None:
    """Write the one file of the interface that depends on the text of summaries, which no other does."""
    name, data = interface.related_file(domain.related_lines.values())
    replace_file(Path(app.outdir) / name, data)


def write_redirects(app: Sphinx, builder: StandaloneHTMLBuilder, library: Library) -> None:
    """Write the pages that redirect from former addresses, and remove those of terms that are not needed any more.

    Those of works are among the derived pages, which have been removed.
    """
    found = redirects.redirects(library)
    for old, (title, docname) in found.items():
        replace_file(Path(builder.get_output_path(old)), moved.page(builder, old, docname, title))
    path_of = output_paths(builder)
    written = {*map(path_of, (*app.env.found_docs, *found))}
    paths = (path for folder in TERM_FOLDERS.values() for path in files_below(Path(app.outdir) / folder, ".html"))
    for path in sorted({*paths} - written):
        if redirects.MARK in Path(path).read_bytes():
            Path(path).unlink()
