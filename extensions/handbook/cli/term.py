"""``handbook term``: short for ``handbook new term``."""

from __future__ import annotations

from .new import term as command

__all__ = ["command"]
