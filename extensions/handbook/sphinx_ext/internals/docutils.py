"""What relies on the inside of docutils, read from docutils 0.22.4."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.writers._html_base import HTMLTranslator

if TYPE_CHECKING:
    from collections.abc import Callable

_LANGUAGE_CLASS = "language-"
_LINE_ENDS = "\n\r\t\v\f"
_REFERENCES = tuple((chr(code), reference) for code, reference in HTMLTranslator.special_characters.items())
"""The characters that the writer of HTML encodes; the first is the ampersand, which the references to the others have."""
_NUMBERED_ID = re.compile(r"id\d+", re.ASCII)


def language_class(language: str) -> str:
    """Return the class of a node for which docutils writes ``lang="…"``."""
    return f"{_LANGUAGE_CLASS}{language.replace('_', '-')}"


def replace_numbered_ids(document: nodes.document, anchor: Callable[[nodes.section], str]) -> None:
    """Replace the anchors that docutils numbers (``id7``) with the *anchor* of each section, made unique within the page."""
    new_ids = {}
    next_number: dict[str, int] = {}
    for section in document.findall(nodes.section):
        for position, old in enumerate(section["ids"]):
            if not _NUMBERED_ID.fullmatch(old):
                continue
            wanted = new = anchor(section)
            while new in document.ids:
                number = next_number.get(wanted, 2)
                new, next_number[wanted] = f"{wanted}-{number}", number + 1
            section["ids"][position] = new_ids[old] = new
            document.ids[new] = document.ids.pop(old)
    for name, old in document.nameids.items():
        if old in new_ids:
            document.nameids[name] = new_ids[old]


def forbid_files_and_raw(document: nodes.document) -> None:
    """Have no directive of the page read a file or pass anything through unchanged."""
    document.settings.file_insertion_enabled = document.settings.raw_enabled = False


def allow_files_and_raw(document: nodes.document) -> None:
    """Let the directives of the page read files and pass raw output through."""
    document.settings.file_insertion_enabled = document.settings.raw_enabled = True


def encoded(text: str) -> str:
    """Return text as the writer of HTML encodes it."""
    for character, reference in _REFERENCES:  # much faster than str.translate where there are none, as in most names
        text = text.replace(character, reference)
    return text


def attribute(text: str) -> str:
    """Return the value of an attribute as the writer of HTML encodes it."""
    for character in _LINE_ENDS:
        text = text.replace(character, " ")
    return encoded(text)


def take_apart(node: nodes.Node) -> None:
    """Remove the children of *node* and of all nodes below it, so that the memory of a page that is written is free at once.

    Nodes and their children refer to each other. Python's garbage collector finds that, but takes a tenth of a build for it.
    """
    parts = [node]
    for part in parts:
        if part.children:
            parts += part.children
            part.children = []
