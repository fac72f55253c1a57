"""Entities of Markdown that stand for invisible characters, such as ``&rlm;`` and ``&#x202e;``: found and taken out."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from ..text.characters import invisible_characters
from ..text.code_spans import code_spans, is_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BACKSLASHES = re.compile(r"\\+\Z")
_LONGEST_ESCAPE = 100


def hidden_entities(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the entities of invisible characters in *text*, outside code: index, entity and the first such character."""
    if "&" not in text:
        return
    spans: list[tuple[int, int, int]] | None = None
    for match in ENTITY.finditer(text):
        value = unescape(match[0])
        hidden = invisible_characters(value)
        if not hidden or _is_escaped(text, match.start()):
            continue
        if spans is None:
            spans = code_spans(text)
        if not is_inside(match.start(), spans):
            yield match.start(), match[0], value[hidden[0]]


def _is_escaped(text: str, index: int) -> bool:
    before = _BACKSLASHES.search(text, max(0, index - _LONGEST_ESCAPE), index)
    return before is not None and len(before[0]) % 2 == 1


def without_hidden_entities(line: str) -> str:
    """Return a line without the entities of invisible characters outside code; without all of them if none is outside."""
    parts, end = [], 0
    for start, entity, _char in hidden_entities(line):
        parts.append(line[end:start])
        end = start + len(entity)
    if not end:
        return ENTITY.sub(lambda match: "" if invisible_characters(unescape(match[0])) else match[0], line)
    return "".join([*parts, line[end:]])
