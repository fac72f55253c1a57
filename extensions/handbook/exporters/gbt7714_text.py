"""Text of references by GB/T 7714: the language of a work, sentence case, full-width punctuation, and full stops."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.folding import has_han
from .bibtex import protected_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..text.latex import Text
    from .work import Work

_KANA = re.compile(r"[\u3040-\u30ff]")
_WIDE = (
    (re.compile(r"\s*\(\s*"), "（"),
    (re.compile(r"\s*\)\s*(?=[,;:])"), "）"),
    (re.compile(r"\s*\)\s*"), "）"),
    (re.compile(r",\s+"), "，"),
    (re.compile(r":\s+"), "："),
    (re.compile(r";\s+"), "；"),
)


def sentences(elements: Iterable[str]) -> Iterator[str]:
    """Yield *elements* with a full stop after each and a space between two; no space stands before ``//``."""
    end = ""
    for element in elements:
        if not element:
            continue
        yield ("" if element.startswith("//") else end) + element
        end = " " if element.endswith(".") and not element.startswith("http") else ". "
    yield end.rstrip()


def language_of(work: Work) -> str:
    """Return ``zh``, ``ja``, ``en`` or another language: the one that the .bib file names, or that of the title's script."""
    named = work.get("langid", "language").lower()
    for names, code in ((("chinese", "zh"), "zh"), (("japanese", "ja"), "ja"), (("english", "american", "british", "en"), "en")):
        if named.startswith(names):
            return code
    if named:
        return named
    if has_han(work.title.plain):
        return "ja" if _KANA.search(work.title.plain) else "zh"
    return "en"


def sentence_case(title: Text) -> str:
    """Return a title in lower case except for its first letter, acronyms and what the .bib file protects."""
    shown = [*title.plain.lower()] if len(title.plain.lower()) == len(title.plain) else [*title.plain]
    first = next((place for place, char in enumerate(title.plain) if char.isalpha()), 0)
    for start, stop in [(first, first + 1), *title.protected, *protected_ranges(title)]:
        shown[start:stop] = title.plain[start:stop]
    return "".join(shown)


def widened(text: str) -> str:
    """Return *text* with the full-width comma, colon, semicolon and parentheses of the 2025 edition."""
    for pattern, char in _WIDE:
        text = pattern.sub(char, text)
    return text.strip()
