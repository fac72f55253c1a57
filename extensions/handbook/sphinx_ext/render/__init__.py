"""Rendering of views: from plain rows to docutils nodes, for every output format."""

from __future__ import annotations

from .renderer import Renderer

__all__ = ["Renderer"]
