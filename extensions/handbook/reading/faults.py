"""What Sphinx and MyST warn about on a page of an untrusted contributor, found without them, so that the check reports it too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.problems import Location, Problem, problem
from ..text.code_spans import code_spans, is_inside
from ..text.messages import mark as _
from .allowed import BOXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from .mentions import PageLines

_FOOTNOTE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
_CODE_BLOCK = re.compile(r"\{code-block\}\s*(\S*)")
_NOTED = frozenset({"heading_open", "footnote_reference_open", "fence", "colon_fence", "myst_target", "hr"})
"""The types of blocks, besides paragraphs, that can have a fault."""
_OF_SPHINX = frozenset({"default", "guess", "none", "py", "python", "python3", "py3", "py3k", "pycon3", "default3", "rest"})
"""The names of languages that Sphinx knows besides those of Pygments."""


@dataclass(slots=True, kw_only=True)
class Faults:
    """The headings, footnotes and code blocks of one page."""

    path: str
    page: PageLines
    _problems: list[Problem] = field(default_factory=list)
    _level: int = 0
    _footnotes: dict[str, Location] = field(default_factory=dict)
    """The first mention of each footnote, by label."""
    _labels: set[str] = field(default_factory=set)
    _last: str = ""
    """The type of the block before."""
    _definitions: dict[str, Location] = field(default_factory=dict)

    def note(self, token: Token, line: int, *, top: bool) -> None:
        """Note a block, which begins on *line*; *top* tells whether it is in no other block."""
        if token.type == "inline":
            self._mentions(token.content, line)
        elif token.type in _NOTED:
            self._note(token, Location(path=self.path, line=line), top=top)
        self._last = token.type

    def _note(self, token: Token, place: Location, *, top: bool) -> None:
        if token.type == "heading_open" and top:
            self._heading(int(token.tag[1:]), place)
        elif token.type == "footnote_reference_open":
            self._definition(str(token.meta["label"]), place)
        elif token.type in ("fence", "colon_fence"):
            self._code(token.info.strip(), place)
            self._box(token, place)
        elif token.type == "myst_target":
            if token.content in self._labels:
                self._problems.append(problem("duplicate-label", place, name=token.content))
            self._labels.add(token.content)
        elif token.type == "hr" and self._last == "hr":
            expected = _("one line is enough; two need text between them")
            self._problems.append(problem("misplaced", place, directive=token.markup, expected=expected))

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the page."""
        yield from self._problems
        for label, place in self._footnotes.items():
            if label not in self._definitions:
                yield problem("footnote", place, label=label, reason=_("it is not defined"))
        for label, place in self._definitions.items():
            if label not in self._footnotes:
                yield problem("footnote", place, label=label, reason=_("nothing refers to it"))

    def _heading(self, level: int, place: Location) -> None:
        if level > self._level + 1 and self._level:
            self._problems.append(problem("heading-level", place, level=level, above=self._level))
        self._level = level

    def _mentions(self, text: str, line: int) -> None:
        if "[^" not in text:
            return
        spans = code_spans(text)
        for match in _FOOTNOTE.finditer(text):
            if not is_inside(match.start(), spans):
                self._footnotes.setdefault(match[1], self.page.place(text, line, match.start()))

    def _definition(self, label: str, place: Location) -> None:
        if label in self._definitions:
            self._problems.append(problem("footnote", place, label=label, reason=_("it is defined twice")))
        self._definitions.setdefault(label, place)

    def _box(self, token: Token, place: Location) -> None:
        """Report a box of docutils without text."""
        word, *rest = token.info.split(maxsplit=1) or [""]
        if word.strip("{}") in BOXES and not rest and not token.content.strip():
            self._problems.append(problem("body-empty", place, what=word))

    def _code(self, info: str, place: Location) -> None:
        directive = _CODE_BLOCK.match(info)
        language = directive[1] if directive else "" if info.startswith("{") else (info.split() or [""])[0]
        if language and not _is_language(language):
            self._problems.append(problem("unknown-language", place, language=language))


@lru_cache
def _is_language(name: str) -> bool:
    """Tell whether Sphinx can highlight a code block in that language."""
    from pygments.lexers import find_lexer_class_by_name  # type: ignore[import-untyped]  # only pages with code need it
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]

    try:
        return name in _OF_SPHINX or find_lexer_class_by_name(name) is not None
    except ClassNotFound:
        return False
