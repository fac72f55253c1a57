"""The words of CSL styles in English: the terms of the official locale and those that a style has in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

CSL = "{http://purl.org/net/xbiblio/csl}"
"""The name space of styles and locales."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_OTHER_FORMS = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
"""Where a term has no such form, the one to take."""
_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Locale:
    """Terms by name and form, each for one and for several, and the parts of a date in words."""

    terms: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    dates: dict[str, Element] = field(default_factory=dict)

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str:
        """Return a term; empty where there is none."""
        while (name, form) not in self.terms and form in _OTHER_FORMS:
            form = _OTHER_FORMS[form]
        return self.terms.get((name, form), ("", ""))[plural]

    def month(self, number: int, form: str) -> str:
        """Return the name of a month; empty where there is no such month."""
        return self.term(f"month-{number:02}", form) if number in _MONTHS else ""

    def ordinal(self, number: int) -> str:
        """Return a number as ``1st``, ``2nd``, ``11th``."""
        rest = number % 100
        endings = (f"ordinal-{rest:02}" if rest > 9 else "", f"ordinal-{number % 10:02}", "ordinal")
        return f"{number}{next(filter(None, map(self.term, endings)), '')}"


def locale_of(official: Element, style: Element) -> Locale:
    """Return the English of *official* with what *style* has in its place."""
    locale = Locale()
    given = [each for each in style.findall(f"{CSL}locale") if each.get(_LANGUAGE, "en") in ("en", "en-US")]
    for each in (official, *given):
        for term in each.iter(f"{CSL}term"):
            locale.terms[term.get("name", ""), term.get("form", "long")] = _numbers(term)
        locale.dates.update({date.get("form", ""): date for date in each.iter(f"{CSL}date")})
    return locale


def _numbers(term: Element) -> tuple[str, str]:
    """Return a term for one and for several."""
    texts: Mapping[str, str] = {child.tag: re.sub(r"[\t\n]+", "", child.text or "") for child in term}
    one = texts.get(f"{CSL}single", term.text or "")
    return one, texts.get(f"{CSL}multiple", one)
