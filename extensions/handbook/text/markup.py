"""HTML, JATS and MathML in titles and names, as Crossref gives them and .bib files copy them: tags and entities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

from .tex import lowered, raised

if TYPE_CHECKING:
    from collections.abc import Callable

_ENTITY = re.compile(r"(?:\{\\&\}|\\?&)(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NAMES = """
a alternatives annotation b big bold br center disp-formula div em emph fn font i inf inline-formula italic li math
mfenced mfrac mi mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd
mtext mtr munder munderover none ol p sc sans-serif script scp sec semantics small span strong style sub sup tex-math
title tt u ul underline xref
"""
_TAG = re.compile(
    rf"<(/?)(?:jats:|mml:|m:)?({'|'.join(sorted(_NAMES.split(), key=len, reverse=True))})((?:\s[^<>]*)?)/?>", re.IGNORECASE
)
_ANY_TAG = re.compile(r"<(/?)(?:jats:|mml:|m:)?([A-Za-z][\w-]*|!)([^<>]*)>")
_ANGLES = re.compile(r"\{?\$?\\(?:text)?(less|greater)(?![A-Za-z])(?:\{\})?\$?\}?")
_SKIPPED = frozenset({"annotation", "tex-math", "script", "style"})
_BREAKS = frozenset({"p", "br", "title", "sec", "li", "div"})
_SCRIPTS = {"sub": "_", "inf": "_", "sup": "^"}
_SECOND = {"msub": "_", "msup": "^", "munder": "_", "mover": "^"}
"""The elements of MathML whose second child is a script."""
_ROUNDS = 3
"""How often markup may be escaped: ``&amp;lt;i&amp;gt;``."""


def has_markup(value: str) -> bool:
    """Tell whether a value has a tag or an entity."""
    return ("<" in value and _TAG.search(value) is not None) or (
        "&" in value and any(_is_entity(match[1]) for match in _ENTITY.finditer(value))
    )


def _is_entity(name: str) -> bool:
    return name[0] == "#" or f"{name};" in html5


def unmarked(value: str, *, escape: Callable[[str], str] = str, every_tag: bool = False) -> str:
    """Return a value without tags and entities; subscripts and superscripts become characters where there are such.

    *escape* is applied to what an entity stands for. Only known tags are taken for tags, unless *every_tag* says otherwise.
    """
    for _round in range(_ROUNDS):
        decoded = _ENTITY.sub(lambda match: _decoded(match, escape), _ANGLES.sub(_angle, value))
        if decoded == value:
            break
        value = decoded
    pattern = _ANY_TAG if every_tag else _TAG
    if "<" not in value or not pattern.search(value):
        return value
    reader, end = _Tags(), 0
    for match in pattern.finditer(value):
        reader.parts.append(value[end : match.start()])
        reader.tag(match[2].lower(), closes=bool(match[1]))
        end = match.end()
    return "".join([*reader.parts, value[end:]])


def _angle(match: re.Match[str]) -> str:
    return "<" if match[1] == "less" else ">"


def _decoded(match: re.Match[str], escape: Callable[[str], str]) -> str:
    if not _is_entity(match[1]):
        return match[0]
    char = unescape(f"&{match[1]};")
    return char if char in "&<>" else escape(" " if char.isspace() else char)


class _Tags:
    """What stands in the tags of a value, from the outermost."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._open: list[_Tag] = []

    def tag(self, name: str, *, closes: bool) -> None:
        if name in _BREAKS:
            self.parts.append(" ")
        elif not closes:
            if self._open:
                self._open[-1].children += 1
            self._open.append(_Tag(name, len(self.parts), self._script(name)))
        elif self._open and self._open[-1].name == name:
            done = self._open.pop()
            text = "".join(self.parts[done.start :])
            if name in _SKIPPED:
                text = ""
            elif done.script:
                text = lowered(text) if done.script == "_" else raised(text, base="x" if done.start else "")
            self.parts[done.start :] = [text]

    def _script(self, name: str) -> str:
        if name in _SCRIPTS:
            return _SCRIPTS[name]
        parent = self._open[-1] if self._open else None
        return _SECOND.get(parent.name, "") if parent and parent.children == 2 else ""


@dataclass(slots=True)
class _Tag:
    name: str
    start: int
    script: str
    children: int = 0
