"""Lists of institutions and of people as they are printed."""

from __future__ import annotations

import re

from ..text.folding import has_han
from .words import narrow

_SEPARATOR = re.compile(r"\s*(?:[、,，;；/]|\s(?:and|&|x|×|\+)\s|&)\s*", re.IGNORECASE)
_MORE = re.compile(
    r"(?:\s|^)*[(（]?(?:等(?:人|机构|单位|多位|多家|作者|研究者|学者|团队)?|et\.?\s*al\.?|and\s+others|\.{3}|…+)[)）]?(?:著|联合)?[.。]?$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:(?:等)?(?:联合|共同|合作)(?:提出|发布|推出|开源|研究|出品|完成|团队)?|(?:提出|推出|发布|开源|出品))(?:的|了)?$"
)
_NAME_SEPARATOR = re.compile(r"\s*(?:[、,，;；|]\s*(?:and\s|&\s?)?|\s(?:and|&)\s|\s[·•∙・/]\s|/)\s*", re.IGNORECASE)
_AFFILIATION = re.compile(r"[(（\[【][^()（）\[\]【】]{0,200}[)）\]】]")
_MARKS = re.compile(r"\$?\^\{?[^\s{}$]{0,12}\}?\$?|[*†‡§¶∗⁎＊✉📧#♠♣♥♦♢♡★☆✝※⋆\u00b9\u00b2\u00b3\u2070-\u2089]")
_NUMBERS = re.compile(r"(?<=[A-Za-z.\u4e00-\u9fffÀ-ɏ])\s?\d{1,2}(?:\s?[,，]\s?\d{1,2}(?!\d))*(?![\w])")
_FULL_STOP = re.compile(r"(?<=[a-zß-ɏ\u4e00-\u9fff])[.。]$")
_LAST_YEAR = re.compile(r"[,，(（\s]{1,3}(?:19|20)\d\d[)）]?$")
_OMITTED = re.compile(r"\.{2,}|…+")
_NO_NAME = re.compile(r"[.…]+|(?:19|20)\d\d(?:[./-]\d{1,2})*")
"""What stands between the names of a list and is none: dots for those left out, a year."""
_PARTICLE = "van|von|de|der|den|del|la|le|di|da|dos|bin|el|al|ter"
_LATIN_WORD = rf"(?:[A-ZÀ-Þ][\w.'’‘-]*|(?:{_PARTICLE})\b)"
_LATIN_NAME = re.compile(rf"{_LATIN_WORD}(?:\s{_LATIN_WORD}){{1,4}}")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}[·•][\u3400-\u9fff]{1,8}")
_CAMPUS = re.compile(
    r"(University of (?:California|Wisconsin|Illinois|Maryland|Texas|Michigan|Minnesota|"
    r"North Carolina|Massachusetts|Colorado)),\s"
    r"(?=Berkeley|Los Angeles|San Diego|San Francisco|Santa Barbara|Santa Cruz|Irvine|Davis|Riverside|Merced|Madison|Milwaukee|"
    r"Urbana|Chicago|College Park|Austin|Dallas|Arlington|Ann Arbor|Twin Cities|Chapel Hill|Amherst|Boulder)"
)
_MAX_NAMES = 20_000


def split_list(printed: str) -> tuple[str, ...]:
    """Return the names of a list of institutions, without 等 (and others) and 联合 (jointly)."""
    text = printed.strip()[:2000]
    for _again in range(2):
        text = _JOINED.sub("", _MORE.sub("", text).strip()).strip()
    text = _CAMPUS.sub("\\1\0 ", text)  # the comma before a campus parts nothing
    names = (part.strip(" .。*").replace("\0", ",") for part in _SEPARATOR.split(text))
    return tuple(dict.fromkeys(filter(None, names)))


def split_names(printed: str) -> tuple[tuple[str, ...], bool]:
    """Return the names of a list of people, and whether it ends in 等 or et al.

    Marks of equal contribution, numbers of affiliations, and affiliations in brackets are no part of a name.
    """
    text = printed.strip().strip("*").strip()
    if len(text) <= _MAX_NAMES:
        text = _MARKS.sub("", _NUMBERS.sub("", _AFFILIATION.sub("", text)))
    text = _FULL_STOP.sub("", _LAST_YEAR.sub("", text.strip()).rstrip(" ,，、;；"))
    tail = text[-30:]
    more = _MORE.search(tail)
    if more:
        text = text[: len(text) - len(tail) + more.start()]
    names = _turned(text) or [name for part in _NAME_SEPARATOR.split(text) for name in _spaced(part.strip(" ,，、;；*"))]
    whole = [name for name in names if name and not _NO_NAME.fullmatch(name)]
    return tuple(dict.fromkeys(whole)), more is not None or any(map(_OMITTED.fullmatch, names))


def _turned(text: str) -> list[str]:
    """Return the names of a list such as ``Poe, Ada; Quill, Ben``; none if it is none."""
    if ";" not in narrow(text) or len(text) > _MAX_NAMES:
        return []
    pairs = [re.fullmatch(r"([^,]{1,40}),\s*([^,]{1,40})", part.strip()) for part in narrow(text).split(";") if part.strip()]
    return [f"{pair[2].strip()} {pair[1].strip()}" for pair in pairs if pair] if pairs and all(pairs) else []


def _spaced(part: str) -> list[str]:
    """Return the names in a part of a list: spaces part Chinese names, but also the two characters of one."""
    words = part.split()
    if len(words) < 2 or not has_han(part) or any(not re.fullmatch(r"[\u3400-\u9fff·•]+", word) for word in words):
        return [part]
    return words if all(len(word) >= 2 for word in words) else ["".join(words)] if len(words) == 2 else words


def is_list_of_names(text: str) -> bool:
    """Tell whether a line without a label holds names of people, and nothing else."""
    if len(text) > 2000 or re.search(r"[。！？!?:：]|https?:", text):
        return False
    names, more = split_names(text)
    looking = [name for name in names if _LATIN_NAME.fullmatch(name) or _HAN_NAME.fullmatch(name)]
    return len(names) >= (1 if more else 2) and len(looking) == len(names)
