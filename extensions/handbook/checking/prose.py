"""The running text of a page line by line, with code, addresses and roles masked.

Faster and less exact than the reader of pages: it serves advice on the text, which may miss a case but must not be wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.records import ITEM_KINDS
from ..reading.entities import ENTITY
from ..reading.limits import MAX_PARAGRAPH_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterator

MASK = "\ufffc"
"""Replaces each character that is not running text."""

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,}|:{3,})(.*)")
_DIRECTIVE = re.compile(r"\{(?:hb:)?([^\s}]+)\}[ \t]*(.*)")
_OPTION = re.compile(r"[ \t]*:([^:\s]+):[ \t]*(.*)")
_NOT_TEXT = re.compile(r"[ \t]*(?:>|%|<|\([^()\s]+\)=|\{[^{}`]*\}[ \t]*$)|(?: {4}|\t)")
"""Quotations, comments, HTML, targets, attributes, and indented code."""
_MASKED = re.compile(
    r"\\."
    r"|(?:\{[^{}`]*\})?(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|`.*"
    r"|\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])"
    r"|\[\^[^\]]*\]"
    r"|\{[^{}]*\}"
    r"|<[^<>]*>"
    rf"|{ENTITY.pattern}"
    r"|(?:https?://|www\.)[^\s<>，。；、：？！（）《》“”]+"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"
)
TEXT_DIRECTIVES = frozenset(
    {*ITEM_KINDS, "admonition", "attention", "caution", "danger", "erratum", "error", "hint", "important", "note", "seealso"}
    | {"sidebar", "tip", "topic", "warning", "dropdown", "quote"}
)
"""The directives whose content is running text; the content of others is skipped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A part of a line of a page, and the line and column at which it begins; ``kind`` is text, title (of an item) or toctree."""

    number: int
    col: int
    kind: str
    raw: str
    item: str = ""
    """The kind of the item whose title it is."""

    @property
    def text(self) -> str:
        """The part with everything that is not running text masked, character for character."""
        return _MASKED.sub(lambda match: MASK * len(match[0]), self.raw)


def lines_of(text: str) -> Iterator[Line]:
    """Yield the running text of a page, whose front matter has been blanked, and the titles of its items."""
    fences: list[tuple[str, str]] = []
    """The open fences, the outermost first: the run of characters and the name of the directive."""
    options = False
    for number, raw in enumerate(text.split("\n"), start=1):
        inside = fences[-1][1] if fences else "note"
        fence = _FENCE.fullmatch(raw)
        if fence and _closes(fence, fences):
            del fences[-1]
            options = False
        elif fence and inside in TEXT_DIRECTIVES:
            directive = _DIRECTIVE.fullmatch(fence[2].strip(" \t"))
            fences.append((fence[1], directive[1] if directive else ""))
            options = directive is not None
        elif options and (option := _OPTION.fullmatch(raw)):
            if option[1] == "title" and inside in ITEM_KINDS:
                title = option[2].rstrip(" \t")
                yield Line(number=number, col=option.start(2) + 1, kind="title", raw=title, item=inside)
        elif inside == "toctree" and raw.strip():
            yield Line(number=number, col=len(raw) - len(raw.lstrip()) + 1, kind="toctree", raw=raw.strip())
        elif inside in TEXT_DIRECTIVES and raw.strip():
            options = False
            if len(raw) <= MAX_PARAGRAPH_CHARS and not _NOT_TEXT.match(raw):
                yield Line(number=number, col=1, kind="text", raw=raw)


def _closes(fence: re.Match[str], fences: list[tuple[str, str]]) -> bool:
    return bool(fences) and not fence[2].strip(" \t") and fence[1].startswith(fences[-1][0])
