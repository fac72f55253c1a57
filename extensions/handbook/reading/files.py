"""TODO."""

from __future__ import annotations

import re

from ..model.problems import Location, Problem, problem
from ..model.records import (
    FOLDERS,
)
from . import allowed

MOST_HIDDEN = 20
"""How many hidden characters of a file are reported at most."""


_LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""The hidden characters at which Python ends lines."""


DRAFT = "draft:"
"""Begins a comment that says what is still to be done with what a command has drafted."""


_NEWLINE = re.compile(rb"\r\n|\r|\n")


def page_kind(path: str) -> str:
    """Return what the page at *path* must hold: ``issue``, the kind of a term, or nothing in particular (empty)."""
    folder, _slash, name = path.rpartition("/")
    if name == "index.md":
        return ""
    if folder == "issues":
        return "issue"
    return next((kind for kind, plural in FOLDERS.items() if folder == f"docs/{plural}"), "")


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file with LF at the end of its lines, and what had to be put right."""
    problems = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        problems.append(problem("byte-order-mark", Location(path=path, line=1)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(_NEWLINE.findall(data[: error.start])) + 1
        problems.append(problem("not-utf8", Location(path=path, line=line), byte=f"0x{data[error.start]:02X}"))
        text = data.decode("utf-8", errors="replace")
    if "\r" in text:
        before = text[: text.index("\r")]
        problems.append(problem("crlf", Location(path=path, line=before.count("\n") + 1)))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        problems.append(problem("nul-character", Location(path=path, line=line)))
        text = text.replace("\0", "")
    if hidden := allowed.hidden_characters(text):
        lines = {text.count("\n", 0, at) + 1: text[at] for at in hidden[MOST_HIDDEN::-1]}
        problems += [
            problem("hidden-character", Location(path=path, line=line), character=f"U+{ord(char):04X}")
            for line, char in sorted(lines.items())
        ]
        for char in {text[at] for at in hidden}:
            text = text.replace(char, " " if char in _LINE_ENDS else "")
    return text, tuple(problems)


def split_front_matter(text: str) -> tuple[str | None, str]:
    """Return the front matter (None where there is none) and the text with its lines left empty.

    The numbers of the lines below stay what they are in the file.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text
    for end, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1:end]), "\n".join([""] * (end + 1) + lines[end + 1 :])
    return None, text
