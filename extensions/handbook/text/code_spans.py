"""The code spans of a text in Markdown, found in linear time, and the roles that are written with them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

_RUN = re.compile(r"(\\+)?(`+)")
_ROLE = re.compile(r"(?<!\\)\{(?:(?P<domain>cite|hb):)?(?P<role>[a-z]+)\}\Z")
"""Ends the text before the code span that a role is written with."""
_LONGEST_ROLE = 40


def code_spans(paragraph: str) -> list[tuple[int, int, int]]:
    """Return the code spans in order: start and end, with their backticks, and the number of backticks on each side.

    A span ends at the next run of exactly as many backticks. A backslash escapes the first backtick of a run that would begin a
    span, but not of one that ends it.
    """
    if "`" not in paragraph:
        return []
    runs = [(match.start(2), match.end(2), len(match[1] or "") % 2) for match in _RUN.finditer(paragraph)]
    starts: defaultdict[int, list[int]] = defaultdict(list)
    for start, end, _escaped in runs:
        starts[end - start].append(start)
    spans = []
    done = 0
    for start, end, escaped in runs:
        if start < done:
            continue
        length = end - start - escaped
        ends = starts[length] if length else []
        at = bisect_left(ends, end)
        if at < len(ends):
            done = ends[at] + length
            spans.append((start + escaped, done, length))
    return spans


def is_inside(index: int, spans: list[tuple[int, int, int]]) -> bool:
    """Tell whether the character at *index* is in one of *spans*, as code_spans returns them."""
    at = bisect_left(spans, (index + 1,))
    return at > 0 and index < spans[at - 1][1]


def role_before(text: str, start: int) -> re.Match[str] | None:
    """Return the role whose text is the code span at *start*, with the groups ``domain`` and ``role``; None for mere code."""
    return _ROLE.search(text, max(0, start - _LONGEST_ROLE), start)
