"""A handbook over a periodical: its model, its readers, its checks and its Sphinx extension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .library.loading import load, load_identity
from .version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from .model.identity import Identity

__all__ = ["__version__", "identity", "load", "setup"]


def identity(root: Path | str = ".") -> Identity:
    """Return what pyproject.toml says of the handbook at *root*: its name, its language, its periodical.

    A value that is wrong has its default; the checks and the build report it.
    """
    return load_identity(root)[0]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the Sphinx extension."""
    from .sphinx_ext import setup as setup_extension

    return setup_extension(app)
