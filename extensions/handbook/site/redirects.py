"""Redirects from former addresses, so that a published address stays valid."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..model.places import TERM_FOLDERS, paper_docname
from ..text.messages import Translate
from ..text.messages import mark as _

if TYPE_CHECKING:
    from ..library.library import Library

MARK = b'<meta http-equiv="refresh"'
"""The mark by which a build recognises the redirects of an earlier one."""

_REDIRECTS: WeakKeyDictionary[Library, dict[str, tuple[str, str]]] = WeakKeyDictionary()


def redirects(library: Library) -> dict[str, tuple[str, str]]:
    """Return the title and the docname of each page that has moved, by its former docname: of terms and of works.

    They are found once for a library.
    """
    if library not in _REDIRECTS:
        _REDIRECTS[library] = _redirects(library)
    return _REDIRECTS[library]


def _redirects(library: Library) -> dict[str, tuple[str, str]]:
    vocabulary = library.vocabulary
    moved = {
        f"{TERM_FOLDERS[term.kind]}/{former}": (term.zh, term.location.path.removesuffix(".md"))
        for term in vocabulary
        for former in vocabulary.former(term)
    }
    for paper in (paper for paper in library.works.values() if paper.formerly):
        key = paper.preprint_key if paper.preprint_key in library.entries else paper.key
        entry = library.entries.get(key)
        title = entry.item.title if entry and entry.item.title else paper.title
        for former in paper.formerly:
            if former not in library.works and former not in library.entries:
                moved[paper_docname(former)] = title, paper_docname(key)
    return moved


def page(title: str, target: str, *, canonical: str, language: str, site: str, say: Translate) -> bytes:
    """Return a page that redirects to *target*, an address relative to it, without JavaScript.

    *canonical* is the full address of the target for search engines, or the same relative one; *language* is a tag such as
    ``en-GB``.
    """
    text = say(_("This page has moved: {link}")).format(link=f'<a href="{escape(target)}">{escape(title)}</a>')
    return f"""<!DOCTYPE html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
{MARK.decode()} content="0; url={escape(target)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="{escape(canonical)}">
<title>{escape(title)} — {escape(site)}</title>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p>{text}</p>
</main>
</body>
</html>
""".encode()
