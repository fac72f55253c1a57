"""Names in references by CSL styles: their order, initials, and lists of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .csl_text import affixed, delimited, joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OTHERS = {"literal": "others"}
"""What stands in a list of names for those who are not named."""

_LATIN = re.compile(
    r"[-0-9A-Za-z\u00c0-\u017f\u0218-\u021b\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u0600-\u06ff\u0e01-\u0e5b"
    r"\u1e00-\u1fff]"
)
"""A letter of the scripts in which the given name comes first and has initials."""
_GIVEN = re.compile(r"(-?[^\s.-]+)(\.?)|[\s.-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForm:
    """How a style writes a list of names."""

    conjunction: str = ""
    """The word or sign before the last name."""
    delimiter: str = ", "
    always_delimited: bool = False
    """Whether the delimiter stands before that word even between two names."""
    inverted: bool = False
    """Family names first."""
    initials: str | None = None
    """What follows an initial; None for given names in full."""
    short: bool = False
    """Family names only."""
    et_al_min: int = 0
    """The number of names from which on not all are written; 0 for never."""
    et_al_use_first: int = 1
    et_al_use_last: bool = False


def names_of(people: Sequence[Mapping[str, str]], form: NameForm, et_al: str) -> str:
    """Return a list of names, with the words *et_al* for those who are left out."""
    count = len(people)
    shown = count
    if form.et_al_min and count >= form.et_al_min:
        shown = form.et_al_use_first
    elif people[-1] == OTHERS:
        shown = count - 1
    names = [name_of(person, form) for person in people[:shown]]
    if shown < count:
        if form.et_al_use_last and people[-1] != OTHERS:
            return joined([*_separated(names, form.delimiter), f"{form.delimiter}… ", name_of(people[-1], form)])
        before = form.delimiter if count > 2 and shown > 1 else " "
        return joined([*_separated(names, form.delimiter), before + et_al])
    return joined(_separated(names, form.delimiter, _last_delimiter(form, count)))


def _last_delimiter(form: NameForm, count: int) -> str:
    if not form.conjunction:
        return form.delimiter
    before = form.delimiter if form.always_delimited or count > 2 else ""
    return f"{before}{'' if before.endswith(' ') else ' '}{form.conjunction} "


def _separated(names: Sequence[str], delimiter: str, last: str = "") -> list[str]:
    """Return *names*, all but the first after what stands before it."""
    before = ["", *(delimiter for _ in names[1:])]
    if last and len(names) > 1:
        before[-1] = last
    return [affixed(name, prefix, "") for name, prefix in zip(names, before, strict=True)]


def name_of(person: Mapping[str, str], form: NameForm) -> str:
    """Return one name: of a person by its parts, of a group as it is; the given name follows in scripts without capitals."""
    family = person.get("family", "")
    if "literal" in person or not family:
        return _apostrophes(person.get("literal") or person.get("given", ""))
    given, suffix = person.get("given", ""), person.get("suffix", "")
    if _LATIN.search(family) is None:
        return _apostrophes(family + given)
    given = initials(given, form.initials) if form.initials is not None else given
    family = _after_particle(person.get("non-dropping-particle", ""), family)
    if form.short:
        return _apostrophes(family)
    parts = (family, given, suffix) if form.inverted else (given, family, suffix)
    return delimited([_apostrophes(part) for part in parts], ", " if form.inverted else " ")


def _apostrophes(name: str) -> str:
    return name.replace("'", "’")


def _after_particle(particle: str, family: str) -> str:
    return particle + ("" if not particle or particle[-1] in "'’-–\u00a0" else " ") + family


def initials(given: str, after: str) -> str:
    """Return the initials of a given name, each followed by *after*; small words stay, a small part after a hyphen goes."""
    shown: list[str] = []
    for match in _GIVEN.finditer(given):
        word = match[1]
        if word:
            shown.append(_initial(word, after, dotted=bool(match[2])))
    return "".join(shown).replace(" -", "-").strip(" ")


def _initial(word: str, after: str, *, dotted: bool) -> str:
    letters = word.removeprefix("-")
    if dotted or len(word) == 1:
        return word + after
    if letters.islower():
        return "" if word != letters else f"{word} "
    if not letters[0].isupper():
        return word + after if word == letters else ""
    two = len(letters) > 2 and letters[1].isupper() and letters[2:].islower()
    return word[: len(word) - len(letters) + 1] + (letters[1].lower() if two else "") + after
