"""Printed text as Markdown that shows it unchanged, under a mark that keeps a draft from being published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..reading.files import DRAFT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .printed import Line

_SPACED = re.compile(r"(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])")
_MARKDOWN = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_BLOCK = re.compile(r"^(\d{0,9})([#+=:.)%~{>|-])")


def escaped(text: str) -> str:
    """Return a line of *text* as Markdown that shows it unchanged."""
    return _BLOCK.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", text))


def spaced(text: str) -> str:
    """Return *text* with a space between Han characters and Latin letters or digits."""
    return _SPACED.sub(" ", text)


def heading(level: int, text: str) -> str:
    """Return a heading."""
    return f"{'#' * level} {spaced(escaped(text))}"


def task(text: str) -> str:
    """Return a comment that says what the editor is to do; while it is there, the checks report the draft."""
    return f"% {DRAFT} {text}"


def commented(lines: Iterable[Line]) -> list[str]:
    """Return printed lines as comments, each once, with its number."""
    return list(dict.fromkeys(f"% {line.number}: {line.raw or line.text}" for line in lines))


def quotation(what: str, lines: Iterable[Line]) -> str:
    """Return printed lines as a quotation, below the task *what*."""
    paragraphs = "\n>\n".join(f"> {escaped(line.text)}" for line in lines)
    return "\n".join(part for part in (task(what), paragraphs) if part)
