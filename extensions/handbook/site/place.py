"""Where the site is, what it is called, and how its pages are addressed: what every file beside the pages needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..text.messages import Translate
    from ..views.rows import Label

COPY_SUFFIX = ".md"
"""What the address of a page gets for that of its copy in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site of one builder; addresses are relative to its root unless they are said to be full."""

    name: str
    language: str
    """As HTML names it: ``en``, ``pt-BR``."""
    base: str
    """Its address with a slash at the end; empty where it is not known."""
    page: Callable[[str], str]
    """Returns the address of a page by its docname: ``issues/064.html``, or ``issues/064/``."""
    say: Translate

    def address(self, label: Label) -> str:
        """Return the address of what a label names: the one place where feeds and copies learn where an entry is."""
        docname, _hash, anchor = label.page.partition("#") if label.page else (label.docname, "", label.anchor)
        return self.page(docname) + (f"#{anchor}" if anchor else "")

    def copy(self, docname: str) -> str:
        """Return the address of the copy of a page in Markdown, as llms.txt has it: ``issues/064.html.md``."""
        page = self.page(docname)
        return f"{page}index.html{COPY_SUFFIX}" if not page or page.endswith("/") else page + COPY_SUFFIX

    def link(self, address: str, start: str = "") -> str:
        """Return the full address, or where the base is not known the one relative to the file *start*."""
        if self.base:
            return self.base + address
        path, hash_sign, anchor = address.partition("#")
        folder = start.rpartition("/")[0]
        return _relative(path, folder) + hash_sign + anchor if folder or not path else address

    @property
    def root(self) -> str:
        """The path of the site on its server, with a slash at both ends: what a page at an unknown depth can link to."""
        return urlsplit(self.base).path or "/"


def _relative(path: str, folder: str) -> str:
    """Return the way from a folder of the site to a path; ``posixpath.relpath`` would ask for the working directory."""
    steps, above = [*filter(None, path.split("/"))], [*filter(None, folder.split("/"))]
    shared = 0
    for step, folder_above in zip(steps, above, strict=False):
        if step != folder_above:
            break
        shared += 1
    way = "/".join([*[".."] * (len(above) - shared), *steps[shared:]]) or "."
    return f"{way}/" if path.endswith("/") else way
