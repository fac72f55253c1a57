"""Addresses that have moved: what stands at the old one, so that a published address never dies."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ..model.records import FOLDERS, Term
from ..text.messages import Translate
from ..text.messages import mark as _

if TYPE_CHECKING:
    from ..library.library import Library

SIGN = b'<meta http-equiv="refresh"'
"""What every such page has, and no other."""


def redirects(library: Library) -> dict[str, Term]:
    """Return the pages that have another address now: the old docname, and the term."""
    vocabulary = library.vocabulary
    return {f"docs/{FOLDERS[term.kind]}/{former}": term for term in vocabulary for former in vocabulary.former(term)}


def page(title: str, target: str, *, canonical: str, language: str, site: str, say: Translate) -> bytes:
    """Return the page that leads to *target*, an address relative to it, at once and without JavaScript.

    *canonical* is the whole address, by which search engines know the page, or the same relative one; *language* is a tag such
    as ``en-GB``.
    """
    said = say(_("This page has moved: {link}")).format(link=f'<a href="{escape(target)}">{escape(title)}</a>')
    return f"""<!DOCTYPE html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
{SIGN.decode()} content="0; url={escape(target)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="{escape(canonical)}">
<title>{escape(title)} — {escape(site)}</title>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p>{said}</p>
</main>
</body>
</html>
""".encode()
