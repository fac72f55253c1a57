"""The elements that the head of a page gets, as far as they are made of Sphinx's configuration and doctrees."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..model.places import CARD
from ..site import cards, head
from ..text.messages import locale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.config import Config

    from .domain import HandbookDomain


def set_base(config: Config) -> None:
    """Take the address of the site from Read the Docs if the configuration gives none."""
    config.html_baseurl = config.html_baseurl or os.environ.get("READTHEDOCS_CANONICAL_URL", "")


def base_of(config: Config) -> str:
    """Return the address of the site with a slash at its end; empty where it is not known."""
    return f"{config.html_baseurl.rstrip('/')}/" if config.html_baseurl else ""


def tags(domain: HandbookDomain, pagename: str, context: dict[str, Any], doctree: nodes.document | None) -> str:
    """Return the elements for the head of a page; pages without a source, such as the search, have none."""
    if doctree is None:
        return ""
    config, titles = domain.env.config, domain.env.titles
    is_front = pagename == config.root_doc
    paragraph = first_paragraph(doctree)
    page = domain.library.by_docname.get(pagename)
    return elements(
        domain,
        title=config.project if is_front or pagename not in titles else titles[pagename].astext(),
        kind="website" if is_front else "article",
        description=head.shortened(paragraph),
        url=context.get("pageurl") or "",
        image=card(domain, pagename),
        data=head.linked_data_of(domain.library, page, paragraph, base_of(config)) if page else None,
    )


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


def first_paragraph(doctree: nodes.document) -> str:
    """Return the text of the first paragraph that a person wrote directly below the title of a page."""
    top = next(iter(doctree.findall(nodes.section)), None)
    paragraphs = (child for child in (top.children if top else ()) if isinstance(child, nodes.paragraph))
    return " ".join(next((paragraph.astext() for paragraph in paragraphs), "").split())
