"""What pages and works were read from, known by content: a copy that is put back, with an older time, is read again.

Sphinx compares times only. Here, the size, times and number of each file are compared with those of the last reading; a file
whose are others is read, and its digest decides. A file that nothing has touched costs one call of the system.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx.environment import BuildEnvironment


class Content(NamedTuple):
    """A file as it was read: what the system says of it, and the digest of its bytes."""

    status: tuple[int, int, int, int]
    digest: str


def read(path: Path) -> tuple[bytes, Content]:
    """Return the bytes of a file, and what tells later whether it is still the same; raise OSError if it cannot be read."""
    status = _status(path)  # before the bytes: a file that changes in between is read once more
    data = path.read_bytes()
    return data, Content(status, hashlib.blake2b(data, digest_size=16).hexdigest())


def renewed(path: Path, known: Content | None) -> tuple[bytes | None, Content]:
    """Return what a file is known by, and its bytes unless nothing has touched it since it was *known*."""
    return (None, known) if known and _status(path) == known.status else read(path)


def is_same(path: Path, content: Content) -> bool:
    """Return whether the file has the same bytes as when it was read; an unreadable one has not."""
    try:
        return _status(path) == content.status or read(path)[1].digest == content.digest
    except OSError:
        return False


def changed_pages(env: BuildEnvironment, pages: Mapping[str, Content], dependencies: Mapping[str, Content]) -> set[str]:
    """Return the pages whose bytes, or those of a file that they include or show, are no longer those that were read."""
    changed = {
        docname
        for docname, content in pages.items()
        if docname in env.found_docs and not is_same(Path(env.doc2path(docname)), content)
    }
    same = {path: is_same(Path(env.srcdir, path), content) for path, content in dependencies.items()}
    return changed | {
        docname for docname in env.dependencies if not all(same.get(path, True) for path in _dependencies(env, docname))
    }


def contents_of_dependencies(env: BuildEnvironment, former: Mapping[str, Content], docnames: Set[str]) -> dict[str, Content]:
    """Return the content of all files that pages include or show: anew for those of *docnames*, which have just been read."""
    fresh = {path for docname in docnames for path in _dependencies(env, docname)}
    found = {}
    for path in sorted({path for docname in env.dependencies for path in _dependencies(env, docname)}):
        if path in former and path not in fresh:
            found[path] = former[path]
        else:
            with suppress(OSError):  # a missing one has Sphinx read the page again
                found[path] = read(Path(env.srcdir, path))[1]
    return found


def _dependencies(env: BuildEnvironment, docname: str) -> set[str]:
    """Return the files that a page includes or shows, relative to the source folder: what is kept names no path of a machine."""
    return {os.path.relpath(Path(env.srcdir, path), env.srcdir) for path in env.dependencies.get(docname, ())}


def _status(path: Path) -> tuple[int, int, int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
