"""The version of the package's own code, by which the caches of other versions are recognised."""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path


@cache
def sources_version() -> int:
    """Return a checksum of the sources of the package.

    Sphinx reuses its environment only for the same number, because records that another version of the code pickled may differ.
    """
    package = Path(__file__).parent.parent
    return zlib.crc32(b"".join(path.read_bytes() for path in sorted([*package.rglob("*.py"), *package.rglob("*.csl")])))
