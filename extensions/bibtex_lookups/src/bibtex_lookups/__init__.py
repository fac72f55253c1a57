"""The citation domain of sphinxcontrib-bibtex, with look-ups instead of scans.

With ``extensions = ["sphinxcontrib.bibtex", "bibtex_lookups"]``, output and warnings are those of sphinxcontrib-bibtex, including
the numbers in automatic ids (``id7``), and the cost of a build grows linearly with what pages cite and show. The README lists the
differences and the limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .directive import LookupBibliographyDirective
from .domain import LookupBibtexDomain
from .transform import LookupBibliographyTransform

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"
__all__ = ["LookupBibliographyDirective", "LookupBibliographyTransform", "LookupBibtexDomain", "__version__", "setup"]


def env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: AbstractSet[str], changed: AbstractSet[str], removed: AbstractSet[str]
) -> list[str]:
    """Return the pages to read again because keys of their .bib files were added, removed or moved."""
    return cast("LookupBibtexDomain", env.get_domain("cite")).outdated()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Replace the domain, the directive and the transform of sphinxcontrib-bibtex."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(LookupBibtexDomain, override=True)
    app.add_directive("bibliography", LookupBibliographyDirective, override=True)
    app.add_post_transform(LookupBibliographyTransform)
    app.connect("env-get-outdated", env_get_outdated)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
