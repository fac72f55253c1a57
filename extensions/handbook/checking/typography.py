"""Typography of Chinese text: spaces between Han characters and others, and punctuation of full width.

What is found is what https://www.w3.org/TR/clreq/ and the guide for contributors ask for, where there can be no doubt: the
rules look only at characters directly beside a Han character.
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
    """Tell quickly whether there may be findings in *text*, or in it with parts blotted out."""
    return _SUSPECT.search(text) is not None


def findings(text: str) -> Iterator[tuple[str, int, str, str]]:
    """Yield what is to be mended in a line, from left to right: code, where it starts, what stands there, what should stand."""
    found = [
        (match.start(), code, match[0], by or _widened(match[0]))
        for code, pattern, by in _RULES
        for match in pattern.finditer(text)
    ]
    end = 0
    for start, code, old, new in sorted(found):
        if start >= end:
            yield code, start, old, new
            end = start + len(old)


def _widened(old: str) -> str:
    """Return punctuation in full width without the spaces that its half width needs."""
    stripped = old.strip(" ")
    if stripped.startswith("("):
        return f"（{mended(stripped[1:-1].strip(' '))}）"
    return _WIDE.get(stripped, "")


def mended(text: str) -> str:
    """Return a line with everything mended; nothing is to be mended in that."""
    for _code, start, old, new in reversed(list(findings(text))):
        text = text[:start] + new + text[start + len(old) :]
    return text
