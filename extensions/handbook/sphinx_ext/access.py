"""The one way to the domain, and what kind of site a builder makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .domain import HandbookDomain


def handbook(env: BuildEnvironment) -> HandbookDomain:
    """Return the domain of the handbook."""
    return cast("HandbookDomain", env.get_domain("hb"))


def is_site(builder: Builder) -> bool:
    """Return whether *builder* makes a site of many pages: one that is searched, and whose old addresses redirect."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in ("html", "dirhtml")
