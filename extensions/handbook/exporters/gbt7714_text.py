"""Text of references by GB/T 7714: sentence case, full-width punctuation, and full stops."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .capitals import proper_names, protected_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..text.latex import Text

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_LINKING_WORDS = frozenset(
    [
        *("about", "above", "after", "against", "among", "before", "behind", "below", "between", "beyond", "during", "from"),
        *("into", "like", "over", "than", "through", "toward", "towards", "under", "upon", "using", "versus", "when", "with"),
        *("within", "without"),
    ]
)
"""Words that many leave small in titles in capitals."""
_MEETING = re.compile(
    r"\b(?:Proceedings|Findings|Advances in|Transactions|Conference|Symposium|Workshop|Congress|Colloquium|Meeting)\b"
)
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


def sentence_case(title: Text) -> str:
    """Return an English title in lower case except for its first letter, names and acronyms, and what the .bib file protects.

    A title that is in sentence case already is left as it is: then its capitals are those of names.
    """
    if not _in_title_case(title.plain):
        return title.plain
    shown = [*title.plain.lower()] if len(title.plain.lower()) == len(title.plain) else [*title.plain]
    first = next((place for place, char in enumerate(title.plain) if char.isalpha()), 0)
    for start, stop in [(first, first + 1), *title.protected, *protected_ranges(title), *proper_names(title.plain)]:
        shown[start:stop] = title.plain[start:stop]
    return "".join(shown)


def _in_title_case(title: str) -> bool:
    """Return whether most of the longer words after the first have a capital, or there is none to tell by."""
    words = [word for word in _LONG_WORD.findall(title)[1:] if word[1:].islower() and word.lower() not in _LINKING_WORDS]
    capitals = sum(word[0].isupper() for word in words)
    return not words or capitals * 2 > len(words) or not capitals


def is_meeting(container: str) -> bool:
    """Return whether a title names a meeting, or its proceedings: such names are proper names."""
    return _MEETING.search(container) is not None


def widened(text: str) -> str:
    """Return *text* with the full-width comma, colon, semicolon and parentheses of the 2025 edition."""
    for pattern, char in _WIDE:
        text = pattern.sub(char, text)
    return text.strip()
