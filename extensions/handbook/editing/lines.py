"""Lines of a text with their ends: how they are split, found and inserted, and how the bytes of a file become text."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def text_of(data: bytes) -> str:
    """Return the text of a file; :func:`bytes_of` returns the same bytes, also for a byte order mark and invalid UTF-8."""
    return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """Return the bytes of a text of :func:`text_of`."""
    return text.encode("utf-8", "surrogateescape")


def newline(text: str) -> str:
    """Return the line end of the first line of *text*; LF if it has none."""
    match = re.search(r"\r\n|\r|\n", text)
    return match[0] if match else "\n"


def split_lines(text: str) -> list[str]:
    """Return the lines with their ends; unlike str.splitlines, only CR and LF end a line, as in editors."""
    return _LINE.findall(text)


def line_start(text: str, index: int) -> int:
    """Return the index at which the line of the character at *index* begins."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def line_number(text: str, index: int) -> int:
    """Return the number, from 0, of the line of the character at *index*."""
    return len(split_lines(text[: line_start(text, index)]))


def end_of(line: str) -> str:
    """Return the line end of *line*; empty if it has none."""
    return line[len(line.rstrip("\r\n")) :]


def insert_block(lines: list[str], at: int, block: str, end: str) -> list[str]:
    """Return *lines* with *block* inserted before the line *at*, with an empty line before and after it.

    *block* has LF between its lines, *end* is the line end of the file. Existing empty lines are used.
    """
    before, after = lines[:at], lines[at:]
    if before and not end_of(before[-1]):
        before[-1] += end
    if before and before[-1].strip():
        before.append(end)
    new = [line + end for line in block.strip("\n").split("\n")]
    if after and after[0].strip():
        new.append(end)
    return [*before, *new, *after]
