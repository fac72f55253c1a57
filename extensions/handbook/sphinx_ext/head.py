"""What the head of a page tells search engines and whoever shows a link to it: description, OpenGraph, JSON-LD."""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..site import linked_data
from ..text.messages import locale_of

if TYPE_CHECKING:
    from sphinx.config import Config

    from .domain import HandbookDomain

LONGEST = 160
"""How many characters a description has at most: search engines show no more."""


def set_base(config: Config) -> None:
    """Take the address of the site from Read the Docs, where the configuration gives none; without one there is none."""
    config.html_baseurl = config.html_baseurl or os.environ.get("READTHEDOCS_CANONICAL_URL", "")


def base_of(config: Config) -> str:
    """Return the address of the site with a slash at its end; empty where it is not known."""
    return f"{config.html_baseurl.rstrip('/')}/" if config.html_baseurl else ""


def tags(domain: HandbookDomain, pagename: str, context: dict[str, Any], doctree: nodes.document | None) -> str:
    """Return the elements for the head of a page; what Sphinx makes without a source has none."""
    if doctree is None:
        return ""
    config = domain.env.config
    description = shortened(first_paragraph(doctree))
    is_front = pagename == config.root_doc
    title = config.project if is_front or pagename not in domain.env.titles else domain.env.titles[pagename].astext()
    pairs = [
        ("property", "og:title", title),
        ("property", "og:type", "website" if is_front else "article"),
        ('name="description" property', "og:description", description),
        ("property", "og:url", context.get("pageurl") or ""),
        ("property", "og:site_name", config.project),
        ("property", "og:locale", str(locale_of(config.language)).replace("_Hans", "")),
    ]
    found = [f'<meta {kind}="{name}" content="{escape(text)}" />' for kind, name, text in pairs if text]
    data = linked_data_of(domain, pagename, doctree)
    if data:
        found.append(f'<script type="application/ld+json">{linked_data.as_html(data)}</script>')
    return "\n".join(found) + "\n"


def linked_data_of(domain: HandbookDomain, pagename: str, doctree: nodes.document) -> dict[str, Any] | None:
    """Return the JSON-LD of an issue or a term."""
    page, base = domain.pages.get(pagename), base_of(domain.env.config)
    if page and page.issue:
        return linked_data.issue_data(domain.library, page, base)
    if page and page.term:
        return linked_data.term_data(page.term, first_paragraph(doctree), base)
    return None


def first_paragraph(doctree: nodes.document) -> str:
    """Return the text of the first paragraph that a person wrote directly below the title of a page."""
    top = next(iter(doctree.findall(nodes.section)), None)
    paragraphs = (child for child in (top.children if top else ()) if isinstance(child, nodes.paragraph))
    return " ".join(next((paragraph.astext() for paragraph in paragraphs), "").split())


def shortened(text: str) -> str:
    """Return *text*, or as many whole sentences of it as a description has room for; a longer first one is cut off."""
    if len(text) <= LONGEST:
        return text
    end = max(text.rfind(mark, 0, LONGEST) for mark in ("。", "；", ". "))
    return text[: end + 1].rstrip() if end > 0 else text[: LONGEST - 1] + "…"
