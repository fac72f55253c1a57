"""A derived page with a list: the papers of an author or a venue, or a part of the authors, in the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.places import BIBS, INSTITUTION_LISTS, ISSUES, TERM_FOLDERS, YEARS_OF_LISTS
from ..site import head
from ..text.messages import translator
from ..views.names import names_of
from . import panels
from .head import base_of, card, elements
from .internals.sphinx import fragment_of
from .paper_pages import headings
from .render import Renderer
from .shells import above, docname_in, filled

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from .. import views
    from ..site.shell import Shell
    from .domain import HandbookDomain


_SOURCES = {INSTITUTION_LISTS: TERM_FOLDERS["institution"], YEARS_OF_LISTS: ISSUES}
"""The folder of what a list is made of, by the folder of the list; others are made of bibliographies."""


def html(builder: StandaloneHTMLBuilder, domain: HandbookDomain, frame: Shell, page: views.ListPage) -> str:
    """Return the HTML of the page."""
    place = docname_in(page.docname.partition("/")[0])
    renderer = Renderer(builder=builder, docname=place)
    section, title = renderer.list_page(page), renderer.list_title(page)
    section += panels.coins(page.listing.coins)
    parts = headings(section)
    base = base_of(domain.env.config)
    url = f"{base}{builder.get_target_uri(page.docname)}" if base else ""
    say = translator(domain.env.config.language)
    description = head.listed(title, names_of(page.listing), say)
    tags = elements(domain, title=title, description=description, url=url, image=card(domain, page.docname))
    return filled(
        frame,
        page.docname,
        title,
        above(builder, page),
        source=f"tree/main/{_SOURCES.get(page.docname.partition('/')[0], BIBS)}",
        head=tags,
        body=fragment_of(builder, section, place),
        headings=parts,
    )
