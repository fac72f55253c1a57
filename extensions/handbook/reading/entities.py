"""Entities of Markdown that stand for invisible characters, such as ``&rlm;`` and ``&#x202e;``: found and taken out."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from ..text.characters import invisible_characters
from ..text.code_spans import code_spans, is_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def hidden_entities(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the entities of invisible characters in *text*, outside code: index, entity and the first such character."""
    if "&" not in text:
        return
    spans: list[tuple[int, int, int]] | None = None
    for match in ENTITY.finditer(text):
        char = _hidden_in(match[0])
        if not char or _is_escaped(text, match.start()):
            continue
        if spans is None:
            spans = code_spans(text)
        if not is_inside(match.start(), spans):
            yield match.start(), match[0], char


@lru_cache
def _hidden_in(entity: str) -> str:
    """Return the first invisible character that *entity* stands for; empty if there is none."""
    value = unescape(entity)
    hidden = invisible_characters(value)
    return value[hidden[0]] if hidden else ""


def _is_escaped(text: str, index: int) -> bool:
    start = index
    while start and text[start - 1] == "\\":
        start -= 1
    return (index - start) % 2 == 1


def without_hidden_entities(line: str) -> str:
    """Return a line without the entities of invisible characters outside code; without all of them if none is outside."""
    parts, end = [], 0
    for start, entity, _char in hidden_entities(line):
        parts.append(line[end:start])
        end = start + len(entity)
    if not end:
        return ENTITY.sub(lambda match: "" if _hidden_in(match[0]) else match[0], line)
    return "".join([*parts, line[end:]])
