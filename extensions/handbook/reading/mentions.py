"""What a text mentions: the roles and the links in a paragraph that name something of the handbook, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.problems import Location
from ..model.records import ITEM_KINDS, TERM_KINDS, Mention
from ..text.code_spans import code_spans, is_inside, role_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINK = re.compile(r"\]\(\s*<?#(?P<link>[^)\s>]+)")
_EXPLICIT_TARGET = re.compile(r".*<([^<>]+)>\s*", re.DOTALL)
_CITED = re.compile(r"(?:\{[^{}]*\})?\s*([^{}\s,]+)\s*(?:\{[^{}]*\})?")
"""A citation key with the text that sphinxcontrib-bibtex allows in braces before and after it."""
_ROLES = frozenset({*TERM_KINDS, *ITEM_KINDS, "issue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLines:
    """The lines of a page, which tell in which column a text stands."""

    path: str
    lines: Sequence[str]

    def column(self, line: int, text: str) -> int:
        """Return the column at which *text*, the end of a line or of a table cell, begins; 1 if the line does not have it."""
        return max("".join(self.lines[line - 1 : line]).rfind(text), 0) + 1

    def place(self, paragraph: str, first_line: int, index: int) -> Location:
        """Return the place of the character at *index* of a paragraph that begins on *first_line*."""
        before = paragraph[:index]
        start, line = before.rfind("\n") + 1, first_line + before.count("\n")
        col = self.column(line, paragraph[start:].partition("\n")[0]) + len(before) - start
        return Location(path=self.path, line=line, col=col)


def mentions_of(paragraph: str, first_line: int, page: PageLines) -> Iterator[Mention]:
    """Yield what a paragraph, which begins on *first_line* of the page, names by roles and links."""
    spans = code_spans(paragraph)
    found: list[tuple[int, int, str, str]] = []
    for start, end, ticks in spans:
        if match := role_before(paragraph, start):
            text = paragraph[start + ticks : end - ticks]
            found += (
                (match.start(), _index_of(target, text, start + ticks, match.start()), role, target)
                for role, target in _targets(match["domain"], match["role"], text)
            )
    for match in _LINK.finditer(paragraph):
        if not is_inside(match.start(), spans):
            found.append((match.start(), match.start("link"), "any", match["link"]))
    for _start, at, role, target in sorted(found, key=lambda each: each[0]):
        yield Mention(role=role, target=target, location=page.place(paragraph, first_line, at))


def _targets(domain: str | None, role: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the roles and targets of one role with that text; none for a role that names nothing."""
    if domain == "cite" or (domain is None and role == "cite"):
        for part in " ".join(text.split()).split(","):
            cited = _CITED.fullmatch(part.strip())
            yield "cite", cited[1] if cited else part.strip()
    elif role in _ROLES:
        content = " ".join(text.split())
        explicit = _EXPLICIT_TARGET.fullmatch(content)
        yield role, (explicit[1] if explicit else content).strip()


def _index_of(target: str, text: str, start: int, otherwise: int) -> int:
    """Return where *target* stands in the paragraph whose role has *text* at *start*; *otherwise* if it is not there."""
    index = text.rfind(target) if "<" in text else text.find(target)  # the text before an explicit target may contain it too
    return start + index if index >= 0 else otherwise
