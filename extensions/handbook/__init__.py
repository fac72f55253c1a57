"""The Pretraining Handbook: its model, its readers, its checks and its Sphinx extension.

``__all__`` is the public interface; with ``handbook.exporters`` it is all that docs/reference/api.md promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .checks import check
from .dates import Edtf, Moment
from .library import Author, Entry, Library
from .messages import translator
from .model import BibFile, Erratum, Issue, Item, Link, Mention, Page, Paper, Person, Term, TermUse
from .problems import Location, Problem, Severity
from .reader import load
from .selection import UnknownNameError, select
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"
__all__ = [
    "Author",
    "BibFile",
    "Edtf",
    "Entry",
    "Erratum",
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
    "load",
    "select",
    "setup",
    "translator",
]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the Sphinx extension."""
    from .sphinx_ext import setup as setup_extension

    return setup_extension(app)
