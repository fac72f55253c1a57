"""Values that one build leaves for the next, each in a file beside the doctrees."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, TypeVar

from ..editing.disk import replace_file
from .sources import sources_version

if TYPE_CHECKING:
    from pathlib import Path

Value = TypeVar("Value")


def write(path: Path, value: object) -> None:
    """Cache a value in the file at *path*."""
    replace_file(path, pickle.dumps((sources_version(), value), pickle.HIGHEST_PROTOCOL))


def read(path: Path, kind: type[Value]) -> Value | None:
    """Return the cached value; None if there is none, if a killed run left it incomplete, or if other code has made it."""
    try:
        version, value = pickle.loads(path.read_bytes())  # noqa: S301 - Sphinx reads the environment beside it the same way
    except Exception:  # a damaged pickle can raise anything; it costs no more than the time to make the value again
        return None
    return value if version == sources_version() and isinstance(value, kind) else None
