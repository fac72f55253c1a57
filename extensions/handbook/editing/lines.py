"""TODO."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def text_of(data: bytes) -> str:
    """Return the text of a file; line ends, a byte order mark and bytes that are not UTF-8 survive :func:`bytes_of`."""
    return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """Return the bytes of a text of :func:`text_of`."""
    return text.encode("utf-8", "surrogateescape")


def newline(text: str) -> str:
    """Return how the first line of *text* ends: LF where there is none."""
    match = re.search(r"\r\n|\r|\n", text)
    return match[0] if match else "\n"


def split_lines(text: str) -> list[str]:
    """Return the lines with their ends; unlike str.splitlines, only CR and LF end one, as editors count."""
    return _LINE.findall(text)


def line_start(text: str, index: int) -> int:
    """Return where the line begins that holds the character at *index*."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def line_number(text: str, index: int) -> int:
    """Return the number, from 0, of the line that holds the character at *index*."""
    return len(split_lines(text[: line_start(text, index)]))


def end_of(line: str) -> str:
    """Return how *line* ends: an empty string where it does not."""
    return line[len(line.rstrip("\r\n")) :]


def insert_block(lines: list[str], at: int, block: str, end: str) -> list[str]:
    """Return *lines* with *block* put before the line *at*, apart from what stands around it by an empty line.

    *block* has LF between its lines, *end* is how lines end in the file. The empty lines that are there count.
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
