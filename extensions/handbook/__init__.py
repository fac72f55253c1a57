"""The Pretraining Handbook: its model, its readers, its checks and its Sphinx extension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .library.loading import load
from .version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["__version__", "load", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the Sphinx extension."""
    from .sphinx_ext import setup as setup_extension

    return setup_extension(app)
