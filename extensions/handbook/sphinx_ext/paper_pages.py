"""The pages of works: which of them have changed, and how they are written.

They are no source files of Sphinx, whose machinery takes fifty milliseconds for a page. A page is made of the shell, its record
(views.PaperPage) and the text of its summary; it is written again exactly when the digest of these has changed.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from .. import views
from ..editing.disk import replace_file
from ..exporters.bundles import citations_of
from ..exporters.work import Work, work_of_paper
from ..model.places import PAPER_PAGES, paper_docname
from ..site import head, linked_data
from ..site.citation_meta import citation_tags
from ..site.shell import BODY, HEAD, NAME, TITLE
from . import panels, summaries
from .citation_cache import records_of
from .head import base_of, card, locale
from .internals.sphinx import fragment_of, run_in_shares
from .render import Renderer
from .shells import DOCNAME, shell
from .sources import sources_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from ..site.shell import Shell
    from .domain import HandbookDomain

MANIFEST = ".buildinfo.papers"
"""The file in an output folder that holds the digests of its pages of works, by docname."""
MIN_SHARE = 40
"""A process of its own is worth the while for at least so many pages."""


class Due(NamedTuple):
    """A page to write: the record, and the docname of the issue that presents the work, or nothing."""

    page: views.PaperPage
    issue: str


def write(app: Sphinx, builder: StandaloneHTMLBuilder, domain: HandbookDomain) -> None:
    """Write the pages that have changed, and remove those of works that are gone."""
    frame = shell(builder)
    manifest = Path(builder.outdir) / MANIFEST
    former = read_manifest(manifest)
    current: dict[str, str] = {}
    due: list[Due] = []
    seed = repr((frame, sources_version(), app.config.html_baseurl, card(domain)))
    made_by = hashlib.blake2b(seed.encode(), digest_size=16).hexdigest()
    for key, issue in views.paper_keys(domain.library):
        page = views.paper_page(domain.library, key)
        assert page is not None
        docname = paper_docname(key)
        current[docname] = _digest(made_by, page, domain.summaries.get(issue, {}))
        if former.get(docname) != current[docname] or not Path(builder.get_output_path(docname)).is_file():
            due.append(Due(page, issue))
    changed = {paper_docname(each.page.key) for each in due}
    if changed or former.keys() != current.keys():
        write_manifest(manifest, {docname: digest for docname, digest in former.items() if docname not in changed})
        run_in_shares(builder, shares(due, app.parallel), lambda share: _write_share(builder, domain, frame, share))
        remove_others(builder, current)
        write_manifest(manifest, current)
    domain.written_papers = len(due)


def _digest(made_by: str, page: views.PaperPage, texts: Mapping[str, str]) -> str:
    shown = f"{made_by} {page!r} {texts.get(page.anchor)}"
    return hashlib.blake2b(shown.encode(), digest_size=16).hexdigest()


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


def shares(due: Sequence[Due], count: int) -> list[list[Due]]:
    """Return the pages to write in at most *count* shares, all those of one issue in the same one."""
    count = min(count, len(due) // MIN_SHARE) or 1
    by_issue: dict[str, list[Due]] = {}
    for each in due:
        by_issue.setdefault(each.issue, []).append(each)
    result: list[list[Due]] = [[] for _share in range(count)]
    for group in by_issue.values():
        min(result, key=len).extend(group)
    return [share for share in result if share]


def remove_others(builder: StandaloneHTMLBuilder, current: Iterable[str]) -> None:
    """Remove the pages of works that the handbook does not have any more."""
    wanted = {Path(builder.get_output_path(docname)) for docname in current}
    for path in (Path(builder.outdir) / PAPER_PAGES).rglob("*.html"):
        if path not in wanted:
            path.unlink()
            if path.name == "index.html" and not any(path.parent.iterdir()):
                path.parent.rmdir()


def _write_share(builder: StandaloneHTMLBuilder, domain: HandbookDomain, frame: Shell, share: Iterable[Due]) -> None:
    texts: Mapping[str, list[nodes.Node]] = {}
    of_issue = ""
    for page, issue in share:
        if issue and issue != of_issue:
            texts, of_issue = summaries.resolved(builder, issue, DOCNAME), issue
        summary = texts.get(page.anchor, []) if issue else []
        path = Path(builder.get_output_path(paper_docname(page.key)))
        replace_file(path, page_html(builder, domain, frame, page, summary).encode())


def page_html(
    builder: StandaloneHTMLBuilder, domain: HandbookDomain, frame: Shell, page: views.PaperPage, summary: list[nodes.Node]
) -> str:
    """Return the HTML of the page of a work."""
    renderer = Renderer(builder=builder, docname=DOCNAME)
    work, records = _citations(domain, page)
    text = " ".join(" ".join(child.astext() for child in summary).split())
    section = renderer.paper_page(page, work, summary, panels.paper_panels(renderer, work, records) if work else None)
    docname = paper_docname(page.key)
    values = {
        TITLE: page.title,
        NAME: docname.rpartition("/")[2],
        HEAD: "\n" + _head(domain, page, work, head.shortened(text), builder.get_target_uri(docname)),
        BODY: fragment_of(builder, section, DOCNAME),
    }
    return frame.filled(values, headings(section))


def headings(section: nodes.section) -> Iterator[tuple[str, str]]:
    """Yield the anchor and the title of each section of a page."""
    return ((part["ids"][0], part[0].astext()) for part in section.children if isinstance(part, nodes.section))


def _citations(domain: HandbookDomain, page: views.PaperPage) -> tuple[Work | None, Mapping[str, str]]:
    """Return the version to cite, and the records of it that the pages of issues have cached."""
    library = domain.library
    entry = library.entries.get(page.key)
    if page.head is None or entry is None:
        return (work_of_paper(page.paper) if page.paper else None), {}
    issue = library.by_docname[entry.docname]
    return citations_of(library).work(entry), records_of(library, issue, Path(domain.env.doctreedir)).get(page.key, {})


def _head(domain: HandbookDomain, page: views.PaperPage, work: Work | None, description: str, uri: str) -> str:
    config, base = domain.env.config, base_of(domain.env.config)
    title_zh = page.title if page.head else ""
    elements = head.elements(
        title=page.title,
        kind="article",
        description=description,
        url=f"{base}{uri}" if base else "",
        site=config.project,
        locale=locale(config),
        image=card(domain),
        data=linked_data.paper_data(work, title_zh=title_zh, summary=description, base=base) if work else None,
    )
    return elements + (head.tags(citation_tags(work)) if work else "")
