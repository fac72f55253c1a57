"""The page of a work: its record, the text of its summary and its citations, in the shell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from ..exporters import FORMATS
from ..exporters.bundles import citations_of
from ..exporters.work import Work, work_of_paper
from ..model.places import PAPER_PAGES, paper_docname
from ..site import head, linked_data
from ..site.citation_meta import citation_tags
from . import panels
from .citation_cache import records_of
from .head import base_of, elements
from .internals.sphinx import fragment_of
from .render import Renderer
from .shells import above, docname_in, filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.builders.html import StandaloneHTMLBuilder

    from .. import views
    from ..site.shell import Shell
    from .domain import HandbookDomain


DESCRIBED_AS = "gbt7714-2025"
"""The format of citations that describes a work without a summary."""


def html(
    builder: StandaloneHTMLBuilder, domain: HandbookDomain, frame: Shell, page: views.PaperPage, summary: list[nodes.Node]
) -> str:
    """Return the HTML of the page of a work, whose *summary* has the links that it has there."""
    place = docname_in(PAPER_PAGES)
    renderer = Renderer(builder=builder, docname=place)
    work, records = _citations(domain, page)
    text = head.shortened(" ".join(" ".join(child.astext() for child in summary).split()))
    section = renderer.paper_page(page, work, summary, panels.paper_panels(renderer, work, records) if work else None)
    body = fragment_of(builder, section, place)
    docname = paper_docname(page.key)
    return filled(
        frame,
        docname,
        page.title,
        above(builder, page),
        head=_head(builder, domain, page, work, text),
        body=body,
        headings=headings(section),
    )


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


def _head(
    builder: StandaloneHTMLBuilder, domain: HandbookDomain, page: views.PaperPage, work: Work | None, description: str
) -> str:
    base, docname = base_of(domain.env.config), paper_docname(page.key)
    url = f"{base}{builder.get_target_uri(docname)}" if base else ""
    title_zh = page.title if page.head else ""
    data = linked_data.paper_data(work, title_zh=title_zh, summary=description, base=base) if work else None
    tags = head.tags(citation_tags(work)) if work else ""
    shown = description or (FORMATS[DESCRIBED_AS].render([work]).strip() if work else "")
    return elements(domain, title=page.title, description=shown, url=url, data=data) + tags
