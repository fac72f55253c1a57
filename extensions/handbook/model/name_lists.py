"""The value of a field of persons: its names as written, and whether it says that there are more."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .surnames import has_east_asian, is_east_asian, is_full_name, is_surname

_OTHERS = re.compile(
    r"(?:(?:and\s+)?others?|(?:and\s+)?et\.?\s*\\?\s*al(?:ii|ia|\.)?|et\.?al|u\.\s*a|等(?:人|著|编|編)?)[.,;，。]*", re.IGNORECASE
)
_ENDS_WITH_OTHERS = re.compile(r"(?<=[\s,;，；、.])(?i:and\s+others?|et\.?\s*al)[.,]*$|(?<=[\u3400-\u9fff])[\s，,、]+等$")
_HAN_AND_OTHERS = re.compile(r"([\u3400-\u9fff]{2,4})等")
_PART = re.compile(r"\\.|[{}]|\s+and(?=\s|$)|^and(?=\s)|&#?\w{1,31};|[;；]|[，、,]", re.IGNORECASE | re.DOTALL)
_BRACES = re.compile(r"[{}]")


class NameList(NamedTuple):
    """The names in the value of a field, as written, without those who are not named."""

    names: tuple[str, ...] = ()
    others: bool = False


@lru_cache(maxsize=65536)
def read_list(value: str) -> NameList:
    """Return the names in *value*: joined by ``and`` or by a semicolon; of East Asian names, also by ``，``, ``、`` or commas.

    ``and others`` is no name, nor are ``et al.`` and 等; an empty name is left out.
    """
    joined = _split(value, "and;")
    names: list[str] = []
    others = False
    for part in joined:
        name, more = _without_others(part)
        others |= more
        for person in _east_asian(name, alone=len(joined) == 1) if has_east_asian(name) else (name,):
            written, more = _without_others(person)
            others |= more
            if _BRACES.sub("", written).strip():
                names.append(written)
    return NameList(tuple(names), others)


def _without_others(name: str) -> tuple[str, bool]:
    name = name.strip()
    if _OTHERS.fullmatch(name):
        return "", True
    if (match := _HAN_AND_OTHERS.fullmatch(name)) and is_full_name(match[1]):
        return match[1], True
    rest = _ENDS_WITH_OTHERS.sub("", name)
    return rest.rstrip(" ,;，；、") if rest != name else name, rest != name


def _split(value: str, separators: str) -> list[str]:
    """Return the parts of *value* between *separators* outside braces."""
    parts, start, depth = [], 0, 0
    for match in _PART.finditer(value):
        sign = match[0]
        if sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
        elif not depth and sign[0] not in "\\&" and _separator(sign) in separators:
            parts.append(value[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, value[start:]) if part.strip()]


def _separator(sign: str) -> str:
    return {"；": ";", "，": "，", "、": "，", ",": ","}.get(sign, "and" if len(sign) > 1 else sign)


def _east_asian(name: str, *, alone: bool) -> list[str]:
    """Return the persons in a part of a list: one, unless commas part full names; *alone* if nothing else parts the list."""
    wide = _split(name, "，")
    if len(wide) > 1:
        return wide if not _is_family_first(wide) else [", ".join(wide)]
    parts = _split(name, ",")
    if len(parts) < 2 or not all(is_east_asian(part) for part in parts):
        return [name]
    if len(parts) > 2:
        return parts
    if _is_family_first(parts) or not all(map(is_full_name, parts)) or not (alone or len(parts[0]) > 2):
        return [name]
    return parts


def _is_family_first(parts: list[str]) -> bool:
    return len(parts) == 2 and is_surname(parts[0])
