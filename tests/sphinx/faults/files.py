"""The files of a case: written from its values, and compared."""

from __future__ import annotations

import base64
import gzip
import html
import os
import re
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def content(value: Any) -> bytes:
    """Return the bytes that a value of ``files`` stands for."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape")
    if "base64" in value:
        return base64.b64decode(value["base64"])
    if "repeat" in value:
        part, times = value["repeat"]
        return content(part) * times
    if "join" in value:
        return b"".join(map(content, value["join"]))
    if "count" in value:
        first, last, text = value["count"]
        return "".join(counted(text, number) for number in range(first, last)).encode()
    raise ValueError(f"no content: {value}")


def counted(text: str, number: int) -> str:
    """Return *text* with the marks of a number filled in."""
    marks = {"<<i>>": str(number), "<<prev>>": str(number - 1), "<<next>>": str(number + 1), "<<deep>>": "a/" * number}
    for mark, filled in marks.items():
        text = text.replace(mark, filled)
    return text


def write(root: Path, files: dict[str, Any]) -> None:
    """Put files below *root*; None removes one."""
    for name, value in files.items():
        if isinstance(value, dict) and "each" in value:
            first, last = value["each"]
            write(root, {counted(name, number): counted(value["text"], number) for number in range(first, last)})
            continue
        path = root / name
        if value is None:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(value, dict) and "link" in value:
            path.symlink_to(value["link"])
        elif isinstance(value, dict) and "replace" in value:
            text = path.read_text(encoding="utf-8")
            old, new = value["replace"]
            if old not in text:
                raise ValueError(f"{name} has no {old!r}")
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        else:
            path.write_bytes(content(value))


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if not path.is_symlink() else os.fsencode(path.readlink())
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def site(folder: Path) -> dict[str, bytes]:
    """Return what a build gives, without what tells of the run and without the parts of the search index."""
    return {
        name: data for name, data in snapshot(folder).items() if not name.startswith((".buildinfo", "_search/", ".doctrees/"))
    }


def different(one: dict[str, bytes], two: dict[str, bytes]) -> list[str]:
    """Return the names of what is not the same in both."""
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def texts(name: str, data: bytes) -> Iterator[str]:
    """Yield what a file of the site says: as it is, and as its readers take it."""
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    if name.endswith(".inv"):
        data = zlib.decompress(data.split(b"\n", 4)[4])
    text = data.decode("utf-8", "replace")
    yield text
    if name.endswith((".html", ".xml")):
        yield html.unescape(re.sub(r"(?s)<script\b.*?</script>", "", text))  # a script is taken as it is
    elif name.endswith((".json", ".jsonl")):
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
