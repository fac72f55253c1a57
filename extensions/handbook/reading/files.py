"""From the bytes of a file to its text and front matter, and what a page must hold by its path."""

from __future__ import annotations

import re

from ..model.places import ISSUES, PEOPLE, TERM_FOLDERS
from ..model.problems import Location, Problem, problem
from ..text.characters import invisible_characters, without_invisible
from .limits import MAX_INVISIBLE_REPORTED

DRAFT = "draft:"
"""Begins a comment that says what is still to be done with text that a command has drafted."""

_NEWLINE = re.compile(rb"\r\n|\r|\n")
_KINDS = {ISSUES: "issue", PEOPLE: "person", **{folder: kind for kind, folder in TERM_FOLDERS.items()}}


def page_kind(path: str) -> str:
    """Return what the page at *path* must hold: ``issue``, ``person``, the kind of a term, or nothing in particular (empty)."""
    folder, _slash, name = path.rpartition("/")
    return "" if name == "index.md" else _KINDS.get(folder, "")


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file with LF at the end of its lines, and a problem for each thing that had to be corrected."""
    problems = []

    def report(code: str, line: int, **params: str) -> None:
        problems.append(problem(code, Location(path=path, line=line), **params))

    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        report("byte-order-mark", 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        report("not-utf8", len(_NEWLINE.findall(data[: error.start])) + 1, byte=f"0x{data[error.start]:02X}")
        text = data.decode("utf-8", errors="replace")
    if "\r" in text:
        report("crlf", _line_of(text, text.index("\r")))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        report("nul-character", _line_of(text, text.index("\0")))
        text = text.replace("\0", "")
    if indexes := invisible_characters(text):
        lines = {_line_of(text, index): text[index] for index in indexes[MAX_INVISIBLE_REPORTED::-1]}
        for line, char in sorted(lines.items()):
            report("hidden-character", line, character=f"U+{ord(char):04X}")
        text = without_invisible(text)
    return text, tuple(problems)


def _line_of(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


def split_front_matter(text: str) -> tuple[str | None, str]:
    """Return the front matter (None if there is none), and the text with the lines of the front matter left empty.

    So the lines below it keep the numbers that they have in the file.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text
    for end, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1:end]), "\n".join([""] * (end + 1) + lines[end + 1 :])
    return None, text
