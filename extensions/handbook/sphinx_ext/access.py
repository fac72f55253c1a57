"""The one way to the domain of the handbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from .domain import HandbookDomain


def handbook(env: BuildEnvironment) -> HandbookDomain:
    """Return the domain of the handbook."""
    return cast("HandbookDomain", env.get_domain("hb"))
