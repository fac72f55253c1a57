"""The citation domain of sphinxcontrib-bibtex, with look-ups in place of its scans; needs nothing else of the handbook.

``extensions = ["sphinxcontrib.bibtex", "handbook.sphinx_ext.citations"]`` gives the output and the warnings of the stock package,
the numbers in automatic ids (``id7``) included, at a cost that grows with what pages cite and show. What differs:

* A change in a .bib file reads no page again unless keys come, go or move (ids count every key). Instead, ``env-updated`` returns
  the pages whose references or bibliographies have changed; the stock domain leaves pages stale that it does not read again.
* Bibliographies are taken in the order of their pages, as in a serial clean build. The stock domain takes them as they were read,
  so that after an edit, or read in parallel, another page may get the link to an entry that two pages show.
* A style, with its label and sorting style, is made once per build, not once per bibliography.
* An explicit id on a page that an entry not shown would have had is no longer an error.
* Where a warning of the package quotes a syntax node with its address in memory, the address differs, as between any two builds.

Filters made of ``cited``, ``docname in docnames``, constants, ``and``, ``or`` and ``not`` are looked up; any other filter is
evaluated once for each entry of its bibliography, or, as ``cited and ...``, for those that its first part leaves. The package's
reader of .bib files is used as it is: it reads all of them again when one changes, and compares all keys so far at each file.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import cast

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from .directive import LookupBibliographyDirective
from .domain import LookupBibtexDomain
from .filters import Known, candidate_keys, known_keys
from .formatting import Formatter, spelled
from .ids import EntryIds, KeptIds, KeptNumbers
from .lookups import PLAINTEXT, BibIndex, CitedIndex, Files, ShownIndex
from .records import CitationRefs, Formatted, Mark, digest_of, targets_of
from .transform import LookupBibliographyTransform

__all__ = [
    "PLAINTEXT",
    "BibIndex",
    "CitationRefs",
    "CitedIndex",
    "EntryIds",
    "Files",
    "Formatted",
    "Formatter",
    "KeptIds",
    "KeptNumbers",
    "Known",
    "LookupBibliographyDirective",
    "LookupBibliographyTransform",
    "LookupBibtexDomain",
    "Mark",
    "ShownIndex",
    "candidate_keys",
    "digest_of",
    "env_get_outdated",
    "known_keys",
    "setup",
    "spelled",
    "targets_of",
]


def env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: AbstractSet[str], changed: AbstractSet[str], removed: AbstractSet[str]
) -> list[str]:
    """Have pages read again whose .bib files have got other keys."""
    return cast(LookupBibtexDomain, env.get_domain("cite")).outdated()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take the place of the stock domain."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(LookupBibtexDomain, override=True)
    app.add_directive("bibliography", LookupBibliographyDirective, override=True)
    app.add_post_transform(LookupBibliographyTransform)
    app.connect("env-get-outdated", env_get_outdated)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
