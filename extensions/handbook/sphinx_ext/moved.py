"""A page that only leads to another one, as a builder has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..site import redirects
from ..text.messages import translator
from .head import base_of

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder


def page(builder: StandaloneHTMLBuilder, former: str, docname: str, title: str) -> bytes:
    """Return the page *former*, which leads to the page *docname* with a *title*."""
    config = builder.config
    target = builder.get_relative_uri(former, docname)
    return redirects.page(
        title,
        target,
        canonical=f"{base_of(config)}{builder.get_target_uri(docname)}" if base_of(config) else target,
        language=config.language.replace("_", "-"),
        site=config.project,
        say=translator(config.language),
    )
