"""Markdown as the plain text that a reader sees: roles become the names that they show, links their text."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from ..model.records import TERM_KINDS
from ..text.messages import Translate
from ..text.messages import mark as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..model.records import Term
    from .entries import Entry
    from .library import Library

_ROLE = re.compile(r"\{(?:hb:)?([a-z]+)(?::([a-z]+))?\}`([^`]*)`")
_BEFORE_CITATION = re.compile(r"\s+(?=\{cite(?::(?!c?t\})[a-z]+)?\}`)")
"""The space before a citation that is no word of its sentence, and is left out."""
_TARGET = re.compile(r"\s*<[^<>]*>\s*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_EMPHASIS = re.compile(r"(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1")
_MARKUP = re.compile(r"`+|^:{3,}.*$|^%.*$|^\([^()\s]+\)=\s*$", re.MULTILINE)
_TEXTUAL = ("t", "ct")
"""The citations that are words of a sentence."""
_AUTHORS = ("{first}", _("{first} and {second}"), _("{first} et al."))


class Texts:
    """Converts Markdown to plain text."""

    def __init__(
        self,
        library: Library,
        say: Translate = str,
        *,
        name: Callable[[Term], str] = attrgetter("zh"),
        title: Callable[[Entry], str] = attrgetter("item.title"),
    ) -> None:
        self._library = library
        self._say = say
        self._name, self._title = name, title

    def plain(self, markdown: str) -> str:
        """Return *markdown* as one line of plain text; of citations only those that are words of a sentence."""
        text = _ROLE.sub(self._shown, _BEFORE_CITATION.sub("", markdown)) if "{" in markdown else markdown
        text = _LINK.sub(r"\1", text) if "](" in text else text
        text = _EMPHASIS.sub(r"\2", text) if "*" in text else text
        return " ".join(_MARKUP.sub("", text).split())

    def references(self, markdown: str) -> Iterator[str]:
        """Yield what the roles in *markdown* show, which depends on other pages and on works."""
        return map(self._shown, _ROLE.finditer(markdown)) if "{" in markdown else iter(())

    def cited(self, markdown: str) -> Iterator[str]:
        """Yield the keys of the works that citations in *markdown* name."""
        roles = _ROLE.finditer(markdown) if "{" in markdown else ()
        return (key.strip() for role, _form, keys in map(re.Match.groups, roles) if role == "cite" for key in keys.split(","))

    def _shown(self, match: re.Match[str]) -> str:
        role, form, content = match.groups()
        if role == "cite":
            return self._cited(content) if form in _TEXTUAL else ""
        if _TARGET.search(content):
            return _TARGET.sub("", content)
        if role in TERM_KINDS:
            term = self._library.vocabulary.find(role, content)
            return self._name(term) if term else content
        entry = self._library.entries.get(content)
        return self._title(entry) if entry else content

    def _cited(self, keys: str) -> str:
        """Return works as a sentence names them: ``He et al. (2022)``."""
        works = (self._library.works.get(key.strip()) for key in keys.split(","))
        named = []
        for work in works:
            if work and work.authors:
                first, last = (author.inverted.partition(",")[0] for author in (work.authors[0], work.authors[-1]))
                pattern = _AUTHORS[2 if work.others or len(work.authors) > 2 else len(work.authors) - 1]
                names = self._say(pattern).format(first=first, second=last)
                named.append(self._say(_("{names} ({year})")).format(names=names, year=work.year or ""))
        return self._say(_(" / ")).join(named)
