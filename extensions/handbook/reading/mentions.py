"""What a text mentions: the roles and the links in a paragraph that name something of the handbook, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.problems import Location
from ..model.records import ITEM_KINDS, TERM_KINDS, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROLE_LINK_OR_CODE = re.compile(
    r"(?<!\\)\{(?:(?P<domain>cite|hb):)?(?P<role>[a-z]+)\}(?P<ticks>`+)(?P<text>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|\]\(#(?P<link>[^)\s]+)\)"
    r"|(?<!`)(?P<code>`+)(?!`).+?(?<!`)(?P=code)(?!`)",
    re.DOTALL,
)
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
    for match in _ROLE_LINK_OR_CODE.finditer(paragraph):
        for role, target in _targets(match):
            place = page.place(paragraph, first_line, _index_of(target, paragraph, match))
            yield Mention(role=role, target=target, location=place)


def _targets(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the roles and targets of one role or link; none for a code span or a role that names nothing."""
    role, domain = match["role"], match["domain"]
    if match["link"] is not None:
        yield "any", match["link"]
    elif role is None:
        return
    elif domain == "cite" or (domain is None and role == "cite"):
        for part in " ".join(match["text"].split()).split(","):
            cited = _CITED.fullmatch(part.strip())
            yield "cite", cited[1] if cited else part.strip()
    elif role in _ROLES:
        content = " ".join(match["text"].split())
        explicit = _EXPLICIT_TARGET.fullmatch(content)
        yield role, (explicit[1] if explicit else content).strip()


def _index_of(target: str, paragraph: str, match: re.Match[str]) -> int:
    """Return where *target* stands in the paragraph; where the role begins if it is not there as it is written."""
    if match["text"] and "<" in match["text"]:  # the text before the target may contain it too
        index = paragraph.rfind(target, match.start("text"), match.end("text"))
    else:
        index = paragraph.find(target, match.start("text" if match["link"] is None else "link"))
    return index if index >= 0 else match.start()
