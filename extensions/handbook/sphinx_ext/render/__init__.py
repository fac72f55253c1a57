"""From the plain rows of a view to nodes: what a reader sees, the same in every output format."""

from __future__ import annotations

from .renderer import Renderer

__all__ = ["Renderer"]
