"""The derived pages of a site, of works and of lists: which of them have changed, and how they are written.

They are no source files of Sphinx, whose machinery takes fifty milliseconds for a page. A page is made of the shell, of its
record (views.PaperPage or views.ListPage) and, of a paper, the text of its summary; it is written again exactly when the digest
of these has changed.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import views
from ..editing.disk import replace_file
from ..exporters import FORMATS
from ..exporters.bundles import BUNDLE_FORMATS
from ..model.places import DERIVED, PAPER_PAGES, paper_docname
from ..site.copies import copy_of_work
from ..site.place import COPY_SUFFIX
from ..site.redirects import redirects
from ..views.entry_digests import digest
from . import disk, list_pages, paper_pages, summaries
from .due_pages import ABOUT, MANIFEST, Derived, DuePages, read_manifest, write_manifest
from .internals.sphinx import output_paths, run_in_shares
from .machines import site_of
from .shells import ANY_FOLDER, docname_in, shell
from .sources import sources_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from ..site.place import Site
    from ..site.shell import Shell
    from .domain import HandbookDomain

MIN_SHARE = 40
"""A process of its own is worth the while for at least so many pages."""


class Shells(NamedTuple):
    """The shells of the pages of works, and of all others."""

    of_works: Shell
    of_lists: Shell


def write(app: Sphinx, builder: StandaloneHTMLBuilder, domain: HandbookDomain) -> None:
    """Write the pages that have changed, and remove those that the handbook does not have any more.

    Where the build has found that no view has changed, only the summaries on the pages that it has read and the related papers,
    which depend on summaries, may have; where settings or templates have changed the shells, every page has.
    """
    shells = Shells(shell(builder, PAPER_PAGES), shell(builder, ANY_FOLDER))
    manifest = Path(builder.outdir) / MANIFEST
    former, present = read_manifest(manifest), _present(builder)
    pages = DuePages(builder, domain, digest(repr((shells, sources_version(), app.config.html_baseurl))), former, present)
    pages.find()
    changed = {each.docname for each in pages.found}
    if changed or pages.former.keys() != pages.current.keys():
        write_manifest(manifest, {docname: known for docname, known in pages.former.items() if docname not in changed})
        run_in_shares(builder, shares(pages.found, app.parallel), partial(write_share, builder, domain, shells))
    if pages.is_whole:
        remove_others(builder, pages.current, redirects(domain.library), present)
    if pages.is_whole or pages.former != pages.current:
        write_manifest(manifest, {ABOUT: pages.about, **pages.issues, **pages.current})
    domain.written_derived = len(pages.found)


def _present(builder: StandaloneHTMLBuilder) -> set[str]:
    """Return the paths of the pages that are in the folders of derived pages."""
    return {path for folder in DERIVED for path in disk.files_below(Path(builder.outdir) / folder, builder.out_suffix)}


def shares(due: Sequence[Derived], count: int) -> list[list[Derived]]:
    """Return the pages to write in at most *count* shares, all those of one issue in the same one."""
    count = min(count, len(due) // MIN_SHARE) or 1
    groups: dict[str, list[Derived]] = {}
    for each in due:
        groups.setdefault(each.issue or each.docname, []).append(each)
    result: list[list[Derived]] = [[] for _share in range(count)]
    for group in groups.values():
        min(result, key=len).extend(group)
    return [share for share in result if share]


def remove_others(
    builder: StandaloneHTMLBuilder, current: Iterable[str], moved: Iterable[str], present: AbstractSet[str]
) -> None:
    """Remove those of the pages *present* that earlier builds have written, with the files beside them.

    At the addresses of pages that have *moved* redirects stay.
    """
    path_of = output_paths(builder)
    redirecting = {*map(path_of, moved)}
    for path in sorted(map(Path, present - {*map(path_of, current)})):
        if str(path) not in redirecting:
            path.unlink()
        path.with_name(f"{path.name}{COPY_SUFFIX}").unlink(missing_ok=True)
        page = path.parent if builder.name == "dirhtml" else path.with_suffix("")
        for name in BUNDLE_FORMATS:
            page.with_name(f"{page.name}{FORMATS[name].suffix}").unlink(missing_ok=True)
        if path.name == "index.html" and not any(path.parent.iterdir()):
            path.parent.rmdir()


def put(path: Path, data: bytes) -> None:
    """Write *data* to *path*; a file without content is removed."""
    if data:
        replace_file(path, data)
    else:
        path.unlink(missing_ok=True)


class Writer(NamedTuple):
    """What writing a page needs to know of the site."""

    builder: StandaloneHTMLBuilder
    domain: HandbookDomain
    shells: Shells
    site: Site


def write_share(builder: StandaloneHTMLBuilder, domain: HandbookDomain, shells: Shells, share: Iterable[Derived]) -> None:
    """Write pages, of which all those of one issue come one after the other."""
    writer = Writer(builder, domain, shells, site_of(domain.env, builder))
    for issue, pages in groupby(share, key=attrgetter("issue")):
        if issue:
            write_papers(writer, issue, pages)
            continue
        for each in pages:
            if isinstance(each.page, views.PaperPage):
                _write_work(writer, each.page, [])
            else:
                _write_html(writer, each.docname, list_pages.html(builder, domain, shells.of_lists, each.page))


def write_papers(writer: Writer, issue: str, pages: Iterable[Derived]) -> None:
    """Write the pages of papers of an issue, with the texts that it has of them."""
    papers = [each.page for each in pages if isinstance(each.page, views.PaperPage)]
    texts = summaries.resolved(writer.builder, issue, docname_in(PAPER_PAGES), {paper.anchor for paper in papers})
    for paper in papers:
        _write_work(writer, paper, texts.get(paper.anchor, []))


def _write_work(writer: Writer, page: views.PaperPage, text: list[nodes.Node]) -> None:
    """Write the page of a work, and the files beside it."""
    builder, domain, shells, site = writer
    cited = paper_pages.citations(domain, page)
    _write_html(writer, paper_docname(page.key), paper_pages.html(builder, domain, shells.of_works, page, text, cited))
    for name, data in (copy_of_work(domain.library, site, page), *paper_pages.files(page, cited)):
        put(Path(builder.outdir) / name, data)


def _write_html(writer: Writer, docname: str, html: str) -> None:
    replace_file(Path(writer.builder.get_output_path(docname)), html.encode())
