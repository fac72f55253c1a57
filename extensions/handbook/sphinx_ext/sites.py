"""Sites of many pages: the test for their builders, and where they have the objects of the handbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from sphinx.builders.html import StandaloneHTMLBuilder

from ..model.places import PAPER_PAGES
from .internals.theme import THEME

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from ..views.rows import Label


def is_site(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether *builder* makes a site of many pages, which has a search and redirects from former addresses."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in ("html", "dirhtml")


def has_reading_list(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether *builder* makes a site on which readers save and compare papers: its pages are made for our theme."""
    return is_site(builder) and builder.config.html_theme == THEME


def is_book(builder: Builder) -> bool:
    """Return whether *builder* makes a book: one file, for readers and printers without scripts."""
    return builder.name in ("epub", "latex")


def place_of(builder: Builder, label: Label) -> tuple[str, str]:
    """Return the docname and the anchor to which *builder* links for the object of *label*; both are empty for no link.

    On a site, a paper and others have pages of their own. Elsewhere a paper is the entry on the page of its issue, and a work
    that is only cited is nowhere.
    """
    if label.page and is_site(builder):
        docname, _hash, anchor = label.page.partition("#")
        return docname, anchor
    return label.docname, label.anchor


def is_paper_page(docname: str) -> bool:
    """Return whether *docname* is that of the page of a work, which no source file has."""
    return docname.startswith(f"{PAPER_PAGES}/")
