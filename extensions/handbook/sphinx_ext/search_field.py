"""A field for a search of the site, with questions to begin with, on any page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes

from ..text.messages import mark as _
from ..text.messages import translator
from .sites import is_site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.writers.html5 import HTML5Translator


class search_field(nodes.General, nodes.Element):
    """A field for a search of the site: its attribute ``examples`` has questions to begin with. Only a site shows it."""


def visit_search_field(self: HTML5Translator, node: search_field) -> None:
    """Write the field, which leads to the search page, and a link to the answers to each question."""
    if is_site(self.builder):
        self.body.append(
            search_form(self.builder.get_relative_uri(node["docname"], "search"), node["examples"], self.config.language)
        )


def search_form(address: str, examples: Iterable[str], language: str) -> str:
    """Return the HTML of a field for a search whose page has an *address*."""
    say = translator(language)
    links = "".join(f'<li><p><a href="{escape(address)}?q={quote(each)}">{escape(each)}</a></p></li>' for each in examples)
    name, hint, begin = map(escape, map(say, (_("Search"), _("Words, names, identifiers …"), _("Examples"))))
    return f"""<form class="bd-search hb-search-form" role="search" aria-label="{name}" action="{escape(address)}" method="get">
<span class="hb-icon hb-icon-search"></span>
<input type="search" class="form-control" name="q" aria-label="{hint}" placeholder="{hint}" enterkeyhint="search" />
<button type="submit" class="hb-search-button">{name}</button>
</form>
<ul class="hb-chips hb-examples" aria-label="{begin}">{links}</ul>
"""
