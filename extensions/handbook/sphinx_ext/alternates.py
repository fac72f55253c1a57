"""The editions of the handbook in all languages: where each is, and the links from a page to the same page of the others."""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from ..reading.tree import edition_languages
from ..text.identifiers import is_web_address
from ..text.messages import locale_of
from .head import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.builders import Builder
    from sphinx.config import Config


class Alternate(NamedTuple):
    """A page in one language: its address, relative to the page itself or in full, and the name of the language in itself."""

    language: str
    href: str
    name: str


def note_addresses(config: Config, root: Path) -> None:
    """Note where the other editions are: where the configuration says, or pyproject.toml, or Read the Docs.

    An address is full, or relative to the root of the site. An edition whose address is not known is not linked to.
    """
    own = config.handbook_identity
    current = config.language.replace("_", "-")
    languages = (own.language, *(language.replace("_", "-") for language in edition_languages(root)))
    addresses = {}
    for language in dict.fromkeys(languages):
        given = (
            config.handbook_editions.get(language) or own.edition(language).base_address or _on_read_the_docs(config, language)
        )
        if language != current and given:
            addresses[language] = f"{given.rstrip('/')}/"
    config.handbook_editions = addresses


def _on_read_the_docs(config: Config, language: str) -> str:
    """Return the address of an edition that Read the Docs publishes as a translation: it differs in the language alone."""
    own = f"/{os.environ.get('READTHEDOCS_LANGUAGE', '').lower().replace('_', '-')}/"
    before, found, after = base_of(config).rpartition(own)
    return f"{before}/{language.lower()}/{after}" if found and own != "//" else ""


def alternates(builder: Builder, docname: str) -> tuple[Alternate, ...]:
    """Return the page in every language, its own included, ordered by language; none if the handbook has one language."""
    config = builder.config
    if not config.handbook_editions:
        return ()
    page = builder.get_target_uri(docname)
    up = "../" * page.count("/")
    current = config.language.replace("_", "-")
    addresses = {current: base_of(config), **config.handbook_editions}
    return tuple(
        Alternate(language, (base if is_web_address(base) else up + base) + page, _name(language))
        for language, base in sorted(addresses.items())
    )


def _name(language: str) -> str:
    locale = locale_of(language)
    return str(locale.languages[locale.language])


def links(found: Iterable[Alternate], source: str) -> str:
    """Return the link elements of a page to itself in every language; readers of others are led to that of the *source*."""
    lines = [(each.language, each.href) for each in found]
    lines += [("x-default", href) for language, href in lines if language == source]
    return "".join(f'<link rel="alternate" hreflang="{language}" href="{escape(href)}" />\n' for language, href in lines)
