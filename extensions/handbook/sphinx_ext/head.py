"""The elements that the head of a page gets, as far as they are made of Sphinx's configuration and doctrees."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..model.places import CARD, COMPARISON, DATA_PAGE, READING_LIST
from ..model.records import LISTINGS
from ..site import cards, croissant, head
from ..text.messages import locale_of, translator
from ..text.messages import mark as _
from ..views.names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.config import Config

    from ..model.records import Page
    from .domain import HandbookDomain


WITHOUT_SOURCE = {
    "search": (_("Search"), _("Search the papers, terms, issues and authors of {name}.")),
    READING_LIST: (_("Reading list"), _("The papers of {name} that you have saved in this browser, with their citations.")),
    COMPARISON: (_("Compare papers"), _("Two to eight papers of {name} beside each other, with their citations.")),
    "404": (_("Page not found"), _("There is no page at this address.")),
}
"""The titles and descriptions of the pages that no source file stands for and no view fills."""


def set_base(config: Config) -> None:
    """Take the address of the site from Read the Docs if the configuration gives none."""
    config.html_baseurl = config.html_baseurl or os.environ.get("READTHEDOCS_CANONICAL_URL", "")


def base_of(config: Config) -> str:
    """Return the address of the site with a slash at its end; empty where it is not known."""
    return f"{config.html_baseurl.rstrip('/')}/" if config.html_baseurl else ""


def tags(domain: HandbookDomain, pagename: str, context: dict[str, Any], doctree: nodes.document | None) -> str:
    """Return the elements for the head of a page; derived pages have theirs from elsewhere."""
    if doctree is None:
        return _of_page_without_source(domain, pagename, context)
    config, titles = domain.env.config, domain.env.titles
    is_front = pagename == config.root_doc
    paragraph = first_paragraph(doctree) or _of_lists(domain, pagename) or first_paragraph(doctree, anywhere=True)
    page = domain.library.by_docname.get(pagename)
    return elements(
        domain,
        title=config.project if is_front or pagename not in titles else titles[pagename].astext(),
        kind="website" if is_front else "article",
        description=head.shortened(paragraph),
        url=context.get("pageurl") or "",
        image=card(domain, pagename),
        data=_linked_data(domain, page, paragraph) if page else None,
    )


def _linked_data(domain: HandbookDomain, page: Page, paragraph: str) -> dict[str, Any] | None:
    """Return the JSON-LD of a page, of which *paragraph* is the first."""
    config = domain.env.config
    if page.docname == DATA_PAGE:
        edition, names = data_edition(domain), croissant.names_of(domain.library.source)
        return croissant.page_data(edition, config.language.replace("_", "-"), names) if edition.is_described else None
    return head.linked_data_of(domain.library, page, paragraph, base_of(config))


def data_edition(domain: HandbookDomain, date: str = "") -> croissant.Edition:
    """Return what the data of the site is called; *date* is the day on which anything of it last changed."""
    config, identity = domain.env.config, domain.library.source.identity
    return croissant.Edition(identity=identity, release=config.release, base=base_of(config), date=date)


def _of_lists(domain: HandbookDomain, pagename: str) -> str:
    """Return a description of a page that shows lists: its title, and the names in them; empty where it shows none."""
    title = domain.env.titles[pagename].astext()
    placed = domain.placeholders.get(pagename, ())
    shown = (domain.view(*each) for each in placed if each[0] in (*LISTINGS, "person-entries"))
    names = [name for view in shown for name in names_of(view)]
    return head.listed(title, names, translator(domain.env.config.language)) if names else ""


def _of_page_without_source(domain: HandbookDomain, pagename: str, context: dict[str, Any]) -> str:
    config = domain.env.config
    say = translator(config.language)
    if pagename not in WITHOUT_SOURCE:
        return ""
    title, description = map(say, WITHOUT_SOURCE[pagename])
    url = context.get("pageurl") or ""
    text = description.format(name=config.project)
    return elements(domain, title=title, description=text, url=url, kind="website", image=card(domain, pagename))


def elements(
    domain: HandbookDomain,
    *,
    title: str,
    description: str,
    url: str,
    image: str,
    kind: str = "article",
    data: dict[str, Any] | None = None,
) -> str:
    """Return the elements for the head of any page of the site; *image* is the full address of its card."""
    config = domain.env.config
    return head.elements(
        title=title,
        kind=kind,
        description=description,
        url=url,
        site=config.project,
        locale=str(locale_of(config.language)).replace("_Hans", ""),
        image=image,
        data=data,
    )


def card(domain: HandbookDomain, docname: str) -> str:
    """Return the full address of the picture that previews of links show: the card of an issue, or else of the handbook.

    It is empty without an address of the site or a picture.
    """
    base = base_of(domain.env.config)
    page = domain.pages.get(docname)
    if domain.card_template and page is not None and page.issue:
        return base + cards.address(page)
    return f"{base}_static/{PurePosixPath(CARD).name}" if base and Path(domain.env.srcdir, CARD).is_file() else ""


def links(found: Iterable[Mapping[str, str]]) -> str:
    """Return link elements with these relations, types, titles and addresses."""
    return head.links((link["rel"], link["type"], link["title"], link["href"]) for link in found)


def first_paragraph(doctree: nodes.document, *, anywhere: bool = False) -> str:
    """Return the text of the first paragraph that a person wrote directly below the title of a page, or *anywhere*.

    A paragraph that is a mere link is none, nor is a cell of a table.
    """
    top = next(iter(doctree.findall(nodes.section)), None)
    inside = top.findall(nodes.paragraph) if top and anywhere else top.children if top else ()
    # The lines of a table of contents are of a class of their own.
    paragraphs = (each for each in inside if type(each) is nodes.paragraph and not isinstance(each.parent, nodes.entry))
    texts = (each.astext() for each in paragraphs if not all(isinstance(part, nodes.reference) for part in each.children))
    return " ".join(next(texts, "").split())
