"""The code spans of a paragraph of Markdown, found in linear time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

_RUN = re.compile(r"(\\+)?(`+)")


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
