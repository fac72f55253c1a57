"""Values that one build leaves for the next, each in a file beside the doctrees.

They are pickled from and to the file itself: that of related papers has 26 MB, and memory that is new costs as much as the rest.
"""

from __future__ import annotations

import pickle
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ..editing.disk import write_file
from .sources import sources_version

if TYPE_CHECKING:
    from pathlib import Path

Value = TypeVar("Value")


def write(path: Path, value: object) -> None:
    """Cache a value in the file at *path*."""
    write_file(path, partial(pickle.dump, (sources_version(), value), protocol=pickle.HIGHEST_PROTOCOL))


def read(path: Path, kind: type[Value]) -> Value | None:
    """Return the cached value; None if there is none, if a killed run left it incomplete, or if other code has made it."""
    try:
        with path.open("rb") as stream:
            version, value = pickle.load(stream)  # noqa: S301 - Sphinx reads the environment beside it the same way
    except Exception:  # a damaged pickle can raise anything; it costs no more than the time to make the value again
        return None
    return value if version == sources_version() and isinstance(value, kind) else None
