"""The page of a work: its record, the text of its summary and its citations, in the shell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from ..exporters import FORMATS
from ..exporters.bundles import addresses_of_work, citations_of, records_of_work
from ..exporters.work import Work, work_of_paper
from ..model.places import BACKGROUND_BIB, PAPER_PAGES, paper_docname
from ..site import head, linked_data
from ..site.citation_meta import citation_tags
from . import panels
from .citation_cache import records_of
from .head import base_of, card, elements
from .internals.sphinx import fragment_of
from .machines import site_of
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


class Cited(NamedTuple):
    """The version of a work to cite, if there is one, and its record in each format of the bundles."""

    work: Work | None
    records: Mapping[str, str]


def html(
    builder: StandaloneHTMLBuilder,
    domain: HandbookDomain,
    frame: Shell,
    page: views.PaperPage,
    summary: list[nodes.Node],
    cited: Cited,
) -> str:
    """Return the HTML of the page of a work, whose *summary* has the links that it has there."""
    place = docname_in(PAPER_PAGES)
    renderer = Renderer(builder=builder, docname=place)
    work, records = cited
    text = head.shortened(" ".join(" ".join(child.astext() for child in summary).split()))
    section = renderer.paper_page(page, work, summary, panels.paper_panels(renderer, page.key, work, records) if work else None)
    parts = headings(section)
    body = fragment_of(builder, section, place)
    docname = paper_docname(page.key)
    return filled(
        frame,
        docname,
        page.title,
        above(builder, page),
        source=source(page),
        head=_head(builder, domain, page, work, text),
        body=body,
        headings=parts,
    )


def source(page: views.PaperPage) -> str:
    """Return the file with the text of a work: the page of its issue, or for a work that is only cited the .bib file."""
    return f"edit/main/{page.issue.docname}.md" if page.issue else f"edit/main/{BACKGROUND_BIB}"


def headings(section: nodes.section) -> list[tuple[str, str]]:
    """Return the anchor and the title of each section of a page."""
    return [(part["ids"][0], part[0].astext()) for part in section.children if isinstance(part, nodes.section)]


def citations(domain: HandbookDomain, page: views.PaperPage) -> Cited:
    """Return the version to cite, and its records, which the pages of issues have cached."""
    library = domain.library
    entry = library.entries.get(page.key)
    if page.head is None or entry is None:
        work = work_of_paper(page.paper) if page.paper else None
        return Cited(work, records_of_work(work) if work else {})
    issue = library.by_docname[entry.docname]
    records = records_of(library, issue, Path(domain.env.doctreedir)).get(page.key, {})
    return Cited(citations_of(library).work(entry), records)


def files(page: views.PaperPage, cited: Cited) -> Iterator[tuple[str, bytes]]:
    """Yield the path of each file beside the page of a work, and its content, which is empty where there is nothing to cite."""
    for name, address in addresses_of_work(page.key).items():
        yield address, FORMATS[name].join([cited.records[name]]).encode() if cited.work else b""


def _head(
    builder: StandaloneHTMLBuilder, domain: HandbookDomain, page: views.PaperPage, work: Work | None, description: str
) -> str:
    base, docname = base_of(domain.env.config), paper_docname(page.key)
    url = f"{base}{builder.get_target_uri(docname)}" if base else ""
    title_zh = page.title if page.head else ""
    data = linked_data.paper_data(work, title_zh=title_zh, summary=description, base=base) if work else None
    tags = head.tags(citation_tags(work)) if work else ""
    shown = description or (head.cut(FORMATS[DESCRIBED_AS].render([work]).strip()) if work else "")
    image = card(domain, page.issue.docname if page.issue else "")
    site = site_of(domain.env, builder)
    alternates = head.links(
        ("alternate", FORMATS[name].media_type, FORMATS[name].name, site.link(address, site.copy(docname)))
        for name, address in addresses_of_work(page.key).items()
        if work
    )
    return elements(domain, title=page.title, description=shown, url=url, image=image, data=data) + tags + alternates
