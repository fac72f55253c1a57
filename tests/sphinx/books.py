"""Reads the books that a build has made."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from lxml import etree

XHTML = {"h": "http://www.w3.org/1999/xhtml"}


def files_of(book: Path) -> dict[str, bytes]:
    """Return the files in a zip."""
    with zipfile.ZipFile(book) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def trees(files: dict[str, bytes]) -> dict[str, etree._Element]:
    """Return the pages of an ePub, which are XML."""
    return {name: etree.fromstring(data) for name, data in files.items() if name.endswith(".xhtml")}


def dead_links(files: dict[str, bytes], pages: dict[str, etree._Element]) -> tuple[list[tuple[str, str]], int]:
    """Return the links of pages to files or anchors that are not there, by the page, and the number of all internal links."""
    anchors = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    dead, count = [], 0
    for name, page in pages.items():
        for target in page.xpath("//@href | //@src"):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            count += 1
            path = normpath(f"{PurePosixPath(name).parent}/{unquote(parts.path)}") if parts.path else name
            anchor = unquote(parts.fragment)
            if path not in files or (anchor and path in anchors and anchor not in anchors[path]):
                dead.append((name, target))
    return dead, count
