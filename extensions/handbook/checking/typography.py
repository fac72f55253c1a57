"""Typography of Chinese text: spaces between Han characters and others, and full-width punctuation.

The rules follow https://www.w3.org/TR/clreq/ and the guide for contributors, and apply only to characters directly beside a
Han character, where the case is clear.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "[\u3400-\u9fff\uf900-\ufaff]"
_FULL = "[，。；：！？、（）《》“”「」]"
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}

_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("typography-space", re.compile(rf"(?<={_HAN})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?={_HAN})"), " "),
    ("typography-space", re.compile(rf"(?<={_HAN})[ ]+(?={_FULL})|(?<={_FULL})[ ]+(?={_HAN})"), ""),
    ("typography-punctuation", re.compile(rf"(?<={_HAN})[,;:!?](?:[ ]*(?={_HAN}|[A-Za-z0-9\ufffc])|[ ]*$)"), ""),
    ("typography-punctuation", re.compile(rf"(?<=[A-Za-z0-9])[,;:!?][ ]*(?={_HAN})"), ""),
    ("typography-punctuation", re.compile(rf"(?<={_HAN})\.(?:[ ]*(?={_HAN})|[ ]*$)"), ""),
    ("typography-punctuation", re.compile(rf"(?<={_HAN})[ ]*\([^()\ufffc]+\)(?:[ ]*(?={_HAN}|{_FULL}))?"), ""),
)


_SUSPECT = re.compile(
    rf"{_HAN}(?:[A-Za-z0-9,;:!?.(]| +(?:\(|{_FULL}))|[A-Za-z0-9](?:[,;:!?] *)?{_HAN}|{_FULL} +{_HAN}",
)


def is_suspect(text: str) -> bool:
    """Tell quickly whether *text*, also with parts masked, may have findings."""
    return _SUSPECT.search(text) is not None


def findings(text: str) -> Iterator[tuple[str, int, str, str]]:
    """Yield what is wrong in a line, from left to right: code, index, text, correct text."""
    matches = [
        (match.start(), code, match[0], by or _widened(match[0]))
        for code, pattern, by in _RULES
        for match in pattern.finditer(text)
    ]
    end = 0
    for start, code, old, new in sorted(matches):
        if start >= end:
            yield code, start, old, new
            end = start + len(old)


def _widened(old: str) -> str:
    """Return full-width punctuation, without the spaces around the half-width one."""
    stripped = old.strip(" ")
    if stripped.startswith("("):
        return f"（{fixed_text(stripped[1:-1].strip(' '))}）"
    return _WIDE.get(stripped, "")


def fixed_text(text: str) -> str:
    """Return a line with all findings fixed; the result has none."""
    for _code, start, old, new in reversed(list(findings(text))):
        text = text[:start] + new + text[start + len(old) :]
    return text
