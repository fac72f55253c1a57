"""Text of references by CSL styles: quotation marks, punctuation where parts meet, and letter case.

A quotation is kept between the two marks OPEN and CLOSE until a reference is complete: only then is it known how deep it is and
which punctuation moves into it. The rules where two parts meet are those that citeproc-js and pandoc share.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

OPEN, CLOSE = "\x01", "\x02"
MAX_DEPTH = 8
"""Quotations nested deeper are left as they are written."""

_MARKS = OPEN + CLOSE
_SPECIAL = re.compile(r"[\x01\x02'\"‘’“”]")
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’"}
_WORD = re.compile(r"[^\W_]+", re.UNICODE)

_FIRST = frozenset({"!.", "!:", "?.", "?:", ":.", ";:", ";.", "!!", "??", "..", "::", ";;", ",,"})
"""Where the end of a part meets the beginning of the next one like this, the second sign is dropped."""
_SECOND = frozenset({":!", ":?", ";!", ";?", "  ", " ,", " ."})
"""The same, and the first sign is dropped."""

_STOP_WORDS = frozenset(
    [
        *("a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "on", "onto", "or"),
        *("over", "so", "the", "till", "to", "up", "via", "with", "yet", "about", "van", "von", "de", "d", "l"),
    ]
)
"""Words that title case leaves small."""
_PIECES = re.compile(r"\s+|[^\W_]+|[\x01\x02]|[^\w\s\x01\x02$+<=>^`|~]+|.")
_BREAKS = re.compile(r"[-/–—\s]")


# ------------------------------------------------------------ quotation marks


def quoted(text: str) -> str:
    """Return *text* as a quotation."""
    return f"{OPEN}{text}{CLOSE}" if text else ""


def parsed(value: str) -> str:
    """Return the value of a field with its quotations between marks, and apostrophes in place of other single quotes."""
    if _SPECIAL.search(value) is None:
        return value
    return _Quotes(value.replace(OPEN, "").replace(CLOSE, "")).text()


class _Quotes:
    """The quotations of a value: each ends with the first sign that can close it, or is none."""

    def __init__(self, value: str) -> None:
        self._value = value
        self._read: dict[tuple[int, int], tuple[str, int]] = {}

    def text(self) -> str:
        """Return the whole value."""
        parts: list[str] = []
        place = 0
        while place < len(self._value):
            part, place = self._element(place, 0)
            parts.append(part)
        return "".join(parts)

    def _element(self, place: int, depth: int) -> tuple[str, int]:
        """Return what stands at *place*, a word, a quotation or a sign, and where it ends."""
        if (place, depth) not in self._read:
            self._read[place, depth] = self._word(place) or self._quotation(place, depth) or self._sign(place)
        return self._read[place, depth]

    def _word(self, place: int) -> tuple[str, int] | None:
        """Return a word, with one apostrophe in it."""
        match = _WORD.match(self._value, place)
        if match is None:
            return None
        more = _WORD.match(self._value, match.end() + 1) if self._value[match.end() : match.end() + 1] in ("'", "’") else None
        return (f"{match[0]}’{more[0]}", more.end()) if more else (match[0], match.end())

    def _quotation(self, place: int, depth: int) -> tuple[str, int] | None:
        close = _QUOTES.get(self._value[place])
        after = self._value[place + 1 : place + 2]
        if close is None or not after or after.isspace() or after == close or depth == MAX_DEPTH:
            return None
        if self._value.find(close, place + 1) < 0:  # nothing closes it, and reading on would only say so
            return None
        parts: list[str] = []
        place += 1
        while place < len(self._value):
            if self._value[place] == close:
                return quoted("".join(parts)), place + 1
            part, place = self._element(place, depth + 1)
            parts.append(part)
        return None

    def _sign(self, place: int) -> tuple[str, int]:
        char = self._value[place]
        return "’" if char == "'" else char, place + 1


def finished(text: str) -> str:
    """Return a complete reference: points and commas moved into quotations, and quotation marks by their depth."""
    shown: list[str] = []
    depth = 0
    chars = iter(_punctuated(text))
    for char in chars:
        if char == OPEN:
            shown.append("“‘"[depth % 2])
            depth += 1
        elif char == CLOSE:
            depth -= 1
            shown.append("”’"[depth % 2])
        else:
            shown.append(char)
    return " ".join("".join(shown).split())


def _punctuated(text: str) -> str:
    """Return *text* with a point or comma that follows a quotation in it, or dropped where it ends with another sign."""
    return re.sub(rf"([^{_MARKS}])([{_MARKS}]*){CLOSE}([.,])", _moved, text)


def _moved(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}{'' if match[1] in '.,;:!?' else match[3]}{CLOSE}"


# ------------------------------------------------------------ where parts meet


def first(text: str) -> str:
    """Return the first character that is shown, or nothing."""
    return text.lstrip(_MARKS)[:1]


def joined(parts: Iterable[str]) -> str:
    """Return *parts* one after another, without the signs that must not meet."""
    whole: list[str] = []
    left = ""
    for right in parts:
        left, right = _meeting(left, right)
        whole.append(left)
        left = right
    return "".join((*whole, left))


def _meeting(left: str, right: str) -> tuple[str, str]:
    while True:
        end, start = left.rstrip(_MARKS)[-1:], first(right)
        if end + start in _FIRST:
            right = _dropped(right, start)
        elif end + start in _SECOND:
            left = _dropped(left[::-1], end)[::-1]
        else:
            return left, right


def _dropped(text: str, sign: str) -> str:
    """Return *text* without the signs at its beginning; marks of quotations stay."""
    start = 0
    while text[start : start + 1] and text[start] in _MARKS + sign:
        start += 1
    return "".join(char for char in text[:start] if char != sign) + text[start:]


def delimited(parts: Sequence[str], delimiter: str) -> str:
    """Return *parts* that are not empty with *delimiter* between them, unless one begins with punctuation."""
    between: list[str] = []
    for part in filter(None, parts):
        if between and delimiter and first(part) not in (",", ";", "."):
            between.append(delimiter)
        between.append(part)
    return joined(between)


def affixed(text: str, prefix: str, suffix: str) -> str:
    """Return *text* between its affixes; nothing stays nothing."""
    if not text:
        return ""
    text = joined((text, suffix)) if suffix else text
    return joined((prefix, text)) if prefix else text


# ------------------------------------------------------------ letter case


def lower_case(text: str) -> str:
    """Return *text* in lower case."""
    return text.lower()


def first_capital(text: str) -> str:
    """Return *text* with its first word beginning with a capital, if that word is in lower case."""
    match = _WORD.search(text)
    if match is None or text[: match.start()].strip(_MARKS)[-1:].isspace() or not _small(match[0]):
        return text
    return text[: match.start()] + match[0][0].upper() + text[match.start() + 1 :]


def _small(word: str) -> bool:
    return all(char.islower() for char in word)


def title_case(text: str) -> str:
    """Return English *text* in title case; words with capitals and small letters stay."""
    last = _last_word(text)
    return "".join(_titled(piece, state, place == last) for place, piece, state in _states(text))


def _last_word(text: str) -> int:
    """Return where the last word begins, if it is one word without quotation marks; otherwise -1."""
    start = max((match.end() for match in re.finditer(r"\s", text)), default=0)
    word = text[start:]
    if not start or _BREAKS.search(word) or set(_MARKS) & set(word):
        return -1
    match = _WORD.search(text, start)
    return match.start() if match else -1


def _states(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the words and signs of *text* with their places, and the kind of what stands before each."""
    state = "start"
    for match in _PIECES.finditer(text):
        yield match.start(), match[0], state
        char = match[0][-1]
        if char in ".?!:":
            state = "end of sentence"
        elif char.isalnum():
            state = "word"
        elif char.isspace() and state == "end of sentence":
            state = "start"
        elif _BREAKS.match(char):
            state = "break"


def _titled(word: str, state: str, last: bool) -> str:
    if not word.isalnum() or any(char.isupper() for char in word[1:]):
        return word
    if any(char.isupper() for char in word) and any(char.islower() for char in word):
        return word
    if state == "start" or (state == "break" and len(word) > 1 and (last or word not in _STOP_WORDS)):
        return word[:1].upper() + word[1:].lower()
    return word
