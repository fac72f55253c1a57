"""What a page or a .bib file of an untrusted contributor may hold: lists of what is allowed; everything else is refused.

Anyone may propose pages below UNTRUSTED_FOLDERS and .bib files, and pull requests are built before a maintainer has read them.
"""

from __future__ import annotations

import posixpath
import re

from ..model.places import IMAGES, ISSUES, PEOPLE, TERM_FOLDERS
from ..model.records import ITEM_KINDS, TERM_KINDS
from ..text.commands import is_known
from .limits import MAX_ASTERISKS, MAX_LATEX_COMMANDS

UNTRUSTED_FOLDERS = (ISSUES, *TERM_FOLDERS.values(), PEOPLE)
"""The folders whose pages are held to the lists; changes to other pages are reviewed by the maintainers."""

OWN_DIRECTIVES = frozenset({*ITEM_KINDS, *TERM_KINDS, "issue", "erratum", "listing"})
BOXES = frozenset({"note", "tip", "important", "warning", "seealso"})
"""Directives of docutils and Sphinx that show the text in them and do nothing else."""
DIRECTIVES = frozenset({*OWN_DIRECTIVES, *BOXES, "code-block"})
"""The directives of any page; those that are not the handbook's have no options."""
INDEX_DIRECTIVES = frozenset({*DIRECTIVES, "toctree"})
"""The directives that the index page of a folder may have."""
OWN_ROLES = frozenset({*ITEM_KINDS, *TERM_KINDS, "issue"})
ROLES = frozenset({*OWN_ROLES, "cite", "cite:p", "cite:t", "sub", "sup"})
_OTHER_VOLUME = re.compile(r"external(?:\+[\w-]+)?:hb:", re.ASCII)
"""Begins a role that refers to another volume, one of those that the configuration names."""

_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)\s*|(.?))|\^(?=\^)", re.DOTALL)
_TOCTREE = re.compile(r"(?::(?:glob|hidden|reversed|titlesonly|maxdepth|caption):.*|[\w./*\[\]-]*)", re.ASCII)
_FILE_NAME = re.compile(r"[\w./-]+", re.ASCII)
_RELATIVE = re.compile(r"[\w./-]+\.md(?:#.*)?", re.ASCII)
_IMAGE = re.compile(rf"{re.escape(IMAGES)}/[\w./-]+\.(?:png|jpe?g|gif|webp)", re.ASCII | re.IGNORECASE)


def allowed_latex(latex: str) -> tuple[str, str]:
    """Return a value without what is not allowed in it, and the first such thing; empty if all is allowed.

    What is in the groups after a command that nobody knows remains. LaTeX, run over a downloaded bibliography, executes its
    commands; to it ``^^5c`` is another backslash, so that no value has two circumflexes in a row.
    """
    if latex.count("\\") > MAX_LATEX_COMMANDS:
        return "", "\\"
    refused: list[str] = []

    def resolve(match: re.Match[str]) -> str:
        if match[0] == "^":
            refused.append("^^")
        elif match[1] and not is_known(match[1]):
            refused.append(f"\\{match[1]}")
        elif match[2] == "":
            refused.append("\\")
        else:
            return match[0]
        return ""

    return _COMMAND.sub(resolve, latex), next(iter(refused), "")


def is_untrusted(path: str) -> bool:
    """Tell whether the page at *path* is held to the lists."""
    return path.startswith(tuple(f"{folder}/" for folder in UNTRUSTED_FOLDERS))


def is_file_name(path: str) -> bool:
    """Tell whether a path has only ASCII letters and digits, underscores, hyphens and full stops."""
    return _FILE_NAME.fullmatch(path) is not None


def directives_of(path: str) -> frozenset[str]:
    """Return the names of the directives that the page at *path* may have."""
    return INDEX_DIRECTIVES if path.endswith("/index.md") else DIRECTIVES


def is_role(name: str) -> bool:
    """Tell whether a role is allowed: one of ROLES, with or without its domain, or the same role of another volume."""
    name = _OTHER_VOLUME.sub("", name, count=1)
    return name in ROLES or name.removeprefix("hb:") in OWN_ROLES


def is_toctree(content: str, path: str) -> bool:
    """Tell whether a table of contents of the page at *path* has only harmless options and pages in its folder or below.

    A page above would make a circle of contents, and a pattern with many asterisks takes time by their power.
    """
    folder = posixpath.dirname(path)
    for line in map(str.strip, content.split("\n")):
        if not _TOCTREE.fullmatch(line) or (not line.startswith(":") and line.count("*") > MAX_ASTERISKS):
            return False
        if line and not line.startswith(":"):
            target = _resolved(line, path)
            if not target.startswith(f"{folder}/") or f"{target.removesuffix('.md')}.md" == path:
                return False
    return True


def is_link_to_page(target: str, path: str) -> bool:
    """Tell whether a link of the page at *path* leads to an anchor, or to a page of the handbook."""
    if target.startswith("#"):
        return True
    return _RELATIVE.fullmatch(target) is not None and not _resolved(target, path).startswith("..")


def is_image(target: str, path: str) -> bool:
    """Tell whether an image of the page at *path* is a picture in docs/images.

    SVG is not allowed: an SVG file can hold scripts, and a browser that opens the file runs them.
    """
    return _IMAGE.fullmatch(_resolved(target, path)) is not None


def _resolved(target: str, path: str) -> str:
    """Return the path that *target* means on the page at *path*, as Sphinx resolves it: a leading slash is the root."""
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
