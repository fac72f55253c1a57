"""The one way to the domain of the handbook, and the test for builders of sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard, cast

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .domain import HandbookDomain


def handbook(env: BuildEnvironment) -> HandbookDomain:
    """Return the domain of the handbook."""
    return cast("HandbookDomain", env.get_domain("hb"))


def is_site(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether *builder* makes a site of many pages, which has a search and redirects from former addresses."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in ("html", "dirhtml")
