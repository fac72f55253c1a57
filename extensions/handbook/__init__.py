"""A handbook of a periodical: its model, its readers, its checks and its Sphinx extension.

``__all__`` is the public interface; with ``handbook.exporters`` it is all that docs/reference/api.md promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .checking.checks import check
from .library.entries import Author, Entry
from .library.library import Library
from .library.loading import load, load_identity
from .library.selection import UnknownNameError, select
from .library.vocabulary import Vocabulary
from .model.codes import Severity
from .model.dates import Edtf, Moment
from .model.identity import Identity
from .model.people import Person
from .model.problems import Location, Problem
from .model.records import BibFile, Erratum, Issue, Item, Link, Mention, Page, Paper, Term, TermUse
from .text.messages import translator
from .version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = [
    "Author",
    "BibFile",
    "Edtf",
    "Entry",
    "Erratum",
    "Identity",
    "Issue",
    "Item",
    "Library",
    "Link",
    "Location",
    "Mention",
    "Moment",
    "Page",
    "Paper",
    "Person",
    "Problem",
    "Severity",
    "Term",
    "TermUse",
    "UnknownNameError",
    "Vocabulary",
    "__version__",
    "check",
    "identity",
    "load",
    "select",
    "setup",
    "translator",
]


def identity(root: Path | str = ".") -> Identity:
    """Return what pyproject.toml says of the handbook at *root*: its name, its language, its periodical.

    An invalid value is replaced by its default; the checks and the build report it.
    """
    return load_identity(root)[0]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the Sphinx extension."""
    from .sphinx_ext import setup as setup_extension

    return setup_extension(app)
