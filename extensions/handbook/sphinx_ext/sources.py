"""The state of the package's own code, by which what other code has kept is told apart."""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path


@cache
def sources_version() -> int:
    """Return a number that tells one state of the package from another.

    Sphinx keeps what was read only for the same number: records of another version of the code are not what they seem.
    """
    package = Path(__file__).parent.parent
    return zlib.crc32(b"".join(path.read_bytes() for path in sorted([*package.rglob("*.py"), *package.rglob("*.csl")])))
