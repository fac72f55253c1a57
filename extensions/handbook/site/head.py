"""The elements in the head of a page for search engines and link previews: description, OpenGraph, JSON-LD."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from ..text.messages import mark as _
from . import linked_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..library.library import Library
    from ..model.records import Page
    from ..text.messages import Translate

MAX_DESCRIPTION = 160
"""A description has at most this many characters, because search engines show no more."""
_SENTENCE_END = re.compile(r"[。；]|\.(?= [^(])")
"""The mark at the end of a sentence; not that of "et al. (2024)"."""


def elements(
    *,
    title: str,
    kind: str,
    description: str,
    url: str,
    site: str,
    locale: str,
    data: dict[str, Any] | None,
    image: str = "",
) -> str:
    """Return the elements, one per line; values that are empty have none.

    *kind* is the OpenGraph type, *data* the JSON-LD, *image* the full address of the picture that previews show.
    """
    values = (
        ("property", "og:title", title),
        ("property", "og:type", kind),
        ('name="description" property', "og:description", description),
        ("property", "og:url", url),
        ("property", "og:image", image),
        ("property", "og:site_name", site),
        ("property", "og:locale", locale),
    )
    lines = [f'<meta {attribute}="{name}" content="{escape(value)}" />' for attribute, name, value in values if value]
    if data:
        lines.append(f'<script type="application/ld+json">{linked_data.as_html(data)}</script>')
    return "\n".join(lines) + "\n"


def tags(named: Iterable[tuple[str, str]]) -> str:
    """Return a meta element for each name and value, one per line; values that are empty have none."""
    return "".join(f'<meta name="{name}" content="{escape(value)}" />\n' for name, value in named if value)


def links(found: Iterable[tuple[str, str, str, str]]) -> str:
    """Return link elements, one per line, each with a relation, a media type, a title and an address."""
    return "".join(
        f'<link rel="{escape(rel)}" type="{escape(kind)}" title="{escape(title)}" href="{escape(href)}" />\n'
        for rel, kind, title, href in found
    )


def linked_data_of(library: Library, page: Page, definition: str, base: str = "") -> dict[str, Any] | None:
    """Return the JSON-LD of an issue, a term, whose *definition* is plain text, or a person; None for any other page."""
    if page.issue:
        return linked_data.issue_data(library, page, base)
    if page.term:
        return linked_data.term_data(page.term, definition, base)
    if page.profile:
        return linked_data.person_data(page.profile, base)
    return None


def listed(title: str, names: Iterable[str], say: Translate) -> str:
    """Return a description of a page that is a list: its title and as many of the *names* in the list as fit."""
    between, shown = say(_("; ")), ""
    for name in dict.fromkeys(names):
        more = f"{shown}{between}{name}" if shown else name
        if len(title) + len(more) + 2 > MAX_DESCRIPTION:
            break
        shown = more
    return say(_("{title}: {names}")).format(title=title, names=shown) if shown else title


def cut(text: str) -> str:
    """Return *text*, or as much of it as fits into a description; for a reference, whose first "sentence" is its authors."""
    return text if len(text) <= MAX_DESCRIPTION else text[: MAX_DESCRIPTION - 1] + "…"


def shortened(text: str) -> str:
    """Return *text*, or as many whole sentences of it as fit into a description; a first sentence that is too long is cut."""
    if len(text) <= MAX_DESCRIPTION:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() <= MAX_DESCRIPTION]
    return text[: ends[-1]] if ends else cut(text)
