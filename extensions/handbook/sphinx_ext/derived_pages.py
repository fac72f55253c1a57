"""The derived pages of a site, of works and of lists: which of them have changed, and how they are written.

They are no source files of Sphinx, whose machinery takes fifty milliseconds for a page. A page is made of the shell, of its
record (views.PaperPage or views.ListPage) and, of a paper, the text of its summary; it is written again exactly when the digest
of these has changed.
"""

from __future__ import annotations

import json
import os
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
from ..related.ranking import ranking_of
from ..site.copies import copy_of_work
from ..site.place import COPY_SUFFIX
from ..text.anchors import anchor_of
from ..views.keys import digest
from ..views.lists import AUTHOR_FOLDERS
from . import list_pages, paper_pages, summaries
from .digests import view_keys
from .head import card
from .internals.sphinx import output_paths, run_in_shares
from .machines import site_of
from .shells import ANY_FOLDER, above, docname_in, shell
from .sources import sources_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from ..site.place import Site
    from ..site.shell import Shell
    from .domain import HandbookDomain

MANIFEST = ".buildinfo.pages"
"""The file in an output folder that holds the digests of its derived pages, by docname."""
ABOUT = ""
"""The name in the manifest of what all its pages are made by, the shells, the code and the address of the site, and of the key
of all lists of authors, which are more than all other lists, and which few edits change."""
MIN_SHARE = 40
"""A process of its own is worth the while for at least so many pages."""


class Derived(NamedTuple):
    """A derived page: where it is, its record, and the docname of the issue that presents the work, or nothing."""

    docname: str
    page: views.PaperPage | views.ListPage
    issue: str = ""


class Plan(NamedTuple):
    """A derived page before it is made: where it is, the key of its record, what makes it, and the issue and key of a work."""

    docname: str
    key: str
    page: Callable[[], views.PaperPage | views.ListPage | None]
    issue: str = ""
    work: str = ""


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
    former = read_manifest(manifest)
    present, path_of = _present(builder), output_paths(builder)
    made_by = digest(repr((shells, sources_version(), app.config.html_baseurl)))
    frame = digest(made_by, *_titles_of_lists(domain))
    about = f"{made_by} {digest(frame, view_keys(domain).author_lists, card(domain, ''))}"
    known = former.pop(ABOUT, "")
    is_complete = all(path_of(docname) in present for docname in former)
    is_whole = known.partition(" ")[0] != made_by or domain.outputs_due or not is_complete
    kept = _of_authors(former) if known == about and is_complete else {}
    current = kept if is_whole else dict(former)
    due: list[Derived] = []
    for plan in plans(domain, authors=not kept) if is_whole else read_anew(domain):
        there = former.get(plan.docname, "") if path_of(plan.docname) in present else ""
        digests, page = _checked(builder, domain, plan, there, (made_by, frame))
        current |= {plan.docname: digests} if digests else {}
        due += [page] if page else []
    changed = {each.docname for each in due}
    if changed or former.keys() != current.keys():
        write_manifest(manifest, {docname: digests for docname, digests in former.items() if docname not in changed})
        run_in_shares(builder, shares(due, app.parallel), partial(write_share, builder, domain, shells))
        if is_whole:
            remove_others(builder, current, present)
    if is_whole or former != current:
        write_manifest(manifest, {ABOUT: about, **current})
    domain.written_derived = len(due)


def _checked(
    builder: StandaloneHTMLBuilder, domain: HandbookDomain, plan: Plan, former: str, made_by: tuple[str, str]
) -> tuple[str, Derived | None]:
    """Return the digests of a page, that of what it is made of and that of what it shows, and the page if it must be written.

    *former* are those of the page that is in the output folder, and *made_by* those of what all pages are made by.
    """
    text = domain.summaries.get(plan.issue, {}).get(anchor_of(plan.work), "")
    image = card(domain, plan.issue)
    key = digest(made_by[1], plan.key, text, _title(domain, plan.issue), image) if plan.key else ""
    former_key, _space, former_digest = former.partition(" ")
    if key and key == former_key:
        return former, None
    page = plan.page()
    if page is None:
        return "", None
    shown = digest(f"{made_by[0]} {page!r} {text} {above(builder, page)} {image}")
    return f"{key} {shown}", None if shown == former_digest else Derived(plan.docname, page, plan.issue)


def _of_authors(digests: Mapping[str, str]) -> dict[str, str]:
    """Return the digests of those pages that are lists of authors, or of the papers of one."""
    return {docname: each for docname, each in digests.items() if docname.partition("/")[0] in AUTHOR_FOLDERS}


def _present(builder: StandaloneHTMLBuilder) -> set[str]:
    """Return the paths of the pages that are in the folders of derived pages."""
    folders = (os.walk(Path(builder.outdir) / folder) for folder in DERIVED)
    files = (f"{parent}{os.sep}{name}" for folder in folders for parent, _folders, names in folder for name in names)
    return {path for path in files if path.endswith(builder.out_suffix)}


def _title(domain: HandbookDomain, docname: str) -> str:
    titles = domain.env.titles
    return titles[docname].astext() if docname in titles else ""


def _titles_of_lists(domain: HandbookDomain) -> Iterator[str]:
    """Yield the titles of all pages that a derived page may be below, except issues."""
    for docname in sorted(domain.env.titles):
        page = domain.pages.get(docname)
        if page is None or not (page.issue or page.term):
            yield from (docname, _title(domain, docname))


def plans(domain: HandbookDomain, *, authors: bool = True) -> Iterator[Plan]:
    """Yield every derived page before it is made, on demand without lists of authors and of their papers."""
    library, keys = domain.library, view_keys(domain)
    ranking = ranking_of(library)
    for key, issue in views.paper_keys(library):
        made_of = keys.paper(key, ranking.related.get(key, ()), domain.related_lines.get(key, ""))
        yield Plan(paper_docname(key), made_of, partial(views.paper_page, library, key), issue, key)
    for plan in views.list_plans(library, authors=authors):
        yield Plan(plan.docname, keys.listing(plan), plan.page)


def read_anew(domain: HandbookDomain) -> Iterator[Plan]:
    """Yield the pages of the papers whose text this build has read, and of those whose related papers have changed."""
    library = domain.library
    issues = (page for docname in sorted(domain.outdated) if (page := library.by_docname.get(docname)) and page.issue)
    keys = dict.fromkeys(entry.item.id for issue in issues for entry in library.presented(issue))
    for key in (*keys, *sorted(domain.ranked_anew - keys.keys())):
        entry = library.entries[key]
        if entry.item.kind == "paper":
            yield Plan(paper_docname(key), "", partial(views.paper_page, library, key), entry.docname, key)


def read_manifest(path: Path) -> dict[str, str]:
    """Return the digests of the pages in an output folder, as far as they are known."""
    try:
        manifest = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def write_manifest(path: Path, digests: Mapping[str, str]) -> None:
    """Note the digests of the pages that are in the output folder whole."""
    replace_file(path, json.dumps(digests, sort_keys=True).encode())


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


def remove_others(builder: StandaloneHTMLBuilder, current: Iterable[str], present: Iterable[str]) -> None:
    """Remove those of the pages *present* that earlier builds have written, with the files beside them."""
    wanted = {*map(output_paths(builder), current)}
    for path in sorted(map(Path, {*present} - wanted)):
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
    texts = summaries.resolved(writer.builder, issue, docname_in(PAPER_PAGES))
    for each in pages:
        if isinstance(each.page, views.PaperPage):
            _write_work(writer, each.page, texts.get(each.page.anchor, []))


def _write_work(writer: Writer, page: views.PaperPage, text: list[nodes.Node]) -> None:
    """Write the page of a work, and the files beside it."""
    builder, domain, shells, site = writer
    cited = paper_pages.citations(domain, page)
    _write_html(writer, paper_docname(page.key), paper_pages.html(builder, domain, shells.of_works, page, text, cited))
    for name, data in (copy_of_work(domain.library, site, page), *paper_pages.files(page, cited)):
        put(Path(builder.outdir) / name, data)


def _write_html(writer: Writer, docname: str, html: str) -> None:
    replace_file(Path(writer.builder.get_output_path(docname)), html.encode())
